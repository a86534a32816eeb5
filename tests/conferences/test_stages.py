"""The stages of a conference are kept by the database itself: every transition walked, raw SQL turned away (TRUST 7)."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    advance,
    conference_of_entry,
    confirm_gate,
    override_gate,
    turn_back,
)
from nghisu.conferences.commands.stages import step
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import Conference, Override, Transition
from nghisu.conferences.queries.standing import may_advance, stepper_of
from nghisu.conferences.refusals import (
    ConferenceNotHeld,
    EntryIsPrepared,
    GateNotMissing,
    GatesNotPassed,
    ReasonNotWritten,
    StageNotNext,
)
from nghisu.core.conferences.stages import FOLLOWS, STAGES, WAY, may_follow, onward
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import accept_move, merge_entry, remove_entry, undo_move
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import moved_to_day, not_held
from nghisu.programme.refusals import EntryStandsFast, MoveBuiltUpon
from nghisu.rulebook.models import Deadline
from tests.racing import MARKS, at_once

WAYS = {"proposed": ["proposed"], "returned": ["proposed", "returned"]} | {
    stage: list(WAY[: WAY.index(stage) + 1]) for stage in WAY
}
"""How a conference comes to each stage."""


def brought_to(by, entry: Entry, stage: str) -> Conference:
    conference = conference_of_entry(by, entry)
    for _before, after in pairwise(WAYS[stage]):
        step(by, conference, Stage(after))
    return conference


def given_all(by, conference: Conference, stage: Stage) -> None:
    """Record the duties of a conference as done, confirm what a person judges before a stage."""
    rows = Deadline.objects.filter(subject=conference.entry.subject_id, done_at=None)
    rows.update(done_at=clock.now(), done_by_name=by.name, not_applicable=False)
    for one in may_advance(by, conference, stage):
        if one.may_be_confirmed:
            confirm_gate(by, conference.pk, stage, one.gate, one.missing.key)


def tried(act) -> bool:
    """Whether the database takes it."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def log_row(conference: Conference, before: str, after: str, revision: int) -> Transition:
    return Transition.objects.create(
        committee_id=conference.committee_id,
        conference=conference,
        from_stage=before,
        to_stage=after,
        revision=revision,
        by_name="Ai đó",
        at=clock.now(),
    )


def raw(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("stage", STAGES)
def test_the_database_takes_exactly_the_steps_of_the_plain_machine(stage, specialist, add):
    conference = brought_to(specialist, add(), stage)

    def taking(after: str) -> None:
        log_row(conference, stage, after, conference.revision + 1)
        raw(
            "UPDATE conferences_conference SET stage = %s, revision = revision + 1 WHERE id = %s",
            after,
            conference.pk,
        )

    taken = {after for after in STAGES if after != stage and tried(lambda after=after: taking(after))}
    assert taken == set(FOLLOWS[stage])
    # A stage without its row, a row from elsewhere, a row that skips a revision: none is taken.
    for after in STAGES:
        if after != stage:
            assert not tried(
                lambda after=after: raw(
                    "UPDATE conferences_conference SET stage = %s, revision = revision + 1 WHERE id = %s",
                    after,
                    conference.pk,
                )
            )
        for before in STAGES:
            if before != stage:
                assert not tried(
                    lambda before=before, after=after: log_row(
                        conference, before, after, conference.revision + 1
                    )
                )
        assert not tried(lambda after=after: log_row(conference, stage, after, conference.revision + 2))


def test_what_is_logged_stays_and_a_conference_begins_as_proposed(specialist, chief, add):
    conference = brought_to(specialist, add(kind="ban-chap-hanh"), "approved")
    missing = may_advance(chief, conference, Stage.INVITED)[0]
    override_gate(chief, conference.pk, Stage.INVITED, missing.gate, missing.missing.key, "Gấp", "CV 1")
    for sql in (
        "UPDATE conferences_transition SET by_name = 'x'",
        "DELETE FROM conferences_transition",
        "UPDATE conferences_override SET by_name = 'x'",
        "DELETE FROM conferences_override",
    ):
        assert not tried(lambda sql=sql: raw(sql))
    other = add(title="Việc khác")
    assert not tried(
        lambda: Conference.objects.create(
            committee_id=specialist.tenant, entry=other, code="LEN-THANG", stage="approved"
        )
    )


def test_a_conference_that_is_not_held_goes_nowhere_not_even_by_raw_sql(specialist, add):
    entry = add()
    conference = brought_to(specialist, entry, "approved")
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.POSTPONED), "Bão")
    conference.refresh_from_db()
    assert not tried(lambda: log_row(conference, "approved", "preparing", conference.revision + 1))
    with pytest.raises(ConferenceNotHeld):
        advance(specialist, conference.pk, Stage.PREPARING)
    assert Conference.objects.get(pk=conference.pk).stage == Stage.APPROVED


