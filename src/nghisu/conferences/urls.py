from django.urls import URLPattern, URLResolver, path

from nghisu.conferences.views import agenda, matters, proposals, stages

app_name = "conferences"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hoi-nghi/<int:entry_id>/giai-doan/", stages.stages, name="stages"),
    path("hoi-nghi/<int:entry_id>/giai-doan/chuyen/", stages.go_on, name="advance"),
    path("hoi-nghi/<int:entry_id>/giai-doan/lui/", stages.go_back, name="turn_back"),
    path("hoi-nghi/<int:entry_id>/giai-doan/vuot/", stages.override, name="override"),
    path("hoi-nghi/<int:entry_id>/to-trinh/", proposals.proposal, name="proposal"),
    path("hoi-nghi/<int:entry_id>/to-trinh/soan/", proposals.draft, name="proposal_draft"),
    path("hoi-nghi/<int:entry_id>/to-trinh/rut/", proposals.take_back, name="proposal_withdraw"),
    path("hoi-nghi/<int:entry_id>/noi-dung/", agenda.agenda, name="agenda"),
    path("hoi-nghi/<int:entry_id>/noi-dung/them/", agenda.add, name="agenda_add"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/sua/", agenda.change, name="agenda_change"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/chuyen/", agenda.move, name="agenda_move"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/bo/", agenda.remove, name="agenda_remove"),
    path("hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/ket-qua/", matters.passed, name="agenda_passed"),
    path(
        "hoi-nghi/<int:entry_id>/noi-dung/<int:item_id>/y-kien-thuong-truc/",
        matters.opinion,
        name="scheme_opinion",
    ),
    path("viec-uy-quyen/", matters.delegated, name="delegated"),
    path("viec-uy-quyen/tep/", matters.delegated_file, name="delegated_file"),
    path("viec-uy-quyen/them/", matters.delegated_add, name="delegated_add"),
    path("viec-uy-quyen/<int:matter_id>/", matters.delegated_change, name="delegated_change"),
    path("thiet-lap/chuan-bi-hoi-nghi/", matters.preparation, name="preparation"),
]
