"""Addresses of companies."""

from django.urls import path

from sinergi.web.companies import pages

urlpatterns = [
    path("companies/", pages.companies, name="companies"),
    path("companies/review/", pages.review, name="review"),
    path("companies/review/decide/", pages.review_decide, name="review_decide"),
    path("companies/<int:pk>/", pages.company, name="company"),
    path("pairs/<int:pk>/companies/", pages.candidates, name="candidates"),
    path("pairs/<int:pk>/companies/take-up/", pages.take_up, name="take_up"),
    path("approaches/<int:pk>/", pages.approach, name="approach"),
    path("approaches/<int:pk>/<slug:action>/", pages.approach_action, name="approach_action"),
]
