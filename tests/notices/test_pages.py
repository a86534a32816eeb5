"""The pages of notices: what waits, opening and marking, one's own measure, what a person releases or sends again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord, Outgoing
from nghisu.foundation.outbox import put_out
from nghisu.notices.commands import Said, tell
from nghisu.notices.models import MailRule, Measure, Notice, ReminderPlan

FORM = {
    "way_reminder": "inbox",
    "way_late": "mail",
    "way_approval": "mail",
    "way_programme": "mail",
    "way_account": "mail",
    "way_other": "inbox",
    "digest_hour": "7",
    "quiet": "on",
    "quiet_from": "21:00",
    "quiet_until": "06:00",
    "urgent_in_quiet": "on",
    "language": "",
}


@pytest.fixture
def clerk(bound, client_of, ground):
    ground.user(Role.CLERK)
    return client_of(Role.CLERK)


@pytest.fixture
def told(bound, specialist, ground):
    """`told("Họp dời ngày", kind="entry.moved")`: the clerk is told something."""

    def telling(title: str, kind: str = "entry.moved", **more) -> Notice:
        tell(specialist, [ground.user(Role.CLERK).person_id], kind, lambda: Said(title, "…"), **more)
        latest = Notice.objects.first()
        assert latest is not None
        return latest

    return telling


def page_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client, address: str, **typed: str):
    return client.post(address, {"command_id": str(uuid4()), **typed})


def test_what_one_is_told_is_counted_on_every_page_and_opened_from_the_list(clerk, told):
    notice = told("Họp cảng dời ngày", url="/lich/")
    assert '<span class="bell-count">1<' in page_of(clerk, "/quy-dinh/")
    assert "Họp cảng dời ngày" in page_of(clerk, "/thong-bao/")
    opened = clerk.get(f"/thong-bao/{notice.pk}/")
    assert (opened.status_code, opened.headers["Location"]) == (302, "/lich/")
    assert "bell-count" not in page_of(clerk, "/quy-dinh/")


def test_a_notice_is_kept_for_later_by_marking_it_unread(clerk, told):
    notice = told("Họp cảng dời ngày")
    send(clerk, f"/thong-bao/{notice.pk}/", doc="1")
    notice.refresh_from_db()
    assert notice.read_at is not None
    send(clerk, f"/thong-bao/{notice.pk}/", doc="0")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_marks_what_was_seen_and_nothing_that_came_since(clerk, told):
    seen, since = told("Thứ nhất"), told("Thứ hai")
    send(clerk, "/thong-bao/da-doc/", den=str(seen.pk))
    assert set(Notice.objects.filter(read_at=None)) == {since}


def test_the_list_is_searched_without_marks_and_filtered(clerk, told):
    told("Họp bến cảng dời ngày")
    told("Xin duyệt chương trình", kind="approval.asked")
    told("Một việc lạ", kind="moon.full")
    assert "Xin duyệt" not in page_of(clerk, "/thong-bao/?tim=ben cang")
    assert "bến cảng" in page_of(clerk, "/thong-bao/?tim=ben cang")
    assert "bến cảng" not in page_of(clerk, "/thong-bao/?nhom=approval")
    other = page_of(clerk, "/thong-bao/?nhom=other")
    assert "Một việc lạ" in other
    assert "bến cảng" not in other
    assert "Không có thông báo nào như vậy" in page_of(clerk, "/thong-bao/?tim=khong-co")


def test_anothers_notice_does_not_exist(told, client_of, bound):
    notice = told("Họp cảng dời ngày")
    other = client_of(Role.OFFICE_CHIEF)
    assert other.get(f"/thong-bao/{notice.pk}/").status_code == 404
    assert send(other, f"/thong-bao/{notice.pk}/").status_code == 404
    assert "Họp cảng" not in page_of(other, "/thong-bao/")


def test_fifty_stand_on_a_page_and_the_rest_behind_it(clerk, told):
    for number in range(52):
        told(f"Việc thứ {number:02}")
    first = page_of(clerk, "/thong-bao/")
    assert "Việc thứ 51" in first
    assert "Việc thứ 01" not in first
    oldest = Notice.objects.order_by("-id")[49].pk
    assert "Việc thứ 01" in page_of(clerk, f"/thong-bao/?after={oldest}")


def test_one_notice_and_three_cost_the_same_queries(clerk, told):
    told("Thứ nhất")
    clerk.get("/thong-bao/")
    with CaptureQueriesContext(connection) as one:
        clerk.get("/thong-bao/")
    told("Thứ hai")
    told("Thứ ba")
    with CaptureQueriesContext(connection) as three:
        clerk.get("/thong-bao/")
    assert len(one) == len(three)


def test_a_person_chooses_how_to_be_told(clerk, ground):
    answer = send(clerk, "/thong-bao/cach-nhan/", **FORM | {"way_programme": "digest", "digest": "on"})
    assert answer.status_code == 302
    measure = Measure.objects.get()
    assert (measure.ways, measure.digest) == ({"programme": "digest"}, True)
    assert AuditRecord.objects.filter(verb="measure.chosen").count() == 1
    without_quiet = {name: value for name, value in FORM.items() if name != "quiet"}
    send(clerk, "/thong-bao/cach-nhan/", **without_quiet)
    measure.refresh_from_db()
    assert (measure.quiet_from, measure.quiet_until) == (None, None)


def test_a_family_by_digest_without_a_digest_is_said_at_the_field(clerk):
    answer = send(clerk, "/thong-bao/cach-nhan/", **FORM | {"way_programme": "digest"})
    assert answer.status_code == 422
    assert "thư tóm tắt" in answer.content.decode()
    assert not Measure.objects.exists()


def held(bound, specialist, *names: str, state: str = Outgoing.State.HELD) -> list[Outgoing]:
    with transaction.atomic():
        rows = [
            put_out(
                specialist,
                "mail",
                {"to": f"{n}@vi-du.vn", "name": n, "subject": "Giấy mời họp", "text": "Kính mời"},
                key=f"{state} {n}",
                bundle="một lần mời",
                held=True,
            )
            for n in names
        ]
    Outgoing.objects.update(state=state)
    return rows


def test_letters_of_one_occasion_are_looked_at_and_released_together(bound, specialist, client_of):
    first, _second = held(bound, specialist, "An", "Bình")
    chief = client_of(Role.OFFICE_CHIEF)
    listed = page_of(chief, "/thong-bao/duyet-gui/")
    assert listed.count("Giấy mời họp") == 1
    shown = page_of(chief, f"/thong-bao/duyet-gui/{first.pk}/")
    assert "Bình@vi-du.vn" in shown
    assert "Kính mời" in shown
    form = {"command_id": str(uuid4())}
    assert chief.post(f"/thong-bao/duyet-gui/{first.pk}/", form).status_code == 303
    assert chief.post(f"/thong-bao/duyet-gui/{first.pk}/", form).status_code == 303
    assert set(Outgoing.objects.values_list("state", flat=True)) == {Outgoing.State.WAITING}
    assert AuditRecord.objects.filter(verb="outbox.released").count() == 2


def test_a_letter_is_dropped_only_with_a_reason(bound, specialist, client_of):
    [row] = held(bound, specialist, "An")
    chief = client_of(Role.OFFICE_CHIEF)
    assert send(chief, f"/thong-bao/duyet-gui/{row.pk}/", viec="bo", why="").status_code == 422
    assert send(chief, f"/thong-bao/duyet-gui/{row.pk}/", viec="bo", why="Gửi nhầm").status_code == 303
    row.refresh_from_db()
    assert (row.state, row.why) == (Outgoing.State.DROPPED, "Gửi nhầm")


def test_what_could_not_go_is_shown_with_its_reason_and_sent_again(bound, specialist, client_of):
    first, second = held(bound, specialist, "An", "Bình", state=Outgoing.State.DEAD)
    Outgoing.objects.update(fault="550 no such mailbox")
    clerk = client_of(Role.CLERK)
    assert "550 no such mailbox" in page_of(clerk, "/thong-bao/khong-gui-duoc/")
    send(clerk, f"/thong-bao/khong-gui-duoc/{first.pk}/")
    first.refresh_from_db()
    assert first.state == Outgoing.State.WAITING
    send(clerk, "/thong-bao/khong-gui-duoc/gui-lai/")
    second.refresh_from_db()
    assert second.state == Outgoing.State.WAITING


def test_a_committee_sets_its_own_days_for_all_acts_and_for_one(bound, client_of):
    chief = client_of(Role.OFFICE_CHIEF)
    plan = {"all-before": "1, 7; 3", "all-to_head": "2", "all-to_board": ""}
    assert send(chief, "/thong-bao/nhac-viec/chung/", **plan).status_code == 303
    kept = ReminderPlan.objects.get(act="")
    assert (kept.before, kept.to_head, kept.to_board) == ([7, 3, 1], 2, None)
    own = {"act-act": "invitation", "act-before": "2", "act-to_head": "1", "act-to_board": "2"}
    assert send(chief, "/thong-bao/nhac-viec/rieng/", **own).status_code == 303
    assert ReminderPlan.objects.get(act="invitation").before == [2]
    send(chief, "/thong-bao/nhac-viec/bo-rieng/", act="invitation")
    assert not ReminderPlan.objects.filter(act="invitation").exists()


@pytest.mark.parametrize("typed", ["năm", "0", "5, 99", "-1", "5.5"])
def test_days_that_are_none_are_refused_and_what_was_typed_stays(bound, client_of, typed):
    chief = client_of(Role.OFFICE_CHIEF)
    answer = send(chief, "/thong-bao/nhac-viec/chung/", **{"all-before": typed})
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert not ReminderPlan.objects.exists()


def test_a_committee_says_which_mail_a_person_releases(bound, client_of):
    chief = client_of(Role.OFFICE_CHIEF)
    rule = {"mail-most_at_once": "10", "mail-own_domains": "@VenSong.vn, thanhuy.vn"}
    assert send(chief, "/thong-bao/nhac-viec/duyet/", **rule).status_code == 303
    kept = MailRule.objects.get()
    assert (kept.most_at_once, kept.own_domains) == (10, ["thanhuy.vn", "vensong.vn"])
    wrong = send(chief, "/thong-bao/nhac-viec/duyet/", **rule | {"mail-own_domains": "không phải"})
    assert wrong.status_code == 422
