import pytest

from sinergi.companies.export import neutralise


@pytest.mark.parametrize("text", ["=1+1", "+62 21", "-5", "@SUM(A1)", "\t=1", "\n=1"])
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["", "PT Satu", "'=1", " =1", "a=b", "Ресмони пахтагӣ"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text


def test_what_commands_a_terminal_is_shown_by_number() -> None:
    assert neutralise("\r=1") == "'\\u000d=1"
    assert neutralise("PT \x1b[8mA\u202e") == "PT \\u001b[8mA\\u202e"
