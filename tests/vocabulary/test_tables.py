"""Tables that people edit: what is wrong is said with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from sinergi.errors import DataError
from sinergi.vocabulary.tables import read_table


class Word(BaseModel):
    word: str
    weight: float | None = Field(default=None, ge=0)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def test_reads_rows_comments_and_empty_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "w.csv", '# note\nword,weight\nnikel,1.5\n"a, b",\n\n')
    rows = read_table(path, Word)
    assert [(r.word, r.weight) for r in rows] == [("nikel", 1.5), ("a, b", None)]


def test_accepts_the_mark_that_spreadsheets_put_first(tmp_path: Path) -> None:
    path = write(tmp_path / "w.csv", "word,weight\nx,1\n", "utf-8-sig")
    assert read_table(path, Word)[0].word == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word,weight\nx,-1\n", "line 2: column 'weight'"),
        ("word,weight\nx,heavy\n", "line 2: column 'weight'"),
        ("word,colour\nx,1\n", "line 1: column 'colour' is not known"),
        ("word,weight\nx\n", "line 2: 1 cells where the header has 2"),
        ("word,weight\nx,1\nx,2\n", "line 3: column 'word': 'x' stands already in line 2"),
        ('word,weight\n"x,1\n', "line 2"),
        ("weight\n1\n", "line 2: column 'word'"),
    ],
)
def test_says_where_a_table_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "w.csv", text)
    with pytest.raises(DataError) as caught:
        read_table(path, Word, unique="word")
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_refuses_another_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "w.csv", "word,weight\nникель,1\n", "cp1251")
    with pytest.raises(DataError, match="not UTF-8"):
        read_table(path, Word)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        read_table(tmp_path / "none.csv", Word)
