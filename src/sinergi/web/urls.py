"""All addresses of the workbench: each app's own list, and the API."""

from __future__ import annotations

from django.urls import include, path

from sinergi.web.api import api

handler404 = "sinergi.web.core.pages.not_found"
handler500 = "sinergi.web.core.pages.broken"

urlpatterns = [
    path("", include("sinergi.web.followup.urls")),
    path("", include("sinergi.web.core.urls")),
    path("", include("sinergi.web.people.urls")),
    path("", include("sinergi.web.pairs.urls")),
    path("", include("sinergi.web.meetings.urls")),
    path("", include("sinergi.web.agreements.urls")),
    path("", include("sinergi.web.companies.urls")),
    path("", include("sinergi.web.openings.urls")),
    path("", include("sinergi.web.briefs.urls")),
    path("", include("sinergi.web.datasets.urls")),
    path("api/v1/", api.urls),
]
