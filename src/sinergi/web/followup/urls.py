"""Addresses of my desk, steps, links and what is shared."""

from django.urls import path

from sinergi.web.followup import pages

urlpatterns = [
    path("", pages.desk, name="desk"),
    path("steps/", pages.steps, name="steps"),
    path("steps/<int:pk>/", pages.step, name="step"),
    path("steps/<int:pk>/do/<slug:action>/", pages.step_action, name="step_action"),
    path("links/<int:pk>/revoke/", pages.link_revoke, name="link_revoke"),
    path("evidence/<int:pk>/file/", pages.evidence_file, name="evidence_file"),
    path("confirm/<str:token>/", pages.confirm, name="confirm"),
    path("shared/", pages.shared_pairs, name="shared"),
    path("shared/<int:pk>/", pages.shared_pair, name="shared_pair"),
    path("shared/steps/<int:pk>/<slug:action>/", pages.shared_action, name="shared_action"),
]
