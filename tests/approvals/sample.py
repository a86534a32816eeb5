"""A small thing that tests put before those who approve: a room, whose name and place are its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nghisu.approvals.commands import Passage, Shown, submit
from nghisu.approvals.models import Approval, Route, RouteStep
from nghisu.approvals.registry import shows
from nghisu.core.people.roles import Role
from nghisu.directory.models import Room
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee

KIND = "sample"
CHIEF_THEN_BOARD: tuple[dict[str, Any], ...] = (
    {"name": "Lãnh đạo văn phòng", "role": Role.OFFICE_CHIEF},
    {"name": "Thường trực", "role": Role.STANDING_BOARD_MEMBER},
)


@shows(KIND)
def shown_room(by: Actor, thing_id: int) -> Shown | None:
    room = Room.objects.select_for_update().filter(pk=thing_id, committee=by.committee_id).first()
    return None if room is None else as_shown(room)


def as_shown(room: Room) -> Shown:
    passages = [Passage("name", "Tên phòng", room.name), Passage("place", "Nơi đặt", room.place)]
    return Shown(f"Đặt phòng {room.name}", "/danh-ba/phong-hop/", passages)


def set_steps(
    committee: Committee,
    steps: Sequence[Mapping[str, Any]] = CHIEF_THEN_BOARD,
    one_person_may_repeat: bool = False,
) -> Route:
    """The route of the sample kind in a committee, made anew."""
    Route.objects.filter(committee=committee, kind=KIND).delete()
    row = Route.objects.create(committee=committee, kind=KIND, one_person_may_repeat=one_person_may_repeat)
    RouteStep.objects.bulk_create(
        RouteStep(committee=committee, route=row, position=place, **step) for place, step in enumerate(steps)
    )
    return row


def put_forward(by: Actor, room: Room, **options: Any) -> Approval:
    """The room as it is, put before those who approve."""
    return submit(by, KIND, room, as_shown(room), **options)


def change(room: Room, place: str) -> None:
    """Somebody changes the thing meanwhile."""
    room.place = place
    room.save(update_fields=["place"])
