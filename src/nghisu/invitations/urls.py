from django.urls import URLPattern, URLResolver, path

from nghisu.invitations.views import groups, people

app_name = "invitations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hoi-nghi/<int:entry_id>/dai-bieu/", people.people, name="people"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/xuat/", people.people_file, name="people_file"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/in/", people.people_paper, name="people_paper"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/them/", people.choosing, name="choosing"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/chon-lai/", people.making_anew, name="making_anew"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/<int:invitee_id>/bo/", people.removing, name="removing"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/<int:invitee_id>/cach-gui/", people.way, name="way"),
    path("nhom-dai-bieu/", groups.groups, name="groups"),
    path("nhom-dai-bieu/them/", groups.adding, name="group_add"),
    path("nhom-dai-bieu/<int:group_id>/", groups.group, name="group"),
    path("nhom-dai-bieu/<int:group_id>/ten/", groups.naming, name="group_name"),
    path("nhom-dai-bieu/<int:group_id>/xoa/", groups.removing, name="group_remove"),
    path(
        "nhom-dai-bieu/<int:group_id>/dong/<int:line_id>/bo/", groups.removing_line, name="group_line_remove"
    ),
]
