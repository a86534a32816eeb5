from django.urls import path

from nghisu.directory.views import appointments, bodies, index, organisations, people, positions, rooms

app_name = "directory"

urlpatterns = [
    path("danh-ba/", index.index, name="index"),
    path("danh-ba/co-quan/", organisations.organisations, name="organisations"),
    path("danh-ba/co-quan.xlsx", organisations.organisations_file, name="organisations_file"),
    path("danh-ba/co-quan/so-do/", organisations.tree, name="tree"),
    path("danh-ba/co-quan/them/", organisations.organisation_add, name="organisation_add"),
    path("danh-ba/co-quan/<int:organisation_id>/", organisations.organisation, name="organisation"),
    path(
        "danh-ba/co-quan/<int:organisation_id>/sua/",
        organisations.organisation_change,
        name="organisation_change",
    ),
    path(
        "danh-ba/co-quan/<int:organisation_id>/ket-thuc/",
        organisations.organisation_close,
        name="organisation_close",
    ),
    path("danh-ba/tap-the/", bodies.bodies, name="bodies"),
    path("danh-ba/tap-the.xlsx", bodies.bodies_file, name="bodies_file"),
    path("danh-ba/nguoi/", people.people, name="people"),
    path("danh-ba/nguoi.xlsx", people.people_file, name="people_file"),
    path("danh-ba/nguoi/them/", people.person_add, name="person_add"),
    path("danh-ba/nguoi/<int:person_id>/", people.person, name="person"),
    path("danh-ba/nguoi/<int:person_id>/sua/", people.person_change, name="person_change"),
    path("danh-ba/nguoi/<int:person_id>/giu-chuc/", appointments.appointment_add, name="appointment_add"),
    path(
        "danh-ba/giu-chuc/<int:appointment_id>/sua/",
        appointments.appointment_change,
        name="appointment_change",
    ),
    path("danh-ba/giu-chuc/<int:appointment_id>/thoi/", appointments.appointment_end, name="appointment_end"),
    path("danh-ba/chuc-danh/", positions.positions, name="positions"),
    path("danh-ba/chuc-danh.xlsx", positions.positions_file, name="positions_file"),
    path("danh-ba/chuc-danh/thu-tu/", positions.precedence, name="precedence"),
    path("danh-ba/chuc-danh/thu-tu.xlsx", positions.precedence_file, name="precedence_file"),
    path("danh-ba/chuc-danh/them/", positions.position_add, name="position_add"),
    path("danh-ba/chuc-danh/<int:position_id>/sua/", positions.position_change, name="position_change"),
    path("danh-ba/chuc-danh/<int:position_id>/ket-thuc/", positions.position_close, name="position_close"),
    path("danh-ba/phong-hop/", rooms.rooms, name="rooms"),
    path("danh-ba/phong-hop.xlsx", rooms.rooms_file, name="rooms_file"),
    path("danh-ba/phong-hop/them/", rooms.room_add, name="room_add"),
    path("danh-ba/phong-hop/<int:room_id>/sua/", rooms.room_change, name="room_change"),
    path("danh-ba/phong-hop/<int:room_id>/ket-thuc/", rooms.room_close, name="room_close"),
]
