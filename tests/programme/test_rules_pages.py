"""Another rulebook, a day off of the committee's own: what moves is shown first, and moves in one act."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nghisu.core.dates import Source
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import EntryContent, add_entry
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.rulebook.commands import (
    OwnDayContent,
    add_own_day,
    bind_committee,
    complete_deadline,
    rebind_committee,
    remove_own_day,
)
from nghisu.rulebook.models import Binding, Deadline, OwnDay
from nghisu.rulebook.queries import calendar_of
from nghisu.rulebook.refusals import AlreadyBound, DayTaken, DocumentMissing, NothingChanges

OPENING = datetime(2026, 3, 25, 8, 0, tzinfo=clock.VIETNAM)
EVE = date(2026, 3, 19)
"""A Thursday before the opening: off, it moves what is counted back across it."""


def off(day: date = EVE, works: bool = False, document: str = "Thông báo 12-TB/ĐU") -> OwnDayContent:
    return OwnDayContent(day, works, "Ngày truyền thống", document)


@pytest.fixture
def by(in_committee, standing_clock, actor_of):
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def entry(by, ground) -> Entry:
    bind_committee(by, "5609", date(2025, 1, 1))
    return add_entry(
        by,
        EntryContent(
            title="Hội nghị",
            kind="ban-thuong-vu",
            opening=OPENING,
            form="in-person",
            part="morning",
            scale="",
        ),
    )


def days(entry: Entry) -> dict[str, date | None]:
    return dict(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by"))


def test_an_own_day_off_moves_what_is_still_owed_and_names_its_document(by, entry):
    before = days(entry)
    add_own_day(by, off())
    after = days(entry)
    earlier = {act for act in before if before[act] != after[act]}
    assert earlier
    assert all((before[act] or EVE) > (after[act] or EVE) for act in earlier)
    why = calendar_of(by).why_off(EVE)
    assert why is not None
    assert (why.source, why.notice) == (Source.OFFICE, "Thông báo 12-TB/ĐU")
    told = AuditRecord.objects.get(committee=by.committee_id, verb="deadlines.rederived")
    assert told.changes["deadlines"][1] == len(earlier)


def test_taken_back_the_days_are_as_they_were(by, entry):
    before = days(entry)
    own = add_own_day(by, off())
    remove_own_day(by, own.pk)
    assert days(entry) == before


def test_what_was_done_keeps_its_day(by, entry):
    moved = next(iter(Deadline.objects.filter(subject=entry.subject_id, act_by__lte=EVE).order_by("act_by")))
    complete_deadline(by, moved.pk)
    at = Deadline.objects.get(pk=moved.pk).done_at
    add_own_day(by, off())
    assert Deadline.objects.get(pk=moved.pk).done_at == at


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (off(document=" "), DocumentMissing),
        (off(date(2026, 3, 21)), NothingChanges),
        (off(works=True), NothingChanges),
    ],
)
def test_a_day_that_changes_nothing_or_rests_on_nothing_is_refused(by, entry, content, refusal):
    with pytest.raises(refusal):
        add_own_day(by, content)
    assert not OwnDay.objects.exists()


def test_a_day_is_entered_once_and_another_committees_is_not_there(by, entry, other_committee):
    add_own_day(by, off())
    with pytest.raises(DayTaken):
        add_own_day(by, off())
    strange = OwnDay.objects.create(committee=other_committee, day=EVE, works=False, name="x", document="y")
    with pytest.raises(AccessRefused):
        remove_own_day(by, strange.pk)


def test_a_saturday_worked_in_exchange_counts_as_a_working_day(by, entry):
    add_own_day(by, off(date(2026, 3, 21), works=True))
    assert calendar_of(by).is_working(date(2026, 3, 21))


def test_another_rulebook_takes_over_and_derives_what_is_free(by, entry):
    rebind_committee(by, "307", date(2026, 3, 1))
    assert Binding.objects.order_by("since").values_list("rulebook", flat=True).last() == "307"
    entry.subject.refresh_from_db()
    assert entry.subject.rulebook == "307"
    with pytest.raises(AlreadyBound):
        rebind_committee(by, "307", date(2026, 4, 1))


def test_a_conference_of_an_issued_programme_keeps_its_days(by, entry):
    ProgrammeVersion.objects.create(
        committee_id=by.committee_id,
        tier="quarter",
        since=date(2026, 1, 1),
        until=date(2026, 3, 31),
        number=1,
        title="Quý I",
        state=ProgrammeVersion.State.ISSUED,
        lines=[{"id": entry.pk}],
        digest="0" * 64,
        submitted_at=clock.now(),
        approved_at=clock.now(),
        issued_at=clock.now(),
        document="Số 1-CTr/ĐU",
        submitted_by_name="x",
    )
    before = days(entry)
    rebind_committee(by, "307", date(2026, 3, 1))
    assert days(entry) == before
    entry.subject.refresh_from_db()
    assert entry.subject.rulebook == "5609"


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        (
            "/quan-tri/ngay-nghi/",
            {"day": "19/3/2026", "works": "0", "name": "Ngày hội", "document": "Thông báo 1"},
            OwnDay,
        ),
        ("/quan-tri/bo-quy-dinh/", {"rulebook": "307", "since": "1/3/2026"}, Binding),
    ],
)
def test_the_page_shows_first_and_acts_only_when_confirmed(by, entry, client_of, path, typed, kept):
    client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    before = kept.objects.count()
    shown = client.post(path, typed)
    assert shown.status_code == 200
    assert "Sẽ thay đổi" in shown.content.decode()
    assert kept.objects.count() == before
    assert client.post(path, typed | {"confirmed": "1"}).status_code == 302
    assert kept.objects.count() == before + 1
    assert client.post(path, {"rulebook": "x"}).status_code == 422


@pytest.mark.parametrize("path", ["/quan-tri/ngay-nghi/", "/quan-tri/bo-quy-dinh/"])
def test_the_pages_exist_for_those_who_set_up_alone(client_of, path):
    assert client_of(Role.OFFICE_SPECIALIST).get(path).status_code == 404
