"""Waivers: who, why, by which document; shown where the rule is shown, counted, never an edit of the deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nghisu.core.dates import default_calendar
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import weigh_programme
from nghisu.programme.models import Finding
from nghisu.programme.queries.planned import question_of
from nghisu.rulebook.commands import (
    Allowing,
    Derivation,
    confirm_waiver,
    derive_deadlines,
    waive_deadline,
    withdraw_waiver,
)
from nghisu.rulebook.models import Deadline, Waiver
from nghisu.rulebook.queries import DeadlineState, Horizon, open_deadlines, standings_of, state_of
from nghisu.rulebook.queries.waivers import counts_of
from nghisu.rulebook.refusals import OwnWaiver, WaiverIncomplete, WaiverStands

TODAY = date(2026, 3, 10)
ALLOWED = Allowing("Trần Thị Bí thư, Bí thư", TODAY, "Bão về, tài liệu chưa kịp in", "125-CV/VPTU", TODAY)
TYPED = {
    "allowed_by": "Trần Thị Bí thư, Bí thư",
    "allowed_on": "10/3/2026",
    "reason": "Bão về, tài liệu chưa kịp in",
    "number": "125-CV/VPTU",
    "number_date": "10/3/2026",
    "until": "",
}


@pytest.fixture
def entry(add, bound):
    """Opens on Monday 16 March: its invitation was due on the 9th, yesterday."""
    opening = datetime(2026, 3, 16, 8, 0, tzinfo=clock.VIETNAM)
    return add(opening=opening, preparing_id=bound.department.pk)


@pytest.fixture
def late(entry, duty_of):
    duty = duty_of(entry, "invitation")
    assert state_of(duty, TODAY) is DeadlineState.LATE
    return duty


@pytest.fixture
def chief(bound, actor_of):
    return actor_of(Role.OFFICE_CHIEF)


def said(answer) -> str:
    assert answer.status_code in (200, 422), answer.status_code
    return unescape(answer.content.decode())


def test_a_waived_duty_keeps_its_days_and_is_not_late(chief, late, entry):
    days = (late.legal_date, late.act_by)
    waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    late.refresh_from_db()
    assert (late.legal_date, late.act_by) == days
    assert state_of(late, TODAY) is DeadlineState.WAIVED
    assert late.pk not in {row.pk for row in open_deadlines(chief, Horizon.LATE, TODAY)}
    standing = standings_of(chief, [entry.subject_id], TODAY)[entry.subject_id]
    assert standing.waived == 1


def test_control_without_a_waiver_the_duty_is_late(chief, late, entry):
    assert late.pk in {row.pk for row in open_deadlines(chief, Horizon.LATE, TODAY)}
    standing = standings_of(chief, [entry.subject_id], TODAY)[entry.subject_id]
    assert (standing.waived, standing.late >= 1) == (0, True)


def test_a_waiver_that_has_run_out_leaves_the_duty_late(chief, late):
    waive_deadline(
        chief,
        late.pk,
        Allowing("A, Bí thư", TODAY, "Bão", "1-CV", TODAY, until=TODAY + timedelta(days=2)),
        "Giấy mời",
    )
    late.refresh_from_db()
    assert state_of(late, date(2026, 3, 12)) is DeadlineState.WAIVED
    assert state_of(late, date(2026, 3, 13)) is DeadlineState.LATE
    assert late.pk in {row.pk for row in open_deadlines(chief, Horizon.LATE, date(2026, 3, 13))}


def test_what_a_specialist_enters_counts_once_another_confirms_it(specialist, chief, late):
    waiver = waive_deadline(specialist, late.pk, ALLOWED, "Giấy mời")
    late.refresh_from_db()
    assert (waiver.confirmed_at, late.waived_until) == (None, None)
    with pytest.raises(AccessRefused):
        confirm_waiver(specialist, waiver.pk)
    confirm_waiver(chief, waiver.pk)
    late.refresh_from_db()
    assert state_of(late, TODAY) is DeadlineState.WAIVED
    assert AuditRecord.objects.filter(verb="waiver.confirmed", thing_id=str(waiver.pk)).count() == 1


def test_nobody_confirms_the_own_waiver(chief, late):
    waiver = waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    Waiver.objects.filter(pk=waiver.pk).update(confirmed_at=None, confirmed_by_name="")
    with pytest.raises(OwnWaiver):
        confirm_waiver(chief, waiver.pk)


def test_a_withdrawn_waiver_counts_no_more_and_stays_as_history(chief, late):
    waiver = waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    withdraw_waiver(chief, waiver.pk, "Đã in kịp")
    late.refresh_from_db()
    assert state_of(late, TODAY) is DeadlineState.LATE
    assert Waiver.objects.get(pk=waiver.pk).withdrawn_why == "Đã in kịp"
    assert waive_deadline(chief, late.pk, ALLOWED, "Giấy mời").pk != waiver.pk


def test_a_duty_has_one_waiver_at_a_time(chief, late):
    waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    with pytest.raises(WaiverStands):
        waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")


@pytest.mark.parametrize("missing", ["allowed_by", "reason", "number"])
def test_without_who_why_or_document_there_is_no_waiver(missing, chief, late):
    stated = {"allowed_by": "A", "reason": "B", "number": "C"} | {missing: "  "}
    with pytest.raises(WaiverIncomplete):
        waive_deadline(
            chief,
            late.pk,
            Allowing(stated["allowed_by"], TODAY, stated["reason"], stated["number"], TODAY),
            "Giấy mời",
        )


@pytest.mark.parametrize("missing", ["allowed_by", "reason", "number"])
def test_the_database_refuses_one_too(missing, chief, late):
    waiver = waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=waiver.pk).update(**{missing: ""})
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=waiver.pk).update(withdrawn_at=clock.now())


def test_a_duty_derived_anew_keeps_its_waiver(chief, late, entry):
    waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    Deadline.objects.filter(pk=late.pk).delete()
    derive_deadlines(
        chief,
        [Derivation(entry.subject, load_rulebook("5609").derive(question_of(entry), default_calendar()))],
    )
    again = Deadline.objects.get(subject=entry.subject_id, act="invitation")
    assert again.pk != late.pk
    assert state_of(again, TODAY) is DeadlineState.WAIVED


def test_another_committee_sees_and_touches_nothing(chief, late, other_ground, actor_of, client_of):
    waiver = waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    stranger = actor_of(Role.OFFICE_CHIEF, ground=other_ground)
    with pytest.raises(AccessRefused):
        withdraw_waiver(stranger, waiver.pk, "Vì")
    with pytest.raises(AccessRefused):
        waive_deadline(stranger, late.pk, ALLOWED, "Giấy mời")
    assert (
        client_of(Role.OFFICE_CHIEF, ground=other_ground).get(f"/cho-phep-khac/{waiver.pk}/").status_code
        == 404
    )


def test_the_office_enters_a_waiver_at_the_duty_and_everybody_reads_it_there(client_of, entry, late):
    chief = client_of(Role.OFFICE_CHIEF)
    path = f"/hoi-nghi/{entry.pk}/cho-phep-khac/invitation/"
    assert path in said(chief.get(f"/hoi-nghi/{entry.pk}/"))
    assert "Hạn theo quy định" in said(chief.get(path))
    answer = chief.post(path, TYPED | {"command_id": str(uuid4())})
    assert answer.headers["Location"] == f"/hoi-nghi/{entry.pk}/#duty-{late.pk}"
    for role in (Role.OFFICE_SPECIALIST, Role.CONTENT_OFFICER, Role.AUDITOR):
        page = said(client_of(role).get(f"/hoi-nghi/{entry.pk}/"))
        assert "Đã được cho phép khác quy định" in page
        assert "125-CV/VPTU" in page
    why = said(chief.get(f"/hoi-nghi/{entry.pk}/vi-sao/invitation/"))
    assert "Bão về, tài liệu chưa kịp in" in why
    clause = said(chief.get(f"/quy-dinh/5609/{late.clause}/"))
    assert "Đã được cho phép khác điều khoản này" in clause


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(client_of, entry, late):
    chief = client_of(Role.OFFICE_CHIEF)
    answer = chief.post(
        f"/hoi-nghi/{entry.pk}/cho-phep-khac/invitation/",
        TYPED | {"reason": "\u200b", "allowed_on": "1/1/2030", "until": "1/1/2020"},
    )
    assert answer.status_code == 422
    page = said(answer)
    assert "Hãy ghi vì sao được làm khác quy định." in page
    assert "Ngày cho phép không thể sau hôm nay." in page
    assert 'value="125-CV/VPTU"' in page
    assert not Waiver.objects.exists()


def test_the_same_form_sent_twice_makes_one_waiver(client_of, entry, late):
    chief = client_of(Role.OFFICE_CHIEF)
    form = TYPED | {"command_id": str(uuid4())}
    path = f"/hoi-nghi/{entry.pk}/cho-phep-khac/invitation/"
    assert [chief.post(path, form).status_code for _time in range(2)] == [302, 302]
    assert Waiver.objects.count() == 1


def test_a_finding_that_is_allowed_stays_in_the_list_marked(client_of, specialist, add):
    entry = add(scale="", form="")
    weigh_programme(specialist, entry.programme)
    finding = Finding.objects.filter(code="missing-field")[0]
    chief = client_of(Role.OFFICE_CHIEF)
    assert chief.post(f"/phat-hien/cho-phep-khac/{finding.pk}/", TYPED).status_code == 302
    Finding.objects.all().delete()
    entry.programme.weighed_revision = None
    entry.programme.save()
    page = said(chief.get("/phat-hien/2026/"))
    assert "Đã được cho phép khác quy định" in page
    assert finding.words["vi"]["message"] in page
    assert "Đã được cho phép khác quy định" in said(chief.get(f"/hoi-nghi/{entry.pk}/"))


def test_the_page_counts_by_clause_unit_and_quarter_and_leaves_out_what_was_withdrawn(
    client_of, chief, entry, late, duty_of
):
    waive_deadline(chief, late.pk, ALLOWED, "Giấy mời · Họp")
    gone = waive_deadline(chief, duty_of(entry, "documents").pk, ALLOWED, "Tài liệu · Họp")
    withdraw_waiver(chief, gone.pk, "Thôi")
    counts = counts_of(Waiver.objects.select_related("organisation"), "-", "-")
    assert (counts.total, [one.count for one in counts.by_quarter]) == (1, [1, 0, 0, 0])
    assert [(one.name, one.count) for one in counts.by_clause] == [(f"{late.document} {late.clause}", 1)]
    page = said(client_of(Role.AUDITOR).get("/cho-phep-khac/"))
    assert "1 lần cho phép đã có giá trị" in page
    assert "Đã thu hồi" in page
    file = client_of(Role.AUDITOR).get("/cho-phep-khac/2026/tep.xlsx")
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Tài liệu · Họp", "Giấy mời · Họp"]


def test_a_waiver_is_confirmed_and_withdrawn_on_its_page(client_of, specialist, late):
    waiver = waive_deadline(specialist, late.pk, ALLOWED, "Giấy mời")
    own = said(client_of(Role.OFFICE_SPECIALIST).get(f"/cho-phep-khac/{waiver.pk}/"))
    assert "Xác nhận cho phép" not in own
    board = client_of(Role.STANDING_BOARD_MEMBER)
    assert "Xác nhận cho phép" in said(board.get(f"/cho-phep-khac/{waiver.pk}/"))
    assert board.post(f"/cho-phep-khac/{waiver.pk}/xac-nhan/").status_code == 302
    assert board.post(f"/cho-phep-khac/{waiver.pk}/thu-hoi/", {"reason": ""}).status_code == 422
    assert board.post(f"/cho-phep-khac/{waiver.pk}/thu-hoi/", {"reason": "Nhầm"}).status_code == 302
    late.refresh_from_db()
    assert late.waived_until is None


def test_the_list_asks_the_same_of_the_database_for_one_and_for_three(client_of, chief, entry, late, duty_of):
    reader = client_of(Role.AUDITOR)
    waive_deadline(chief, late.pk, ALLOWED, "Giấy mời")
    reader.get("/cho-phep-khac/")
    with CaptureQueriesContext(connection) as one:
        reader.get("/cho-phep-khac/")
    for act in ("documents", "minutes"):
        waive_deadline(chief, duty_of(entry, act).pk, ALLOWED, act)
    with CaptureQueriesContext(connection) as three:
        reader.get("/cho-phep-khac/")
    assert len(one) == len(three)
