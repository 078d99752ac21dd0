import pytest

from sinergi.companies.export import neutralise


@pytest.mark.parametrize("text", ["=1+1", "+62 21", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["", "PT Satu", "'=1", " =1", "a=b", "Ресмони пахтагӣ"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
