"""Forms of records: made from a record's editable fields, with words in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.cooperation.periods import last_day
from sinergi.cooperation.record import JOINT
from sinergi.vocabulary.countries import iso3_to_iso2
from sinergi.vocabulary.sectors import sectors
from sinergi.web.core import messages
from sinergi.web.core.models import Record
from sinergi.web.core.templating import country, sector, side
from sinergi.web.people.models import Person


def country_choices() -> list[tuple[str, str]]:
    """All countries by name in the page's language, after an empty one: none is chosen unasked."""
    named = [(code, country(code)) for code in iso3_to_iso2()]
    return [("", "–"), *sorted(named, key=lambda one: one[1])]


class DayInput(forms.DateInput):
    """A date as browsers ask for it."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class RecordForm(forms.Form):
    """The editable fields of a kind of record, for a pair; ``values`` gives them as written.

    ``adding``: the fields of a new record that a person makes on a page.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        model: type[Record],
        pair: Any,
        *args: Any,
        record: Record | None = None,
        adding: bool = False,
        **kwargs: Any,
    ) -> None:
        if record is not None:
            start = {name: getattr(record, name) for name in model.FIELDS}
            kwargs["initial"] = start | {"version": record.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.model, self.pair = model, pair
        self.names = model.ADDED if adding and model.ADDED else model.FIELDS
        for name in self.names:
            self.fields[name] = self._field(name)

    def values(self) -> dict[str, Any]:
        """Field and value, as the record holds them."""
        return {name: self._value(name) for name in self.names}

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        return "" if value is None and not self.model._meta.get_field(name).null else value

    def _field(self, name: str) -> forms.Field:
        column = self.model._meta.get_field(name)
        required = not column.blank  # type: ignore[union-attr]
        common: dict[str, Any] = {
            "label": messages.FIELDS[name],
            "required": required,
            "help_text": _HELP.get(name, ""),
        }
        special: Callable[[Any, dict[str, Any]], forms.Field] | None = _SPECIAL.get(name)
        if special is not None and not (name == "kind" and self.model.KIND != "statement"):
            return special(self.pair, common)
        if isinstance(column, models.DateField):
            return forms.DateField(widget=DayInput, **common)
        if isinstance(column, models.TextField):
            area = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(widget=area, max_length=column.max_length, **common)
        if isinstance(column, models.URLField):
            return forms.URLField(assume_scheme="https", **common)
        return forms.CharField(max_length=getattr(column, "max_length", 300), **common)

    def clean_date(self) -> str:
        """A day, month or year."""
        return _as_date(self.cleaned_data["date"])

    def clean_due(self) -> str:
        """A day, month, year, an interval of them, or a period."""
        return _as_date(self.cleaned_data["due"])


def _as_date(text: str) -> str:
    from datetime import date

    text = text.strip()
    try:
        understood = not text or last_day(text, date.today()) is not None
    except ValueError:
        understood = False
    if not understood:
        raise forms.ValidationError(
            _("Write a date such as 2025-03-31, a month such as 2025-03, or a year.")
        )
    return text


def _country(pair: Any, common: dict[str, Any]) -> forms.Field:
    choices = country_choices()
    return forms.ChoiceField(choices=choices, **common)


def _side(pair: Any, common: dict[str, Any]) -> forms.Field:
    codes = [pair.a, pair.b, JOINT] if pair is not None else [JOINT]
    return forms.ChoiceField(choices=[("", side("")), *((c, side(c)) for c in codes)], **common)


def _sectors(pair: Any, common: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=[(code, sector(code)) for code in sectors()],
        widget=forms.CheckboxSelectMultiple,
        **common,
    )


class _Codes(forms.CharField):
    """HS codes separated by spaces or commas."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        codes = (value or "").replace(",", " ").split() if not isinstance(value, list) else value
        for code in codes:
            if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6)):
                raise forms.ValidationError(_("Write HS codes of 2, 4 or 6 digits."))
        return list(codes)


def _kind(pair: Any, common: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=list(messages.STATEMENTS.items()), **common)


def _owner(pair: Any, common: dict[str, Any]) -> forms.Field:
    people = Person.objects.filter(desk_id=pair.desk_id, is_active=True) if pair else Person.objects
    return forms.ModelChoiceField(
        queryset=people.exclude(role__in=("counterpart", "viewer")).order_by("name"),
        empty_label="–",
        **common,
    )


_SPECIAL: dict[str, Any] = {
    "country": _country,
    "side": _side,
    "sectors": _sectors,
    "products": lambda _pair, common: _Codes(max_length=200, **common),
    "kind": _kind,
    "owner": _owner,
}
_HELP: dict[str, Any] = {
    "note": _("Stays on your desk."),
    "share_text": _("Only this text can leave the desk, after a second person has approved it."),
    "date": _("Such as 2025-03-31, 2025-03 or 2025."),
    "due": _("Such as 2025-03-31, 2025-03 or 2025."),
    "products": _("HS codes of 2, 4 or 6 digits."),
}


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=messages.FIELDS["reason"], max_length=500)
