"""Who is invited follows from the appointments of the day; nobody twice; the list is made anew for another day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from nghisu.conferences.models import Conference
from nghisu.core.conferences.participants import Participant, check_participants
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, Organisation
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.choosing import Accepted, Choice, choose, make_anew, remove_invitees, set_way
from nghisu.invitations.commands.groups import add_to_group, remove_group, save_group
from nghisu.invitations.models import Invitee, Selection
from nghisu.invitations.queries.checking import CHECKED, checked_participants, gathering_of
from nghisu.invitations.queries.choosing import anew, is_of_another_day, preview_of
from nghisu.invitations.refusals import GroupStands, NobodyFound, NotHeld
from nghisu.programme.models import Entry
from tests.factories import make_appointment, make_person, make_position


def names(entry):
    rows = Invitee.objects.filter(conference__entry=entry, removed_at=None)
    return list(rows.order_by("rank", "sort_key", "id").values_list("name", flat=True))


def test_members_of_a_body_and_of_those_within_it_come_in_by_precedence_with_both_their_titles(invited):
    assert names(invited) == ["Trần Văn An", "Lê Thị Bình"]
    director = Invitee.objects.get(name="Lê Thị Bình")
    assert director.title == "Ủy viên Ban Thường vụ, Giám đốc sở"
    assert (director.member, director.way, director.resolved_on) == (True, "mail", date(2026, 3, 18))


def test_whoever_is_there_already_is_double_and_stays_once(specialist, bound, invited):
    unit = Choice("unit", organisation_id=bound.department.pk)
    conference = Conference.objects.get(entry=invited)
    preview = preview_of(specialist, invited, conference, unit.selection(specialist))
    assert [one.name for one in preview.new] == ["Đỗ Văn Cường"]
    assert [one.name for one in preview.double] == ["Lê Thị Bình"]
    assert choose(specialist, invited, unit) == 1
    assert names(invited) == ["Trần Văn An", "Lê Thị Bình", "Đỗ Văn Cường"]


def test_a_title_within_a_unit_a_person_and_a_guest_of_three_hundred_letters(specialist, bound, house, entry):
    long = "Nguyễn " + "Đ" * 293
    choose(specialist, entry, Choice("unit", organisation_id=bound.department.pk, title_code="giam-doc-so"))
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, standing="guest"))
    guest = Choice(
        "guest", standing="guest", guest_name=long, guest_level="central", guest_title="Thứ trưởng"
    )
    assert choose(specialist, entry, guest) == 1
    assert choose(specialist, entry, guest) == 0
    assert names(entry) == [long, "Lê Thị Bình", "Đỗ Văn Cường"]


def test_nobody_on_that_day_is_said_and_nothing_is_kept(specialist, bound, house, entry):
    Appointment.objects.filter(person=house.officer).update(until=date(2026, 3, 17))
    with pytest.raises(NobodyFound, match="18/03/2026"):
        choose(specialist, entry, Choice("title", title_code="chuyen-vien"))
    assert not Selection.objects.exists()


def test_another_committees_rows_are_none_to_choose_by(specialist, other_ground, house, entry):
    for choice in (
        Choice("body", body_id=other_ground.standing_committee.pk),
        Choice("unit", organisation_id=other_ground.department.pk),
        Choice("person", person_id=make_person("Người nơi khác").pk),
    ):
        with pytest.raises(AccessRefused):
            choose(specialist, entry, choice)


def test_only_the_office_makes_the_list_and_not_for_a_conference_that_is_off(
    content_officer, specialist, bound, house, entry
):
    choice = Choice("body", body_id=bound.standing_committee.pk)
    with pytest.raises(AccessRefused):
        choose(content_officer, entry, choice)
    Entry.objects.filter(pk=entry.pk).update(state="cancelled", state_reason="Thôi họp")
    entry.refresh_from_db()
    with pytest.raises(NotHeld):
        choose(specialist, entry, choice)


def test_who_is_taken_off_stays_as_history_with_the_reason(specialist, invited):
    one = Invitee.objects.get(name="Lê Thị Bình")
    assert remove_invitees(specialist, invited, [one.pk], "Đi công tác") == 1
    one.refresh_from_db()
    assert (one.removed_why, one.removed_by_name) == ("Đi công tác", specialist.name)
    assert names(invited) == ["Trần Văn An"]


def test_a_new_day_shows_who_would_come_and_go_and_the_person_decides(specialist, bound, house, invited):
    Appointment.objects.filter(person=house.director).update(until=date(2026, 3, 31))
    successor = make_person("Phạm Thu Em")
    member = make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    make_appointment(successor, member, since=date(2026, 4, 1))
    Entry.objects.filter(pk=invited.pk).update(opening=datetime(2026, 4, 8, 8, 0, tzinfo=clock.VIETNAM))
    invited.refresh_from_db()
    conference = Conference.objects.get(entry=invited)
    assert is_of_another_day(specialist, invited, conference)
    would = anew(specialist, invited, conference)
    assert [one.name for one in would.since] == ["Phạm Thu Em"]
    assert [one.name for one in would.gone] == ["Lê Thị Bình"]
    make_anew(specialist, invited, Accepted(frozenset({would.since[0].key}), frozenset(), frozenset()))
    assert names(invited) == ["Trần Văn An", "Lê Thị Bình", "Phạm Thu Em"]
    assert not is_of_another_day(specialist, invited, conference)


def test_a_saved_group_is_made_of_lines_and_stays_once_it_was_used(specialist, bound, house, entry):
    group = save_group(specialist, "Báo cáo viên", "")
    with pytest.raises(GroupStands):
        save_group(specialist, "  Báo cáo   viên ", "")
    add_to_group(specialist, group.pk, Choice("person", person_id=house.officer.pk))
    add_to_group(specialist, group.pk, Choice("guest", guest_name="Bà Khách", guest_level="outside"))
    assert choose(specialist, entry, Choice("group", group_id=group.pk)) == 2
    with pytest.raises(GroupStands):
        remove_group(specialist, group.pk)


def test_the_way_of_one_person_is_set_and_a_second_one_on_paper(specialist, client_of, invited):
    one = Invitee.objects.get(name="Trần Văn An")
    kept = set_way(specialist, invited, one.pk, "network", "", also="hand")
    assert (kept.way, kept.also) == ("network", "hand")
    kept = set_way(specialist, invited, one.pk, "hand", "")
    assert (kept.way, kept.also) == ("hand", "")  # one way is none beside itself
    at = f"/hoi-nghi/{invited.pk}/dai-bieu/{one.pk}/cach-gui/"
    set_way(specialist, invited, one.pk, "post", "", address="7  Ngõ Bến")
    one.refresh_from_db()
    assert one.address == "7 Ngõ Bến"
    refused = client_of(Role.OFFICE_SPECIALIST).post(at, {"way": "post", "also": "post"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["also"])
    with pytest.raises(DatabaseError), transaction.atomic():
        Invitee.objects.update(way="post", also="post")


def test_party_agencies_receive_over_the_network_and_by_post_at_once(specialist, bound, house, entry):
    """5609 III/II/2."""
    Organisation.objects.filter(pk=bound.department.pk).update(kind=Organisation.Kind.PARTY_AGENCY)
    choose(specialist, entry, Choice("person", person_id=house.officer.pk))
    one = Invitee.objects.get()
    assert (one.organisation_id, one.way, one.also) == (bound.department.pk, "network", "post")


def test_the_check_names_those_of_whom_a_rule_speaks_and_counts_the_others(
    specialist, bound, add, house, django_assert_max_num_queries
):
    entry = add(form="online")
    Organisation.objects.filter(pk=bound.department.pk).update(kind="department")
    choose(specialist, entry, Choice("body", body_id=bound.standing_committee.pk))
    choose(specialist, entry, Choice("unit", organisation_id=bound.department.pk))
    for place in range(3):
        guest = Choice("guest", guest_name=f"Khách {place}", guest_level="outside", standing="guest")
        choose(specialist, entry, guest)
    choose(specialist, entry, Choice("guest", guest_name="Ông Vụ trưởng", guest_level="central"))
    Invitee.objects.filter(name="Lê Thị Bình").update(bloc="government")
    conference = Conference.objects.get(entry=entry)
    with django_assert_max_num_queries(3):
        found = checked_participants(specialist, entry, conference)
    each = [
        Participant(name, title, bloc, level, kind or "", member, standing == "guest", specialist)
        for name, title, bloc, level, kind, member, standing, specialist in Invitee.objects.values_list(
            *CHECKED
        )
    ]
    alone = check_participants(gathering_of(entry), each, load_rulebook(entry.subject.rulebook), _)
    assert {"outsiders", "central-guests", "specialists"} <= {one.code.value for one in alone}
    assert [one.finding for one in found] == alone


def test_the_pages_ask_the_database_no_more_for_more_people(client_of, specialist, invited):
    browser, page = client_of(Role.OFFICE_SPECIALIST), f"/hoi-nghi/{invited.pk}/dai-bieu/"
    counts = []
    for more in (1, 30):
        for place in range(more):
            guest = Choice("guest", guest_name=f"Khách {more} {place}", guest_level="outside")
            choose(specialist, invited, guest)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(page).status_code == 200
        counts.append(len(caught))
    assert counts[1] <= counts[0]


def test_a_number_that_no_row_can_bear_is_ticked_for_nothing(client_of, invited):
    typed = {"ra": "9" * 10_000, "doi": "9" * 25, "command_id": str(uuid4())}
    answer = client_of(Role.OFFICE_CHIEF).post(f"/hoi-nghi/{invited.pk}/dai-bieu/chon-lai/", typed)
    assert answer.status_code < 500
    assert not Invitee.objects.exclude(removed_at=None).exists()


@pytest.mark.once
def test_a_guest_typed_in_has_a_bloc_and_a_place_and_one_who_is_there_is_said_to_be(
    client_of, specialist, bound, invited
):
    browser, at = client_of(Role.OFFICE_SPECIALIST), f"/hoi-nghi/{invited.pk}/dai-bieu/them/?theo=guest"

    def adds(name, **more):
        typed = {"guest_name": name, "standing": "guest", "viec": "nhan", "command_id": str(uuid4())} | more
        return browser.post(at, typed, follow=True).content.decode()

    of_the_centre = {"guest_level": "central", "guest_organisation": "Ban ở Trung ương"}
    adds("Bùi Văn Vụ", guest_place="12", **of_the_centre)
    adds("An Thị Theo", **of_the_centre)
    adds("Vũ Quang Minh", guest_place="1", **of_the_centre)
    names = list(Invitee.objects.values_list("name", flat=True))
    assert names[:3] == ["Vũ Quang Minh", "Bùi Văn Vụ", "An Thị Theo"]
    assert set(names[3:]) == {"Trần Văn An", "Lê Thị Bình"}

    page = adds("Đỗ Thị Sở", guest_organisation="Sở Tài chính", guest_bloc="government")
    assert "1 người được mời thuộc khối khác: Đỗ Thị Sở" in page
    page = adds("Đỗ Thị Sở", guest_organisation="Sở Tài chính", guest_bloc="government")
    assert "“Đỗ Thị Sở” của cơ quan ấy đã có trong danh sách mời" in page
    assert "Đã thêm 0 người" not in page
    assert Invitee.objects.filter(name="Đỗ Thị Sở").count() == 1
    assert browser.post(at, {"guest_name": "Ông Ba", "guest_place": "0"}).status_code == 422
