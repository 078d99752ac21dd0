"""Forms of what is done to a step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sinergi.web.core import messages
from sinergi.web.core.forms import DayInput
from sinergi.web.core.templating import NAMES
from sinergi.web.followup.actions import FILES


class EvidenceForm(forms.Form):
    """A text, an address or a file."""

    text = forms.CharField(label=_("What shows that it is done"), max_length=1000, required=False)
    url = forms.URLField(
        label=messages.FIELDS["url"], required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(
        label=messages.FIELDS["file"],
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(FILES)}),
    )

    def clean_file(self) -> Any:
        """Not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file


class DeadlineForm(forms.Form):
    """Another deadline and why."""

    deadline = forms.DateField(label=messages.FIELDS["deadline"], required=False, widget=DayInput)
    reason = forms.CharField(label=messages.FIELDS["reason"], max_length=300)


class ReportForm(forms.Form):
    """How it goes."""

    colour = forms.ChoiceField(
        label=messages.FIELDS["colour"],
        choices=[(c, messages.STATES[c]) for c in ("green", "amber", "red")],
    )
    reason = forms.CharField(
        label=messages.FIELDS["reason"],
        max_length=500,
        required=False,
        help_text=_("Amber and red need a reason."),
    )


class InviteForm(forms.Form):
    """Who is to confirm."""

    to = forms.CharField(label=_("Who is to confirm (name and office)"), max_length=200)
    language = forms.ChoiceField(label=messages.FIELDS["language"], choices=list(NAMES.items()))
