"""Addresses of any record, search and tables."""

from django.urls import path

from sinergi.web.core import pages, table_pages

urlpatterns = [
    path("search/", pages.search, name="search"),
    path("add/<slug:kind>/", pages.add, name="add"),
    path("add/<slug:kind>/<slug:holder>/<int:pk>/", pages.add, name="add_to"),
    path("record/<slug:kind>/<int:pk>/", pages.show, name="show"),
    path("record/<slug:kind>/<int:pk>/change/", pages.change, name="change"),
    path("record/<slug:kind>/<int:pk>/archive/", pages.archive, name="archive"),
    path("record/<slug:kind>/<int:pk>/bring-back/", pages.bring_back, name="bring_back"),
    path("record/<slug:kind>/<int:pk>/history/", pages.history, name="history"),
    path(
        "record/<slug:kind>/<int:pk>/restore/<int:entry>/<slug:field>/",
        pages.restore,
        name="restore",
    ),
    path("record/<slug:kind>/<int:pk>/share/<slug:step>/", pages.share, name="share"),
    path("undo/<int:entry>/", pages.undo, name="undo"),
    path("tables/<slug:kind>.<slug:ending>", table_pages.table_out, name="table_out"),
    path("tables/<slug:kind>/bring/", table_pages.table_in, name="table_in"),
]
