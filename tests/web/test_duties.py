"""The list of work: everything of a column, searchable, one's own on request."""

from __future__ import annotations

import html
import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import Horizon
from nghisu.web.queries import duties_of, waiting_counts
from nghisu.web.views.duties import PAGE
from tests.conftest import signed_in
from tests.factories import make_appointment, make_person, make_position, make_user

TODAY = date(2026, 3, 10)


@pytest.fixture
def entry(add, bound):
    """A conference that owes its documents and its invitation tomorrow."""
    return add(title="Họp về bến cảng Ven Đê", preparing_id=bound.department.pk)


def acts(actor, **asked) -> set[str]:
    return {row.act for row in duties_of(actor, Horizon.WEEK, TODAY, **asked)}


@pytest.mark.parametrize("typed", ["bến cảng", "ben cang", "BEN  CANG", "ven de"])
def test_work_is_found_by_its_conference_with_and_without_diacritics(typed, entry, specialist):
    assert "invitation" in acts(specialist, text=typed)


def test_work_is_found_by_what_it_is_and_by_whose_it_is(entry, specialist):
    assert acts(specialist, text="giay moi") >= {"invitation"}
    assert "documents" not in acts(specialist, text="phat hanh giay moi")
    assert acts(specialist, text="so ben cang phu sa") == {"documents"}
    assert acts(specialist, text="khong-co-gi") == set()


def test_own_work_is_that_of_ones_own_unit(entry, content_officer, specialist):
    assert acts(content_officer, own=True) == {"documents"}
    assert acts(specialist) > {"documents"}


def test_nothing_of_another_committee_is_listed(entry, actor_of, other_ground):
    with scope(committee=other_ground.committee):
        assert acts(actor_of(Role.OFFICE_SPECIALIST, other_ground)) == set()


def test_the_page_keeps_what_was_asked_and_says_when_nothing_fits(entry, client_of):
    client = client_of(Role.OFFICE_SPECIALIST)
    found = client.get("/viec/?cot=week&q=giay moi").content.decode()
    assert "Việc đến hạn trong tuần" in found
    assert 'value="giay moi"' in found
    assert "Phát hành giấy mời" in found
    assert "Không có việc nào khớp" in client.get("/viec/?cot=week&q=xyz").content.decode()
    Deadline.objects.filter(act_by__lt=TODAY).update(done_at=clock.now())
    assert "Không còn việc nào ở đây" in client.get("/viec/?cot=late").content.decode()


@pytest.mark.parametrize(
    "query", ["cot=nua-dem", "after=-1", "after=99999999", "cot=late&after=x", "q=%00%25'"]
)
def test_nonsense_in_the_address_is_an_ordinary_page(query, entry, client_of):
    assert client_of(Role.OFFICE_SPECIALIST).get(f"/viec/?{query}").status_code == 200


def test_fifty_at_a_time_with_as_many_queries_as_one(add, bound, client_of, django_assert_num_queries):
    client = client_of(Role.OFFICE_SPECIALIST)
    add()
    Deadline.objects.filter(act_by__isnull=False).update(act_by=TODAY)
    client.get("/viec/?cot=today")
    with CaptureQueriesContext(connection) as of_one:
        client.get("/viec/?cot=today")
    for minute in range(9):
        add(title=f"Họp {minute}", opening=datetime(2026, 3, 18, 9, minute, tzinfo=clock.VIETNAM))
    Deadline.objects.filter(act_by__isnull=False).update(act_by=TODAY)
    with django_assert_num_queries(len(of_one)):
        client.get("/viec/?cot=today")
    page = client.get("/viec/?cot=today").content.decode()
    assert page.count('class="duty ') == PAGE
    following = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
    assert following is not None
    rest = client.get(f"/viec/{html.unescape(following[1])}").content.decode()
    assert 0 < rest.count('class="duty ') < PAGE


def test_no_duty_is_passed_over_when_others_are_done_between_two_pages(add, bound, client_of):
    client = client_of(Role.OFFICE_SPECIALIST)
    for minute in range(10):
        add(title=f"Họp {minute}", opening=datetime(2026, 3, 18, 9, minute, tzinfo=clock.VIETNAM))
    Deadline.objects.filter(act_by__isnull=False).update(act_by=TODAY)
    every = set(Deadline.objects.filter(act_by=TODAY).values_list("pk", flat=True))
    page = client.get("/viec/?cot=today").content.decode()
    following = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
    assert following is not None
    seen = {int(number) for number in re.findall(r'id="duty-(\d+)"', page)}
    Deadline.objects.filter(pk__in=sorted(seen)[:3]).update(done_at=clock.now())
    rest = client.get(f"/viec/{html.unescape(following[1])}").content.decode()
    assert seen | {int(number) for number in re.findall(r'id="duty-(\d+)"', rest)} == every


def test_who_runs_the_installation_sees_no_duty_though_serving_in_the_office(entry, bound, client_of):
    title = "Quản trị viên hệ thống"
    person = make_person("Nguyễn Đức Máy Chủ")
    roles = (Role.INSTALLATION_ADMINISTRATOR,)
    make_appointment(
        person, make_position(bound.committee, title, bound.office, roles=roles, acting_for=bound.office)
    )
    user = make_user("may-chu", person, is_installation_administrator=True)
    actor = actor_for(user, bound.committee.pk, TODAY)
    assert bound.office.pk in actor.organisation_ids
    assert acts(actor) == set()
    assert waiting_counts(actor, date(2026, 6, 1)) == {"notices": 0}
    assert "Phát hành giấy mời" not in signed_in(user).get("/viec/?cot=week").content.decode()
    assert "Phát hành giấy mời" in client_of(Role.OFFICE_SPECIALIST).get("/viec/?cot=week").content.decode()
