"""What would change, on the conferences of the year."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.foundation.actors import system_actor
from nghisu.rulebook.commands import bind_committee
from nghisu.rulebook.commands.own import draft_edition
from nghisu.rulebook.own_forms import shipped_text
from nghisu.rulebook.queries.own import code_of


def said(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def stricter(specialist):
    """The invitation of Ban Thường vụ seven working days before, not five: a draft, binding nobody."""
    text = shipped_text("5609")
    head, rule, rest = text.partition('id = "invitation-ban-thuong-vu"')
    assert rule
    changed = rest.replace("count = 5", "count = 7", 1)
    return draft_edition(specialist, "5609", "Bản chặt hơn", head + rule + changed)


def test_a_draft_is_compared_with_what_binds_on_the_conferences_of_the_year(stricter, add, client_of):
    entry = add()
    office = client_of(Role.OFFICE_SPECIALIST)
    assert "Bản chặt hơn" in said(office.get("/so-sanh-quy-dinh/"))
    page = said(office.get("/so-sanh-quy-dinh/", {"moi": code_of(stricter), "nam": "2026"}))
    assert "7 ngày làm việc" in page
    assert f"/hoi-nghi/{entry.pk}/" in page
    assert "11/03/2026 → 09/03/2026" in page
    assert "sớm hơn 2 ngày" in page
    assert "1/1 hội nghị thay đổi" in page


def test_control_the_same_rulebook_changes_nothing(add, client_of):
    add()
    page = said(client_of(Role.OFFICE_CHIEF).get("/so-sanh-quy-dinh/", {"cu": "5609", "moi": "5609"}))
    assert "Không có gì thay đổi" in page


def test_another_committees_edition_cannot_be_asked_for(stricter, other_ground, client_of, add):
    with scope(committee=other_ground.committee):
        bind_committee(system_actor(other_ground.committee.pk), "5609", date(2015, 1, 30))
    other = client_of(Role.OFFICE_CHIEF, ground=other_ground)
    page = said(other.get("/so-sanh-quy-dinh/", {"moi": code_of(stricter)}))
    assert "Bản chặt hơn" not in page
    assert "Chọn bản mới" in page
