"""A text of a data file in all languages, and what is said when one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from sinergi.errors import DataError, UsageError
from sinergi.vocabulary.tables import read_table
from sinergi.vocabulary.translated import Translated


class Row(BaseModel):
    code: str
    name: Translated
    hint: Translated | None = None


HEAD = "code,name_en,name_id,name_ru,name_tg,hint_en,hint_id,hint_ru,hint_tg\n"


def table(tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, Row)


def test_a_language_is_a_column(tmp_path: Path) -> None:
    (row,) = table(tmp_path, HEAD + "x,ore {n},bijih,руда,маъдан,,,,\n")
    assert [row.name[lang] for lang in ("id", "ru", "tg")] == ["bijih", "руда", "маъдан"]
    assert row.name.format("en", n=3) == "ore 3"
    assert row.hint is None
    with pytest.raises(UsageError, match="'fr' is not known"):
        row.name["fr"]


def test_a_missing_text_is_named_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"column 'name_tg' has no text") as caught:
        table(tmp_path, HEAD + "x,ore,bijih,руда,,,,,\n")
    assert str(caught.value.where).endswith("rows.csv, line 2")
    with pytest.raises(DataError, match=r"column 'hint_id' has no text"):
        table(tmp_path, HEAD + "x,ore,bijih,руда,маъдан,what,,,чӣ\n")


def test_a_missing_language_is_named_as_a_column(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"column 'name_tg' is missing"):
        table(tmp_path, HEAD.replace("name_tg,", "") + "x,ore,bijih,руда,,,,\n")


def test_every_language_must_be_there() -> None:
    with pytest.raises(ValidationError, match="no text in: id, ru, tg"):
        Translated({"en": "ore"})
