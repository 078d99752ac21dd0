"""Addresses of agreements and incentives."""

from django.urls import path

from sinergi.web.agreements import pages

urlpatterns = [
    path("agreements/", pages.agreements, name="agreements"),
    path("agreements/<int:pk>/", pages.agreement, name="agreement"),
    path("agreements/<int:pk>/<slug:action>/", pages.agreement_action, name="agreement_action"),
    path("incentives/", pages.incentives, name="incentives"),
]