def test_what_opened_took_place_it_is_adjourned_and_nothing_else_and_raw_sql_does_not_call_it_off(
    client_of, specialist, bound, add
):
    entry = add(opening=clock.now())
    other = add(title="Sẽ họp", opening=clock.now() + timedelta(days=9))
    conference = brought_to(specialist, entry, "invited")
    before = accept_move(specialist, entry.pk, moved_to_day(specialist, entry, clock.today(), time(23)), "x")
    step(specialist, conference, Stage.OPEN)
    entry.refresh_from_db()
    called_off = "UPDATE programme_entry SET state = 'cancelled', state_reason = 'x' WHERE id = %s"
    for act in (Move.Act.POSTPONED, Move.Act.CANCELLED, Move.Act.WRITTEN):
        with pytest.raises(EntryStandsFast, match="họp tiếp"):
            accept_move(specialist, entry.pk, not_held(entry, act), "Bão")
    for one, into in ((entry, other), (other, entry)):
        with pytest.raises(EntryStandsFast):
            merge_entry(specialist, one.pk, into.pk, "Chung", "Gần giống")
    earlier = moved_to_day(specialist, entry, clock.today() - timedelta(days=1))
    with pytest.raises(EntryStandsFast, match="không dời về trước"):
        accept_move(specialist, entry.pk, earlier, "Nhầm")
    assert not tried(lambda: raw(called_off, entry.pk))
    assert tried(lambda: raw(called_off, other.pk))
    client = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("programme:entry", args=[entry.pk])
    assert reverse("programme:cancel", args=[entry.pk]) not in client.get(page).content.decode()
    assert client.get(reverse("programme:cancel", args=[entry.pk])).headers["Location"] == page
    # Adjourned, and the adjournment taken back; a move of the time before it opened is not.
    tomorrow = moved_to_day(specialist, entry, clock.today() + timedelta(days=1))
    adjourned = accept_move(specialist, entry.pk, tomorrow, "Chưa xong")
    undo_move(specialist, adjourned.pk)
    with pytest.raises(MoveBuiltUpon):
        undo_move(specialist, before.pk)
    step(specialist, conference, Stage.CLOSED)
    with pytest.raises(EntryStandsFast, match="đã bế mạc"):
        accept_move(specialist, entry.pk, tomorrow, "Nhầm")
    looked = client.get(reverse("programme:move", args=[entry.pk]), {"ngay": f"{tomorrow.opening:%Y-%m-%d}"})
    assert "Hội nghị đã bế mạc" in looked.content.decode()


@pytest.mark.once
def test_the_plain_machine_leads_from_the_proposal_to_the_dossier_and_knows_no_way_out():
    stage, way = "proposed", ["proposed"]
    while (following := onward(stage)) is not None:
        assert may_follow(stage, following)
        stage = following
        way.append(stage)
    assert tuple(way) == WAY
    assert FOLLOWS["archived"] == ()
    assert all(set(after) <= set(STAGES) for after in FOLLOWS.values())


