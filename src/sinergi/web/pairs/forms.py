"""The form that takes up a pair."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.web.core.forms import country_choices


class PairForm(forms.Form):
    """Two countries."""

    a = forms.ChoiceField(label=_("Your side"))
    b = forms.ChoiceField(label=_("The other side"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            choices = country_choices()
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different countries."""
        given = super().clean() or {}
        if given.get("a") and given.get("a") == given.get("b"):
            raise forms.ValidationError(_("Choose two different countries."))
        return given
