"""What would follow from a move; one conference taken in by another; the history of moves and taking the latest back."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import AwareDatetime, Field

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import LARGEST_ID, CommandKey, Shape, answer, problems, sent_once
from nghisu.programme.api.moving import proposed
from nghisu.programme.api.shapes import EntryShape
from nghisu.programme.api.telling import told_entry
from nghisu.programme.commands import merge_entry, undo_move
from nghisu.programme.commands.ground import locked_entry
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries import entry_of
from nghisu.programme.queries.consequences import consequences_of, not_held
from nghisu.programme.queries.moves import joint_title, said_of
from nghisu.programme.refusals import EntryChangedMeanwhile

router = Router(tags=["Chương trình, hội nghị · Programme, conferences"])


class ConsequencesShape(Shape):
    """What would follow from a move, reckoned and not done (hệ quả): kept just so with the move once it is made."""

    proposal: dict[str, Any]
    revision: int
    duties: list[dict[str, Any]] = Field(description="Từng việc: trước, sau, đổi thế nào")
    contradictions: list[str]
    appear: list[dict[str, Any]] = Field(description="Phát hiện mới sinh")
    vanish: list[dict[str, Any]] = Field(description="Phát hiện không còn")
    day_off: str | None
    earliest: str | None = Field(description="Ngày sớm nhất còn chuẩn bị kịp")
    people: int = Field(description="Số người sẽ được báo")
    refusal: str = Field(description="Vì sao quy định không cho; trống là được")
    changes_nothing: bool


class MoveShape(Shape):
    """One time that a conference was moved, taken off, merged or taken up again (lần dời)."""

    id: int
    act: str
    said: str = Field(description="Thành lời")
    from_opening: datetime
    to_opening: datetime
    reason: str
    document: str
    by: str
    at: datetime
    told: int
    can_be_undone: bool


class MoveList(Shape):
    items: list[MoveShape]


class MergeStated(Shape):
    """Which conference takes this one in, what it is then called, and why."""

    into_id: int = Field(ge=1, le=LARGEST_ID)
    revision: int = Field(ge=0, le=2**31 - 1, description="Giá trị revision đã đọc")
    title: str = Field("", max_length=500, description="Tên chung; bỏ trống thì ghép tên của hai hội nghị")
    reason: str = Field(min_length=1, max_length=500)
    document: str = Field("", max_length=200, description="Theo văn bản nào")


@router.get(
    "/entries/{int:entry_id}/consequences",
    response={200: ConsequencesShape, **problems()},
    summary="Hệ quả nếu dời, hoãn, hủy, gộp · What would follow from a move",
    url_name="consequences_of_move",
)
@requires("programme.edit")
def consequences(
    request: ActingRequest,
    entry_id: int,
    act: Annotated[Literal["moved", "postponed", "cancelled", "written", "merged"], Query()] = "moved",
    opening: Annotated[AwareDatetime | None, Query(description="Khai mạc mới; chỉ khi dời")] = None,
    room_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    into_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="Chỉ khi gộp")] = None,
) -> HttpResponse:
    by = request.actor
    entry = _entry(request, entry_id)
    into = _entry(request, into_id) if act == "merged" and into_id is not None else None
    proposal = (
        not_held(entry, Move.Act.MERGED, into.pk)
        if into is not None
        else proposed(by, entry, act, opening, room_id)
    )
    found = consequences_of(by, entry, proposal, clock.today(), [into] if into is not None else [])
    return answer(found.as_json() | {"refusal": found.refusal, "changes_nothing": found.changes_nothing})


@router.get(
    "/entries/{int:entry_id}/moves",
    response={200: MoveList, **problems()},
    summary="Các lần dời của một hội nghị, mới nhất trước · Moves of a conference",
    url_name="moves_of_entry",
)
@requires("conference.view")
def moves(request: ActingRequest, entry_id: int) -> HttpResponse:
    entry = _entry(request, entry_id)
    rows = Move.objects.filter(committee=request.actor.committee_id, entry=entry).select_related(
        "from_room", "to_room", "into"
    )
    return answer({"items": [_told(row, entry) for row in rows.order_by("-id")]})


@router.post(
    "/entries/{int:entry_id}/merge",
    response={200: EntryShape, **problems(409)},
    summary="Gộp vào hội nghị khác · Merge into another conference",
    url_name="merge_entry",
)
@requires("programme.edit")
def merge(
    request: ActingRequest, entry_id: int, command_key: CommandKey, stated: MergeStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        # Both locked in the order of the command, so that two who merge crosswise do not wait for each other.
        rows = {pk: locked_entry(by, pk) for pk in sorted({entry_id, stated.into_id})}
        entry, into = rows[entry_id], rows[stated.into_id]
        if entry.revision != stated.revision:
            raise EntryChangedMeanwhile
        title = stated.title.strip() or joint_title(into, entry)
        merge_entry(by, entry_id, into.pk, title, stated.reason, stated.document)
        return told_entry(by, entry_id) or {}

    return sent_once(by, command_key, "api.merge_entry", {"entry": entry_id} | stated.dict(), run)


@router.post(
    "/moves/{int:move_id}/undo",
    response={200: EntryShape, **problems(409)},
    summary="Hoàn tác lần dời mới nhất · Take back the latest move",
    url_name="undo_move",
)
@requires("programme.edit")
def undo(request: ActingRequest, move_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        return told_entry(by, undo_move(by, move_id).entry_id) or {}

    return sent_once(by, command_key, "api.undo_move", {"move": move_id}, run)


def _entry(request: ActingRequest, entry_id: int) -> Entry:
    entry = entry_of(request.actor, entry_id)
    if entry is None:
        raise Http404
    return entry


def _told(row: Move, entry: Entry) -> dict[str, Any]:
    return {
        "id": row.pk,
        "act": row.act,
        "said": said_of(row),
        "from_opening": clock.local(row.from_opening),
        "to_opening": clock.local(row.to_opening),
        "reason": row.reason,
        "document": row.document,
        "by": row.by_name,
        "at": clock.local(row.at),
        "told": row.told,
        "can_be_undone": row.is_latest_of(entry),
    }
