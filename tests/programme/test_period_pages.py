"""The pages of periods and versions."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.programme.commands import change_entry
from nghisu.programme.commands.versions import submit_programme, withdraw_programme
from nghisu.programme.models import Entry, OfficePart, ProgrammeVersion, Theme
from tests.conftest import signed_in
from tests.factories import make_appointment, make_organisation, make_person, make_position, make_user
from tests.programme.conftest import stated

QUARTER = "/chuong-trinh/ky/2026-Q2/"
IN_APRIL = datetime(2026, 4, 15, 8, 0, tzinfo=clock.VIETNAM)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def _deciders(bound, actor_of):
    """Those on the route of a programme: the chief of office, a member of the standing board."""
    actor_of(Role.OFFICE_CHIEF)
    actor_of(Role.STANDING_BOARD_MEMBER)


@pytest.fixture
def office(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


@pytest.mark.parametrize("period", ["2025-2030", "2026", "2026-Q2", "2026-04", "2026-W16"])
def test_each_tier_has_its_page_with_the_way_up_and_down(office, add, period):
    add(opening=IN_APRIL)
    answer = office.get(f"/chuong-trinh/ky/{period}/")
    assert answer.status_code == 200
    if period == "2026-Q2":
        assert 'href="/chuong-trinh/ky/2026/"' in text_of(answer)
        assert 'href="/chuong-trinh/ky/2026-04/"' in text_of(answer)
        assert "Họp Ban Thường vụ bàn việc bến cảng" in text_of(answer)
        assert "5609 I/II/3" in text_of(answer)


def test_what_is_no_period_has_no_page(office):
    for wrong in ("2026-Q5", "2026-13", "2030-2025", "2026-W60"):
        assert office.get(f"/chuong-trinh/ky/{wrong}/").status_code == 404


def test_a_quarter_goes_from_submitted_to_issued_by_its_pages(office, client_of, add):
    add(opening=IN_APRIL)
    chief, board = client_of(Role.OFFICE_CHIEF), client_of(Role.STANDING_BOARD_MEMBER)
    sent = office.post(f"{QUARTER}trinh/", {"note": "Quý II"})
    version = ProgrammeVersion.objects.get()
    page = f"/chuong-trinh/ban/{version.pk}/"
    assert sent["Location"] == page
    assert "đang trình duyệt" in text_of(office.get(QUARTER))
    for client in (chief, board):
        actor = client.get(page).wsgi_request.actor
        approval = Approval.objects.get()
        decide(actor, approval.pk, Outcome.GRANTED, approval.digest)
    assert office.post(f"{page}ban-hanh/", {"document": " "}).status_code == 422
    assert office.post(f"{page}ban-hanh/", {"document": "15-CTr/TU"})["Location"] == page
    assert "15-CTr/TU" in text_of(office.get(page))
    assert "Đang thực hiện bản số 1" in text_of(office.get(QUARTER))


def test_the_same_form_sent_twice_submits_once(office, add):
    add(opening=IN_APRIL)
    form = {"note": "", "command_id": "7a0a1f0e-6a3f-4a6c-8a43-1f1d2b0f9c11"}
    first, second = office.post(f"{QUARTER}trinh/", form), office.post(f"{QUARTER}trinh/", form)
    assert first["Location"] == second["Location"]
    assert ProgrammeVersion.objects.count() == 1


def test_a_refusal_is_said_on_the_page_one_came_from(office):
    answer = office.post(f"{QUARTER}trinh/", {"note": ""}, follow=True)
    assert "chưa có nội dung nào để trình duyệt" in text_of(answer)


def test_an_officer_of_another_office_puts_in_a_large_conference_and_says_the_part_is_in(
    bound, client_of, signed
):
    client, unit = signed
    form = {
        "kind": "so-tong-ket",
        "title": "Kỳ họp chuyên đề của Hội đồng nhân dân",
        "day": "20/5/2026",
        "part": "morning",
        "form": "in-person",
    }
    where = f"{QUARTER}phan/{unit.pk}/"
    assert client.post(where, form | {"day": "20/8/2026"}).status_code == 422
    assert client.post(where, form)["Location"] == QUARTER
    entry = Entry.objects.get()
    assert (entry.preparing_id, clock.local(entry.opening).date()) == (unit.pk, date(2026, 5, 20))
    client.post(f"{QUARTER}phan/", {"organisation": unit.pk, "note": ""})
    assert OfficePart.objects.get().organisation_id == unit.pk
    assert "Mở lại" in text_of(client.get(QUARTER))
    assert client.post(f"{QUARTER}trinh/", {}).status_code == 404


@pytest.fixture
def signed(bound, ground):
    """A browser of an officer of the council's office, and that office."""
    unit = make_organisation(ground.committee, "Văn phòng Hội đồng", Organisation.Kind.COUNCIL_OFFICE)
    person = make_person("Cán bộ Hội đồng")
    position = make_position(
        ground.committee, "Cán bộ văn phòng", unit, roles=(Role.OTHER_OFFICE_OFFICER,), acting_for=unit
    )
    make_appointment(person, position)
    return signed_in(make_user("can-bo-hoi-dong", person)), unit


