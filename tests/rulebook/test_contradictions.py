"""What the office decided where the rules contradict each other."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import system_actor
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.commands import bind_committee
from nghisu.rulebook.commands.contradictions import decide_contradiction
from nghisu.rulebook.models import ContradictionDecision
from nghisu.rulebook.queries.tight_spots import decisions_of, matters_of


def said(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def matter(bound) -> str:
    """A tension between two documents of the city's rulebook."""
    edition = next(one for one in load_rulebook("5609").editions if one.tensions)
    return f"{edition.id}.{edition.tensions[0].id}"


def test_a_decision_stands_beside_the_contradiction_for_everybody(bound, client_of, matter):
    chief = client_of(Role.OFFICE_CHIEF)
    assert "Ghi cách xử lý" in said(chief.get("/quy-dinh/cho-venh/"))
    form = {"decision": "Lấy hạn sớm hơn", "document": "15-TB/VPTU"}
    assert chief.post(f"/quy-dinh/cho-venh/{matter}/", form).status_code == 302
    page = said(client_of(Role.DELEGATE).get("/quy-dinh/cho-venh/"))
    assert "Lấy hạn sớm hơn" in page
    assert "15-TB/VPTU" in page
    assert "Ghi cách xử lý" not in page


def test_every_order_of_the_page_can_be_decided(bound, client_of):
    page = said(client_of(Role.OFFICE_CHIEF).get("/quy-dinh/cho-venh/"))
    asked = [one for one in matters_of(load_rulebook("5609")) if f"/quy-dinh/cho-venh/{one}/" in page]
    assert len(asked) >= 6


def test_a_later_decision_takes_the_place_and_the_earlier_one_stays_as_history(actor_of, bound, matter):
    chief = actor_of(Role.OFFICE_CHIEF)
    decide_contradiction(chief, matter, "Một")
    decide_contradiction(chief, matter, "Hai")
    assert decisions_of(chief)[matter].decision == "Hai"
    assert ContradictionDecision.objects.count() == 2


def test_without_words_it_is_refused_by_form_and_database(client_of, actor_of, bound, matter):
    chief = client_of(Role.OFFICE_CHIEF)
    assert chief.post(f"/quy-dinh/cho-venh/{matter}/", {"decision": " "}).status_code == 422
    row = decide_contradiction(actor_of(Role.OFFICE_CHIEF), matter, "Một")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContradictionDecision.objects.filter(pk=row.pk).update(decision="")


def test_who_may_not_decide_and_another_committee(actor_of, client_of, bound, other_ground, matter):
    with pytest.raises(AccessRefused):
        decide_contradiction(actor_of(Role.OFFICE_SPECIALIST), matter, "Một")
    decide_contradiction(actor_of(Role.OFFICE_CHIEF), matter, "Điều riêng của cơ quan")
    with scope(committee=other_ground.committee):
        bind_committee(system_actor(other_ground.committee.pk), "5609", date(2015, 1, 30))
    other = client_of(Role.OFFICE_CHIEF, ground=other_ground)
    assert "Điều riêng của cơ quan" not in said(other.get("/quy-dinh/cho-venh/"))


def test_a_place_that_is_none_is_not_there(client_of, bound):
    assert client_of(Role.OFFICE_CHIEF).get("/quy-dinh/cho-venh/khong-co/").status_code == 404
