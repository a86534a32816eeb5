from django.urls import path

from nghisu.web.views import (
    administration,
    audit,
    demo_clock,
    duties,
    form_check,
    health,
    help_pages,
    home,
    leaving,
    search,
)

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.health, name="health"),
    path("viec/", duties.duties, name="duties"),
    path("tim-kiem/", search.search, name="search"),
    path("the-thuc/", form_check.form_check, name="form_check"),
    path("dong-ho/", demo_clock.demo_clock, name="demo_clock"),
    path("nhat-ky/", audit.trail, name="audit"),
    path("nhat-ky/kiem-tra/", audit.verification, name="audit_verification"),
    path("quan-tri/thoi-viec/<int:person_id>/", leaving.leaving, name="leaving"),
    path("quan-tri/", administration.administration, name="administration"),
    path("quan-tri/bat-dau/", administration.starting, name="starting"),
    path("tro-giup/", help_pages.index, name="help"),
    path("tro-giup/<slug:topic>/", help_pages.topic, name="help_topic"),
]
