"""The home page: what is late, what is due today, what comes this week, for each persona its own."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.rulebook.models import Binding, Deadline
from nghisu.rulebook.queries import Horizon
from nghisu.web.queries import home_of
from nghisu.web.queries.home import COUNTED, SHOWN, up_to_a_hundred
from tests.approvals.sample import put_forward, set_steps

TODAY = date(2026, 3, 10)


@pytest.fixture
def entry(add, bound):
    """A conference whose duties have all been done but those a test sets."""
    made = add(preparing_id=bound.department.pk)
    Deadline.objects.filter(subject=made.subject_id).update(done_at=timezone.now())
    return made


@pytest.fixture
def owe(entry, duty_of):
    """`owe("invitation", day)`: this duty of the conference is open and to be done on that day."""

    def owing(act: str, act_by: date) -> Deadline:
        row: Deadline = duty_of(entry, act)
        row.act_by, row.done_at = act_by, None
        row.save(update_fields=["act_by", "done_at"])
        return row

    return owing


def columns(actor) -> dict[Horizon, list[int]]:
    return {column.horizon: [line.pk for line in column.lines] for column in home_of(actor, TODAY).columns}


def test_yesterday_is_late_today_is_today_and_the_week_ends_with_sunday(owe, specialist):
    late = owe("documents", TODAY - timedelta(days=1))
    now = owe("invitation", TODAY)
    week = owe("minutes", date(2026, 3, 15))
    owe("conclusion-notice", date(2026, 3, 16))
    assert columns(specialist) == {Horizon.LATE: [late.pk], Horizon.TODAY: [now.pk], Horizon.WEEK: [week.pk]}


def test_what_is_done_or_does_not_apply_is_on_no_column(owe, specialist):
    done, other = owe("documents", TODAY), owe("invitation", TODAY)
    Deadline.objects.filter(pk=done.pk).update(done_at=timezone.now())
    Deadline.objects.filter(pk=other.pk).update(not_applicable=True)
    assert not any(columns(specialist).values())


def test_a_unit_sees_its_own_duties_the_office_sees_all(owe, specialist, content_officer, bound):
    own, others = owe("documents", TODAY), owe("invitation", TODAY)
    assert own.organisation_id == bound.department.pk
    assert columns(content_officer)[Horizon.TODAY] == [own.pk]
    assert set(columns(specialist)[Horizon.TODAY]) == {own.pk, others.pk}


@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER])
def test_the_leaders_see_the_work_of_the_whole_committee(role, owe, actor_of):
    row = owe("documents", TODAY)
    assert columns(actor_of(role))[Horizon.TODAY] == [row.pk]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMITTEE_ADMINISTRATOR])
def test_who_looks_after_no_duties_has_no_columns(role, owe, actor_of):
    owe("documents", TODAY)
    assert home_of(actor_of(role), TODAY).columns == []


def test_nothing_of_another_committee_is_on_any_column(owe, actor_of, other_ground):
    owe("documents", TODAY)
    with scope(committee=other_ground.committee):
        home = home_of(actor_of(Role.OFFICE_SPECIALIST, other_ground), TODAY)
    assert home.empty
    assert not home.upcoming


def test_a_line_says_what_for_which_conference_whose_and_by_which_clause(owe, entry, specialist, bound):
    owe("documents", TODAY)
    [line] = home_of(specialist, TODAY).columns[1].lines
    assert line.what == "Gửi tài liệu về Văn phòng"
    assert line.for_title == f"18/03 · {entry.title}"
    assert line.url == f"/hoi-nghi/{entry.pk}/#duty-{line.pk}"
    assert line.owner == bound.department.name
    assert [chip.label for chip in line.chips] == ["5609 I/III/1.2/b1"]
    assert line.chips[0].url == "/quy-dinh/5609/I/III/1.2/b1/"
    assert line.done_url == reverse("rulebook:complete", args=[line.pk])


def test_one_who_may_not_mark_a_duty_is_not_offered_to(owe, actor_of, content_officer):
    owe("documents", TODAY)
    assert home_of(content_officer, TODAY).columns[1].lines[0].done_url
    assert not home_of(actor_of(Role.STANDING_BOARD_MEMBER), TODAY).columns[1].lines[0].done_url


def test_the_sentence_counts_the_late_the_due_and_names_the_next_conference(owe, specialist):
    owe("documents", TODAY - timedelta(days=1))
    owe("invitation", TODAY)
    assert home_of(specialist, TODAY).sentence == (
        "1 việc quá hạn, 1 việc hôm nay; hội nghị Ban Thường vụ ngày 18/03 còn 2 việc phải làm từ nay đến hết tuần."
    )


def test_the_sentence_of_a_quiet_day_says_that_it_is_quiet(entry, specialist):
    assert home_of(specialist, TODAY).sentence == "Không có việc nào quá hạn hay đến hạn hôm nay."


def test_the_conferences_of_the_next_two_weeks_are_named_and_no_later_one(add, specialist, client_of):
    soon = add()
    add(title="Họp tháng sau", opening=datetime(2026, 4, 22, 8, 0, tzinfo=clock.VIETNAM))
    assert [one.pk for one in home_of(specialist, TODAY).upcoming] == [soon.pk]
    page = client_of(Role.OFFICE_SPECIALIST).get("/").content.decode()
    assert "Hội nghị hôm nay và sắp tới" in page
    assert "Họp tháng sau" not in page


def test_a_delegate_is_told_of_the_conferences_of_the_own_body_alone(add, bound, actor_of):
    own = add(
        kind="ban-chap-hanh",
        title="Hội nghị Ban Chấp hành",
        opening=datetime(2026, 3, 24, 8, tzinfo=clock.VIETNAM),
    )
    add()
    home = home_of(actor_of(Role.DELEGATE), TODAY)
    assert [one.pk for one in home.upcoming] == [own.pk]
    assert home.empty


def test_a_column_shows_a_screenful_and_leads_to_the_rest(add, specialist):
    for number in range(SHOWN + 2):
        made = add(title=f"Họp {number}", opening=datetime(2026, 3, 18, 8, number, tzinfo=clock.VIETNAM))
        Deadline.objects.filter(subject=made.subject_id).update(done_at=timezone.now())
        Deadline.objects.filter(subject=made.subject_id, act="documents").update(act_by=TODAY, done_at=None)
    column = home_of(specialist, TODAY).columns[1]
    assert (len(column.lines), column.count) == (SHOWN, str(SHOWN + 2))
    assert column.more_url == "/viec/?cot=today"
    assert SHOWN < COUNTED


def test_three_conferences_cost_as_many_queries_as_one(
    add, specialist, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(Role.OFFICE_SPECIALIST)
    add()
    client.get("/")
    with django_assert_max_num_queries(20) as first:
        client.get("/")
    for hour in (9, 10):
        add(title=f"Họp lúc {hour} giờ", opening=datetime(2026, 3, 18, hour, tzinfo=clock.VIETNAM))
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/")


def test_the_sentence_counts_all_the_work_of_the_next_conference_not_the_lines_shown(add, bound, client_of):
    add(title="Họp trước", opening=datetime(2026, 3, 18, 8, tzinfo=clock.VIETNAM))
    for minute in range(4):
        add(title=f"Họp sau {minute}", opening=datetime(2026, 3, 25, 8, minute, tzinfo=clock.VIETNAM))
    Deadline.objects.filter(act_by__isnull=False).update(act_by=date(2026, 3, 9))
    first = Deadline.objects.filter(subject__entry__title="Họp trước", act_by__isnull=False)
    Deadline.objects.filter(pk__in=first).update(act_by=date(2026, 3, 9) + timedelta(days=4))
    page = client_of(Role.OFFICE_SPECIALIST).get("/").content.decode()
    assert f"ngày 18/03 còn {first.count()} việc phải làm" in page


def test_a_committee_bound_by_another_rulebook_since_still_reads_its_old_duties(add, bound, client_of):
    add()
    Binding.objects.create(committee=bound.committee, rulebook="45", since=date(2026, 1, 1))
    answer = client_of(Role.OFFICE_SPECIALIST).get("/")
    assert answer.status_code == 200
    assert "Phát hành giấy mời" in answer.content.decode()


def test_a_press_on_done_can_be_taken_back_where_it_was_made(owe, client_of):
    row = owe("invitation", TODAY)
    client = client_of(Role.OFFICE_SPECIALIST)
    page = client.post(f"/thoi-han/{row.pk}/xong/", {"next": "/"}, follow=True).content.decode()
    assert f'action="/thoi-han/{row.pk}/mo-lai/"' in page
    client.post(f"/thoi-han/{row.pk}/mo-lai/", {"next": "/"}, follow=True)
    row.refresh_from_db()
    assert row.done_at is None


def test_a_leader_is_told_what_waits_for_a_decision_and_what_is_unread_beside_the_sentence(
    bound, actor_of, client_of
):
    actor_of(Role.STANDING_BOARD_MEMBER)
    drafter = actor_of(Role.OFFICE_SPECIALIST)
    chief = client_of(Role.OFFICE_CHIEF)
    assert "chờ đồng chí duyệt" not in chief.get("/").content.decode()
    set_steps(bound.committee)
    put_forward(drafter, bound.room)
    page = chief.get("/").content.decode()
    assert '<a href="/phe-duyet/">1 nội dung chờ đồng chí duyệt</a>' in page
    assert '<a href="/thong-bao/">1 thông báo chưa đọc</a>' in page


def test_what_waits_is_not_counted_further_than_a_hundred():
    assert [up_to_a_hundred(count) for count in (1, 99, 100)] == ["1", "99", "99+"]
