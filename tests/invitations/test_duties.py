"""A unit kept its day when it handed in; the office kept its own once letters are out, and documents where both leave
together (5609 I/III/1.2/b1, II/II/2.1/b2)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nghisu.conferences.commands import ItemContent, add_item
from nghisu.conferences.commands.packs import add_to_pack, send_out
from nghisu.conferences.enums import Purpose
from nghisu.documents.commands import DocumentFacts
from nghisu.foundation import clock
from nghisu.invitations.commands.choosing import Choice, choose
from tests.documents.packs.appraised import appraised
from tests.documents.packs.conftest import handed_in
from tests.invitations.letters import approved, issue
from tests.programme.conftest import duty_of

__all__ = ["duty_of", "handed_in"]


def at(day: int, hour: int = 9):
    return clock.standing(moment(day, hour))


def moment(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=clock.VIETNAM)


@pytest.fixture
def meeting(specialist, content_officer, bound, house, add):
    """`meeting("ban-thuong-vu", names="Báo cáo")`: a conference that the department prepares, with two documents of the
    department and one of the office in its pack, none with a file yet, and the standing committee invited."""

    def making(kind: str, names: str = "Báo cáo\nPhụ lục"):
        entry = add(kind=kind, preparing_id=bound.department.pk)
        content = ItemContent(title="Bến cảng", purpose=Purpose.REPORT, documents=names)
        item = add_item(specialist, entry.pk, content)
        choose(specialist, entry, Choice("body", body_id=bound.standing_committee.pk))
        made = [
            add_to_pack(
                content_officer, entry, DocumentFacts(title, "report", bound.department.pk), [item.pk]
            )
            for title in ("Báo cáo", "Phụ lục")
        ]
        speech = add_to_pack(specialist, entry, DocumentFacts("Khai mạc", "speech", bound.office.pk))
        approved(specialist, entry)
        return entry, made, speech

    return making


def done(duty):
    return (duty.done_at, duty.done_by_name)


def test_a_unit_that_handed_in_in_time_is_not_late_and_letters_await_the_documents(
    specialist, clerk, content_officer, meeting, duty_of, handed_in
):
    entry, (report, annex), speech = meeting("ban-thuong-vu")
    hints = add_to_pack(
        specialist, entry, DocumentFacts("Gợi ý", "speech")
    )  # of no unit: Văn phòng writes it
    with at(10):
        handed_in(content_officer, report, "x")
    assert duty_of(entry, "documents").done_at is None  # the agenda names two
    with at(11):
        handed_in(content_officer, annex, "x")
    kept = duty_of(entry, "documents")
    assert kept.act_by == date(2026, 3, 11)
    assert done(kept) == (
        moment(11),
        content_officer.name,
    )  # whatever the office is still to write and to send
    with at(11, 15):
        issue(clerk, entry)
    assert duty_of(entry, "invitation").done_at is None
    with at(12):
        handed_in(content_officer, report, "bản hai")
        handed_in(specialist, speech, "x")
        handed_in(specialist, hints, "x")
        appraised(report, annex)
        send_out(specialist, entry, [report.pk, speech.pk, hints.pk])
    assert duty_of(entry, "invitation").done_at is None
    with at(13):
        send_out(specialist, entry, [annex.pk])
    assert done(duty_of(entry, "invitation")) == (moment(13), specialist.name)
    assert done(duty_of(entry, "documents")) == done(kept)


@pytest.mark.once
def test_an_agenda_that_names_nothing_leaves_it_to_the_office_which_are_all(
    specialist, clerk, content_officer, meeting, duty_of, handed_in
):
    entry, (report, annex), speech = meeting("ban-thuong-vu", names="")
    with at(10):
        handed_in(content_officer, report, "x")
        handed_in(content_officer, annex, "x")
        handed_in(specialist, speech, "x")
    assert duty_of(entry, "documents").done_at is None
    with at(11):
        appraised(report, annex)
        send_out(specialist, entry, [report.pk, annex.pk, speech.pk])
    assert done(duty_of(entry, "documents")) == (moment(10), content_officer.name)
    assert duty_of(entry, "invitation").done_at is None  # documents alone are out
    with at(11, 15):
        issue(clerk, entry)
    assert done(duty_of(entry, "invitation")) == (moment(11, 15), clerk.name)


@pytest.mark.once
def test_where_letters_leave_by_themselves_their_issue_is_enough(clerk, meeting, duty_of):
    entry, _made, _speech = meeting("thuong-truc")
    with at(11):
        issue(clerk, entry)
    assert done(duty_of(entry, "invitation")) == (moment(11), clerk.name)
