"""Caches of what was computed from datasets: when they are emptied."""

from __future__ import annotations

import pytest

from sinergi import store
from sinergi.evidence.caching import refresh, settled, store_cache


def test_what_was_computed_goes_when_the_store_changes_but_not_while_it_is_settled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = ["first"]
    monkeypatch.setattr(store, "stamp", lambda: (now[0], 0))

    @store_cache(2)
    def seen(_question: str) -> str:
        return now[0]

    def ask() -> str:
        refresh()
        return seen("which store")

    assert ask() == "first"
    with settled():
        now[0] = "second"
        assert ask() == "first"
    assert ask() == "second"
    with pytest.raises(ValueError, match="stopped"), settled():
        raise ValueError("stopped")
    now[0] = "third"
    assert ask() == "third"
