"""What a stranger may put into an address or a form by hand: refused in a sentence, nothing typed lost, never a 500."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.models import Entry, ImportDraft, ImportRow

ADD = "/chuong-trinh/them/"
TOO_LARGE = [2**63, 10**20]
ENDLESS = "9" * 5_000


def typed(**different: str) -> dict[str, str]:
    return {
        "command_id": str(uuid4()),
        "kind": "ban-thuong-vu",
        "title": "Họp Ban Thường vụ bàn việc bến cảng",
        "day": "18/3/2026",
        "part": "morning",
        "form": "in-person",
    } | different


@pytest.fixture
def office(bound, client_of) -> Client:
    client: Client = client_of(Role.OFFICE_SPECIALIST)
    client.raise_request_exception = False
    return client


@pytest.fixture
def administrator(bound, client_of) -> Client:
    client: Client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize(
    "path",
    [
        "/danh-ba/nguoi/{}/",
        "/danh-ba/nguoi/{}/sua/",
        "/danh-ba/nguoi/{}/giu-chuc/",
        "/danh-ba/co-quan/{}/",
        "/danh-ba/phong-hop/{}/sua/",
    ],
)
def test_a_number_that_no_row_can_bear_names_nothing(administrator, path, number):
    assert administrator.get(path.format(number)).status_code == 404
    assert administrator.post(path.format(number)).status_code in {404, 405}


@pytest.mark.parametrize(
    "path",
    [
        "/quy-dinh/cho-venh/?nam={}",
        "/chuong-trinh/2026/?thang={}",
        "/viec/?after={}",
        "/phat-hien/2026/?thang={}",
    ],
)
@pytest.mark.parametrize("number", [ENDLESS, "0", "-1", "²", "٣", "%00", "a%00b"])
def test_a_number_in_a_question_that_is_none_asks_for_nothing(office, add, path, number):
    add()
    assert office.get(path.format(number)).status_code == 200


def test_a_committee_without_end_is_none_of_ones_own(office):
    assert office.post("/cap-uy/", {"committee": ENDLESS}).status_code == 404


@pytest.mark.parametrize("day", ["01/01/0001", "15/7/2001", "1/1/2014"])
def test_a_day_before_every_rule_is_refused_at_the_day_and_what_was_typed_stays(office, day):
    answer = office.post(ADD, typed(day=day))
    assert answer.status_code == 422
    assert "có hiệu lực" in str(answer.context["form"].errors["day"])
    assert "bàn việc bến cảng" in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_change_to_a_day_before_every_rule_is_refused_too(office, add):
    entry = add()
    answer = office.post(f"/hoi-nghi/{entry.pk}/sua/", typed(day="15/7/2001", revision=str(entry.revision)))
    assert answer.status_code == 422
    entry.refresh_from_db()
    assert entry.opening.year == 2026


@pytest.mark.parametrize("title", ["\u200b", "\ufeff", "\u202e\u202c", "\u00ad", " \u2066 "])
def test_a_title_that_shows_nothing_is_no_title(office, title):
    answer = office.post(ADD, typed(title=title))
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"]


def test_a_title_cannot_turn_the_line_around(office):
    assert office.post(ADD, typed(title="Họp \u202eảig\u202c 😀")).status_code == 302
    assert Entry.objects.get().title == "Họp ảig 😀"


@pytest.mark.parametrize("revision", ["", "-1", "99999999999", "abc", "7", "\x00"])
def test_a_change_that_does_not_say_what_it_was_made_from_overwrites_nothing(office, add, revision):
    entry = add()
    answer = office.post(f"/hoi-nghi/{entry.pk}/sua/", typed(title="Đè lên", revision=revision))
    assert answer.status_code == 409
    assert "Đè lên" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.title == "Họp Ban Thường vụ bàn việc bến cảng"


def test_the_control_says_its_revision_and_changes(office, add):
    entry = add()
    answer = office.post(f"/hoi-nghi/{entry.pk}/sua/", typed(title="Đổi tên", revision=str(entry.revision)))
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.title == "Đổi tên"


@pytest.mark.parametrize("path", ["/nhat-ky/", "/nhat-ky/dang-nhap/"])
@pytest.mark.parametrize("question", ["tu=01/01/0001", "den=31/12/9999", "tu=31/12/9999&den=01/01/0001"])
def test_the_ends_of_the_calendar_are_days_like_others(administrator, path, question):
    assert administrator.get(f"{path}?{question}").status_code == 200


def test_a_page_without_an_address_is_sent_to_the_sign_in_all_the_same(bound):
    answer = Client().get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://[khong-co"})
    assert answer.headers["HX-Redirect"] == "/dang-nhap/"


@pytest.mark.parametrize(
    "path", ["/tim-kiem/", "/viec/", "/chuong-trinh/2026/", "/danh-ba/nguoi/", "/tro-giup/"]
)
def test_a_search_for_what_cannot_be_written_is_answered(office, path):
    """On PostgreSQL a question with this sign fails."""
    assert office.get(f"{path}?q=a%00b").status_code == 200


@pytest.fixture
def draft(specialist, bound) -> ImportDraft:
    """A draft of one row."""
    draft = ImportDraft.objects.create(
        committee=bound.committee, user_id=specialist.user_id, file_digest="0" * 64, year=2026, at=clock.now()
    )
    ImportRow.objects.create(
        committee=bound.committee,
        draft=draft,
        row=2,
        raw={},
        identity="0" * 64,
        standing=ImportRow.Standing.UNREADABLE,
    )
    return draft


def test_a_preview_survives_that_its_draft_is_thrown_away_meanwhile(office, draft):
    thrown: list[str] = []

    def throw_away(execute, sql, params, many, context):
        if "MIN(" in sql and not thrown:
            thrown.append(sql)
            ImportRow.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(throw_away):
        answer = office.get(f"/chuong-trinh/nhap/{draft.pk}/")
    assert thrown
    assert answer.status_code == 200


def test_a_row_is_corrected_with_what_can_be_kept(office, draft):
    address = f"/chuong-trinh/nhap/{draft.pk}/"
    assert office.post(f"{address}dong/2/", {"title": "a\0b"}).status_code == 302
    assert ImportRow.objects.get().raw["title"] == "ab"
    assert office.get(f"{address}?tim=a%00b").status_code == 200


def test_a_stranger_sends_a_name_and_a_password_and_no_more(bound):
    answer = Client().post("/dang-nhap/", {"username": "a", "password": "b" * 2**20})
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("length", ["99999999999", "9" * 5_000, "-1", "x"])
def test_a_body_larger_than_any_file_is_turned_away_unread(office, length):
    assert office.post("/chuong-trinh/nhap/", {}, CONTENT_LENGTH=length).status_code == 413


def test_the_control_a_file_a_little_too_large_keeps_its_form(office):
    file = SimpleUploadedFile("chuong-trinh.xlsx", b"\0" * (31 * 2**20))
    answer = office.post("/chuong-trinh/nhap/", {"file": file})
    assert answer.status_code == 422
    assert "30 MB" in answer.content.decode()
