from django.urls import URLPattern, URLResolver, path


from nghisu.conferences.views import (
    agenda,
    answering,
    consultations,
    matters,
    packs,
    papers,
    proposals,
    stages,
)

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
    path("hoi-nghi/<int:entry_id>/phieu-y-kien/", consultations.of_entry, name="consultations_of"),
    path("lay-y-kien/", consultations.consultations, name="consultations"),
    path("lay-y-kien/them/", consultations.add, name="consultation_add"),
    path("lay-y-kien/<int:consultation_id>/", consultations.consultation, name="consultation"),
    path("lay-y-kien/<int:consultation_id>/sua/", consultations.change, name="consultation_change"),
    path(
        "lay-y-kien/<int:consultation_id>/gui/",
        consultations.act,
        {"verb": "send"},
        name="consultation_send",
    ),
    path(
        "lay-y-kien/<int:consultation_id>/ket-thuc/",
        consultations.act,
        {"verb": "close"},
        name="consultation_close",
    ),
    path(
        "lay-y-kien/<int:consultation_id>/bo/",
        consultations.act,
        {"verb": "discard"},
        name="consultation_discard",
    ),
    path("lay-y-kien/<int:consultation_id>/gia-han/", consultations.extend, name="consultation_extend"),
    path(
        "lay-y-kien/<int:consultation_id>/tong-hop/", consultations.synthesis, name="consultation_synthesis"
    ),
    path("lay-y-kien/<int:consultation_id>/ket-qua/", consultations.passed, name="consultation_passed"),
    path("lay-y-kien/<int:consultation_id>/tep/", consultations.file, name="consultation_file"),
    path("lay-y-kien/<int:consultation_id>/phieu.pdf", consultations.form_file, name="consultation_form"),
    path("lay-y-kien/<int:consultation_id>/tra-loi/", answering.answer, name="consultation_answer"),
    path("hoi-nghi/<int:entry_id>/van-ban/", papers.papers, name="papers"),
    path("hoi-nghi/<int:entry_id>/van-ban/<slug:paper_kind>.pdf", papers.paper_pdf, name="paper_pdf"),
    path("hoi-nghi/<int:entry_id>/van-ban/<slug:paper_kind>.docx", papers.paper_docx, name="paper_docx"),
    path("viec-uy-quyen/", matters.delegated, name="delegated"),
    path("viec-uy-quyen/tep/", matters.delegated_file, name="delegated_file"),
    path("viec-uy-quyen/them/", matters.delegated_add, name="delegated_add"),
    path("viec-uy-quyen/<int:matter_id>/", matters.delegated_change, name="delegated_change"),
    path("thiet-lap/chuan-bi-hoi-nghi/", matters.preparation, name="preparation"),
    path("hoi-nghi/<int:entry_id>/tai-lieu/", packs.pack, name="pack"),
    path("hoi-nghi/<int:entry_id>/tai-lieu/them/", packs.add, name="pack_add"),
    path("hoi-nghi/<int:entry_id>/tai-lieu/phat-hanh/", packs.out, name="pack_out"),
]
