"""What is postponed, cancelled, merged or replaced counts nowhere, owes nothing open, and stays to be read."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.commands import (
    accept_move,
    change_entry,
    merge_entry,
    remove_entry,
    undo_move,
    weigh_programme,
)
from nghisu.programme.models import Entry, Finding, Move, Programme
from nghisu.programme.queries.consequences import moved_to_day, not_held
from nghisu.programme.queries.ledger import ledger_page
from nghisu.programme.refusals import EntryHasHistory, EntryNotHeld, MoveBuiltUpon, NotToBeMerged
from nghisu.rulebook.commands import complete_deadline, reopen_deadline
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.refusals import SubjectClosed
from tests.programme.conftest import AddEntry, stated

ACTS = [Move.Act.POSTPONED, Move.Act.CANCELLED, Move.Act.WRITTEN]


@pytest.fixture
def entry(bound, add: AddEntry) -> Entry:
    return add(preparing_id=bound.department.pk)


@pytest.fixture
def take_off(specialist):
    def taking(
        entry: Entry, act: Move.Act = Move.Act.CANCELLED, reason: str = "Trên chưa cho ý kiến"
    ) -> Move:
        return accept_move(specialist, entry.pk, not_held(entry, act), reason, "TB 3-TB/TU")

    return taking


@pytest.mark.parametrize("act", ACTS)
def test_nothing_open_is_owed_any_more_and_what_was_done_stays(act, entry, specialist, duty_of, take_off):
    complete_deadline(specialist, duty_of(entry, "invitation").pk)
    take_off(entry, act)
    left = Deadline.objects.filter(subject=entry.subject_id)
    assert [duty.act for duty in left] == ["invitation"]
    assert left[0].done_at is not None
    with pytest.raises(SubjectClosed):
        reopen_deadline(specialist, left[0].pk)


@pytest.mark.parametrize("act", ACTS)
def test_it_counts_neither_in_limits_nor_in_findings(act, entry, specialist, add, take_off):
    add(title="Họp cùng giờ", chair="thuong-truc")
    programme = Programme.objects.get()
    weigh_programme(specialist, programme)
    assert Finding.objects.filter(entries=entry, code="clash").exists()
    before = [line.forecast for line in ledger_page(specialist, programme)]
    take_off(entry, act)
    programme.refresh_from_db()
    weigh_programme(specialist, programme)
    assert not Finding.objects.filter(entries=entry).exists()
    after = [line.forecast for line in ledger_page(specialist, programme)]
    assert after != before
    assert all(now <= was for now, was in zip(after, before, strict=True))


def test_held_again_it_owes_what_it_would_have_owed(entry, specialist, take_off):
    owed = set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by"))
    take_off(entry)
    entry.refresh_from_db()
    accept_move(
        specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 3, 18)), "Trên đã cho ý kiến"
    )
    entry.refresh_from_db()
    assert (entry.state, entry.state_reason) == ("planned", "")
    assert set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by")) == owed


def test_a_change_of_what_is_not_held_is_refused(entry, specialist, take_off):
    take_off(entry)
    with pytest.raises(EntryNotHeld):
        change_entry(specialist, entry.pk, stated(note="Mới"))


def test_what_has_a_history_is_cancelled_not_removed(entry, specialist):
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 1)), "Trùng lịch")
    with pytest.raises(EntryHasHistory):
        remove_entry(specialist, entry.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "cancelled", "state_reason": ""},
        {"state": "planned", "state_reason": "Vì sao đó"},
        {"state": "merged", "state_reason": "Vì sao đó"},
        {"state": "lost", "state_reason": "Vì sao đó"},
    ],
)
def test_the_database_refuses_a_state_that_makes_no_sense(entry, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**wrong)


def test_the_database_refuses_a_conference_merged_into_itself(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(state="merged", state_reason="Gộp", merged_into=entry.pk)


class TestMerging:
    @pytest.fixture
    def into(self, bound, add: AddEntry) -> Entry:
        return add(
            title="Họp bàn việc cầu đường",
            opening=clock.beginning_of(date(2026, 3, 20)).replace(hour=8),
            preparing_id=bound.other_department.pk,
            participants="Ban Thường vụ",
        )

    def test_one_is_held_with_the_matters_and_units_of_both(self, entry, into, specialist, bound):
        merge_entry(specialist, entry.pk, into.pk, "Họp bàn việc bến cảng và cầu đường", "Cùng một nội dung")
        entry.refresh_from_db()
        into.refresh_from_db()
        assert (entry.state, entry.merged_into, entry.state_reason) == ("merged", into, "Cùng một nội dung")
        assert into.title == "Họp bàn việc bến cảng và cầu đường"
        assert list(into.coordinating.all()) == [bound.department]
        assert not Deadline.objects.filter(subject=entry.subject_id).exists()
        assert Deadline.objects.filter(subject=into.subject_id).exists()

    def test_what_was_done_for_the_one_taken_in_stays_with_it(self, entry, into, specialist, duty_of):
        complete_deadline(specialist, duty_of(entry, "invitation").pk)
        merge_entry(specialist, entry.pk, into.pk, "Chung", "Cùng một nội dung")
        assert Deadline.objects.get(subject=entry.subject_id).done_at is not None

    def test_taken_back_both_are_as_they_were(self, entry, into, specialist):
        owed = set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by"))
        move = merge_entry(specialist, entry.pk, into.pk, "Chung", "Cùng một nội dung")
        undo_move(specialist, move.pk)
        entry.refresh_from_db()
        into.refresh_from_db()
        assert (entry.state, entry.merged_into) == ("planned", None)
        assert (into.title, into.participants) == ("Họp bàn việc cầu đường", "Ban Thường vụ")
        assert not into.coordinating.exists()
        assert set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by")) == owed

    def test_it_is_not_taken_back_when_the_other_has_changed(self, entry, into, specialist):
        move = merge_entry(specialist, entry.pk, into.pk, "Chung", "Cùng một nội dung")
        into.refresh_from_db()
        accept_move(specialist, into.pk, moved_to_day(specialist, into, date(2026, 4, 1)), "Trùng lịch")
        with pytest.raises(MoveBuiltUpon):
            undo_move(specialist, move.pk)

    def test_neither_into_itself_nor_into_what_is_not_held(self, entry, into, specialist, take_off):
        with pytest.raises(NotToBeMerged):
            merge_entry(specialist, entry.pk, entry.pk, "Chung", "Cùng một nội dung")
        take_off(into)
        with pytest.raises(NotToBeMerged):
            merge_entry(specialist, entry.pk, into.pk, "Chung", "Cùng một nội dung")


class TestUndoing:
    def test_a_move_is_taken_back_with_all_that_followed(self, entry, specialist):
        before = {name: getattr(entry, name) for name in ("opening", "part", "room_id", "state")}
        owed = set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by"))
        move = accept_move(
            specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 1)), "Trùng lịch"
        )
        undone = undo_move(specialist, move.pk)
        entry.refresh_from_db()
        assert {name: getattr(entry, name) for name in before} == before
        assert set(Deadline.objects.filter(subject=entry.subject_id).values_list("act", "act_by")) == owed
        assert undone.undoes == move

    def test_whoever_was_told_is_told_that_it_is_void(self, entry, specialist, bound):
        from nghisu.notices.models import Notice

        chief = bound.user(Role.OFFICE_CHIEF)
        move = accept_move(specialist, entry.pk, not_held(entry, Move.Act.CANCELLED), "Nhầm")
        undo_move(specialist, move.pk)
        latest, first = Notice.objects.filter(person=chief.person).order_by("-id")
        assert first.kind == "entry.cancelled"
        assert "Thông báo trước không còn hiệu lực" in latest.words["vi"]["body"]

    def test_it_is_refused_once_something_was_built_upon_it(self, entry, specialist):
        move = accept_move(
            specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 1)), "Trùng lịch"
        )
        change_entry(specialist, entry.pk, stated(opening=move.to_opening, note="Mới"))
        with pytest.raises(MoveBuiltUpon):
            undo_move(specialist, move.pk)

    def test_it_is_taken_back_once_only(self, entry, specialist):
        move = accept_move(
            specialist, entry.pk, moved_to_day(specialist, entry, date(2026, 4, 1)), "Trùng lịch"
        )
        undo_move(specialist, move.pk)
        with pytest.raises(MoveBuiltUpon):
            undo_move(specialist, move.pk)


class TestWhereConferencesAreShown:
    def test_the_calendar_shows_it_struck_through_and_does_not_count_it(self, entry, client_of, take_off):
        take_off(entry)
        page = client_of(Role.OFFICE_SPECIALIST).get("/lich/thang/2026-03/")
        assert page.context["page"].conferences == 0
        html = page.content.decode()
        assert "is-not-held" in html
        assert "Đã hủy" in html

    def test_the_home_page_names_it_no_more(self, entry, client_of, take_off):
        browser = client_of(Role.OFFICE_SPECIALIST)
        assert entry.title in browser.get("/").content.decode()
        take_off(entry)
        assert entry.title not in browser.get("/").content.decode()

    def test_the_list_says_so_and_can_be_narrowed_to_it(self, entry, add, client_of, take_off):
        add(title="Vẫn họp")
        take_off(entry)
        browser = client_of(Role.OFFICE_SPECIALIST)
        assert "Đã hủy" in browser.get("/chuong-trinh/2026/").content.decode()
        only = browser.get("/chuong-trinh/2026/?tinh_trang=cancelled")
        assert [line.title for line in only.context["lines"]] == [entry.title]

    def test_search_finds_it_and_says_so(self, entry, client_of, take_off):
        take_off(entry)
        html = client_of(Role.OFFICE_SPECIALIST).get("/tim-kiem/?q=ben+cang").content.decode()
        assert "Đã hủy" in html

    def test_the_sheet_holds_what_is_held_and_lists_the_rest_with_its_reason(
        self, entry, add, client_of, take_off
    ):
        add(title="Vẫn họp")
        take_off(entry, reason="Trên chưa cho ý kiến")
        answer = client_of(Role.OFFICE_SPECIALIST).get("/chuong-trinh/2026/xuat.xlsx")
        book = load_workbook(io.BytesIO(answer.content))
        first = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
        rest = [str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row]
        assert "Vẫn họp" in first
        assert entry.title not in first
        assert entry.title in rest
        assert "Trên chưa cho ý kiến" in rest
