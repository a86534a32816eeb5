"""The settings of the programme: hours of parts of the day, the figure of last year."""

from __future__ import annotations

from datetime import time

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.audit import seal_pending
from nghisu.foundation.models import AuditRecord
from nghisu.programme.models import Entry, OpeningHours
from nghisu.rulebook.models import BaseFigure

PAGE = "/thiet-lap/chuong-trinh/"


@pytest.fixture
def chief(bound, client_of):
    return client_of(Role.OFFICE_CHIEF)


def test_hours_are_set_told_and_remembered_and_entries_keep_theirs(chief, add):
    entry = add()
    assert chief.post(PAGE, {"morning": "7:30", "afternoon": "13h30"})["Location"] == PAGE
    assert (OpeningHours.objects.get().morning, OpeningHours.objects.get().afternoon) == (
        time(7, 30),
        time(13, 30),
    )
    assert "sáng khai mạc 07:30" in " ".join(chief.get(PAGE).content.decode().split())
    assert AuditRecord.objects.filter(verb="opening_hours.set").count() == 1
    assert Entry.objects.get().opening == entry.opening


@pytest.mark.parametrize(
    ("morning", "afternoon", "said"),
    [
        ("25:00", "14:00", "giờ:phút"),
        ("", "14:00", "Ghi giờ"),
        ("14:00", "14:00", "06:00 đến 11:00"),
        ("08:00", "08:00", "12:00 đến 16:30"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_to_write(chief, morning, afternoon, said):
    answer = chief.post(PAGE, {"morning": morning, "afternoon": afternoon})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OpeningHours.objects.exists()


def test_the_figure_of_last_year_is_kept_and_taken_back(chief):
    chief.post(f"{PAGE}nam-truoc/", {"value": "104"})
    assert (BaseFigure.objects.get().year, BaseFigure.objects.get().value) == (2025, 104)
    assert chief.post(f"{PAGE}nam-truoc/", {"value": "-3"}).status_code == 422
    assert BaseFigure.objects.get().value == 104
    chief.post(f"{PAGE}nam-truoc/", {"value": ""})
    assert not BaseFigure.objects.exists()


def test_the_documents_of_last_year_are_kept_beside_the_conferences_and_taken_back(chief):
    chief.post(f"{PAGE}nam-truoc/", {"value": "104"})
    chief.post(f"{PAGE}van-ban/", {"documents": "1250"})
    assert dict(BaseFigure.objects.values_list("limit", "value")) == {
        "conferences-last-year": 104,
        "documents-last-year": 1250,
    }
    refused = chief.post(f"{PAGE}van-ban/", {"documents": "nhiều"})
    assert refused.status_code == 422
    assert 'value="nhiều"' in refused.content.decode()
    chief.post(f"{PAGE}van-ban/", {"documents": ""})
    assert BaseFigure.objects.get().limit == "conferences-last-year"


def test_the_trail_says_which_figure_was_entered(chief, client_of):
    chief.post(f"{PAGE}van-ban/", {"documents": "1250"})
    seal_pending()
    page = client_of(Role.AUDITOR).get("/nhat-ky/").content.decode()
    assert "Số văn bản hành chính năm 2025" in page
    assert "Số hội nghị năm 2025" not in page


@pytest.mark.parametrize("role", [Role.OFFICE_SPECIALIST, Role.DELEGATE, Role.STANDING_BOARD_MEMBER])
def test_who_may_not_set_finds_no_such_page(role, bound, client_of):
    assert client_of(role).get(PAGE).status_code == 404
    assert client_of(role).post(f"{PAGE}nam-truoc/", {"value": "1"}).status_code == 404
