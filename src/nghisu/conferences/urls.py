from django.urls import URLPattern, URLResolver, path

from nghisu.conferences.views import agenda

app_name = "conferences"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hoi-nghi/<int:entry_id>/noi-dung/", agenda.agenda, name="agenda"),
    path("hoi-nghi/<int:entry_id>/noi-dung/them/", agenda.add, name="agenda_add"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/sua/", agenda.change, name="agenda_change"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/chuyen/", agenda.move, name="agenda_move"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/bo/", agenda.remove, name="agenda_remove"),
]
