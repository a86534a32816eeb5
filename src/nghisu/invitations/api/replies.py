"""What was answered to invitations: read, told in numbers, recorded from telephone or paper; substitutes decided."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from nghisu.conferences.queries import conference_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    Limit,
    Mark,
    Shape,
    answer,
    keyset_page,
    must_hold,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.api.invitees import entry_seen
from nghisu.invitations.commands.replying import record_answer
from nghisu.invitations.commands.substitutes import Written, decide_substitute
from nghisu.invitations.forms.replies import RecordedReplyForm
from nghisu.invitations.models import Invitee, Substitution
from nghisu.invitations.queries.people import InviteeFilter, invitee_of, invitees_of
from nghisu.invitations.queries.replies import ReplyLine, answered, colleagues_of, reply_lines, tallies_of

router = Router(tags=["Đại biểu, trả lời · Invitees, replies"])


ORDER: tuple[str, ...] = ("rank", "sort_key", "id")


class SubstituteShape(Shape):
    """Who comes in another's place (người dự thay)."""

    id: int
    name: str
    title: str
    state: str = Field(description="asked, agreed, refused, withdrawn")
    note: str
    paper: str = Field(description="Số văn bản của chủ trì, do văn phòng ghi; trống nếu chủ trì tự ghi")
    paper_on: date | None
    invitee_id: int | None = Field(description="Dòng đại biểu của người dự thay, khi chủ trì đã đồng ý")


class ReplyShape(Shape):
    """What one who is invited answered (trả lời); the answer is empty where none came."""

    invitee_id: int
    name: str
    answer: str = Field(description="in-person, online, absent; trống là chưa trả lời")
    site: str = Field(description="Dự ở điểm cầu nào")
    reason: str = Field(description="Lý do vắng")
    channel: str = Field(description="link, account, phone, paper")
    said_by: str
    at: datetime | None
    substitute: SubstituteShape | None


class ReplyList(Shape):
    items: list[ReplyShape]
    after: str


class TallyShape(Shape):
    """How many answered what, of one unit or in all."""

    name: str
    present: int
    online: int
    absent: int
    silent: int


class Tallies(Shape):
    whole: TallyShape | None
    units: list[TallyShape]


class ReplyRecorded(Shape):
    """What somebody answered by telephone or on paper."""

    answer: Literal["in-person", "online", "absent"]
    site: str = Field("", max_length=300)
    reason: str = Field("", max_length=1000)
    substitute_person: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    substitute_name: str = Field("", max_length=300)
    substitute_title: str = Field("", max_length=300)
    substitute_email: str = Field("", max_length=254)
    channel: Literal["phone", "paper"]
    said_by: str = Field(min_length=1, max_length=200, description="Ai báo")


class SubstituteDecided(Shape):
    """What the chair says to a substitute; written down by the office, in which paper."""

    agrees: bool
    note: str = Field("", max_length=500)
    paper: str = Field("", max_length=120, description="Văn phòng ghi thay: số văn bản của chủ trì")
    paper_on: date | None = Field(None, description="Ngày của văn bản ấy")


@router.get(
    "/entries/{int:entry_id}/replies",
    response={200: ReplyList, **problems()},
    summary="Ai trả lời thế nào · Who answered what",
    url_name="replies",
)
@requires("invitee.view")
def replies(
    request: ActingRequest,
    entry_id: int,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Tên, chức vụ, đơn vị; không cần dấu")] = "",
    said: Annotated[
        Literal["", "in-person", "online", "absent", "none"], Query(description="none: chưa trả lời")
    ] = "",
) -> HttpResponse:
    by = request.actor
    entry_seen(by, entry_id)
    rows = answered(invitees_of(by, conference_of(by, entry_id), InviteeFilter(text=q)), said)
    found, mark = keyset_page(rows.values(*ORDER), ORDER, after, limit)
    people = Invitee.objects.filter(committee=by.committee_id).in_bulk([row["id"] for row in found])
    lines = reply_lines(by, [people[row["id"]] for row in found])
    return answer({"items": [_told(line) for line in lines], "after": mark})


@router.get(
    "/entries/{int:entry_id}/replies/numbers",
    response={200: Tallies, **problems()},
    summary="Số dự, vắng, chưa trả lời · How many answered what",
    url_name="reply_numbers",
)
@requires("invitee.view")
def numbers(request: ActingRequest, entry_id: int) -> HttpResponse:
    entry_seen(request.actor, entry_id)
    conference = conference_of(request.actor, entry_id)
    if conference is None:
        return answer({"whole": None, "units": []})
    whole, units = tallies_of(request.actor, conference)
    columns = ("name", "present", "online", "absent", "silent")
    told = [{column: getattr(one, column) for column in columns} for one in (whole, *units)]
    return answer({"whole": told[0], "units": told[1:]})


@router.post(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}/reply",
    response={200: ReplyShape, **problems(409)},
    summary="Ghi trả lời qua điện thoại, văn bản · Record an answer by telephone or paper",
    url_name="record_reply",
)
@requires("invitation.deliver")
def record(
    request: ActingRequest, entry_id: int, invitee_id: int, command_key: CommandKey, recorded: ReplyRecorded
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        one = _invited(by, entry_id, invitee_id)
        form = RecordedReplyForm(
            recorded.dict(), online=entry.form != "in-person", colleagues=colleagues_of(by, one)
        )
        must_hold(form)
        record_answer(by, one.pk, form.content(), recorded.channel, form.cleaned_data["said_by"])
        return _told(reply_lines(by, [one])[0])

    payload = {"entry": entry_id, "invitee": invitee_id} | recorded.dict()
    return sent_once(by, command_key, "api.record_reply", payload, run)


@router.post(
    "/substitutions/{int:substitution_id}/decide",
    response={200: ReplyShape, **problems(409)},
    summary="Đồng ý hay không đồng ý người dự thay · Agree to a substitute, or not",
    url_name="decide_substitute",
)
@requires("substitute.decide")
def decide(
    request: ActingRequest, substitution_id: int, command_key: CommandKey, decided: SubstituteDecided
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        known = Substitution.objects.filter(committee=by.committee_id, pk=substitution_id)
        row = known.select_related("invitee__conference").first()
        if row is None:
            raise AccessRefused(str(substitution_id))
        entry_seen(by, row.invitee.conference.entry_id)
        written = Written(decided.paper, decided.paper_on) if decided.paper_on is not None else None
        decide_substitute(by, substitution_id, decided.agrees, decided.note, written)
        return _told(reply_lines(by, [row.invitee])[0])

    payload = {"substitution": substitution_id} | decided.dict()
    return sent_once(by, command_key, "api.decide_substitute", payload, run)


def _invited(by: Actor, entry_id: int, invitee_id: int) -> Invitee:
    one = invitee_of(by, invitee_id)
    if one is None or one.conference.entry_id != entry_id or one.removed_at is not None:
        raise AccessRefused(str(invitee_id))
    return one


def _told(line: ReplyLine) -> dict[str, Any]:
    reply, named = line.reply, line.substitution
    return {
        "invitee_id": line.one.pk,
        "name": line.one.name,
        "answer": str(reply.answer) if reply else "",
        "site": reply.site if reply else "",
        "reason": reply.reason if reply else "",
        "channel": str(reply.channel) if reply else "",
        "said_by": reply.said_by if reply else "",
        "at": reply.at if reply else None,
        "substitute": {
            "id": named.pk,
            "name": named.name,
            "title": named.title,
            "state": str(named.state),
            "note": named.note,
            "paper": named.paper,
            "paper_on": named.paper_on,
            "invitee_id": named.substitute_id,
        }
        if named
        else None,
    }
