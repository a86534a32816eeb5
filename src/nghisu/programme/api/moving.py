"""Moving a conference, postponing it, calling it off, taking it up again: the one act of the pages."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router
from pydantic import AwareDatetime, Field

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import LARGEST_ID, CommandKey, FieldsRefused, Shape, problems, sent_once
from nghisu.programme.api.shapes import EntryShape
from nghisu.programme.api.stating import instant_fault
from nghisu.programme.api.telling import told_entry
from nghisu.programme.commands import accept_move
from nghisu.programme.commands.ground import locked_entry
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import Proposal, moved_to_day, not_held
from nghisu.programme.refusals import EntryChangedMeanwhile

router = Router(tags=["Chương trình, hội nghị · Programme, conferences"])


class MoveStated(Shape):
    """How a conference is to stand, and why. What follows is derived anew and everybody concerned is told."""

    act: Literal["moved", "postponed", "cancelled", "written"] = Field(
        description="moved: dời, họp lại; postponed: hoãn; cancelled: hủy; written: thay bằng lấy ý kiến bằng văn bản"
    )
    revision: int = Field(ge=0, le=2**31 - 1, description="Giá trị revision đã đọc")
    opening: AwareDatetime | None = Field(None, description="Khai mạc mới; chỉ khi dời")
    room_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    room_text: str | None = Field(
        None, max_length=300, description="Nơi họp mới; bỏ trống cả hai là giữ nơi cũ"
    )
    reason: str = Field(min_length=1, max_length=500)
    document: str = Field("", max_length=200, description="Theo văn bản nào")


@router.post(
    "/entries/{int:entry_id}/move",
    response={200: EntryShape, **problems(409)},
    summary="Dời, hoãn, hủy, họp lại · Move, postpone, cancel, take up again",
    url_name="move_entry",
)
@requires("programme.edit")
def move(request: ActingRequest, entry_id: int, command_key: CommandKey, stated: MoveStated) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = locked_entry(by, entry_id)
        if entry.revision != stated.revision:
            raise EntryChangedMeanwhile
        proposal = proposed(by, entry, stated.act, stated.opening, stated.room_id, stated.room_text)
        accept_move(by, entry_id, proposal, stated.reason, stated.document)
        return told_entry(by, entry_id) or {}

    return sent_once(by, command_key, "api.move_entry", {"entry": entry_id} | stated.dict(), run)


def proposed(
    by: Actor,
    entry: Entry,
    act: str,
    opening: datetime | None,
    room_id: int | None = None,
    room_text: str | None = None,
) -> Proposal:
    """The conference as it is to stand. Raises FieldsRefused for an opening that no page would take."""
    if act != "moved":
        return not_held(entry, Move.Act(act))
    opening = opening or entry.opening
    if fault := instant_fault(opening):
        raise FieldsRefused([(("body", "opening"), fault)])
    local = clock.local(opening)
    text = room_text if room_text is not None else ("" if room_id else None)
    return moved_to_day(by, entry, local.date(), local.time(), room_id, text)