def test_what_is_missing_is_refused_with_its_clause_and_passed_over_only_by_one_who_may(
    specialist, chief, board, add
):
    conference = brought_to(specialist, add(kind="ban-chap-hanh"), "preparing")
    with pytest.raises(GatesNotPassed) as refused:
        advance(specialist, conference.pk, Stage.INVITED)
    assert "5609 I/I/2" in refused.value.reason
    asked = {one.gate: one for one in may_advance(specialist, conference, Stage.INVITED)}
    one = asked["content-prepared"]
    with pytest.raises(AccessRefused):
        override_gate(specialist, conference.pk, Stage.INVITED, one.gate, one.missing.key, "Gấp", "CV 1")
    with pytest.raises(ReasonNotWritten):
        override_gate(board, conference.pk, Stage.INVITED, one.gate, one.missing.key, "Gấp", " ")
    for gate in asked.values():
        override_gate(board, conference.pk, Stage.INVITED, gate.gate, gate.missing.key, "Gấp", "CV 12-CV/TU")
    with pytest.raises(GateNotMissing):
        override_gate(board, conference.pk, Stage.INVITED, one.gate, one.missing.key, "Gấp", "CV 1")
    advance(specialist, conference.pk, Stage.INVITED)
    assert Conference.objects.get(pk=conference.pk).stage == Stage.INVITED
    kept = Override.objects.get(gate="content-prepared")
    assert (kept.by_name, kept.document, kept.clauses) == (board.name, "CV 12-CV/TU", ["5609 I/I/2"])
    Entry.objects.filter(pk=conference.entry_id).update(state="cancelled", state_reason="Thôi họp")
    for act in (
        lambda: override_gate(board, conference.pk, Stage.OPEN, one.gate, one.missing.key, "Gấp", "CV 1"),
        lambda: confirm_gate(specialist, conference.pk, Stage.OPEN, one.gate, one.missing.key),
    ):
        with pytest.raises(ConferenceNotHeld):
            act()
    record = AuditRecord.objects.filter(verb="gate.overridden").first()
    assert record is not None
    assert record.changes["document"][1] == "CV 12-CV/TU"


def test_a_stage_is_neither_skipped_nor_taken_twice_and_going_back_says_why(specialist, add):
    conference = brought_to(specialist, add(), "approved")
    for to in (Stage.INVITED, Stage.APPROVED, Stage.OPEN):
        with pytest.raises(StageNotNext):
            advance(specialist, conference.pk, to)
    with pytest.raises(ReasonNotWritten):
        turn_back(specialist, conference.pk, " ")
    assert turn_back(specialist, conference.pk, "Đổi nội dung").to_stage == Stage.PROPOSED
    with pytest.raises(StageNotNext):
        turn_back(specialist, conference.pk, "Nữa")


def test_the_head_of_the_page_shows_the_stage_and_an_entry_nobody_began_has_none(client_of, specialist, add):
    entry = add()
    assert stepper_of(specialist, entry) == []
    brought_to(specialist, entry, "preparing")
    steps = {one["name"]: one["state"] for one in stepper_of(specialist, entry)}
    assert (steps["Đã duyệt"], steps["Chuẩn bị"], steps["Đã mời"]) == ("done", "current", "todo")
    page = client_of(Role.STANDING_BOARD_MEMBER).get(f"/hoi-nghi/{entry.pk}/giai-doan/").content.decode()
    assert "Chưa có nội dung nào trong chương trình làm việc" in page
    assert "5609 I/I/2" in page
    assert "dieu-kien=content-prepared" in page


