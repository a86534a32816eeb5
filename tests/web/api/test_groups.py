"""Saved groups through the API: begun, named, filled, removed while nobody was invited by them."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.invitations.models import SavedGroup

HERE = "/invitee-groups"


def test_a_group_is_begun_filled_and_invited_by_and_then_stays(office, caller_of, add, bound, other_ground):
    key = uuid4()
    made = office.post(HERE, {"name": "Thường trực", "note": ""}, key)
    assert (made.status_code, made.json()["lines"]) == (201, [])
    assert office.post(HERE, {"name": "Thường trực", "note": ""}, key).json() == made.json()
    taken = office.post(HERE, {"name": "Thường trực"})
    assert (taken.status_code, taken.json()["code"]) == (409, "group-stands")
    group = f"{HERE}/{made.json()['id']}"
    office.get(group)
    filled = office.post(f"{group}/lines", {"source": "body", "body_id": bound.standing_board.pk})
    assert (filled.status_code, filled.json()["lines"][0]["said"]) == (201, bound.standing_board.name)
    with CaptureQueriesContext(connection) as one:
        office.get(group)
    guest = {"source": "guest", "guest_name": "Khách", "guest_leads": "no"}
    office.post(f"{group}/lines", guest)
    lines = office.post(f"{group}/lines", {"source": "unit", "organisation_id": bound.office.pk}).json()[
        "lines"
    ]
    assert [line["guest_leads"] for line in lines] == ["", "no", ""]
    with CaptureQueriesContext(connection) as three:
        office.get(group)
    assert len(three) == len(one)
    strange = office.post(f"{group}/lines", {"source": "body", "body_id": other_ground.standing_board.pk})
    assert strange.json()["fields"][0]["path"] == ["body", "body_id"]
    assert office.post(f"{group}/lines", {"source": "group"}).status_code == 422
    left = office.send("DELETE", f"{group}/lines/{lines[2]['id']}").json()["lines"]
    assert [line["source"] for line in left] == ["body", "guest"]
    assert office.send("PUT", group, {"name": "Ban Thường trực"}).json()["name"] == "Ban Thường trực"
    assert office.get(HERE).json()["items"] == [
        {"id": made.json()["id"], "name": "Ban Thường trực", "note": "", "lines": 2}
    ]
    reader = caller_of(Role.OFFICE_SPECIALIST, "invitees.read")
    assert reader.send("DELETE", group).status_code == 404
    invite = {"source": "group", "group_id": made.json()["id"]}
    assert office.post(f"/entries/{add().pk}/invitees", invite).json()["count"] == 1
    stays = office.send("DELETE", group)
    assert (stays.status_code, stays.json()["code"]) == (409, "group-stands")
    other = office.post(HERE, {"name": "Khác"}).json()["id"]
    assert office.send("DELETE", f"{HERE}/{other}").json() == {"id": other}
    with scope(committee=bound.committee):
        assert SavedGroup.objects.count() == 1
