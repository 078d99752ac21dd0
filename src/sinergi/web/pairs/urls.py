"""Addresses of pairs."""

from django.urls import path

from sinergi.web.pairs import pages

urlpatterns = [
    path("pairs/", pages.pairs, name="pairs"),
    path("pairs/add/", pages.add, name="pair_add"),
    path("pairs/load/", pages.load, name="pair_load"),
    path("pairs/<int:pk>/", pages.pair, name="pair"),
    path("pairs/<int:pk>/timeline/", pages.timeline, name="timeline"),
    path("pairs/<int:pk>/sharing/", pages.sharing, name="pair_sharing"),
    path("pairs/<int:pk>/export.json", pages.export, name="pair_export"),
    path("pairs/<int:pk>/maps/<slug:name>.<slug:kind>", pages.map_picture, name="pair_map"),
    path("pairs/<int:pk>/charts/<slug:name>/", pages.chart_page, name="chart_page"),
    path("pairs/<int:pk>/charts/<slug:name>.json", pages.chart, name="chart"),
    path("pairs/<int:pk>/charts/<slug:name>.csv", pages.chart_csv, name="chart_csv"),
]
