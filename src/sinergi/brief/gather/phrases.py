"""Words that other stations put into a record or an evidence, in the brief's language.

Stations give reasons in plain English. Here stand the forms such a reason can take, with places
for what varies; what fits a form is translated, what fits none stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from sinergi.brief.messages import N_, Translator

FORMS = (
    # what a statement was read from, and whose it is
    N_("offer: '{words}'"),
    N_("ask: '{words}'"),
    N_("interest: '{words}'"),
    N_("commitment: '{words}'"),
    N_("existing_agreement: '{words}'"),
    N_("fact: '{words}'"),
    N_("side: {reason}"),
    N_("says '{words}'"),
    N_("both sides: '{words}'"),
    N_("names '{words}'"),
    N_("people of both sides are the subject"),
    N_("the side of the person who speaks"),
    N_("something both do together"),
    N_("an agreement binds both sides"),
    N_("said of the meeting, no single speaker"),
    N_("the last person named before"),
    N_("nobody is named"),
    N_("a fact about both countries"),
    N_("a fact about the relation"),
    N_("the first country the fact names"),
    N_("the country the fact is about"),
    # how the date of a meeting was read
    N_("'{words}': {reason}"),
    N_("written in the text"),
    N_("written in the text, but its weekday does not fit the date"),
    N_("the year follows from the day of publication"),
    N_("the year follows from the day of publication, but the weekday does not fit"),
    N_("the weekday fits in this year too"),
    N_("the weekday fits, and the text names {year}"),
    N_("the latest year in which the weekday fits"),
    N_("the text names no year"),
    N_("{year} is the only year the text names"),
    N_("not sure"),
    N_("the last such weekday up to the day of publication"),
    N_("counted from {day}, the day of publication"),
    N_("the year whose weekday fits"),
    N_("the day of publication"),
    N_("named with the meeting"),
    N_("named with the visit"),
    N_("named in the report"),
    N_("stands in the dateline"),
    N_("stands outside the report"),
    N_("{reason}, but beside words about publication"),
    N_("{reason}, where somebody is quoted"),
    N_("{reason}, of something still to come"),
    N_("{reason}, but told as background"),
    # why a document is no record
    N_("it is about sport"),
    N_("it is about companies, not governments"),
    N_("it is about one country's own affairs"),
    N_("no government or its officers are named"),
    N_("no two countries act in it"),
    N_("nothing is offered, asked, agreed or stated"),
    N_("nothing is said about cooperation"),
    N_("only one country's government acts in it"),
    N_("the text is in none of the languages that are read (id, en, ru, tg, fr, zh)"),
    # why a number is not known
    N_("product {product} is not in dataset {dataset}"),
    N_("product {product} is not one line of dataset {dataset}"),
    N_("dataset {dataset} covers {first} to {last}"),
    N_("the series has no value for {country} in {year}"),
    N_("no index is published for {country} in {year}"),
    N_("GeoDist has no distance of this pair"),
    N_("the quantity of some of these flows is not known"),
    N_("no quantity is known"),
    N_("there is no such trade at all"),
    N_("there is no such trade in the dataset"),
    N_("there was no trade at one of the ends"),
    N_("{country} has no such trade"),
    N_("{country} has no trade in dataset {dataset}"),
    N_("{country} has no trade at all in the dataset in {years}"),
    N_("one of the two does not trade in these years"),
    N_("no country has an advantage in the product"),
    N_("the product is near to no other"),
    N_("the dataset does not reach back to the window before"),
    # what came of checking a stated figure
    N_("nothing in the data at hand measures this"),
    N_("the year is not said"),
    N_("it is not said whether this is trade with the partner or with the world"),
    N_("the data give nearly the same"),
    N_("the data give another value"),
    N_("the data give the same place"),
    N_("the data give another place"),
    N_("the data hold only a part of these goods"),
    N_("the data hold no product of this sector"),
    N_("the source names no figure for this country"),
    N_("no mineral statistics are loaded: “sinergi data add minerals PATH” adds them"),
    N_("the dataset does not cover all goods, so shares of total exports have no meaning"),
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # Forms with more fixed words come first: they are the surer fit.
    ordered = sorted(FORMS, key=lambda form: -len(re.sub(r"\{\w+\}", "", form)))
    return [(re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(form))), form) for form in ordered]


def form_of(text: str) -> tuple[str, dict[str, str]] | None:
    """The form a text has, and what stands in its places; None when it has none."""
    for pattern, form in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return form, match.groupdict()
    return None


def in_words_of(translator: Translator, text: str) -> str:
    """The text in the translator's language, as far as it has known forms.

    Parts joined by semicolons are taken one by one; a place named ``reason`` holds a form itself.
    """
    return "; ".join(_part(translator, part) for part in text.split("; "))


def _part(translator: Translator, text: str) -> str:
    found = form_of(text)
    if found is None:
        return text
    form, places = found
    if "reason" in places:
        places["reason"] = _part(translator, places["reason"])
    return translator(form, **places)
