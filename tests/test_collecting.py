"""The collector runs as often as before, whatever happens while it ran seldom."""

import gc
import threading

import pytest

from sinergi.collecting import SELDOM, seldom_collected


def test_it_is_as_before_after_an_error_and_after_one_within_another() -> None:
    before = gc.get_threshold()
    assert before != SELDOM

    def fail() -> None:
        with seldom_collected(), seldom_collected():
            assert gc.get_threshold() == SELDOM
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.get_threshold() == before


def test_the_last_of_two_threads_sets_it_back() -> None:
    before = gc.get_threshold()
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with seldom_collected():
            inside.set()
            leave.wait(60)

    thread = threading.Thread(target=other)
    with seldom_collected():
        thread.start()
        assert inside.wait(60)
    assert gc.get_threshold() == SELDOM
    leave.set()
    thread.join(60)
    assert gc.get_threshold() == before
