"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.cooperation.roles import Role
from sinergi.web.core import messages
from sinergi.web.core.forms import country_choices
from sinergi.web.core.templating import NAMES, lang
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Desk


def _password(*, required: bool, new: bool = True) -> forms.CharField:
    return forms.CharField(
        label=messages.FIELDS["password"],
        max_length=128,
        required=required,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD,
    )


PASSWORD = _("At least 8 characters, not only digits, not a common word.")


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Another password of one's own; allauth's hint is a list in HTML, its placeholders repeat."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StartForm(forms.Form):
    """The first page of an empty workbench."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    username = forms.CharField(label=messages.FIELDS["username"], max_length=150)
    password = _password(required=True)
    desk = forms.CharField(
        label=_("Name of your desk"),
        max_length=120,
        help_text=_("Such as: Directorate for Industrial Cooperation, Central Asia"),
    )
    country = forms.ChoiceField(label=_("Country of your desk"))
    demo = forms.BooleanField(
        label=_("Try it with the model case: a meeting of Indonesia and Tajikistan"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """An account as an administrator sees it."""

    name = forms.CharField(label=messages.FIELDS["name"], max_length=150)
    username = forms.CharField(label=messages.FIELDS["username"], max_length=150)
    email = forms.EmailField(label=messages.FIELDS["email"], required=False)
    password = _password(required=False)
    role = forms.ChoiceField(label=messages.FIELDS["role"])
    desk = forms.ModelChoiceField(label=messages.FIELDS["desk"], queryset=Desk.objects.all())
    language = forms.ChoiceField(label=messages.FIELDS["language"], choices=list(NAMES.items()))
    is_active = forms.BooleanField(label=messages.FIELDS["is_active"], required=False, initial=True)
    shared_pairs = forms.ModelMultipleChoiceField(
        label=messages.FIELDS["shared_pairs"],
        queryset=Pair.objects.filter(archived_at=None).select_related("desk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a counterpart."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(r.value, messages.ROLES[r.value]) for r in Role]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        pairs: Any = self.fields["shared_pairs"]
        pairs.label_from_instance = lambda pair: f"{pair.title(lang())} ({pair.desk})"


class OwnForm(forms.Form):
    """A person's own settings."""

    email = forms.EmailField(label=messages.FIELDS["email"], required=False)
    language = forms.ChoiceField(label=messages.FIELDS["language"], choices=list(NAMES.items()))
    digest = forms.BooleanField(label=messages.FIELDS["digest"], required=False)


class TokenForm(forms.Form):
    """A new key to the API."""

    token_name = forms.CharField(label=_("What the key is for"), max_length=80)
    scope = forms.ChoiceField(
        label=_("It may"), choices=[("read", _("read")), ("write", _("read and write"))]
    )


class DeskForm(forms.Form):
    """A new desk."""

    desk_name = forms.CharField(label=_("Name of the desk"), max_length=120)
    desk_country = forms.ChoiceField(label=messages.FIELDS["country"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk_country"].choices = country_choices()  # type: ignore[attr-defined]
