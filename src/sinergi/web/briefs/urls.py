"""Addresses of briefs."""

from django.urls import path

from sinergi.web.briefs import pages

urlpatterns = [
    path("pairs/<int:pk>/briefs/", pages.briefs, name="briefs"),
    path("briefs/<int:pk>/", pages.brief, name="brief"),
    path("briefs/<int:pk>/<str:name>", pages.brief_file, name="brief_file"),
]
