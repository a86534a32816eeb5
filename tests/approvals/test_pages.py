"""The inbox, the page of an approval, the return with comments, delegations, routes: as people use them."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nghisu.accounts.commands import DelegationContent, make_delegation
from nghisu.accounts.models import Delegation
from nghisu.approvals import registry
from nghisu.approvals.commands import Passage, Remark, Shown, decide, submit
from nghisu.approvals.enums import ApprovalState, Outcome
from nghisu.approvals.models import Approval, Comment, Decision, RouteStep
from nghisu.core.people.roles import Role
from nghisu.foundation.tables import XLSX
from tests.approvals.sample import KIND, change, put_forward
from tests.factories import Ground, make_room

YES, BACK = Outcome.GRANTED, Outcome.RETURNED

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def people(actor_of):
    return {
        role: actor_of(role)
        for role in (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER)
    }


@pytest.fixture
def approval(ground: Ground, people) -> Approval:
    return put_forward(people[Role.OFFICE_SPECIALIST], ground.room)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def forms_of(text: str) -> dict[str, dict[str, str]]:
    """The hidden fields of each POST form of a page, by its address."""
    found = {}
    for form in re.findall(r'<form[^>]*method="post"[^>]*>.*?</form>', text, re.DOTALL):
        action = re.search(r'action="([^"]*)"', form)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        found[action[1] if action else ""] = hidden
    return found


def test_from_the_inbox_an_approval_is_two_touches_away(client_of, approval):
    """Open, then approve: the second touch is the form that stands on the page, without script."""
    chief: Client = client_of(Role.OFFICE_CHIEF)
    address = f"/phe-duyet/{approval.pk}/"
    assert f'href="{address}"' in page(chief, "/phe-duyet/")
    form = forms_of(page(chief, address))[f"{address}dong-y/"]
    response = chief.post(f"{address}dong-y/", form)
    assert (response.status_code, response.headers["Location"]) == (303, "/phe-duyet/")
    approval.refresh_from_db()
    assert approval.step == 1


def test_the_same_form_sent_twice_decides_once(client_of, approval):
    chief: Client = client_of(Role.OFFICE_CHIEF)
    form = {"digest": approval.digest, "command_id": str(uuid4())}
    for _turn in range(2):
        assert chief.post(f"/phe-duyet/{approval.pk}/dong-y/", form).status_code == 303
    assert Decision.objects.count() == 1


def test_what_changed_meanwhile_is_answered_with_what_to_do(client_of, ground, approval):
    chief: Client = client_of(Role.OFFICE_CHIEF)
    form = forms_of(page(chief, f"/phe-duyet/{approval.pk}/"))[f"/phe-duyet/{approval.pk}/dong-y/"]
    change(ground.room, "Nơi khác")
    response = chief.post(f"/phe-duyet/{approval.pk}/dong-y/", form)
    text = response.content.decode()
    assert response.status_code == 409
    assert "chưa được ghi" in text
    assert "Xem nội dung hiện nay" in text
    approval.refresh_from_db()
    assert approval.state == ApprovalState.SUPERSEDED
    assert "hết hiệu lực" in page(chief, f"/phe-duyet/{approval.pk}/")


def test_a_page_of_what_has_changed_offers_no_approval(client_of, ground, approval):
    change(ground.room, "Nơi khác")
    text = page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{approval.pk}/")
    assert "Nội dung đã được sửa sau khi trình" in text
    assert "dong-y/" not in text


def test_a_form_of_another_text_is_shown_the_one_that_waits(client_of, approval):
    response = client_of(Role.OFFICE_CHIEF).post(f"/phe-duyet/{approval.pk}/dong-y/", {"digest": "0" * 64})
    assert response.status_code == 409
    assert "Xem lại bản đang chờ" in response.content.decode()
    approval.refresh_from_db()
    assert approval.state == ApprovalState.PENDING


def test_a_return_carries_comments_to_the_passages_and_the_drafter_reads_them_there(
    client_of, ground, approval
):
    chief: Client = client_of(Role.OFFICE_CHIEF)
    address = f"/phe-duyet/{approval.pk}/tra-lai/"
    form = forms_of(page(chief, address))[""]
    typed = {
        "remark-0-0": "Gọi đúng tên.",
        "quote-0-0": "Hội trường",
        "start-0-0": "0",
        "remark-1-0": "Thiếu tầng.",
    }
    assert chief.post(address, form | typed).status_code == 303
    assert list(Comment.objects.values_list("passage", "quote", "start")) == [
        ("name", "Hội trường", 0),
        ("place", "", None),
    ]
    read = page(client_of(Role.OFFICE_SPECIALIST), f"/phe-duyet/{approval.pk}/")
    name = read[read.index("Tên phòng") : read.index("Nơi đặt")]
    assert "<mark>Hội trường<sup" in name
    assert "Gọi đúng tên." in name
    assert "Thiếu tầng." not in name
    assert "Thiếu tầng." in read


def test_a_return_without_a_word_keeps_the_page_and_says_what_is_needed(client_of, approval):
    chief: Client = client_of(Role.OFFICE_CHIEF)
    response = chief.post(
        f"/phe-duyet/{approval.pk}/tra-lai/", {"digest": approval.digest, "remark-0-0": " ", "note": ""}
    )
    assert response.status_code == 422
    assert "Hãy ghi lý do trả lại" in response.content.decode()
    assert not Decision.objects.exists()


def test_the_next_round_shows_what_changed_and_what_was_asked(client_of, ground, people, approval):
    drafter, chief = people[Role.OFFICE_SPECIALIST], people[Role.OFFICE_CHIEF]
    decide(
        chief,
        approval.pk,
        BACK,
        approval.digest,
        remarks=[Remark("place", "Ghi rõ tầng."), Remark("name", "Đổi tên.")],
    )
    change(ground.room, "Tầng 2 nhà A")
    second = put_forward(drafter, ground.room, answer="Tên giữ nguyên.")
    text = page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{second.pk}/")
    name, place = text[text.index("Tên phòng") : text.index("Nơi đặt")], text[text.index("Nơi đặt") :]
    assert "đoạn này chưa sửa" in name
    assert "đoạn này đã sửa" in place
    assert "<ins>" in place
    assert "[thêm:" in place
    assert "Tên giữ nguyên." in text
    assert "Đây là lần trình cũ." in page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{approval.pk}/")


def test_rounds_follow_each_other_over_things_that_take_each_other_s_place(
    client_of, ground, people, approval
):
    """A version that was returned is followed by another version: another thing, the same passages."""
    drafter, chief = people[Role.OFFICE_SPECIALIST], people[Role.OFFICE_CHIEF]
    decide(chief, approval.pk, BACK, approval.digest, remarks=[Remark("place", "Ghi rõ tầng.")])
    second = put_forward(drafter, make_room(ground.committee, "Phòng Hai"), after=approval)
    assert second.round == 2
    text = page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{second.pk}/")
    assert "Ghi rõ tầng." in text
    old = page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{approval.pk}/")
    assert f'href="/phe-duyet/{second.pk}/"' in old


def test_of_many_passages_those_that_changed_are_listed_and_led_to(ground, people, client_of, monkeypatch):
    drafter, chief = people[Role.OFFICE_SPECIALIST], people[Role.OFFICE_CHIEF]
    texts = {"a": "một", "b": "hai", "c": "ba", "d": "bốn"}

    def show(by, thing_id):
        return Shown("Bản", "/", [Passage(code, f"Đoạn {code}", text) for code, text in texts.items()])

    monkeypatch.setitem(registry._shows, KIND, show)
    first = submit(drafter, KIND, ground.room, show(drafter, 0))
    decide(chief, first.pk, BACK, first.digest, note="Sửa")
    texts |= {"b": "hai mươi", "e": "năm"}
    del texts["d"]
    second = submit(drafter, KIND, ground.room, show(drafter, 0))
    text = page(client_of(Role.OFFICE_CHIEF), f"/phe-duyet/{second.pk}/")
    led = re.findall(r'<li><a href="#passage-(\d)">Đoạn (\w)</a>', text)
    assert led == [("2", "b"), ("4", "e"), ("5", "d")]
    assert "3 trong 5 đoạn khác lần trước" in text


def test_the_drafter_takes_it_back_after_being_asked(client_of, approval):
    drafter: Client = client_of(Role.OFFICE_SPECIALIST)
    address = f"/phe-duyet/{approval.pk}/rut-lai/"
    form = forms_of(page(drafter, address))[""]
    assert drafter.post(address, form | {"reason": "Chưa đủ"}).status_code == 303
    approval.refresh_from_db()
    assert (approval.state, approval.reason) == (ApprovalState.WITHDRAWN, "Chưa đủ")
    assert client_of(Role.OFFICE_CHIEF).get(address).status_code == 404


def test_the_navigation_counts_what_waits(client_of, approval):
    waits = re.compile(r'<span class="stage-count is-soon">1<span class="visually-hidden"> mục đang chờ')
    assert waits.search(page(client_of(Role.OFFICE_CHIEF), "/tro-giup/"))
    stage = page(client_of(Role.STANDING_BOARD_MEMBER), "/tro-giup/")
    assert 'href="/phe-duyet/"' in stage


def test_a_list_asks_as_much_for_one_as_for_three(client_of, ground, people, approval):
    chief: Client = client_of(Role.OFFICE_CHIEF)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(chief, "/phe-duyet/")
        return len(queries)

    asked()
    for_one = asked()
    for number in range(2):
        put_forward(people[Role.OFFICE_SPECIALIST], make_room(ground.committee, f"Phòng {number}"))
    assert asked() == for_one


def test_lists_are_searched_without_marks_narrowed_and_taken_away(client_of, ground, people, approval):
    put_forward(people[Role.OFFICE_SPECIALIST], make_room(ground.committee, "Phòng họp số Bảy"))
    chief: Client = client_of(Role.OFFICE_CHIEF)
    found = page(chief, "/phe-duyet/?muc=tat-ca&q=so bay")
    assert "Phòng họp số Bảy" in found
    assert approval.title not in found
    assert "Không có lần trình nào khớp" in page(chief, "/phe-duyet/?muc=tat-ca&tinh_trang=granted")
    csv = chief.get("/phe-duyet/tep/csv/?muc=tat-ca&q=so bay").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 2
    assert chief.get("/phe-duyet/tep/xlsx/?muc=tat-ca").headers["Content-Type"] == XLSX


def test_an_empty_inbox_says_so(client_of):
    assert "Không có gì chờ đồng chí" in page(client_of(Role.CLERK), "/phe-duyet/")


PAYLOAD = '\'"></a></textarea><x-payload onfocus="x()">{% csrf_token %}'


def test_what_somebody_typed_stays_text_wherever_an_approval_shows_it(client_of, ground, people):
    ground.room.name = f"Phòng {PAYLOAD}"
    ground.room.save(update_fields=["name"])
    change(ground.room, f"Nơi {PAYLOAD}")
    chief, drafter = people[Role.OFFICE_CHIEF], people[Role.OFFICE_SPECIALIST]
    first = put_forward(drafter, ground.room, answer=PAYLOAD)
    decide(chief, first.pk, BACK, first.digest, note=PAYLOAD, remarks=[Remark("name", PAYLOAD, PAYLOAD, 6)])
    change(ground.room, f"Nơi khác {PAYLOAD}")
    second = put_forward(drafter, ground.room)
    client: Client = client_of(Role.OFFICE_CHIEF)
    for path in ("?muc=tat-ca", f"{first.pk}/", f"{second.pk}/", f"{second.pk}/tra-lai/"):
        text = page(client, f"/phe-duyet/{path}")
        assert "<x-payload" not in text
        assert "&lt;x-payload" in text


def test_a_delegation_is_made_and_ended_on_its_pages(client_of, ground, people, actor_of):
    clerk = actor_of(Role.CLERK)
    chief: Client = client_of(Role.OFFICE_CHIEF)
    assert "Chưa có ủy quyền nào" in page(chief, "/tai-khoan/uy-quyen/")
    form = forms_of(page(chief, "/tai-khoan/uy-quyen/them/"))[""]
    typed = {"delegate": clerk.person_id, "since": "10/03/2026", "until": "15/03/2026", "reason": "Nghỉ phép"}
    assert chief.post("/tai-khoan/uy-quyen/them/", form | typed).status_code == 302
    row = Delegation.objects.get()
    assert (row.delegator_id, row.delegate_id) == (people[Role.OFFICE_CHIEF].person_id, clerk.person_id)
    assert "Đang có hiệu lực" in page(client_of(Role.CLERK), "/tai-khoan/uy-quyen/")
    assert chief.post(f"/tai-khoan/uy-quyen/{row.pk}/thu-hoi/", {}).status_code == 302
    assert "Đã thu hồi" in page(chief, "/tai-khoan/uy-quyen/")


def test_a_delegation_that_cannot_be_keeps_what_was_typed(client_of, people, actor_of):
    clerk = actor_of(Role.CLERK)
    typed = {"delegate": clerk.person_id, "since": "09/03/2026", "until": "15/03/2026", "reason": "Nghỉ phép"}
    response = client_of(Role.OFFICE_CHIEF).post("/tai-khoan/uy-quyen/them/", typed)
    assert response.status_code == 422
    assert "không lùi về trước" in response.content.decode()
    assert "Nghỉ phép" in response.content.decode()


def test_a_delegate_is_told_in_whose_name_the_decision_is(client_of, people, actor_of, approval):
    clerk = actor_of(Role.CLERK)
    on = date(2026, 3, 10)
    chief = people[Role.OFFICE_CHIEF]
    make_delegation(chief, DelegationContent(chief.person_id, clerk.person_id, on, on, "Vắng"))
    assert f"Đồng chí quyết định thay {chief.name}" in page(
        client_of(Role.CLERK), f"/phe-duyet/{approval.pk}/"
    )


def test_a_route_is_changed_on_its_page_for_what_comes_and_not_for_what_waits(
    client_of, ground, people, approval
):
    administrator: Client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    assert "Chương trình công tác" in page(administrator, "/phe-duyet/quy-trinh/")
    form = forms_of(page(administrator, "/phe-duyet/quy-trinh/sample/"))[""]
    step = {"buoc-1-role": "clerk", "buoc-1-name": "", "buoc-1-scope": "any", "buoc-1-rule": "any"}
    rest = {f"buoc-{n}-{name}": "any" for n in range(2, 7) for name in ("scope", "rule")}
    saved = administrator.post("/phe-duyet/quy-trinh/sample/", form | step | rest | {"revision": 0})
    assert saved.status_code == 302
    assert list(RouteStep.objects.values_list("role", "name")) == [("clerk", "Văn thư")]
    assert decide(people[Role.OFFICE_CHIEF], approval.pk, YES, approval.digest).step == 1


def test_two_who_change_one_route_do_not_undo_each_other(client_of, ground):
    administrator: Client = client_of(Role.COMMITTEE_ADMINISTRATOR)
    rest = {f"buoc-{n}-{name}": "any" for n in range(1, 7) for name in ("scope", "rule")}
    step = rest | {"buoc-1-role": "clerk", "revision": 0}
    assert administrator.post("/phe-duyet/quy-trinh/sample/", step).status_code == 302
    late = administrator.post("/phe-duyet/quy-trinh/sample/", step)
    assert late.status_code == 422
    assert "vừa được người khác sửa" in late.content.decode()


def test_a_route_without_a_step_is_refused_on_its_page(client_of, ground):
    rest = {f"buoc-{n}-{name}": "any" for n in range(1, 7) for name in ("scope", "rule")}
    response = client_of(Role.OFFICE_CHIEF).post("/phe-duyet/quy-trinh/sample/", rest | {"revision": 0})
    assert response.status_code == 422
    assert "ít nhất một bước" in response.content.decode()