def test_who_holds_it_opens_closes_and_concludes_it_by_buttons_and_the_office_files_it(
    client_of, actor_of, specialist, chief, add
):
    entry = add(opening=clock.now(), room_text="Hội trường lớn")
    add_item(specialist, entry.pk, ItemContent(title="Tình hình quý I", purpose=Purpose.REPORT))
    conference = brought_to(specialist, entry, "invited")
    page, go = (reverse(f"conferences:{name}", args=[entry.pk]) for name in ("stages", "advance"))
    chair, secretary = actor_of(Role.CHAIR), actor_of(Role.SECRETARY)
    desk, office = client_of(Role.CHAIR), client_of(Role.OFFICE_SPECIALIST)
    steps = (
        (Stage.OPEN, "Ghi đã khai mạc", {"5609 I/III/2.1/b1", "5609 I/III/1.3/b3"}),
        (Stage.CLOSED, "Ghi đã bế mạc", {"5609 I/III/2.2/b2", "226 p13", "5609 I/III/2.3/b2"}),
        (Stage.CONCLUDED, "Ghi đã kết luận", {"5609 I/III/3.2", "226 p17"}),
        (Stage.ARCHIVED, "Ghi đã lưu hồ sơ", {"5609 I/III/3.1", "5609 I/III/3.3"}),
    )
    owed = {
        Stage.OPEN: {"duty-roll-call"},
        Stage.CONCLUDED: {"duty-conclusion-notice"},
        Stage.ARCHIVED: {"duty-minutes", "duty-dossier"},
    }
    for stage, button, clauses in steps:
        by, client = (specialist, office) if stage == Stage.ARCHIVED else (chair, desk)
        duties = Deadline.objects.filter(subject=entry.subject_id)
        duties.update(done_at=None, done_by_name="")
        assert button not in client.get(page).content.decode()
        chips = {chip.label for one in may_advance(by, conference, stage) for chip in one.chips}
        assert clauses <= chips
        with pytest.raises(GatesNotPassed):
            advance(by, conference.pk, stage)
        open_still = {one.missing.key for one in may_advance(by, conference, stage) if not one.missing.judged}
        assert {key for key in open_still if key.startswith("duty-")} == owed.get(stage, set())
        given_all(by, conference, stage)
        assert button in client.get(page).content.decode()
        assert client.post(go, {"giai-doan": stage.value}).status_code == 302
        conference.refresh_from_db()
        assert conference.stage == stage
        if stage == Stage.OPEN:
            assert may_advance(secretary, conference, Stage.CLOSED)
    opened = Transition.objects.get(conference=conference, to_stage=Stage.OPEN)
    assert opened.by_name == chair.name
    other = brought_to(specialist, add(title="Khác"), "approved")
    with pytest.raises(AccessRefused):
        advance(chair, other.pk, Stage.PREPARING)  # who holds a conference does not prepare it
    assert (
        "Lùi giai đoạn" not in desk.get(reverse("conferences:stages", args=[other.entry_id])).content.decode()
    )


def test_an_entry_that_was_prepared_is_not_removed_and_one_that_was_not_is(specialist, add):
    entry = add()
    conference = brought_to(specialist, entry, "returned")
    with pytest.raises(EntryIsPrepared):
        remove_entry(specialist, entry.pk)
    assert Conference.objects.filter(pk=conference.pk).exists()
    slip = add(title="Nhập nhầm")
    conference_of_entry(specialist, slip)
    remove_entry(specialist, slip.pk)
    assert not Conference.objects.filter(entry_id=slip.pk).exists()


class TestAtOnce:
    """Two press the button in the same instant."""

    pytestmark = MARKS

    def test_a_stage_is_entered_once(self, bound, actor_of, specialist, add):
        with transaction.atomic():
            conference = brought_to(specialist, add(), "approved")
        actors = [specialist, actor_of(Role.OFFICE_CHIEF)]
        refused = at_once(bound, lambda number: advance(actors[number], conference.pk, Stage.PREPARING))
        assert [type(one) for one in refused] == [StageNotNext]
        assert Transition.objects.filter(to_stage="preparing").count() == 1
