"""One brief in several languages: the same briefs as one by one, whole or an error in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import brief
from sinergi.brief.languages import Asked, in_languages
from sinergi.brief.sharing import to_share
from sinergi.cli.main import run
from sinergi.errors import InputError, UsageError

DAY = date(2025, 1, 9)
SAMPLE = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"


def test_each_is_what_it_is_alone(tmp_path: Path) -> None:
    asked = Asked("IDN", "TJK", [SAMPLE], ["json"], today=DAY, share=True)
    found = in_languages(asked, ["tg", "en"], tmp_path, workers=2)
    assert list(found) == ["tg", "en"]
    for lang, files in found.items():
        assert [file.name for file in files] == ["brief.json"]
        alone = to_share(brief("IDN", "TJK", documents=[SAMPLE], lang=lang, today=DAY))
        written = (tmp_path / lang / "brief.json").read_text("utf-8")
        assert written == alone.model_dump_json(indent=2)


def test_a_language_that_is_not_known_is_told_before_any_is_made(tmp_path: Path) -> None:
    asked = Asked("IDN", "TJK", [], ["json"], today=DAY)
    with pytest.raises(UsageError, match="xx"):
        in_languages(asked, ["en", "xx"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_fails_in_a_worker_is_told_as_in_one_process(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    with pytest.raises(InputError) as alone:
        brief("IDN", "TJK", documents=[missing], today=DAY)
    asked = Asked("IDN", "TJK", [missing], ["json"], today=DAY)
    with pytest.raises(InputError) as found:
        in_languages(asked, ["en", "ru"], tmp_path / "out", workers=1)
    assert str(found.value) == str(alone.value)
    assert found.value.advice == alone.value.advice


def test_the_command_gives_each_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    common = ["brief", "IDN", "TJK", "--format", "md", "--date", "2025-01-09", "--out", str(out)]
    assert run([*common, "--lang", "ru, id,ru"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["id", "ru"]
    assert "Индонезия" in (out / "ru" / "brief.md").read_text("utf-8")
    assert "brief.md" in capsys.readouterr().out
    assert run([*common, "--lang", "en"]) == 0
    assert (out / "brief.md").is_file()


@pytest.mark.parametrize("mode", [["--all-pairs"], ["IDN", "--all-partners"]])
def test_several_go_with_two_countries_only(
    mode: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["brief", *mode, "--lang", "en,ru"]) == 2
    assert "several languages go with two countries only" in capsys.readouterr().err
