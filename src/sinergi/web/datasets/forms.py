"""The form that loads data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.trade.kinds import KINDS
from sinergi.web.core import messages
from sinergi.web.core.forms import country_choices
from sinergi.web.datasets.actions import REGISTER


class LoadForm(forms.Form):
    """What a file is, and what to call it."""

    what = forms.ChoiceField(label=_("What it is"))
    file = forms.FileField(label=messages.FIELDS["file"])
    name = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=_("Short name"),
        max_length=80,
        required=False,
        help_text=_("Small letters, digits and hyphens. A register needs one."),
    )
    country = forms.ChoiceField(
        label=messages.FIELDS["country"],
        required=False,
        help_text=_("Of a register whose rows do not say it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(REGISTER, _("Register of companies")), *((k, k) for k in KINDS)]
        self.fields["what"].choices = kinds  # type: ignore[attr-defined]
        countries = country_choices()
        self.fields["country"].choices = countries  # type: ignore[attr-defined]
