"""What many briefs, or one made again, cannot do is refused in a line and never left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sinergi.cli.main import cli


@pytest.mark.parametrize(
    "mode", [["IDN", "--all-partners"], ["--all-pairs"], ["--again", "x.json"]]
)
@pytest.mark.parametrize(
    "option", [["--share"], ["--for", "after"], ["--parts", "summary"], ["--template", "x.docx"]]
)
def test_an_option_of_one_pair_is_refused_elsewhere(
    mode: list[str], option: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "briefs"
    result = CliRunner().invoke(cli, ["brief", *mode, *option, "--out", str(out)])
    assert result.exit_code != 0
    said = result.output + str(result.exception or "")
    assert f"{option[0]} goes with two countries only" in said
    assert not out.exists()


def test_after_a_meeting_needs_a_report_of_it(tmp_path: Path) -> None:
    out = tmp_path / "brief"
    arguments = ["brief", "IDN", "TJK", "--for", "after", "--format", "json", "--out", str(out)]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code != 0
    assert "needs a report of it" in result.output + str(result.exception or "")
    assert not out.exists()


def test_a_template_without_word_is_refused(tmp_path: Path) -> None:
    arguments = ["brief", "IDN", "TJK", "--template", "x.docx", "--format", "json"]
    result = CliRunner().invoke(cli, [*arguments, "--out", str(tmp_path / "one")])
    assert "--template goes with the format docx" in result.output + str(result.exception or "")