def test_a_period_and_a_version_leave_as_spreadsheets_that_can_be_taken_in_again(office, add):
    add(opening=IN_APRIL, participants="=1+1")
    office.post(f"{QUARTER}trinh/", {})
    version = ProgrammeVersion.objects.get()
    for address in (f"{QUARTER}xuat.xlsx", f"/chuong-trinh/ban/{version.pk}/xuat.xlsx"):
        sheet = load_workbook(BytesIO(office.get(address).content)).worksheets[0]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert "Họp Ban Thường vụ bàn việc bến cảng" in cells
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_two_versions_are_compared_field_by_field(office, add, specialist):
    entry = add(opening=IN_APRIL)
    first = submit_programme(specialist, Period.read("2026-Q2"))
    withdraw_programme(specialist, first.pk)
    change_entry(specialist, entry.pk, stated(opening=IN_APRIL, title="Tên đã sửa"))
    submit_programme(specialist, Period.read("2026-Q2"))
    said = text_of(office.get(f"{QUARTER}so-sanh/?tu=1&den=2"))
    assert "<del>Họp Ban Thường vụ bàn việc bến cảng</del>" in said
    assert "<ins>Tên đã sửa</ins>" in said
    assert "1 chỗ khác" in said


def test_a_theme_of_the_term_becomes_a_conference_of_its_year(office, ground):
    term = "/chuong-trinh/ky/2025-2030/"
    form = {"year": "2026", "title": "Xây dựng bến cảng số", "lead": str(ground.department.pk), "note": ""}
    assert office.post(f"{term}trong-tam/", form)["Location"] == term
    assert office.post(f"{term}trong-tam/", form | {"year": "2040"}).status_code == 422
    theme = Theme.objects.get()
    address = f"/chuong-trinh/them/?trong-tam={theme.pk}"
    assert "Xây dựng bến cảng số" in text_of(office.get(address))
    typed = {
        "kind": "so-tong-ket",
        "title": theme.title,
        "day": "20/5/2026",
        "part": "morning",
        "form": "in-person",
    }
    office.post(address, typed)
    theme.refresh_from_db()
    assert theme.entry == Entry.objects.get()
    assert office.post(address, typed | {"title": "Lần nữa"}).status_code == 409


def test_a_term_is_submitted_with_its_themes(office, ground):
    term = "/chuong-trinh/ky/2025-2030/"
    office.post(f"{term}trong-tam/", {"year": "2026", "title": "Bến cảng số", "lead": "", "note": ""})
    office.post(f"{term}trinh/", {})
    version = ProgrammeVersion.objects.get()
    assert [line["title"] for line in version.lines] == ["Bến cảng số"]
    assert "Bến cảng số" in text_of(office.get(f"/chuong-trinh/ban/{version.pk}/"))


@pytest.mark.parametrize(
    "address", ["/chuong-trinh/ky/2026-Q2/", "/chuong-trinh/ky/2026/", "/lich/tuan/2026-W16/ban-in/"]
)
def test_a_page_asks_as_often_with_one_conference_as_with_three(
    office, add, address, django_assert_max_num_queries
):
    add(opening=IN_APRIL)
    office.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        office.get(address)
    add(opening=IN_APRIL, title="Hội nghị thứ hai")
    add(opening=IN_APRIL, title="Hội nghị thứ ba")
    with CaptureQueriesContext(connection) as three:
        office.get(address)
    assert len(one) == len(three)


@pytest.mark.parametrize(("period", "due"), [("2026-Q2", True), ("2026-Q4", False)])
def test_a_programme_before_its_time_says_from_when_and_can_be_submitted_early(office, add, period, due):
    add(opening=datetime(2026, 4 if due else 11, 16, 8, 0, tzinfo=clock.VIETNAM))
    page = text_of(office.get(f"/chuong-trinh/ky/{period}/"))
    assert ("Thời gian lập bắt đầu từ ngày" in page) is not due
    assert ('href="#trinh"' in page) is due, "what is due is offered first"
    assert 'id="trinh"' in page
