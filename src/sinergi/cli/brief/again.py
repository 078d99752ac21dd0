"""``sinergi brief --again``: an earlier brief with the data of now."""

from __future__ import annotations

from datetime import date
from pathlib import Path


def make_again(
    earlier: Path,
    formats: list[str],
    out: Path | None,
    *,
    lang: str | None,
    dataset: str | None,
    today: date | None,
) -> None:
    """Make the brief again, write it beside the earlier one, and say what changed.

    The earlier brief's own folder is never written to unless ``out`` names it.
    """
    from sinergi.brief.comparing import compare
    from sinergi.brief.render.terminal import show
    from sinergi.brief.render.write import check_folder, write
    from sinergi.brief.saved import brief_again, load_brief
    from sinergi.cli.shared.changes import show_changes

    old = load_brief(earlier)
    folder = out or Path(f"brief-{old.a.code}-{old.b.code}-again")
    check_folder(folder)
    made = brief_again(old, lang=lang, dataset=dataset, today=today)
    written = write(made, formats, folder)
    show(made, written)
    if made.lang == old.lang:
        show_changes(compare(old, made))
