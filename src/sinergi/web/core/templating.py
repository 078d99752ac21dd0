"""The environment of the pages' templates: words, dates, numbers and names in the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from pydantic import TypeAdapter, ValidationError

from sinergi import __version__
from sinergi.cooperation.record import JOINT
from sinergi.errors import UnknownNameError
from sinergi.trade import catalogue
from sinergi.vocabulary import countries, products
from sinergi.vocabulary.dataset_texts import dataset_text
from sinergi.vocabulary.languages import LANGUAGES, language
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.sectors import sectors
from sinergi.web.core import messages as words
from sinergi.web.core.permissions import can

_LOCALES = {"en": "en_GB"}
"""Where dates are written as in another locale of the language: day, month, year in English too."""
_REASONS: TypeAdapter[Reason] = TypeAdapter(Reason)
NAMES = {code: language(code).name for code in LANGUAGES}


def lang() -> str:
    """The language of the page."""
    code = (get_language() or "en").split("-")[0]
    return code if code in LANGUAGES else "en"


def day(value: date | datetime | str | None) -> str:
    """A date in the page's language; a month or a year as exact as it is known."""
    if not value:
        return gettext("not known")
    if isinstance(value, str):
        from sinergi.brief.numbers import date_text

        try:
            return date_text(value, lang())
        except (ValueError, TypeError):
            return value
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return str(format_date(value, "medium", locale=_LOCALES.get(lang(), lang())))


def moment(value: datetime | None) -> str:
    """A date and time in the page's language."""
    if value is None:
        return gettext("never")
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M}"


def number(value: float | None, decimals: int = 0) -> str:
    """A number in the page's language; what is not known is said to be so."""
    if value is None:
        return gettext("not known")
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(value, pattern, locale=lang()))


def country(code: str | None) -> str:
    """A country's name in the page's language."""
    return countries.name(code, lang()) if code else gettext("not known")


def side(code: str | None) -> str:
    """Who speaks: a country, both, or not known."""
    if code == JOINT:
        return gettext("Both sides")
    return countries.name(code, lang()) if code else gettext("Side not known")


def sector(code: str) -> str:
    """A sector's name in the page's language."""
    known = sectors()
    return known[code].name[lang()] if code in known else code


def product(code: str, nomenclature: str | None = None) -> str:
    """A product's name in the page's language."""
    return products.name(code, lang(), nomenclature or "HS92")


def figure(value: float | None, unit: Any) -> str:
    """A number with its unit, as the brief writes it."""
    from sinergi.brief.numbers import figure_text

    return figure_text(value, unit, lang())


def estimate(value: float | None, unit: Any) -> str:
    """A figure that was estimated: below a thousand dollars only that it is below."""
    if unit == "USD" and value is not None and 0 <= value < 1000:
        return gettext("less than %(least)s") % {"least": figure(1000, "USD")}
    return figure(value, unit)


def why(reason: Any) -> str:
    """A reason in the page's language; words that are kept as text stay as they are."""
    return reason.text(lang()) if isinstance(reason, Reason) else str(reason or "")


def why_of(record: Any) -> str:
    """Why a reader proposed this, in the page's language."""
    kept = (record.proposal or {}).get("why")
    if not kept:
        return str(record.reason)
    try:
        return why(_REASONS.validate_python(kept))
    except ValidationError:
        return str(record.reason)


def worded(record: Any, name: str = "text") -> str:
    """A text of a proposal in the page's language, unless a person has changed it."""
    return str(record.words(name, lang()))


def in_words_of(texts: Any) -> list[str]:
    """Texts kept by language, in that of the page; a list of one language as it is."""
    if isinstance(texts, dict):
        return list(texts.get(lang()) or texts.get("en") or [])
    return list(texts or [])


def sentence(text: Any) -> str:
    """A text with a capital letter and a full stop."""
    told = str(text).strip()
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "!", "?")) else ".")


def named(record: Any) -> str:
    """What a record is called in the page's language."""
    if record is None:
        return "–"
    if record.KIND == "pair":
        return str(record.title(lang()))
    if record.KIND == "meeting":
        return " · ".join(filter(None, [day(record.date) if record.date else "", record.place]))
    if record.KIND == "step":
        return worded(record)
    return str(record)


def dataset(identifier: str) -> str:
    """A dataset's title; its id where it is no longer there."""
    try:
        return dataset_text(catalogue.dataset(identifier).title, lang())
    except UnknownNameError:
        return identifier


def table(name: str) -> Any:
    """A filter that finds the word for a code."""
    held = getattr(words, name)
    return lambda code: words.label(held, code)


def paragraphs(text: str) -> Markup:
    """Text with its line breaks, escaped."""
    return Markup("<br>").join(escape(line) for line in str(text).splitlines())


def environment(**options: Any) -> Environment:
    """The Jinja environment; what is undefined is an error, so that no page hides a slip."""
    from sinergi.web.core.labels import labels
    from sinergi.web.core.values import shown

    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    found = Environment(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701
    found.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    found.globals |= {
        "url": lambda name, *args: reverse(name, args=args),
        "static": staticfiles_storage.url,
        "languages": NAMES,
        "version": __version__,
        "today": date.today,
        "sides": side,
        "labels": labels,
    }
    filters = {
        "day": day,
        "moment": moment,
        "number": number,
        "country": country,
        "side": side,
        "sector": sector,
        "product": product,
        "figure": figure,
        "estimate": estimate,
        "why": why,
        "why_of": why_of,
        "worded": worded,
        "in_words": in_words_of,
        "sentence": sentence,
        "named": named,
        "dataset": dataset,
        "dataset_text": lambda text: dataset_text(text, lang()),
        "register": table("REGISTERS"),
        "opening_kind": table("OPENINGS"),
        "shown": shown,
        "paragraphs": paragraphs,
        "kind": table("KINDS"),
        "state": table("STATES"),
        "role": table("ROLES"),
        "action": table("ACTIONS"),
        "field": table("FIELDS"),
        "said": table("STATEMENTS"),
    }
    found.filters |= {name: _each_time(filtered) for name, filtered in filters.items()}
    return found


def _each_time(filtered: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, asked whenever a page is made.

    Jinja would ask a filter on a constant once, when it compiles the template, and show everybody
    the words of the language in which a page was first opened.
    """

    @pass_context
    def asked(_: Context, *values: Any, **named: Any) -> Any:
        return filtered(*values, **named)

    return asked


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page knows besides its own things."""
    person = getattr(request, "user", None)
    return {
        "request": request,
        "person": person,
        "csrf": csrf_input(request),
        "csrf_token": get_token(request),
        "lang": lang(),
        "can": (lambda action, of=None: can(person, action, of))
        if person is not None and person.is_authenticated
        else (lambda *_: False),
    }
