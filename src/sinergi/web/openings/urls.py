"""Addresses of openings and of what explains a number."""

from django.urls import path

from sinergi.web.openings import pages

urlpatterns = [
    path("pairs/<int:pk>/openings/", pages.openings, name="openings"),
    path("pairs/<int:pk>/openings/watch/", pages.watch, name="watch"),
    path("pairs/<int:pk>/openings/<slug:exporter>/<slug:product>/", pages.opening, name="opening"),
    path("explain/", pages.explain, name="explain"),
]
