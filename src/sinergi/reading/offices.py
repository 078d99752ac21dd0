"""Offices as the text names them: head, portfolio, country; "Tajikistan's Minister of Industry"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sinergi.reading.lexicon import Entry
from sinergi.reading.mentions import Mention
from sinergi.reading.phrases import Hit, longest
from sinergi.reading.scan import Scan

_MOST_WORDS = 22
_HAN_OFFICE = 24
_AHEAD = 8
_LONG_WORD = 5
_DATED = ("month", "weekday", "period")
_NO_PORTFOLIO = (
    "say",
    "meet",
    "meet_strong",
    "place_prep",
    "that",
    "background",
    "issue_date",
    "witness",
    "both",
    "today",
    "they3",
    "honorific",
)


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """Tokens ``first`` to ``last``; ``role`` the office without the country.

    ``host`` is the country an ambassador is accredited to, ``base`` the head's own name.
    """

    role: str | None
    country: str | None
    start: int
    end: int
    first: int
    last: int
    host: str | None = None
    base: str | None = None


def offices(scan: Scan) -> list[OfficeMention]:
    """Every office named, in order, none within another."""
    hits = scan.hits["office"]
    # "The ministers agreed": both of them, nobody's office.
    plural = scan.indices("both")
    heads = [
        hit
        for hit in longest([h for h in hits if h.payload.value in ("head", "abbrev", "company")])
        # In "the head of the delegation" only the last word tells of both.
        if hit.payload.value != "company" and hit.first not in plural
    ]
    if scan.lexicon.short:
        return _han_offices(scan, heads)
    marks = _Marks(scan, hits)
    found: list[OfficeMention] = []
    for head in heads:
        if found and head.first <= found[-1].last:
            continue
        office = _extend(scan, head, marks, found[-1].last if found else -1)
        if found and _same_holder(found[-1], office, marks):
            found[-1] = _joined(found[-1], office)
        else:
            found.append(office)
    return found


def _same_holder(one: OfficeMention, other: OfficeMention, marks: _Marks) -> bool:
    """Whether one person holds both: "Vice President and concurrently Minister"."""
    between = range(one.last + 1, other.first)
    return len(between) <= 2 and any(i in marks.also for i in (*between, one.last))


def _joined(one: OfficeMention, other: OfficeMention) -> OfficeMention:
    return replace(
        one,
        role=" / ".join(r for r in (one.role, other.role) if r),
        country=one.country or other.country,
        end=other.end,
        last=other.last,
    )


class _Marks:
    """Which tokens are portfolio words, connectors, country words, countries."""

    def __init__(self, scan: Scan, hits: list[Hit[Entry]]) -> None:
        self.tokens = scan.tokens
        self.direct = scan.lexicon.language.portfolio == "direct"
        self.verbs = {i for role in _NO_PORTFOLIO for i in scan.indices(role)}
        self.heads = _indices(hits, "head")
        self.dates = {
            i
            for h in scan.hits["date"]
            if h.payload.value in _DATED
            for i in range(h.first, h.last + 1)
        }
        self.places = {
            i for m in scan.countries if m.how == "city" for i in range(m.first, m.last + 1)
        }
        self.portfolio = _indices(hits, "portfolio")
        self.connector = _indices(hits, "connector")
        self.of = self.connector - scan.indices("and")
        self.small = scan.lexicon.language.small_portfolio == "yes"
        self.also = _indices(hits, "also")
        self.country_word = _indices(hits, "country_word")
        self.to_country = _indices(hits, "for_country")
        self.abbrev = _indices(hits, "abbrev")
        self.bodies = _indices(hits, "body")
        self.country: dict[int, Mention] = {}
        for mention in scan.countries:
            if mention.how != "city" or mention.capital:
                for i in range(mention.first, mention.last + 1):
                    self.country[i] = mention

    def may_be_portfolio(self, place: int) -> bool:
        """Whether a word of no list belongs to an office all the same.

        It does when it follows "of", "and" or the like and is written as a title, when a country
        ends the words that follow ("Minister of Plantations Malaysia"), or, in a language that
        writes offices small, when it is a small word before a capital one.
        """
        if place in self.portfolio or place in self.verbs or place in self.heads:
            return False
        if place in self.dates or place in self.places:
            return False
        token = self.tokens[place]
        if not token.text[0].isalpha() or place in self.connector or place in self.country_word:
            return False
        if token.capital and place - 1 in self.connector and place - 1 not in self.to_country:
            return True
        if token.capital:
            return self.direct and self.ends_in_country(place)
        if self.small and place - 1 in self.of and place - 1 not in self.to_country:
            return len(token.text) >= _LONG_WORD
        return self._small_word(place)

    def ends_in_country(self, place: int) -> bool:
        """Whether titles run on from ``place`` to a country's name without a break."""
        for ahead in range(place, min(place + _AHEAD, len(self.tokens))):
            token = self.tokens[ahead]
            if ahead > place and (not token.joined or token.comma):
                return False
            if ahead in self.bodies and ahead > place:
                # "Direktur Pengembangan Ekspor Kementerian Perdagangan X": a unit of a ministry.
                return True
            if ahead in self.country:
                return self.country[ahead].how != "city" and ahead > place
            inner = token.capital or ahead in self.connector
            if not inner or ahead in self.heads or ahead in self.to_country:
                return False
        return False

    def _small_word(self, place: int) -> bool:
        """A small Cyrillic word that runs on to a capital without a break."""
        if not "\u0400" <= self.tokens[place].text[0] <= "\u04ff":
            return False
        for ahead in range(place + 1, min(place + _AHEAD, len(self.tokens))):
            token = self.tokens[ahead]
            if not token.joined or token.comma or ahead in self.verbs:
                return False
            if token.capital:
                return True
        return False


