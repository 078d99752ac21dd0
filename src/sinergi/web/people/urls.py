"""Addresses of accounts; of allauth's pages only those that a closed workbench needs."""

from allauth.account import views as account
from django.urls import include, path

from sinergi.web.people import pages

urlpatterns = [
    path("start/", pages.start, name="start"),
    path("people/", pages.people, name="people"),
    path("people/add/", pages.person_page, name="person_add"),
    path("people/<int:pk>/", pages.person_page, name="person"),
    path("people/desks/add/", pages.add_desk, name="desk_add"),
    path("me/", pages.me, name="me"),
    path("me/keys/add/", pages.token_add, name="token_add"),
    path("me/keys/<int:pk>/revoke/", pages.token_revoke, name="token_revoke"),
    path("me/calendar/give/", pages.calendar_give, name="calendar_give"),
    path("me/calendar/revoke/", pages.calendar_revoke, name="calendar_revoke"),
    path("calendar/<str:secret>.ics", pages.calendar, name="calendar"),
    path("language/", pages.language, name="language"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/signup/", account.signup, name="account_signup"),
    path("account/2fa/", include("allauth.mfa.urls")),
]
