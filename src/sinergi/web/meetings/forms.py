"""The form that brings a document in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sinergi.web.core import messages
from sinergi.web.core.forms import DayInput
from sinergi.web.meetings.reading import LONGEST, TYPES


class BringForm(forms.Form):
    """A pasted text or a file; the day of publication helps with dates without a year."""

    text = forms.CharField(
        label=_("Text of the report"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(TYPES)}),
    )
    published = forms.DateField(
        label=messages.FIELDS["published"],
        required=False,
        widget=DayInput,
        help_text=_("Helps to understand dates without a year. Leave it empty if not known."),
    )

    def clean_file(self) -> Any:
        """Not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file

    def clean(self) -> dict[str, Any]:
        """One of both is needed."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return given
