"""The daily digest: one letter a day for those who chose it, with what is theirs, whatever the clock does."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core import mail

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.notices.commands import Said, put_out_digests, tell
from nghisu.notices.jobs import put_out_all_digests
from nghisu.notices.models import Measure
from nghisu.rulebook.models import Deadline

pytestmark = pytest.mark.usefixtures("sends_mail")

TODAY = date(2026, 3, 10)


@pytest.fixture
def chose(bound, reachable):
    """`chose(Role.CLERK)`: somebody who chose the digest."""

    def choosing(role: Role, **more) -> Measure:
        measure = Measure(committee=bound.committee, person=reachable(role).person, digest=True)
        for name, value in more.items():
            setattr(measure, name, value)
        measure.save()
        return measure

    return choosing


@pytest.fixture
def duties(add, bound) -> list[Deadline]:
    """Late, today and this week, the last of another unit."""
    entry = add(title="Họp bàn việc cảng", preparing_id=bound.department.pk)
    rows = list(Deadline.objects.filter(subject=entry.subject).order_by("position")[:3])
    Deadline.objects.exclude(pk__in=[row.pk for row in rows]).delete()
    days = [date(2026, 3, 9), TODAY, date(2026, 3, 13)]
    units = [bound.department, bound.department, bound.other_department]
    for row, day, unit in zip(rows, days, units, strict=True):
        row.act_by = row.legal_date = day
        row.organisation = unit
        row.save()
    return rows


def test_the_office_reads_of_all_and_a_unit_of_its_own(bound, chose, duties, send):
    chose(Role.OFFICE_CHIEF)
    chose(Role.CONTENT_OFFICER)
    assert put_out_digests(bound.committee.pk, TODAY, 7) == 2
    send()
    subjects = {letter.to[0].rpartition("<")[2].partition("@")[0]: letter.subject for letter in mail.outbox}
    assert subjects["office-chief"] == "Việc ngày 10/03/2026: 1 quá hạn, 1 hôm nay, 1 trong tuần"
    assert subjects["content-officer"] == "Việc ngày 10/03/2026: 1 quá hạn, 1 hôm nay, 0 trong tuần"
    assert "Họp bàn việc cảng" in mail.outbox[0].body


def test_what_is_done_is_not_in_it_and_nothing_to_say_is_not_said(bound, chose, duties, send):
    chose(Role.CONTENT_OFFICER)
    Deadline.objects.update(done_at=clock.now())
    assert put_out_digests(bound.committee.pk, TODAY, 7) == 0


def test_unread_notices_are_in_it(bound, chose, specialist, send):
    measure = chose(Role.CONTENT_OFFICER, ways={"programme": "digest"})
    tell(specialist, [measure.person_id], "entry.moved", lambda: Said("Họp dời ngày"))
    assert send() == 0
    put_out_digests(bound.committee.pk, TODAY, 7)
    send()
    assert "Họp dời ngày" in mail.outbox[0].body


def test_it_comes_once_a_day_from_the_persons_own_hour_on(bound, chose, duties):
    chose(Role.OFFICE_CHIEF, digest_hour=9)
    committee = bound.committee.pk
    assert [put_out_digests(committee, TODAY, hour) for hour in (7, 9, 10)] == [0, 1, 0]


def test_a_clock_set_back_neither_repeats_nor_skips_it(bound, chose, duties):
    chose(Role.OFFICE_CHIEF)
    committee = bound.committee.pk
    days = [TODAY, date(2026, 3, 9), TODAY, date(2026, 3, 11)]
    assert [put_out_digests(committee, day, 8) for day in days] == [1, 0, 0, 1]
    assert put_out_digests(committee, date(2027, 3, 11), 8) == 1  # the clock ran a year ahead
    assert put_out_digests(committee, date(2026, 3, 12), 8) == 1  # and was put right


def test_who_serves_here_no_more_gets_none(bound, chose, duties):
    measure = chose(Role.OFFICE_CHIEF)
    measure.person.appointments.update(until=date(2026, 3, 1))
    assert put_out_digests(bound.committee.pk, TODAY, 8) == 0


def test_nobody_is_written_to_on_a_day_off(bound, chose, duties):
    chose(Role.OFFICE_CHIEF)
    with clock.standing(datetime(2026, 3, 14, 9, 0, tzinfo=clock.VIETNAM)):
        put_out_all_digests()
    assert Measure.objects.get().digested_on is None
    with clock.standing(datetime(2026, 3, 16, 9, 0, tzinfo=clock.VIETNAM)):
        put_out_all_digests()
    assert Measure.objects.get().digested_on == date(2026, 3, 16)


def test_many_people_cost_no_query_more_than_one(bound, chose, duties, django_assert_num_queries):
    chose(Role.OFFICE_CHIEF)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        put_out_digests(bound.committee.pk, TODAY, 8)
    chose(Role.OFFICE_SPECIALIST)
    chose(Role.CONTENT_OFFICER)
    chose(Role.CONTENT_HEAD)
    with django_assert_num_queries(len(one)):
        put_out_digests(bound.committee.pk, TODAY, 8)
