"""What a clause is about: the sectors and things it names, and the part of it that names them."""

from __future__ import annotations

from dataclasses import replace

from sinergi.reading.clauses import Clause
from sinergi.reading.lexicon import NO_SECTOR, Entry
from sinergi.reading.phrases import Hit
from sinergi.reading.scan import Scan

_LEAST_LEFT, _LEAST_LEFT_HAN = 25, 9
_LONG_HEAD = 45


def sectors_in(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """The sectors named in ``[start, end)``, in order, each once."""
    hits = [
        hit
        for hit in scan.within(scan.hits["sector"], start, end)
        if hit.payload.value != NO_SECTOR
    ]
    return tuple(dict.fromkeys(hit.payload.value for hit in hits))


def objects_in(scan: Scan, start: int, end: int) -> list[str]:
    """The actions and things named in ``[start, end)``, in order, each once."""
    hits = scan.within(scan.hits["object"], start, end)
    return list(dict.fromkeys(hit.payload.value for hit in hits))


def after_meeting(scan: Scan, clause: Clause, cue: Hit[Entry]) -> Clause:
    """Cut "X met Y in Z and" off before what they discussed."""
    together = [
        hit
        for hit in scan.within(scan.hits["cue"], clause.start, clause.end)
        if hit.payload.text == "both"
    ]
    if not together or clause.quoted is not None:
        return clause
    met = scan.within(scan.words("meet_strong"), clause.start, cue.start)
    if not met:
        return clause
    comma = max(scan.text.rfind(mark, met[-1].end, cue.start) for mark in ",，")
    return _from(scan, clause, comma + 1 if comma >= 0 else cue.start)


def subject_matter(scan: Scan, clause: Clause, cue: Hit[Entry]) -> Clause:
    """What was discussed, without a long head that tells who did and when.

    A clause that names its sectors before the verb ("... were discussed") stays whole.
    """
    if cue.payload.text != "both" or cue.start - clause.start < _LONG_HEAD:
        return clause
    if clause.quoted is not None or _is_passive(scan, cue):
        return clause
    if sectors_in(scan, clause.start, cue.start):
        return clause
    return _from(scan, clause, cue.end)


def _from(scan: Scan, clause: Clause, start: int) -> Clause:
    """The clause from ``start`` on, unless too little is left."""
    while start < clause.end and (scan.text[start].isspace() or scan.text[start] in ":："):
        start += 1
    least = _LEAST_LEFT_HAN if scan.lexicon.short else _LEAST_LEFT
    return replace(clause, start=start) if clause.end - start >= least else clause


def _is_passive(scan: Scan, cue: Hit[Entry]) -> bool:
    """Whether what was discussed is the verb's subject: "was talked over by"."""
    return cue.first - 1 in scan.indices("passive")
