"""The annex of the Word document: where the numbers come from."""

from __future__ import annotations

from sinergi.brief.render.docx_sheet import Sheet
from sinergi.brief.render.ooxml import Grid, bookmark, run
from sinergi.brief.render.sections import licences

_ENGLISH = "en-GB"


def evidence_annex(sheet: Sheet) -> None:
    """Datasets, how each measure is computed, and the notes by number."""
    _ = sheet.translate
    sheet.heading("evidence")
    if not sheet.brief.evidence:
        sheet.say(_("This brief holds no numbers."))
    else:
        sheet.say(
            _(
                "Each number above has a note that leads here. The command beside it prints "
                "dataset, version, licence, formula and inputs, and computes the number again."
            )
        )
    _datasets(sheet)
    _notes(sheet)


def _datasets(sheet: Sheet) -> None:
    _ = sheet.translate
    if not sheet.brief.datasets:
        return
    sheet.caption("Table", _("Datasets"))
    titles = ("Id", "Title and producer", "Version", "Licence")
    sheet.grid(
        Grid(
            widths=(1.4, 5, 1.4, 2),
            titles=[_(title) for title in titles],
            rows=[
                [
                    run(one.id, style="Code"),
                    run(" ".join((f"{one.producer}: {one.title}.", *one.notes)), lang=_ENGLISH)
                    + run(f"\nSHA-256 {one.sha256}", style="Code", muted=True),
                    run(one.version),
                    run("\n".join(t for t in (one.licence, one.licence_url) if t)),
                ]
                for one in sheet.brief.datasets
            ],
            text_style="NoteText",
        )
    )
    sheet.say("", "Source")


def _notes(sheet: Sheet) -> None:
    _ = sheet.translate
    if not sheet.brief.evidence:
        return
    measures = {noted.evidence.measure: noted for noted in sheet.brief.evidence}
    sheet.caption("Table", _("How the numbers are computed"))
    sheet.grid(
        Grid(
            widths=(2.2, 4, 3.8),
            titles=[_("Measure"), _("Formula"), _("Source, dataset (licence)")],
            rows=[
                [
                    run(name, style="Code"),
                    run(noted.formula),
                    run(
                        f"{noted.evidence.source}. {licences(noted.evidence)}",
                        muted=True,
                        lang=_ENGLISH,
                    ),
                ]
                for name, noted in sorted(measures.items())
            ],
            text_style="NoteText",
        )
    )
    sheet.caption("Table", _("Notes"))
    rows = []
    for noted in sheet.brief.evidence:
        number = bookmark(f"evidence_{noted.note}", next(sheet.bookmarks), run(str(noted.note)))
        reason = run(f" ({noted.unknown})", muted=True) if noted.unknown else ""
        identifier = run(noted.evidence.id, style="Code")
        rows.append([number, run(f"{noted.label}: {noted.text}") + reason, identifier])
    sheet.grid(
        Grid(
            widths=(0.5, 5, 4.5),
            titles=[_("No."), _("Number"), _("Id, for “sinergi explain”")],
            rows=rows,
            text_style="NoteText",
        )
    )