def _indices(hits: list[Hit[Entry]], kind: str) -> set[int]:
    return {i for hit in hits if hit.payload.value == kind for i in range(hit.first, hit.last + 1)}


@dataclass
class _Growth:
    """An office while words are taken in: its last token, end of the role, country, host."""

    last: int
    role_end: int
    country: str | None
    preset: bool = False
    named: bool = False
    to_host: bool = False
    host: str | None = None


def _extend(scan: Scan, head: Hit[Entry], marks: _Marks, taken: int) -> OfficeMention:
    """Take in the words after the head that belong to the office or name its country.

    Tokens up to ``taken`` are of the office before: the country that ends it is not this one's.
    """
    first, before = _country_before(scan, head.first, marks, taken)
    country = before.iso3 if before else head.payload.country
    growth = _Growth(head.last, head.end, country, before is not None)
    place: int | None = head.last + 1
    while place is not None and place < len(scan.tokens) and place - head.last <= _MOST_WORDS:
        place = _step(scan, place, marks, growth)
    if not before:
        first = head.first
    return OfficeMention(
        role=_role(scan, head, first, growth.role_end, marks),
        country=growth.country,
        start=scan.tokens[first].start,
        end=scan.tokens[growth.last].end,
        first=first,
        last=growth.last,
        host=growth.host,
        base=head.payload.text,
    )


def _step(scan: Scan, place: int, marks: _Marks, growth: _Growth) -> int | None:
    """Take in the token at ``place``; the next place, or None when the office has ended."""
    if not _continues(scan, place, marks):
        return scan.after_bracket(place)
    if place in marks.country:
        return _country_step(marks.country[place], growth)
    if not growth.named and place not in marks.to_country and marks.may_be_portfolio(place):
        growth.last = place
        growth.role_end = scan.tokens[place].end
        return place + 1
    if place in marks.to_country and _country_soon(place, marks):
        growth.to_host = growth.named or growth.country is not None
    elif place in marks.portfolio:
        growth.last = place
        if not growth.named:
            growth.role_end = scan.tokens[place].end
    elif place in marks.country_word:
        growth.last = place
    elif place not in marks.abbrev and place not in marks.connector:
        return None
    return place + 1


def _country_step(mention: Mention, growth: _Growth) -> int | None:
    if mention.how == "city":
        if growth.to_host and mention.capital:
            growth.host = mention.iso3
            growth.last = mention.last
        return None
    if growth.to_host:
        growth.host = mention.iso3
    elif not growth.named and not growth.preset:
        growth.country, growth.named = mention.iso3, True
    growth.last = mention.last
    return mention.last + 1


def _continues(scan: Scan, place: int, marks: _Marks) -> bool:
    tokens = scan.tokens
    token = tokens[place]
    if not token.joined:
        # "Duta Besar (Dubes) Belarus" goes on after the bracket.
        return scan.text[tokens[place - 1].end : token.start].strip() in (")", "）")
    if token.comma:
        # A list of portfolios goes on over a comma: "Minister of Investment, Industry, and Trade".
        ahead = place + 1 if place in marks.connector else place
        if ahead >= len(tokens) or place - 1 not in marks.portfolio:
            return False
        return ahead in marks.portfolio or marks.ends_in_country(ahead)
    return True


