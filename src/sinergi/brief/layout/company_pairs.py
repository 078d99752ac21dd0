"""A company of each side that could talk to one another."""

from __future__ import annotations

from sinergi.brief.layout.blocks import (
    Block,
    Cell,
    Column,
    Grid,
    Inline,
    Line,
    Lines,
    Row,
    Span,
    cell,
)
from sinergi.brief.layout.text import capital, reasons_line
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, CompanyList, CompanyView, Country

SHOWN = 3
"""Topics told where there is no pair."""
REGISTER = "gem"
"""The register of owners of facilities."""
BESIDE = 2
"""Topics without a pair that stand below the pairs."""
NAMED = 2
"""Companies named for a side where there is no pair."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row a pair; below it whom topics without a pair have, with a plant each."""
    if not brief.company_pairs:
        return _known(brief, _)
    beside = _beside(brief, _)
    # The second page is full: where other topics have companies too, each pair is the first.
    first = {one.topic: one for one in reversed(brief.company_pairs)}
    shown = [one for one in brief.company_pairs if not beside or first[one.topic] is one]
    columns = [
        Column(_("Topic"), 1.6),
        Column(_("Could supply"), 3),
        Column(_("Could buy or work on it"), 3),
    ]
    rows = [
        Row(
            [
                cell(
                    capital(one.topic),
                    [Span(one.product, "muted")] if one.product != one.topic else None,
                ),
                _company(one.seller, one.seller_country, _),
                _company(one.buyer, one.buyer_country, _),
            ]
        )
        for one in shown
    ]
    notes = [_("Proposals from registers: ask the companies before naming them to the other side.")]
    screened = {side.screening for one in shown for side in (one.seller, one.buyer)}
    notes += [_("Sanctions: {result}.", result=result) for result in sorted(screened)]
    return [Grid("pairs", _("Pairs of companies"), columns, rows, notes), *beside]


def _beside(brief: Brief, _: Translator) -> list[Block]:
    """The other topics, each with the first company of each side and its largest plant."""
    paired = {one.topic for one in brief.company_pairs}
    topics = {
        subject: [one for one in lists if one.candidates and one.candidates[0].plant]
        for subject, lists in _by_topic(brief).items()
        if subject not in paired
    }
    lines = [_with_plants(subject, lists) for subject, lists in topics.items() if lists]
    return [Lines(lines[:BESIDE], "list")] if lines else []


def _with_plants(subject: str, lists: list[CompanyList]) -> Line:
    found: list[Inline] = [Span(capital(subject), "strong")]
    for place, one in enumerate(lists):
        side = f"{one.country.name}{_product(lists, one)} – {one.candidates[0].name}: "
        found += ["; " if place else ": ", side, *one.candidates[0].plant]
    return found


def _by_topic(brief: Brief) -> dict[str, list[CompanyList]]:
    """The lists of each topic, in the order of the topics on the first page."""
    topics: dict[str, list[CompanyList]] = {}
    for one in brief.companies:
        topics.setdefault(one.subject, []).append(one)
    order = [capital(one.name) for one in brief.topics]
    return dict(sorted(topics.items(), key=lambda one: _place(order, one[0])))


def _product(lists: list[CompanyList], one: CompanyList) -> str:
    """What a list is of, where the other side's is of something else."""
    different = len({other.product for other in lists}) > 1 and "HS" not in one.product
    return f" ({one.product})" if different else ""


def _known(brief: Brief, _: Translator) -> list[Block]:
    """Without a pair: whom each side has, topic by topic, and whom to ask for the rest."""
    lines: list[Line] = []
    silent: list[str] = []
    for subject, lists in _by_topic(brief).items():
        if any(one.candidates for one in lists):
            lines.append(_sides(subject, lists, _))
        else:
            silent.append(subject)
    lines = lines[:SHOWN]
    if silent:
        names = capital("; ".join(silent))
        nobody = _("none known on either side: ask both chambers of commerce.")
        lines.append([Span(names, "strong"), f": {nobody}"])
    if not lines:
        return []
    first = _("No pair of companies is known with evidence enough. Known so far:")
    return [Lines([[first]]), Lines(lines, "list")]


def _place(order: list[str], subject: str) -> int:
    """The place of a topic on the first page, the last for one that is not there."""
    sector = capital(subject).partition(": ")[0]
    named = (
        n
        for n, name in enumerate(order)
        if any(one.partition(": ")[0] == sector for one in name.split("; "))
    )
    return next(named, len(order))


def _sides(subject: str, lists: list[CompanyList], _: Translator) -> Line:
    """The first names of each side, or that there is none."""
    found: list[Inline] = [Span(capital(subject), "strong"), ": "]
    for place, one in enumerate(lists):
        names = ", ".join(company.name for company in one.candidates[:NAMED])
        none = _("none known, ask its chamber of commerce")
        side = f"{one.country.name}{_product(lists, one)} – {names or none}"
        found.append(f"; {side}" if place else side)
    return [*found, "."]


def _company(company: CompanyView, country: Country, _: Translator) -> Cell:
    # An owner in the register of facilities need not be at home where its plants are.
    plants = company.register_name == REGISTER
    place = _("plants in {country}", country=country.name) if plants else country.name
    return cell(
        [Span(company.name, "strong"), f" ({place})"],
        [Span(one, "muted") if isinstance(one, str) else one for one in reasons_line(company, 1)],
    )
