"""What has changed between two briefs of one pair, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from sinergi.brief.messages import N_, Translator, translator
from sinergi.brief.model import Brief, CompanyView, NumberedEvidence, StatementView, StepView
from sinergi.brief.numbers import date_text
from sinergi.brief.saved import load_brief
from sinergi.errors import UsageError
from sinergi.evidence.provenance import Reference
from sinergi.vocabulary.dataset_texts import dataset_text

YEARS = frozenset({"year", "first", "last"})
"""Arguments of a measure that say when: without them two calls ask the same question."""

ALIKE = 3
"""Steps whose state changed in the same way from which on that is told once."""

T = TypeVar("T")


class ChangedPart(StrEnum):
    """What a change is in, in the order in which changes are told."""

    DATA = "data"
    MEETING = "meeting"
    STATEMENTS = "statements"
    PROMISES = "promises"
    PLAN = "plan"
    COMPANIES = "companies"
    OPENINGS = "openings"
    FIGURES = "figures"


TITLES = {
    ChangedPart.DATA: N_("Data"),
    ChangedPart.MEETING: N_("Meeting"),
    ChangedPart.STATEMENTS: N_("What was said"),
    ChangedPart.PROMISES: N_("What was promised"),
    ChangedPart.PLAN: N_("The whole plan"),
    ChangedPart.COMPANIES: N_("Companies"),
    ChangedPart.OPENINGS: N_("Openings"),
    ChangedPart.FIGURES: N_("Figures"),
}


class Change(BaseModel):
    """One thing that is new, gone or otherwise: a sentence in the language of the briefs."""

    model_config = ConfigDict(extra="forbid")

    part: ChangedPart
    sentence: str


class Comparison(BaseModel):
    """All changes from the earlier brief to the later one, part by part."""

    model_config = ConfigDict(extra="forbid")

    title: str
    lang: str
    earlier: date
    later: date
    changes: list[Change]

    def by_part(self) -> Iterator[tuple[str, list[str]]]:
        """The title of each part that changed, and its sentences."""
        _ = translator(self.lang)
        for part in ChangedPart:
            sentences = [change.sentence for change in self.changes if change.part == part]
            if sentences:
                yield _(TITLES[part]), sentences


def compare(earlier: Brief | Path, later: Brief | Path) -> Comparison:
    """What has changed from one brief to another of the same pair.

    A brief may be given as its ``brief.json`` or the folder of that.

    Statements are the same by their words, steps by their uid, companies by name and what they
    were looked for, figures by measure and arguments, whatever the year and the dataset.

    Raises:
        UsageError: the briefs are of two pairs, or in two languages.
        InputError: a file is no brief of this version.
    """
    earlier, later = (load_brief(one) if isinstance(one, Path) else one for one in (earlier, later))
    if (earlier.a.code, earlier.b.code) != (later.a.code, later.b.code):
        raise UsageError(
            f"the briefs are of two pairs: {earlier.title}; {later.title}",
            advice="Give two briefs of one pair",
        )
    if earlier.lang != later.lang:
        raise UsageError(
            f"the briefs are in two languages: {earlier.lang}, {later.lang}",
            advice="Make one of them again: sinergi brief --again FILE --lang LANGUAGE",
        )
    _ = translator(later.lang)
    found = [
        Change(part=part, sentence=sentence)
        for part, told in _PARTS.items()
        for sentence in told(earlier, later, _)
    ]
    return Comparison(
        title=later.title,
        lang=later.lang,
        earlier=earlier.prepared,
        later=later.prepared,
        changes=found,
    )


def _keyed(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return found


def _pairs(
    old: Mapping[Hashable, T], new: Mapping[Hashable, T]
) -> Iterator[tuple[T | None, T | None]]:
    """Things of both by their keys: those that are new or stayed, then those that are gone."""
    for key, item in new.items():
        yield old.get(key), item
    for key, item in old.items():
        if key not in new:
            yield item, None


def _changed(_: Translator, *pairs: tuple[str, str]) -> str:
    """What differs between two readings of one thing, the new one first."""
    return "; ".join(
        _("{new} (before: {old})", new=after, old=before)
        for before, after in pairs
        if before != after
    )


def _data(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    for was, now in _pairs(
        _keyed(old.datasets, lambda one: one.id), _keyed(new.datasets, lambda one: one.id)
    ):
        if was is None and now is not None:
            yield _("Now also used: {data}.", data=_named(now, _.lang))
        elif now is None and was is not None:
            yield _("No longer used: {data}.", data=_named(was, _.lang))
        elif was and now and was.version != now.version:
            yield _(
                "{data}: version {new}, before {old}.",
                data=dataset_text(now.title, _.lang),
                new=dataset_text(now.version, _.lang),
                old=dataset_text(was.version, _.lang),
            )


def _named(data: Reference, lang: str) -> str:
    return f"{dataset_text(data.title, lang)}, {dataset_text(data.version, lang)}"


def _meeting(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    if old.meeting is None or new.meeting is None:
        if new.meeting is not None:
            yield _("There is now a record of a meeting ({date}).", date=new.meeting.date_text)
        elif old.meeting is not None:
            yield _("There is no longer a record of a meeting.")
        return
    if old.meeting.date != new.meeting.date:
        yield _(
            "The date of the meeting is {new}, before {old}.",
            new=new.meeting.date_text,
            old=old.meeting.date_text,
        )
    people = [
        _keyed(one.meeting.people if one.meeting else [], lambda person: person.name)
        for one in (old, new)
    ]
    for was, now in _pairs(*people):
        if was is None and now is not None:
            yield _("Now among those present: {name}.", name=now.name)
        elif now is None and was is not None:
            yield _("No longer among those present: {name}.", name=was.name)


def _statements(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    def key(one: StatementView) -> Hashable:
        return one.sentence, one.span

    statements = [_keyed(one.statements, key) for one in (old, new)]
    pairs = list(_pairs(*statements))
    gone = {_told(was) for was, now in pairs if was and not now}
    reworded = {_told(now) for was, now in pairs if now and not was} & gone
    for was, now in pairs:
        said = now or was
        if said is None:
            continue
        what, kind = _told(said)
        if was is None:
            yield (
                _("In other words now: {what} ({kind}).", what=what, kind=kind)
                if (what, kind) in reworded
                else _("New: {what} ({kind}).", what=what, kind=kind)
            )
        elif now is None:
            if (what, kind) not in reworded:
                yield _("Gone: {what} ({kind}).", what=what, kind=kind)
        else:
            changed = _changed(
                _,
                (was.kind_text, now.kind_text),
                (was.side_text, now.side_text),
                (was.due_text or "–", now.due_text or "–"),
            )
            if changed:
                yield _("{what}: {changes}.", what=what, changes=changed)


def _told(said: StatementView) -> tuple[str, str]:
    """What a statement says, and of which kind it is."""
    return said.gloss or f"“{said.span}”", said.kind_text


def _promises(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    def texts(one: Brief) -> Mapping[Hashable, tuple[str, str]]:
        return {(p.who, p.what): (f"{p.who}: {p.what}", p.state_text) for p in one.promises}

    for was, now in _pairs(texts(old), texts(new)):
        if was and now and was[1] != now[1]:
            yield _("{what}: now “{new}”, before “{old}”.", what=now[0], new=now[1], old=was[1])
        elif now and not was:
            yield _("New: {what} ({kind}).", what=now[0], kind=now[1])
        elif was and not now:
            yield _("Gone: {what} ({kind}).", what=was[0], kind=was[1])


def _plan(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    def key(step: StepView) -> Hashable:
        return step.uid

    plans = [_keyed(one.plan, key) for one in (old, new)]
    pairs = list(_pairs(*plans))
    states = Counter((was.status_text, now.status_text) for was, now in pairs if was and now)
    alike = {(was, now): n for (was, now), n in states.items() if was != now and n >= ALIKE}
    for (before, after), n in alike.items():
        yield _.plural(
            "{n} step: now “{new}”, before “{old}”.",
            "{n} steps: now “{new}”, before “{old}”.",
            n,
            new=after,
            old=before,
        )
    for was, now in pairs:
        if was is None and now is not None:
            yield _(
                "New step: {action} ({owner}, {deadline}).",
                action=now.action,
                owner=now.owner_text,
                deadline=now.deadline_text,
            )
        elif now is None and was is not None:
            yield _(
                "No longer a step: {action} ({owner}).", action=was.action, owner=was.owner_text
            )
        elif was and now:
            state = was.status_text, now.status_text
            changed = _changed(
                _,
                (was.deadline_text, now.deadline_text),
                (was.owner_text, now.owner_text),
                *([] if state in alike else [state]),
            )
            if changed:
                yield _("{what}: {changes}.", what=now.action, changes=changed)


def _companies(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    def candidates(one: Brief) -> Mapping[Hashable, tuple[str, CompanyView]]:
        return {
            (each.country.code, each.product, view.name): (
                f"{each.country.name}, {each.product}",
                view,
            )
            for each in one.companies
            for view in each.candidates
        }

    screened: dict[tuple[str, str], dict[str, None]] = {}
    for was, now in _pairs(candidates(old), candidates(new)):
        if was is None and now is not None:
            yield _("New for {subject}: {name}.", subject=now[0], name=now[1].name)
        elif now is None and was is not None:
            yield _("No longer proposed for {subject}: {name}.", subject=was[0], name=was[1].name)
        elif was and now and was[1].screening != now[1].screening:
            names = screened.setdefault((was[1].screening, now[1].screening), {})
            names[now[1].name] = None
    for (before, after), found in screened.items():
        yield _(
            "Sanctions check, now “{new}”, before “{old}”: {names}.",
            new=after,
            old=before,
            names="; ".join(found),
        )


def _openings(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    def rows(one: Brief) -> Mapping[Hashable, str]:
        found: dict[Hashable, str] = {}
        for way in one.directions:
            for row in way.opportunities.rows if way.opportunities else []:
                name = next((part for part in row if isinstance(part, str)), "")
                found[way.exporter.code, name] = (
                    f"{way.exporter.name} → {way.importer.name}: {name}"
                )
        return found

    for was, now in _pairs(rows(old), rows(new)):
        if was is None and now is not None:
            yield _("Now among the openings: {what}.", what=now)
        elif now is None and was is not None:
            yield _("No longer among the openings: {what}.", what=was)


def _figures(old: Brief, new: Brief, _: Translator) -> Iterator[str]:
    for was, now in _pairs(_latest(old), _latest(new)):
        if was is None or now is None or was.evidence.value == now.evidence.value:
            continue
        before = was.text
        if was.evidence.id != now.evidence.id:
            before = f"{was.text} ({_when(was)})"
        yield _("{what}: {new}, before {old}.", what=now.label, new=now.text, old=before)


def _latest(brief: Brief) -> dict[Hashable, NumberedEvidence]:
    """The evidence of the latest year for each question."""
    found: dict[Hashable, NumberedEvidence] = {}
    for noted in brief.evidence:
        arguments = noted.evidence.arguments
        asked = [value for name, value in arguments.items() if name not in YEARS]
        question = (noted.evidence.measure, *asked, _length(noted))
        if question not in found or _when(found[question]) < _when(noted):
            found[question] = noted
    return found


def _when(noted: NumberedEvidence) -> str:
    """The year or years, or the dataset's version where a measure has none."""
    years = [value for name, value in noted.evidence.arguments.items() if name in YEARS]
    return "–".join(years) if years else noted.evidence.datasets[0].version


def _length(noted: NumberedEvidence) -> int:
    """Whether years are one or a span: a mean is not compared with a single year."""
    return sum(
        value.count("-") for name, value in noted.evidence.arguments.items() if name in YEARS
    )


_PARTS: dict[ChangedPart, Callable[[Brief, Brief, Translator], Iterator[str]]] = {
    ChangedPart.DATA: _data,
    ChangedPart.MEETING: _meeting,
    ChangedPart.STATEMENTS: _statements,
    ChangedPart.PROMISES: _promises,
    ChangedPart.PLAN: _plan,
    ChangedPart.COMPANIES: _companies,
    ChangedPart.OPENINGS: _openings,
    ChangedPart.FIGURES: _figures,
}


def heading(comparison: Comparison) -> str:
    """What was compared, in a line."""
    _ = translator(comparison.lang)
    return _(
        "{title}: what changed from {earlier} to {later}",
        title=comparison.title,
        earlier=date_text(comparison.earlier, comparison.lang),
        later=date_text(comparison.later, comparison.lang),
    )


def nothing(comparison: Comparison) -> str:
    """What is said when nothing has changed."""
    _ = translator(comparison.lang)
    return _("Nothing has changed.")
