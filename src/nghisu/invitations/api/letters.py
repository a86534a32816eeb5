"""The letters of a conference: how they stand, how far each came, its file; what the clerk knows of them written down."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    FieldsRefused,
    Limit,
    Mark,
    Shape,
    answer,
    keyset_page,
    problems,
    sent_once,
)
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.tables import attachment
from nghisu.invitations.api.invitees import entry_seen
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.enums import MailingState, Step
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.files import LETTER_NAME, letter_file
from nghisu.invitations.queries.letters import (
    DeliveryFilter,
    Line,
    lines_of,
    mailing_of,
    standing_of,
    wanted_deliveries,
)
from nghisu.invitations.queries.numbers import signs_of

router = Router(tags=["Giấy mời · Letters of invitation"])

ORDER: tuple[str, ...] = ("id",)
MOST = 1000
"""How many letters are written down at once."""


class LetterShape(Shape):
    """The letter of one who is invited (giấy mời), and how far it came."""

    id: int
    invitee_id: int
    name: str
    title: str
    organisation: str
    version: str = Field(description="office: văn phòng ký; standing-board: Thường trực ký")
    way: str = Field(description="mail, network, post, hand, none")
    also: str = Field(description="post, hand: gửi thêm bản giấy; trống là không · a second one on paper")
    unit_id: int | None = Field(description="Đơn vị nhận, khi gửi qua mạng hoặc bưu điện")
    drawn_at: datetime | None = Field(description="Trống khi tệp chưa dựng xong")
    step: str = Field(description="Chặng một: sent, delivered, opened, confirmed, read; trống là chưa gửi")
    step_of_unit: str = Field(description="Chặng hai, đơn vị chuyển đến đại biểu của mình")


class LetterList(Shape):
    items: list[LetterShape]
    after: str


class ReceiptShape(Shape):
    """One step that a letter came (xác nhận): when, who says so."""

    hop: int = Field(description="1: đến nơi nhận; 2: đơn vị chuyển đến đại biểu của mình")
    step: str
    at: datetime
    by: str
    how: str


class LetterWhole(LetterShape):
    """A letter with every step that it came."""

    receipts: list[ReceiptShape]


class LettersStanding(Shape):
    """How the letters of a conference stand, in numbers."""

    state: str = Field(description="none: chưa soạn; draft, submitted, approved, issued")
    sign: str = Field(description="Số và ký hiệu giấy mời; hai số khi có giấy mời Thường trực ký")
    issued_at: datetime | None
    total: int
    drawn: int
    new: int = Field(description="Vào danh sách sau khi phát hành, chưa có giấy mời")
    sent: int
    delivered: int
    opened: int
    confirmed: int
    held: int = Field(description="Thư chờ gửi")
    dead: int = Field(description="Thư gửi không được")


class ReceiptsNoted(Shape):
    """What the clerk knows of some letters."""

    letter_ids: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(min_length=1, max_length=MOST)
    ]
    step: Literal["sent", "delivered", "confirmed"]
    hop: Literal[1, 2] = Field(1, description="2: đơn vị báo đã chuyển đến đại biểu của mình")
    how: str = Field("", max_length=300, description="Ai báo, bằng cách nào")


class NotedCount(Shape):
    """For how many letters this was new."""

    count: int


@router.get(
    "/entries/{int:entry_id}/letters",
    response={200: LetterList, **problems()},
    summary="Giấy mời đã phát hành, mỗi giấy đến đâu · Letters, how far each came",
    url_name="letters",
)
@requires("invitee.view")
def letters(
    request: ActingRequest,
    entry_id: int,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Tên, chức vụ, đơn vị; không cần dấu")] = "",
    way: Annotated[Literal["", "mail", "network", "post", "hand", "none"], Query()] = "",
    without: Annotated[
        Literal["", "sent", "delivered", "opened", "confirmed"], Query(description="Chưa đến bước nào")
    ] = "",
) -> HttpResponse:
    by, mailing = request.actor, _mailing(request.actor, entry_id)
    if mailing is None:
        return answer({"items": [], "after": ""})
    rows = wanted_deliveries(by, mailing, DeliveryFilter(q, way, without))
    found, mark = keyset_page(rows.values(*ORDER), ORDER, after, limit)
    known = wanted_deliveries(by, mailing, DeliveryFilter()).in_bulk([row["id"] for row in found])
    lines = lines_of(by, [known[row["id"]] for row in found])
    return answer({"items": [_told(line) for line in lines], "after": mark})


@router.get(
    "/entries/{int:entry_id}/letters/numbers",
    response={200: LettersStanding, **problems()},
    summary="Giấy mời đã đến bao nhiêu người · How the letters stand, in numbers",
    url_name="letter_numbers",
)
@requires("invitee.view")
def numbers(request: ActingRequest, entry_id: int) -> HttpResponse:
    mailing = _mailing(request.actor, entry_id)
    counts = ("total", "drawn", "new", "held", "dead")
    if mailing is None:
        steps = dict.fromkeys((*counts, "sent", "delivered", "opened", "confirmed"), 0)
        return answer({"state": "none", "sign": "", "issued_at": None} | steps)
    standing = standing_of(request.actor, mailing)
    return answer(
        {
            "state": str(mailing.state),
            "sign": signs_of(mailing),
            "issued_at": mailing.issued_at if mailing.state == MailingState.ISSUED else None,
            **{name: getattr(standing, name) for name in counts},
            **{
                step.value: standing.steps.get(step, 0)
                for step in (Step.SENT, Step.DELIVERED, Step.OPENED, Step.CONFIRMED)
            },
        }
    )


@router.get(
    "/entries/{int:entry_id}/letters/{int:delivery_id}",
    response={200: LetterWhole, **problems()},
    summary="Một giấy mời, các xác nhận · One letter, its receipts",
    url_name="letter",
)
@requires("invitee.view")
def letter(request: ActingRequest, entry_id: int, delivery_id: int) -> HttpResponse:
    by, one = request.actor, _letter(request.actor, entry_id, delivery_id)
    receipts = [
        {"hop": said.hop, "step": str(said.step), "at": said.at, "by": said.by_name, "how": said.how}
        for said in one.receipts.all()
    ]
    return answer(_told(lines_of(by, [one])[0]) | {"receipts": receipts})


@router.get(
    "/entries/{int:entry_id}/letters/{int:delivery_id}/file",
    response={200: None, **problems()},
    summary="Tải một giấy mời · Download a letter",
    url_name="letter_file",
)
@requires("invitee.view")
def file(request: ActingRequest, entry_id: int, delivery_id: int) -> HttpResponse:
    try:
        content = letter_file(_letter(request.actor, entry_id, delivery_id))
    except FileGone as gone:
        raise Http404 from gone
    return attachment(content, LETTER_NAME, "application/pdf")


@router.post(
    "/entries/{int:entry_id}/letters/receipts",
    response={200: NotedCount, **problems(409)},
    summary="Ghi giấy mời đã gửi, đã đến, đã xác nhận · Write receipts down",
    url_name="record_receipts",
)
@requires("invitation.deliver")
def record(
    request: ActingRequest, entry_id: int, command_key: CommandKey, noted: ReceiptsNoted
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        own = set(
            Delivery.objects.filter(
                committee=by.committee_id, mailing__conference__entry=entry, pk__in=noted.letter_ids
            ).values_list("pk", flat=True)
        )
        unknown = [place for place, pk in enumerate(noted.letter_ids) if pk not in own]
        if unknown:
            said = _("Hội nghị này không có giấy mời mang số ấy.")
            raise FieldsRefused([(("body", "letter_ids", str(place)), said) for place in unknown])
        return {"count": record_receipts(by, entry, own, Step(noted.step), noted.hop, noted.how)}

    payload = {"entry": entry_id} | noted.dict()
    return sent_once(by, command_key, "api.record_receipts", payload, run)


def _mailing(by: Actor, entry_id: int) -> Mailing | None:
    return mailing_of(by, entry_seen(by, entry_id))


def _letter(by: Actor, entry_id: int, delivery_id: int) -> Delivery:
    """A letter of a conference. Raises AccessRefused for one the actor may not see."""
    mailing = _mailing(by, entry_id)
    rows = Delivery.objects.filter(committee=by.committee_id, mailing=mailing, pk=delivery_id)
    one = rows.select_related("invitee__organisation", "unit").first() if mailing is not None else None
    if one is None:
        raise AccessRefused(str(delivery_id))
    return one


def _told(line: Line) -> dict[str, Any]:
    one, invitee = line.one, line.one.invitee
    unit = invitee.organisation
    return {
        "id": one.pk,
        "invitee_id": invitee.pk,
        "name": invitee.name,
        "title": invitee.title,
        "organisation": unit.name if unit is not None else invitee.organisation_text,
        "version": str(one.version),
        "way": str(one.way),
        "also": str(one.also),
        "unit_id": one.unit_id,
        "drawn_at": one.drawn_at,
        "step": str(line.first.step) if line.first is not None else "",
        "step_of_unit": str(line.second.step) if line.second is not None else "",
    }
