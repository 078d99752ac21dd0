"""Words that other stations put into a record or an evidence, in the brief's language.

Stations give reasons in plain English. Here stand the forms such a reason can take, with places
for what varies; what fits a form is translated, what fits none stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from sinergi.brief.messages import N_, Translator

FORMS = (
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
    """The text in the translator's language, where it has a known form."""
    found = form_of(text)
    return text if found is None else translator(found[0], **found[1])