def _country_soon(place: int, marks: _Marks) -> bool:
    return any(place + step in marks.country for step in (1, 2, 3, 4))


def _country_before(
    scan: Scan, first: int, marks: _Marks, taken: int
) -> tuple[int, Mention | None]:
    """``Tajik Minister``, ``Kazakhstan's Trade and Integration Minister``.

    The words between are titles of a portfolio; at most one other word may stand there.
    """
    other = 0
    for place in range(first - 1, max(taken, -1, first - _AHEAD), -1):
        token = scan.tokens[place]
        if not scan.tokens[place + 1].joined or scan.tokens[place + 1].comma:
            break
        if place in marks.country:
            mention = marks.country[place]
            return (mention.first, mention) if mention.how != "city" else (first, None)
        if place in marks.portfolio or (place in marks.connector and place - 1 in marks.portfolio):
            continue
        other += 1
        if other > 1 or not token.text[0].isalpha():
            break
    return first, None


def _role(scan: Scan, head: Hit[Entry], first: int, role_end: int, marks: _Marks) -> str | None:
    """The office in its plain form: titles before, the head as the lexicon has it, portfolio."""
    base = head.payload.text
    if not base:
        return None
    rest = scan.text[head.end : max(role_end, head.end)]
    if head.payload.value == "head" and scan.lexicon.lang != "ru":
        base = scan.text[head.start : head.end]
    titles = [i for i in range(first, head.first) if i in marks.portfolio]
    before = scan.text[scan.tokens[titles[0]].start : head.start] if titles else ""
    return " ".join(f"{before} {base} {rest}".split())


def _han_offices(scan: Scan, heads: list[Hit[Entry]]) -> list[OfficeMention]:
    """Chinese: the institution stands before the head, the country before the institution."""
    found: list[OfficeMention] = []
    for head in heads:
        floor = found[-1].last + 1 if found else 0
        first = _past_venue(scan, _han_first(scan, head, floor))
        countries = [
            m for m in scan.countries_in(scan.tokens[first].start, head.start) if m.how != "city"
        ]
        # "中国驻古巴大使" is China's; the second country is the host.
        own = countries[0] if len(countries) > 1 else (countries[-1] if countries else None)
        start = _past_country_words(scan, own.end) if own else scan.tokens[first].start
        found.append(
            OfficeMention(
                role=scan.text[start : head.end].strip() or head.payload.text,
                country=own.iso3 if own else head.payload.country,
                host=countries[-1].iso3 if len(countries) > 1 else None,
                start=scan.tokens[first].start,
                end=head.end,
                first=first,
                last=head.last,
                base=head.payload.text,
            )
        )
    return found


def _past_venue(scan: Scan, first: int) -> int:
    """Go on over a city and "with" before an office: 在京与工业部副部长 met him in Beijing."""
    begin = scan.tokens[first].start
    for mention in scan.countries_in(begin, begin + _HAN_OFFICE):
        following = mention.last + 1
        if mention.first == first and mention.how == "city" and following in scan.indices("and"):
            return following + 1
    return first


def _han_first(scan: Scan, head: Hit[Entry], floor: int) -> int:
    """The first character of a Chinese office: a country close before it, else known words."""
    stops = scan.indices("meet", "say", "place_prep")
    named = scan.states_by_last
    posted = scan.office_indices("for_country")
    place = head.first
    while place > floor and head.first - place < _HAN_OFFICE:
        if not _runs_on(scan, place) or place - 1 in stops:
            break
        place -= 1
        if place in named:
            first = max(floor, named[place].first)
            if first - 1 in posted and first - 2 in named:
                return max(floor, named[first - 2].first)
            return first
    place = head.first
    while (
        place > floor
        and _runs_on(scan, place)
        and head.first - place < _HAN_OFFICE
        and _belongs(scan, place - 1)
    ):
        place -= 1
    return place


def _past_country_words(scan: Scan, place: int) -> int:
    """Go on over "共和国" after a country's name."""
    for hit in scan.within(scan.hits["office"], place, place + _HAN_OFFICE):
        if hit.payload.value == "country_word" and hit.start == place:
            place = hit.end
    return place


def _runs_on(scan: Scan, place: int) -> bool:
    """Whether a character follows the one before without a break; 、 only lists portfolios."""
    gap = scan.text[scan.tokens[place - 1].end : scan.tokens[place].start]
    return scan.tokens[place].joined and gap.strip() in ("", "、")


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
