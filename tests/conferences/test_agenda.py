"""The agenda of a conference: in order, without a gap, for those who prepare it, and as others find it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nghisu.conferences.commands import Direction, ItemContent, add_item, change_item, move_item, remove_item
from nghisu.conferences.enums import Purpose
from nghisu.conferences.models import AgendaItem
from nghisu.conferences.queries import agenda_of, conference_of
from nghisu.conferences.refusals import AgendaClosed, ItemChangedMeanwhile, ItemInUse
from nghisu.core.people.roles import Role
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import accept_move
from nghisu.programme.models import Move
from nghisu.programme.queries.consequences import not_held
from tests.factories import make_ground


@pytest.fixture
def three(specialist, add):
    entry = add()
    return [
        add_item(specialist, entry.pk, ItemContent(title=title, minutes=minutes))
        for title, minutes in (("Khai mạc", 10), ("Đề án bến cảng", 45), ("Bế mạc", None))
    ]


def order(conference) -> list[tuple[int, str]]:
    return list(AgendaItem.objects.filter(conference=conference).values_list("position", "title"))


def test_items_stand_in_order_and_say_how_long_they_take(specialist, three):
    agenda = agenda_of(specialist, conference_of(specialist, three[0].conference.entry_id))
    assert [item.position for item in agenda.items] == [1, 2, 3]
    assert (agenda.minutes, agenda.duration, agenda.untimed) == (55, (0, 55), 1)


def test_an_item_moves_one_place_or_to_an_end_and_no_further(specialist, three):
    first, _second, last = three
    move_item(specialist, last.pk, Direction.UP)
    move_item(specialist, last.pk, Direction.FIRST)
    move_item(specialist, last.pk, Direction.UP)
    assert order(first.conference) == [(1, "Bế mạc"), (2, "Khai mạc"), (3, "Đề án bến cảng")]
    move_item(specialist, last.pk, Direction.LAST)
    move_item(specialist, last.pk, Direction.DOWN)
    assert order(first.conference) == [(1, "Khai mạc"), (2, "Đề án bến cảng"), (3, "Bế mạc")]


def test_what_is_removed_leaves_no_gap_and_what_others_stand_on_is_not_removed(specialist, three, add):
    later = add(title="Hội nghị Ban Chấp hành", kind="ban-chap-hanh")
    add_item(specialist, later.pk, ItemContent(title="Đề án bến cảng", follows_id=three[1].pk))
    with pytest.raises(ItemInUse):
        remove_item(specialist, three[1].pk)
    remove_item(specialist, three[0].pk)
    assert order(three[0].conference) == [(1, "Đề án bến cảng"), (2, "Bế mạc")]


def test_two_who_change_one_item_hear_of_each_other(specialist, three):
    change_item(specialist, three[0].pk, ItemContent(title="Khai mạc, chào cờ"), revision=0)
    with pytest.raises(ItemChangedMeanwhile):
        change_item(specialist, three[0].pk, ItemContent(title="Khai mạc hội nghị"), revision=0)
    assert AgendaItem.objects.get(pk=three[0].pk).title == "Khai mạc, chào cờ"


def test_the_agenda_of_a_conference_that_is_not_held_stays(specialist, three):
    entry = three[0].conference.entry
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.CANCELLED), "Không còn cần")
    with pytest.raises(AgendaClosed):
        remove_item(specialist, three[0].pk)
    assert len(order(three[0].conference)) == 3


def test_what_is_another_committees_does_not_exist_for_an_item(specialist, three, add):
    elsewhere = make_ground("huyen-uy-doi-nui", "Huyện ủy Đồi Núi", "Đồi Núi", mark="Sương")
    stranger = elsewhere.user(Role.CLERK).person_id
    for content in (
        ItemContent(title="Việc", reporting_id=elsewhere.department.pk),
        ItemContent(title="Việc", presenter_id=stranger),
        ItemContent(title="Việc", follows_id=three[0].pk),  # an item of the same conference
    ):
        with pytest.raises(AccessRefused):
            change_item(specialist, three[1].pk, content)


def test_who_only_attends_sees_no_agenda_before_the_invitation(client_of, ground, three, add, specialist):
    executive = add(title="Hội nghị Ban Chấp hành", kind="ban-chap-hanh")
    add_item(specialist, executive.pk, ItemContent(title="Đề án chưa công bố"))
    page = reverse("conferences:agenda", args=[executive.pk])
    assert "Đề án chưa công bố" in client_of(Role.CONTENT_OFFICER).get(page).content.decode()
    assert "Đề án chưa công bố" not in client_of(Role.DELEGATE).get(page).content.decode()


def test_a_page_adds_once_keeps_what_was_typed_and_answers_a_move_with_the_agenda(client_of, three):
    client = client_of(Role.OFFICE_SPECIALIST)
    entry = three[0].conference.entry_id
    add_url = reverse("conferences:agenda_add", args=[entry])
    typed = {
        "title": "Việc mới",
        "purpose": Purpose.VOTE.value,
        "command_id": "7b1c1f7e-6f0a-4a57-9f43-0d7d2a3f9b11",
    }
    for _again in range(2):
        assert client.post(add_url, typed).status_code == 302
    assert AgendaItem.objects.filter(title="Việc mới").count() == 1
    wrong = client.post(add_url, {"title": "", "purpose": "vote", "documents": "Tờ trình", "minutes": "0"})
    assert wrong.status_code == 422
    assert "Tờ trình" in wrong.content.decode()
    moved = client.post(
        reverse("conferences:agenda_move", args=[entry, three[2].pk]),
        {"huong": "len"},
        headers={"HX-Request": "true", "HX-Target": "agenda"},
    )
    body = moved.content.decode()
    assert body.lstrip().startswith("<section")
    assert body.index("Bế mạc") < body.index("Đề án bến cảng")


def test_the_page_asks_the_same_number_of_queries_for_one_item_and_for_many(client_of, specialist, add):
    entry = add()
    client = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:agenda", args=[entry.pk])
    counts = []
    for wave in range(2):
        for number in range(1 + 5 * wave):
            add_item(specialist, entry.pk, ItemContent(title=f"Việc {wave} {number}"))
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
