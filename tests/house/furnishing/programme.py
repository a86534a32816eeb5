"""Samples of the programme: conferences, duties, moves, versions, calls for suggestions, drafts."""

from __future__ import annotations

from datetime import date, time, timedelta

from django_scopes import scope

from nghisu.core.planning.changes import digest_of
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.programme.commands import (
    EntryContent,
    accept_move,
    weigh_programme,
)
from nghisu.programme.models import (
    Entry,
    Finding,
    ImportDraft,
    ImportRow,
    Move,
    ProgrammeVersion,
    Suggestion,
    SuggestionCall,
    Theme,
)
from nghisu.programme.queries.consequences import moved_to_day
from nghisu.rulebook.models import Deadline
from tests.factories import Ground
from tests.house.furnishing.days import OPENING


def a_move(by: Actor, entry: Entry) -> Move:
    """A move of the conference that can be taken back."""
    proposal = moved_to_day(by, entry, clock.local(entry.opening).date(), time(9))
    return accept_move(by, entry.pk, proposal, "Trùng giờ tiếp khách")


def content(ground: Ground, kind: str, preparing_id: int, later: timedelta) -> EntryContent:
    return EntryContent(
        title=f"Hội nghị bàn việc đắp đê {ground.mark}",
        kind=kind,
        opening=OPENING + later,
        part="morning",
        form="in-person",
        scale="",
        number=1,
        preparing_id=preparing_id,
        coordinating_ids=(ground.office.pk,),
        coordinating_text=f"Đơn vị phối hợp {ground.mark}",
        room_id=ground.room.pk,
        participants=f"Thành phần {ground.mark}",
        note=f"Ghi chú {ground.mark}",
    )


def open_deadline(entry: Entry, organisation_id: int) -> Deadline:
    """A duty of the conference that the unit owes, which the matrix limits to that unit."""
    rows = Deadline.objects.filter(subject=entry.subject_id, act_by__isnull=False)
    deadline = rows.filter(organisation=organisation_id).first() or rows.first()
    assert deadline is not None
    deadline.organisation_id = organisation_id
    deadline.save(update_fields=["organisation"])
    return deadline


def a_finding(of: Entry) -> Finding:
    """A finding as it now stands: each change of the programme finds them anew."""
    with scope(committee=of.committee):
        entry = Entry.objects.get(pk=of.pk)
        assert entry.programme is not None
        weigh_programme(system_actor(entry.committee_id), entry.programme)
        finding = Finding.objects.filter(programme=entry.programme, entries=entry).first()
    assert finding is not None
    return finding


def a_version(ground: Ground) -> ProgrammeVersion:
    """A version of the first quarter, approved and not yet issued."""
    quarter = Period.read("2026-Q1")
    lines = [
        {
            "id": 1,
            "number": 1,
            "title": f"Hội nghị bàn việc đắp đê {ground.mark}",
            "kind": "ban-chap-hanh",
            "opening": "2026-03-25T08:00",
            "closing": None,
            "part": "morning",
            "form": "in-person",
            "scale": "",
            "unscheduled": False,
            "chair": "",
            "preparing": ground.department.name,
            "coordinating": "",
            "room": ground.room.name,
            "participants": "",
            "delegates": None,
            "note": "",
        }
    ]
    return ProgrammeVersion.objects.create(
        committee=ground.committee,
        tier=quarter.tier.value,
        since=quarter.since,
        until=quarter.until,
        number=1,
        title=f"Chương trình công tác {ground.mark}",
        state=ProgrammeVersion.State.APPROVED,
        lines=lines,
        digest=digest_of(lines),
        submitted_at=clock.now(),
        submitted_by_name=f"Chuyên viên {ground.mark}",
        approved_at=clock.now(),
        approved_by_name=f"Thường trực {ground.mark}",
    )


def a_theme(ground: Ground) -> Theme:
    return Theme.objects.create(
        committee=ground.committee,
        term="2025-2030",
        year=2026,
        title=f"Nội dung trọng tâm {ground.mark}",
        lead=ground.department,
    )


def a_call(ground: Ground) -> SuggestionCall:
    """Asks the department and the members of the executive committee."""
    year = Period.read("2026")
    call = SuggestionCall.objects.create(
        committee=ground.committee,
        tier=year.tier.value,
        since=year.since,
        until=year.until,
        closes_on=date(2026, 3, 20),
        note=f"Lời nhắn {ground.mark}",
        opened_at=clock.now(),
        opened_by_name=f"Chuyên viên {ground.mark}",
    )
    call.organisations.add(ground.department)
    call.bodies.add(ground.executive_committee, ground.standing_board)
    return call


def a_suggestion(ground: Ground, call: SuggestionCall) -> Suggestion:
    """Sent by the department."""
    return Suggestion.objects.create(
        committee=ground.committee,
        call=call,
        organisation=ground.department,
        state=Suggestion.State.SENT,
        matter=f"Nạo vét luồng {ground.mark}",
        why=f"Vì luồng cạn {ground.mark}",
        kind="so-tong-ket",
        search_text="nao vet luong",
        author_name=f"Cán bộ {ground.mark}",
        created_at=clock.now(),
        sent_at=clock.now(),
    )


def a_draft(ground: Ground, by: Actor) -> ImportDraft:
    draft = ImportDraft.objects.create(
        committee=ground.committee,
        user_id=by.user_id or 0,
        user_name=by.name,
        file_name=f"chuong-trinh {ground.mark}.xlsx",
        file_digest="0" * 64,
        title=f"Chương trình công tác {ground.mark}",
        year=2026,
        at=clock.now(),
    )
    raw = {"title": f"Hội nghị bàn việc nạo vét {ground.mark}", "note": f"Ghi chú {ground.mark}"}
    ImportRow.objects.create(
        committee=ground.committee,
        draft=draft,
        row=1,
        raw=raw,
        standing=ImportRow.Standing.UNREADABLE,
        identity="0" * 64,
    )
    return draft
