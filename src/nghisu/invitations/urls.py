from django.urls import URLPattern, URLResolver, path

from nghisu.invitations.views import (
    drafting,
    groups,
    letters,
    papers,
    papers_received,
    people,
    personal,
    replies,
    units,
)

app_name = "invitations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hoi-nghi/<int:entry_id>/dai-bieu/", people.people, name="people"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/xuat/", people.people_file, name="people_file"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/in/", people.people_paper, name="people_paper"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/them/", people.choosing, name="choosing"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/chon-lai/", people.making_anew, name="making_anew"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/<int:invitee_id>/bo/", people.removing, name="removing"),
    path("hoi-nghi/<int:entry_id>/dai-bieu/<int:invitee_id>/cach-gui/", people.way, name="way"),
    path("hoi-nghi/<int:entry_id>/giay-moi/", letters.mailing, name="mailing"),
    path("hoi-nghi/<int:entry_id>/giay-moi/soan/", drafting.drafting, name="drafting"),
    path("hoi-nghi/<int:entry_id>/giay-moi/trinh/", drafting.submitting, name="submitting"),
    path("hoi-nghi/<int:entry_id>/giay-moi/rut/", drafting.withdrawing, name="withdrawing"),
    path("hoi-nghi/<int:entry_id>/giay-moi/phat-hanh/", drafting.issuing, name="issuing"),
    path("hoi-nghi/<int:entry_id>/giay-moi/gui-tiep/", drafting.continuing, name="continuing"),
    path("hoi-nghi/<int:entry_id>/giay-moi/ghi-nhan/", letters.recording, name="recording_receipts"),
    path("hoi-nghi/<int:entry_id>/giay-moi/xuat/", letters.letters_file, name="letters_file"),
    path("hoi-nghi/<int:entry_id>/giay-moi/mau/<slug:letter_version>/", drafting.sample, name="sample"),
    path("hoi-nghi/<int:entry_id>/giay-moi/<int:delivery_id>/tep/", letters.one_letter, name="one_letter"),
    path("hoi-nghi/<int:entry_id>/giay-moi/nhan/", papers.labels, name="labels"),
    path("hoi-nghi/<int:entry_id>/giay-moi/so-giao/", papers.hand_book, name="hand_book"),
    path("hoi-nghi/<int:entry_id>/giay-moi/hoi-truong/", papers.hall_list, name="hall_list"),
    path("hoi-nghi/<int:entry_id>/giay-moi/goi/<int:organisation_id>/", papers.package, name="package"),
    path(
        "hoi-nghi/<int:entry_id>/tai-lieu/den-dau/", papers_received.papers_received, name="papers_received"
    ),
    path(
        "hoi-nghi/<int:entry_id>/tai-lieu/den-dau/xuat/",
        papers_received.papers_received_file,
        name="papers_received_file",
    ),
    path("hoi-nghi/<int:entry_id>/tra-loi/", replies.replies, name="replies"),
    path("hoi-nghi/<int:entry_id>/tra-loi/xuat/", replies.replies_file, name="replies_file"),
    path("hoi-nghi/<int:entry_id>/tra-loi/<int:invitee_id>/", replies.recording, name="recording"),
    path("hoi-nghi/<int:entry_id>/tra-loi/<int:invitee_id>/duong-dan/", replies.renewing, name="renewing"),
    path("hoi-nghi/<int:entry_id>/du-thay/<int:substitution_id>/", replies.deciding, name="deciding"),
    path("giay-moi-cua-toi/", personal.own_list, name="own_list"),
    path("giay-moi-cua-toi/<int:own_invitee_id>/", personal.own, name="own"),
    path("giay-moi-cua-toi/<int:own_invitee_id>/tep/", personal.own_letter, name="own_letter"),
    path("thu-moi/<str:secret>/", personal.personal, name="personal"),
    path("thu-moi/<str:secret>/giay-moi/", personal.personal_letter, name="personal_letter"),
    path("thu-moi/<str:secret>/tai-lieu/<int:document_id>/", personal.personal_paper, name="personal_paper"),
    path("thu-moi/<str:secret>/lich/", personal.personal_calendar, name="personal_calendar"),
    path("giay-moi-don-vi/<str:unit_secret>/", units.of_unit, name="of_unit"),
    path("nhom-dai-bieu/", groups.groups, name="groups"),
    path("nhom-dai-bieu/them/", groups.adding, name="group_add"),
    path("nhom-dai-bieu/<int:group_id>/", groups.group, name="group"),
    path("nhom-dai-bieu/<int:group_id>/ten/", groups.naming, name="group_name"),
    path("nhom-dai-bieu/<int:group_id>/xoa/", groups.removing, name="group_remove"),
    path(
        "nhom-dai-bieu/<int:group_id>/dong/<int:line_id>/bo/", groups.removing_line, name="group_line_remove"
    ),
]
