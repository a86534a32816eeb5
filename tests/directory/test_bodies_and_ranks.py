"""Bodies, their terms and the order of titles, by command and by page."""

from __future__ import annotations

from datetime import date

import pytest

from nghisu.core.people.roles import Role
from nghisu.directory.commands import (
    BodyContent,
    OrderContent,
    RankedTitleContent,
    TermContent,
    add_body,
    add_term,
    change_body,
    change_term,
    close_body,
    set_precedence,
)
from nghisu.directory.models import Body, Term, TitleRank
from nghisu.directory.queries import ranks_on
from nghisu.directory.refusals import (
    BasisMissing,
    BodyCycle,
    CodeTaken,
    EndsBeforeStart,
    NameTaken,
    NotThereYet,
    OrderEmpty,
    OrderStartsTooEarly,
    StillHasInner,
    TermsOverlap,
    TermTaken,
    TitleTwice,
)
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused

DAY = date(2025, 7, 1)


@pytest.fixture
def by(in_committee, actor_of) -> Actor:
    actor: Actor = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    return actor


def test_a_body_stands_within_a_larger_one_and_never_within_itself(by, ground):
    inner = add_body(by, BodyContent("Tổ công tác", DAY, within_id=ground.standing_committee.pk))
    assert inner.code == "to-cong-tac"
    with pytest.raises(BodyCycle):
        change_body(
            by,
            ground.executive_committee.pk,
            BodyContent(
                ground.executive_committee.name, ground.executive_committee.since, within_id=inner.pk
            ),
        )


def test_a_body_is_not_made_twice_nor_before_the_larger_one(by, ground):
    with pytest.raises(NameTaken):
        add_body(by, BodyContent(ground.standing_board.name.upper(), DAY))
    with pytest.raises(CodeTaken):
        add_body(by, BodyContent("Một tên khác", DAY, code=ground.standing_board.code))
    with pytest.raises(NotThereYet):
        add_body(by, BodyContent("Tổ cũ", date(2019, 1, 1), within_id=ground.standing_committee.pk))


def test_a_body_that_holds_others_is_not_closed_before_them(by, ground):
    with pytest.raises(StillHasInner):
        close_body(by, ground.executive_committee.pk, date(2030, 6, 30))
    alone = add_body(by, BodyContent("Tổ công tác", DAY))
    add_term(by, alone.pk, TermContent("I", DAY))
    close_body(by, alone.pk, date(2026, 6, 30))
    assert Term.objects.get(body=alone).until == date(2026, 6, 30)
    close_body(by, alone.pk, None)
    assert Term.objects.get(body=alone).until is None


def test_terms_follow_one_another_without_meeting(by, ground):
    body = ground.executive_committee.pk
    first = add_term(by, body, TermContent("XVII", date(2025, 1, 1), date(2025, 6, 30)))
    with pytest.raises(TermTaken):
        add_term(by, body, TermContent("XVII", DAY))
    with pytest.raises(TermsOverlap):
        add_term(by, body, TermContent("XVIII", date(2025, 6, 30)))
    add_term(by, body, TermContent("XVIII", DAY))
    with pytest.raises(TermsOverlap):
        change_term(by, first.pk, TermContent("XVII", date(2025, 1, 1), None))
    with pytest.raises(EndsBeforeStart):
        change_term(by, first.pk, TermContent("XVII", DAY, date(2025, 1, 1)))


def order(*titles: str, since: date = DAY, basis: str = "Quy định 368-QĐ/TW (2025)") -> OrderContent:
    return OrderContent([RankedTitleContent(title) for title in titles], basis, since)


def test_a_new_order_ends_the_old_one_the_day_before_and_keeps_the_codes(by):
    set_precedence(by, order("Bí thư", "Phó Bí thư"))
    set_precedence(by, order("Bí thư", "Chủ tịch", "Phó Bí thư", since=date(2026, 1, 1)))
    assert ranks_on(by, date(2025, 12, 31)) == {"bi-thu": 1, "pho-bi-thu": 2}
    assert ranks_on(by, date(2026, 1, 1)) == {"bi-thu": 1, "chu-tich": 2, "pho-bi-thu": 3}


def test_an_order_of_the_same_day_takes_the_place_of_the_one_before(by):
    set_precedence(by, order("Bí thư", "Phó Bí thư"))
    set_precedence(by, order("Phó Bí thư", "Bí thư"))
    assert list(TitleRank.objects.values_list("title", flat=True)) == ["Phó Bí thư", "Bí thư"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (order(), OrderEmpty),
        (order("Bí thư", basis=" "), BasisMissing),
        (order("Bí thư", "BÍ THƯ"), TitleTwice),
        (order("Bí thư", since=date(2025, 1, 1)), OrderStartsTooEarly),
    ],
)
def test_an_order_that_contradicts_itself_is_refused(by, content, refusal):
    set_precedence(by, order("Bí thư"))
    with pytest.raises(refusal):
        set_precedence(by, content)


def test_another_committees_body_does_not_exist(by, other_ground):
    with pytest.raises(AccessRefused):
        add_term(by, other_ground.standing_board.pk, TermContent("I", DAY))


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("/danh-ba/tap-the/them/", {"name": "Tổ công tác", "since": "1/7/2025"}, Body),
        (
            "/danh-ba/chuc-danh/thu-tu/dat/",
            {"basis": "Quy định 1", "since": "1/7/2025", "titles": "Bí thư\n\nPhó Bí thư\n"},
            TitleRank,
        ),
    ],
)
def test_the_pages_make_what_was_typed_once(client_of, ground, unscoped, path, typed, kept):
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    before = kept.objects.count()
    command = {"command_id": "6f1d7e0e-4c39-4a55-9f0a-0a3c8a9d2b11"}
    for _again in range(2):
        assert client.post(path, typed | command).status_code == 302
    assert kept.objects.count() - before == (1 if kept is Body else 2)
    assert client.post(path, {"since": "31/02/2025"}).status_code == 422


def test_the_pages_of_a_body_correct_and_close_it(client_of, ground, unscoped):
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    body = ground.standing_board
    path = f"/danh-ba/tap-the/{body.pk}"
    assert client.post(f"{path}/nhiem-ky/", {"number": "XVIII", "since": "1/7/2025"}).status_code == 302
    term = Term.objects.get(body=body, number="XVIII")
    assert (
        client.post(f"/danh-ba/nhiem-ky/{term.pk}/sua/", {"number": "XIX", "since": "1/7/2025"}).status_code
        == 302
    )
    page = client.get("/danh-ba/tap-the/").content.decode()
    assert "Nhiệm kỳ XIX" in page
    assert client.get(f"{path}/sua/").status_code == 200
    assert client.get(f"{path}/ket-thuc/").status_code == 200
