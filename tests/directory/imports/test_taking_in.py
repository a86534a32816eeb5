"""From the preview into the directory: who is who is asked, what is there is recognised, all comes in or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django_scopes import scope

from nghisu.accounts.models import PositionRole
from nghisu.core.people.roles import Role
from nghisu.directory.commands import importing
from nghisu.directory.models import Appointment, DirectoryImportRow, Organisation, Person, Position
from nghisu.directory.queries.importing import import_lines, import_tally
from nghisu.directory.queries.places import roles_said
from nghisu.directory.refusals import ImportAccepted, ImportEmptied, ImportHasOpenRows
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from tests.directory.imports.conftest import person, rows_of, said_of, unit, workbook
from tests.factories import make_appointment, make_person, make_position

Standing = DirectoryImportRow.Standing

WARD = workbook(
    [unit("Phòng Văn hóa", "UBND xã"), unit("UBND xã", kind="UBND", code="ubnd")],
    [
        person("Lê Thị Sen", "Chủ tịch", "UBND xã", email="sen@x.example"),
        person("Lê Thị Sen", "Ủy viên", "Ban Thường vụ này", email="SEN@x.example"),
        person("Mai Văn Ba", "Trưởng phòng", "Phòng Văn hóa", phone="0912 345 678", gender="Nam"),
    ],
)


def test_units_people_positions_and_appointments_come_in_together(by, drafted, ground):
    content = WARD
    draft = drafted(content)
    if said_of(draft):
        # the sample's body bears the committee's mark; name it as it is called here
        row = rows_of(draft)[3]
        importing.correct_directory_row(
            by, draft.pk, "people", row.row, {"place": ground.standing_committee.name}
        )
    importing.accept_directory_import(by, draft.pk)
    below = Organisation.objects.get(name="Phòng Văn hóa")
    assert below.superior is not None
    assert below.superior.code == "ubnd"
    sen = Person.objects.get(full_name="Lê Thị Sen")
    assert {one.position.title for one in sen.appointments.filter(committee=by.committee_id)} == {
        "Chủ tịch",
        "Ủy viên",
    }
    ba = Person.objects.get(full_name="Mai Văn Ba")
    assert (ba.given_name, ba.gender, ba.phone) == ("Ba", "m", "0912 345 678")
    draft.refresh_from_db()
    assert draft.made == {"organisations": 2, "positions": 3, "people": 2, "appointments": 3}


def test_the_preview_says_exactly_what_then_is_made(by, drafted, ground):
    draft = drafted(
        workbook([unit("UBND xã", kind="UBND")], [person("Lê Thị Sen", "Trưởng phòng", "UBND xã")])
    )
    tally = import_tally(draft)
    lines, _more = import_lines(by, draft, "", "")
    assert (tally.units, tally.people, tally.blocking) == (1, 1, 0)
    assert [line.held.outcome["position"] for line in lines if line.is_person] == ["Trưởng phòng"]
    assert roles_said("Trưởng phòng") == "Lãnh đạo đơn vị chuẩn bị nội dung"
    importing.accept_directory_import(by, draft.pk)
    role = PositionRole.objects.get(position__title="Trưởng phòng")
    assert role.role == Role.CONTENT_HEAD
    assert role.organisation is not None
    assert role.organisation.name == "UBND xã"


@pytest.mark.parametrize(
    "title", ["Chánh Văn phòng", "Văn thư", "Chuyên viên tổng hợp", "Quản trị phần mềm hội nghị"]
)
def test_no_file_of_people_gives_a_role_of_the_office(title):
    assert roles_said(title) == ""


def test_acceptance_is_told_in_the_trail_row_by_row(by, drafted):
    draft = drafted(workbook([unit("UBND xã", kind="UBND")], [person("Lê Thị Sen", "Chủ tịch", "UBND xã")]))
    importing.accept_directory_import(by, draft.pk)
    verbs = list(AuditRecord.objects.filter(committee=by.committee_id).values_list("verb", flat=True))
    for verb in (
        "organisation.added",
        "position.added",
        "person.added",
        "appointment.added",
        "directory.imported",
    ):
        assert verbs.count(verb) == 1


def test_nothing_comes_in_while_a_row_is_open(by, drafted):
    there = unit("UBND xã", kind="UBND", address="1 Đường Làng")
    draft = drafted(workbook([there, unit("Sở", "Không Có")]))
    with pytest.raises(ImportHasOpenRows, match="3"):
        importing.accept_directory_import(by, draft.pk)
    assert not Organisation.objects.filter(name="UBND xã").exists()
    importing.leave_out_directory_row(by, draft.pk, "units", 3, True)
    importing.accept_directory_import(by, draft.pk)
    assert Organisation.objects.filter(name="UBND xã", address="1 Đường Làng").exists()


def test_a_row_left_out_takes_its_name_with_it(by, drafted):
    draft = drafted(workbook([unit("UBND xã", kind="UBND"), unit("Phòng", "UBND xã")]))
    importing.leave_out_directory_row(by, draft.pk, "units", 2, True)
    assert "3 superior" in said_of(draft)[0]
    importing.leave_out_directory_row(by, draft.pk, "units", 2, False)
    assert said_of(draft) == []


def test_the_same_file_again_brings_nothing(by, drafted):
    content = workbook(
        [unit("UBND xã", kind="UBND")], [person("Lê Thị Sen", "Chủ tịch", "UBND xã", email="s@x.example")]
    )
    importing.accept_directory_import(by, drafted(content).pk)
    again = drafted(content)
    assert {row.standing for row in rows_of(again)} == {Standing.THERE}
    with pytest.raises(ImportEmptied):
        importing.accept_directory_import(by, again.pk)


def test_a_draft_is_taken_in_once(by, drafted):
    draft = drafted(workbook([unit("UBND xã", kind="UBND")]))
    importing.accept_directory_import(by, draft.pk)
    with pytest.raises(ImportAccepted):
        importing.accept_directory_import(by, draft.pk)
    with pytest.raises(ImportAccepted):
        importing.discard_directory_import(by, draft.pk)


@pytest.fixture
def known(ground) -> Person:
    """Somebody whom the committee appointed, with a mail address."""
    human = make_person("Trần Thị Huệ")
    Person.objects.filter(pk=human.pk).update(email="hue@x.example", phone="+84 912 000 111")
    make_appointment(human, make_position(ground.committee, "Phó phòng", ground.department))
    return human


def test_the_same_name_and_mail_or_telephone_is_the_same_person(by, drafted, known, ground):
    rows = [
        person("TRẦN THỊ HUỆ", "Tổ trưởng", ground.department.name, email="Hue@x.example"),
        person("Trần Thị Huệ", "Tổ phó", ground.department.name, phone="0912000111"),
    ]
    draft = drafted(workbook([], rows))
    assert [row.outcome["who"] for row in rows_of(draft)] == [f"p{known.pk}"] * 2
    importing.accept_directory_import(by, draft.pk)
    assert Person.objects.filter(full_name__iexact="Trần Thị Huệ").count() == 1


@pytest.mark.parametrize(
    ("name", "email"),
    [("Trần Thị Huệ", ""), ("Trần Thị Huệ", "khac@x.example"), ("Lê Văn Khác", "hue@x.example")],
    ids=["name alone", "name with another mail", "mail alone"],
)
def test_who_is_meant_is_asked_and_never_guessed(by, drafted, known, ground, name, email):
    draft = drafted(workbook([], [person(name, "Tổ trưởng", ground.department.name, email=email)]))
    (row,) = rows_of(draft)
    assert row.standing == Standing.ASKED
    assert row.candidates == [f"p{known.pk}"]
    with pytest.raises(ImportHasOpenRows):
        importing.accept_directory_import(by, draft.pk)


def test_the_answer_decides_who_gets_the_position(by, drafted, known, ground):
    rows = [
        person("Trần Thị Huệ", "Tổ trưởng", ground.department.name),
        person("Trần Thị Huệ", "Tổ phó", ground.department.name),
    ]
    draft = drafted(workbook([], rows))
    importing.choose_person(by, draft.pk, 2, f"p{known.pk}")
    importing.choose_person(by, draft.pk, 3, "new")
    importing.accept_directory_import(by, draft.pk)
    assert known.appointments.filter(committee=by.committee_id).count() == 2
    assert Person.objects.filter(full_name="Trần Thị Huệ").count() == 2


def test_nobody_can_be_answered_who_was_not_offered(by, drafted, known, other_ground, ground):
    stranger = make_person("Người Lạ")
    draft = drafted(workbook([], [person("Trần Thị Huệ", "Tổ trưởng", ground.department.name)]))
    with pytest.raises(AccessRefused):
        importing.choose_person(by, draft.pk, 2, f"p{stranger.pk}")


def test_two_rows_of_one_name_are_asked_about_and_two_mails_are_two_people(by, drafted, ground):
    place = ground.department.name
    alike = drafted(workbook([], [person("Vũ An", "Tổ trưởng", place), person("Vũ An", "Tổ phó", place)]))
    assert [row.standing for row in rows_of(alike)] == [Standing.SOUND, Standing.ASKED]
    assert rows_of(alike)[1].candidates == ["r2"]
    importing.choose_person(by, alike.pk, 3, "r2")
    importing.accept_directory_import(by, alike.pk)
    assert Person.objects.filter(full_name="Vũ An").count() == 1
    apart = drafted(
        workbook(
            [],
            [
                person("Cao Bình", "Tổ trưởng", place, email="a@x.example"),
                person("Cao Bình", "Tổ phó", place, email="b@x.example"),
            ],
        )
    )
    importing.accept_directory_import(by, apart.pk)
    assert Person.objects.filter(full_name="Cao Bình").count() == 2


def test_three_positions_in_two_committees_and_the_other_committees_person_stays_unseen(
    by, drafted, ground, other_ground
):
    """A mail address that belongs to somebody of another committee offers nothing and tells nothing."""
    elsewhere = make_person("Trần Thị Huệ")
    Person.objects.filter(pk=elsewhere.pk).update(email="hue@x.example")
    with scope(committee=other_ground.committee):
        make_appointment(elsewhere, make_position(other_ground.committee, "Bí thư", other_ground.department))
    rows = [
        person("Trần Thị Huệ", title, ground.department.name, email="hue@x.example")
        for title in ("Phó phòng", "Tổ trưởng")
    ]
    draft = drafted(workbook([], rows))
    assert [row.candidates for row in rows_of(draft)] == [[], ["r2"]]
    importing.accept_directory_import(by, draft.pk)
    mine = Person.objects.get(full_name="Trần Thị Huệ", appointments__position__title="Tổ trưởng")
    assert mine.pk != elsewhere.pk
    assert mine.appointments.filter(committee=by.committee_id).count() == 2
    make_appointment(mine, make_position(other_ground.committee, "Ủy viên", other_ground.department))
    with scope(committee=ground.committee):
        assert Appointment.objects.filter(person=mine).count() == 2
    with scope(committee=other_ground.committee):
        assert Appointment.objects.filter(person=mine).count() == 1


def test_a_title_is_recognised_with_and_without_the_name_of_its_office(by, drafted, ground):
    position = make_position(ground.committee, f"Chánh {ground.office.name}", ground.office)
    Position.objects.filter(pk=position.pk).update(seats=1)
    draft = drafted(workbook([], [person("Vũ An", "Chánh", ground.office.name)]))
    (row,) = rows_of(draft)
    assert row.outcome["new_position"] is False
    importing.accept_directory_import(by, draft.pk)
    assert Appointment.objects.get(position=position).person.full_name == "Vũ An"


def test_a_seat_that_is_taken_is_said_before_not_after(by, drafted, ground):
    position = make_position(ground.committee, "Giám đốc", ground.department)
    Position.objects.filter(pk=position.pk).update(seats=1)
    rows = [
        person("Vũ An", "Giám đốc", ground.department.name, until="31/12/2025"),
        person("Cao Bình", "Giám đốc", ground.department.name, since="01/01/2026"),
        person("Lý Công", "Giám đốc", ground.department.name, since="01/03/2026"),
    ]
    (said,) = said_of(drafted(workbook([], rows)))
    assert said.startswith("4 title")
    assert "Cao Bình (dòng 3)" in said


def test_a_day_stands_for_the_empty_ones_where_it_was_given(by, drafted):
    draft = drafted(workbook([unit("UBND xã", kind="UBND", since="")]), default_since=date(2025, 7, 1))
    assert said_of(draft) == []
    assert rows_of(draft)[0].outcome["since"] == "01/07/2025"


def test_a_corrected_row_is_read_again_by_the_same_rules(by, drafted, ground):
    draft = drafted(workbook([], [person("Vũ An", "Tổ trưởng", "Sở Không Có", since="31/02/2025")]))
    assert len(said_of(draft)) == 2
    importing.correct_directory_row(by, draft.pk, "people", 2, {"place": ground.department.name})
    assert len(said_of(draft)) == 1
    importing.correct_directory_row(by, draft.pk, "people", 2, {"since": "28/02/2025"})
    assert said_of(draft) == []
    (row,) = rows_of(draft)
    assert row.corrected


def test_what_came_in_meanwhile_is_met_at_the_acceptance(by, drafted):
    content = workbook([unit("UBND xã", kind="UBND")])
    first, second = drafted(content), drafted(content)
    importing.accept_directory_import(by, first.pk)
    with pytest.raises(ImportEmptied):
        importing.accept_directory_import(by, second.pk)
    assert Organisation.objects.filter(name="UBND xã").count() == 1


@pytest.mark.parametrize("role", [Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.AUDITOR, Role.DELEGATE])
def test_only_who_edits_the_directory_reads_a_file_into_it(in_committee, actor_of, role):
    with pytest.raises(AccessRefused):
        importing.read_directory_file(actor_of(role), WARD, "danh-ba.xlsx")
