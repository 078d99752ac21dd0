"""Addresses of data and of the check whether the server lives."""

from django.urls import path

from sinergi.web.datasets import pages

urlpatterns = [
    path("data/", pages.data, name="data"),
    path("data/verify/", pages.verify, name="data_verify"),
    path("data/remove/", pages.remove, name="data_remove"),
    path("health", pages.health, name="health"),
]
