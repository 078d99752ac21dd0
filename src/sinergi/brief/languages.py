"""One brief in several languages, each in a folder of its own, made side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from sinergi.brief.messages import translator
from sinergi.brief.workers import cores, pool


@dataclass(frozen=True)
class Asked:
    """What a brief is made of and how its files are wanted; as for ``brief`` and ``write``."""

    a: str
    b: str
    documents: Sequence[Path]
    formats: Sequence[str]
    dataset: str | None = None
    today: date | None = None
    purpose: Literal["before", "after"] | None = None
    share: bool = False
    parts: Collection[str] = ()
    template: Path | None = None


def in_languages(
    asked: Asked, languages: Sequence[str], out: Path, *, workers: int | None = None
) -> dict[str, list[Path]]:
    """Write the brief in each of these languages to ``out/LANG``; gives the files of each.

    All are made for the same day. When one fails, those already written stay and no other begins.

    Args:
        asked: The brief.
        languages: Codes such as ``ru``.
        out: The folder of the folders.
        workers: Processes at a time, as many as cores by default.

    Raises:
        UsageError: a language is not known.
        SinergiError: what ``brief`` and ``write`` raise.
    """
    for lang in languages:
        translator(lang)
    asked = replace(asked, today=asked.today or date.today())
    with pool(min(workers or cores(), len(languages))) as processes:
        try:
            running = {lang: processes.submit(_make, asked, lang, out / lang) for lang in languages}
            return {lang: one.result() for lang, one in running.items()}
        finally:
            processes.shutdown(cancel_futures=True)


def _make(asked: Asked, lang: str, folder: Path) -> list[Path]:
    from sinergi.brief.gather import brief
    from sinergi.brief.render.write import write
    from sinergi.brief.sharing import to_share

    made = brief(
        asked.a,
        asked.b,
        documents=list(asked.documents),
        lang=lang,
        dataset=asked.dataset,
        today=asked.today,
        purpose=asked.purpose,
    )
    if asked.share:
        made = to_share(made)
    return write(made, asked.formats, folder, parts=asked.parts, template=asked.template)
