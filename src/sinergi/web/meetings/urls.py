"""Addresses of documents and meetings."""

from django.urls import path

from sinergi.web.meetings import pages

urlpatterns = [
    path("pairs/<int:pk>/bring/", pages.bring, name="bring"),
    path("documents/<int:pk>/", pages.document, name="document"),
    path("documents/<int:pk>/file/", pages.document_file, name="document_file"),
    path("documents/<int:pk>/add/", pages.add_span, name="add_span"),
    path("documents/<int:pk>/meeting/", pages.add_meeting, name="document_meeting"),
    path("decide/<slug:kind>/<int:pk>/<slug:action>/", pages.decide, name="decide"),
    path("meetings/<int:pk>/", pages.meeting, name="meeting"),
    path("meetings/<int:pk>/rest/<slug:action>/", pages.decide_rest, name="decide_rest"),
    path("meetings/<int:pk>/confirm/", pages.confirm, name="meeting_confirm"),
    path("meetings/<int:pk>/accept-steps/", pages.accept_steps, name="accept_steps"),
    path("meetings/<int:pk>/merge/", pages.merge, name="meeting_merge"),
]
