"""Two browsers open one conference and both save: nothing is lost, and each learns what the other did."""

from __future__ import annotations

from uuid import uuid4

import pytest

from nghisu.core.people.roles import Role
from nghisu.programme.models import Entry


@pytest.fixture
def entry(add):
    return add()


@pytest.fixture
def browsers(bound, client_of):
    return client_of(Role.OFFICE_SPECIALIST), client_of(Role.OFFICE_CHIEF)


def opened(client, entry) -> dict[str, str]:
    """The form as the browser holds it once the page is open."""
    page = client.get(f"/hoi-nghi/{entry.pk}/sua/")
    kept = {name: value for name, value in page.context["form"].initial.items() if value}
    return kept | {"revision": str(page.context["revision"]), "command_id": str(uuid4())}


def save(client, entry, form: dict[str, str]):
    return client.post(f"/hoi-nghi/{entry.pk}/sua/", form)


def test_the_second_to_save_is_shown_what_the_first_changed(entry, browsers, bound):
    one, two = browsers
    first, second = opened(one, entry), opened(two, entry)
    assert save(one, entry, first | {"room": str(bound.room.pk)}).status_code == 302
    answer = save(two, entry, second | {"title": "Họp Ban Thường vụ bàn việc cầu đường"})
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in page
    assert f"<b>Địa điểm</b>: <del>chưa ghi</del> → <ins>{bound.room.name}</ins>" in page
    assert Entry.objects.get().title == "Họp Ban Thường vụ bàn việc bến cảng"


def test_what_only_the_other_changed_comes_into_the_form_and_both_are_saved(entry, browsers, bound):
    one, two = browsers
    first, second = opened(one, entry), opened(two, entry)
    save(one, entry, first | {"room": str(bound.room.pk)})
    conflict = save(two, entry, second | {"title": "Họp Ban Thường vụ bàn việc cầu đường"})
    merged = {name: value for name, value in conflict.context["form"].data.items() if value}
    again = merged | {"revision": str(conflict.context["revision"]), "command_id": second["command_id"]}
    assert save(two, entry, again).status_code == 302
    entry.refresh_from_db()
    assert (entry.title, entry.room, entry.revision) == (
        "Họp Ban Thường vụ bàn việc cầu đường",
        bound.room,
        2,
    )


def test_where_both_changed_one_field_what_was_typed_stays_and_the_page_says_so(entry, browsers):
    one, two = browsers
    first, second = opened(one, entry), opened(two, entry)
    save(one, entry, first | {"title": "Tên của người thứ nhất"})
    answer = save(two, entry, second | {"title": "Tên của người thứ hai"})
    page = answer.content.decode()
    assert answer.context["form"].data["title"] == "Tên của người thứ hai"
    assert "Tên của người thứ nhất" in page
    assert "Đồng chí cũng sửa chỗ này" in page


def test_a_changed_day_comes_into_the_form_too(entry, browsers):
    one, two = browsers
    first, second = opened(one, entry), opened(two, entry)
    save(one, entry, first | {"day": "25/3/2026"})
    answer = save(two, entry, second | {"note": "Ghi chú"})
    assert answer.context["form"].data["day"] == "25/03/2026"
    assert answer.context["form"].data["note"] == "Ghi chú"


def test_several_changes_meanwhile_are_all_shown(entry, browsers):
    one, two = browsers
    second = opened(two, entry)
    save(one, entry, opened(one, entry) | {"note": "Lần một"})
    save(one, entry, opened(one, entry) | {"note": "Lần hai", "delegates": "40"})
    answer = save(two, entry, second | {"title": "Tên mới"})
    labels = [other.change.label for other in answer.context["meanwhile"].others]
    assert labels.count("Ghi chú") == 2
    assert "Số đại biểu" in labels
    assert answer.context["form"].data["note"] == "Lần hai"


def test_a_form_without_another_change_meanwhile_is_simply_saved(entry, browsers):
    one, two = browsers
    first = opened(one, entry)
    assert save(one, entry, first | {"note": "Lần một"}).status_code == 302
    second = opened(two, entry)
    assert save(two, entry, second | {"note": "Lần hai"}).status_code == 302
    assert Entry.objects.get().note == "Lần hai"


def test_a_conference_removed_meanwhile_is_not_found(entry, browsers):
    one, two = browsers
    second = opened(two, entry)
    one.post(f"/hoi-nghi/{entry.pk}/xoa/", {"command_id": str(uuid4())})
    assert save(two, entry, second).status_code == 404
