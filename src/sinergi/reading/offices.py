"""Offices as the text names them: head, portfolio, country; "Tajikistan's Minister of Industry"."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.reading.countries import Mention
from sinergi.reading.lexicon import Entry
from sinergi.reading.phrases import Hit, longest
from sinergi.reading.scan import Scan
from sinergi.reading.tokens import Token

_MOST_WORDS = 22
_HAN_OFFICE = 24


@dataclass(frozen=True, slots=True)
class Office:
    """Tokens ``first`` to ``last``; ``role`` the office without the country."""

    role: str | None
    country: str | None
    start: int
    end: int
    first: int
    last: int


def offices(scan: Scan) -> list[Office]:
    """Every office named, in order, none within another."""
    hits = scan.hits["office"]
    heads = longest([h for h in hits if h.payload.value in ("head", "abbrev")])
    if scan.lexicon.short:
        return _han_offices(scan, heads)
    marks = _Marks(scan, hits)
    found: list[Office] = []
    for head in heads:
        if found and head.first <= found[-1].last:
            continue
        found.append(_extend(scan, head, marks))
    return found


class _Marks:
    """Which tokens are portfolio words, connectors, country words, countries."""

    def __init__(self, scan: Scan, hits: list[Hit[Entry]]) -> None:
        self.portfolio = _indices(hits, "portfolio")
        self.connector = _indices(hits, "connector")
        self.country_word = _indices(hits, "country_word")
        self.to_country = _indices(hits, "for_country")
        self.abbrev = _indices(hits, "abbrev")
        self.country: dict[int, Mention] = {}
        for mention in scan.countries:
            if mention.how != "city" or mention.capital:
                for i in range(mention.first, mention.last + 1):
                    self.country[i] = mention


def _indices(hits: list[Hit[Entry]], kind: str) -> set[int]:
    return {i for hit in hits if hit.payload.value == kind for i in range(hit.first, hit.last + 1)}


def _extend(scan: Scan, head: Hit[Entry], marks: _Marks) -> Office:
    """Take in the words after the head that belong to the office or name its country."""
    tokens = scan.tokens
    country = head.payload.country
    place, last, role_end = head.last + 1, head.last, tokens[head.last].end
    own, host = False, False
    while place < len(tokens) and place - head.last <= _MOST_WORDS:
        token = tokens[place]
        if not _continues(tokens, place, marks):
            break
        if place in marks.country:
            mention = marks.country[place]
            if mention.how == "city":
                break
            if not host and not own:
                country, own = mention.iso3, True
            place = mention.last + 1
            last = mention.last
            continue
        if place in marks.to_country and _country_soon(place, marks):
            host = own or head.payload.country is not None or country is not None
        elif place in marks.portfolio:
            last = place
            if not own:
                role_end = token.end
        elif place in marks.country_word or place in marks.abbrev:
            last = place if place in marks.country_word else last
        elif place not in marks.connector:
            break
        place += 1
    first = head.first
    if not own:
        first, before = _country_before(tokens, head.first, marks)
        country = before or country
    return Office(
        role=_role(scan, head, role_end),
        country=country,
        start=tokens[first].start,
        end=tokens[last].end,
        first=first,
        last=last,
    )


def _continues(tokens: list[Token], place: int, marks: _Marks) -> bool:
    token = tokens[place]
    if not token.joined:
        return False
    if token.comma:
        # A list of portfolios goes on over a comma: "Minister of Investment, Industry, and Trade".
        ahead = place + 1 if place in marks.connector else place
        return ahead in marks.portfolio and token.joined and place - 1 in marks.portfolio
    return True


def _country_soon(place: int, marks: _Marks) -> bool:
    return any(place + step in marks.country for step in (1, 2, 3, 4))


def _country_before(tokens: list[Token], first: int, marks: _Marks) -> tuple[int, str | None]:
    """``Tajik Minister``, ``Pakistan's Federal Minister``: at most one word between."""
    for step in (1, 2):
        place = first - step
        if place < 0 or not tokens[place + 1].joined or tokens[place + 1].comma:
            break
        if place in marks.country and marks.country[place].how != "city":
            return marks.country[place].first, marks.country[place].iso3
    return first, None


def _role(scan: Scan, head: Hit[Entry], role_end: int) -> str | None:
    if head.payload.value == "abbrev":
        base = head.payload.text or ""
        rest = scan.text[head.end : role_end].strip()
        return f"{base} {rest}".strip()
    if not head.payload.text:
        return None
    return " ".join(scan.text[head.start : max(role_end, head.end)].split())


def _han_offices(scan: Scan, heads: list[Hit[Entry]]) -> list[Office]:
    """Chinese: the institution stands before the head, the country before the institution."""
    found: list[Office] = []
    for head in heads:
        first = head.first
        floor = found[-1].last + 1 if found else 0
        while (
            first > floor
            and scan.tokens[first].joined
            and not scan.tokens[first].comma
            and head.first - first < _HAN_OFFICE
            and _belongs(scan, first - 1)
        ):
            first -= 1
        countries = [
            m for m in scan.countries_in(scan.tokens[first].start, head.start) if m.how != "city"
        ]
        start = countries[-1].end if countries else scan.tokens[first].start
        found.append(
            Office(
                role=scan.text[start : head.end].strip() or head.payload.text,
                country=countries[-1].iso3 if countries else head.payload.country,
                start=scan.tokens[first].start,
                end=head.end,
                first=first,
                last=head.last,
            )
        )
    return found


def _belongs(scan: Scan, index: int) -> bool:
    """Whether a character before a Chinese head can be part of the office's name."""
    token = scan.tokens[index]
    start, end = token.start, token.end
    for mention in scan.countries_in(max(0, start - 8), end + 8):
        if mention.start <= start and end <= mention.end:
            return True
    return any(
        hit.start <= start and end <= hit.end and hit.payload.value in ("portfolio", "country_word")
        for hit in scan.within(scan.hits["office"], max(0, start - 8), end + 8)
    )
