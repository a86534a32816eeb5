"""The outgoing register for other programs: which documents were issued, under which numbers, and their files."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from nghisu.documents.enums import Level
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.documents.queries.dispatches import (
    RecipientFilter,
    RecipientLine,
    dispatch_standing,
    recipient_lines,
    recipients_of,
    wanted_recipients,
)
from nghisu.documents.queries.registers import IssuedWanted, issued_matching, issued_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import LARGEST_ID, Limit, Mark, Shape, answer, keyset_page, problems
from nghisu.foundation.files import file_response
from nghisu.foundation.kept_files import FileGone

router = Router(tags=["Sổ văn bản đi · Outgoing register"])

ORDER = ("-issued_on", "-id")
RECIPIENTS = ("sort_key", "id")
COLUMNS = tuple(column.lstrip("-") for column in ORDER)


class IssuedShape(Shape):
    """A document with its number (văn bản đã ban hành): a line of the outgoing register."""

    id: int
    sign: str = Field(description="Số và ký hiệu, ví dụ 05-NQ/ĐU")
    number: int
    kind: str = Field(description="Tên loại viết tắt: NQ, TB, GM…")
    title: str = Field(description="Trích yếu; trống với văn bản có độ mật")
    level: str = Field(description="normal, secret, highly-secret, top-secret")
    issued_on: date
    issuer_id: int
    issuer: str
    signer_name: str
    signer_position: str
    authority: str = Field(description="Thẩm quyền ký")
    recipients: str = Field(description="Nơi nhận; trống với văn bản có độ mật")
    state: str = Field(description="issued, cancelled: đã hủy, số vẫn giữ")
    cancelled_why: str


class IssuedList(Shape):
    items: list[IssuedShape]
    after: str


class FileShape(Shape):
    """A file of a document (tệp): the document itself, its signed version, a scan."""

    id: int
    role: str
    name: str
    media_type: str
    size: int
    sha256: str
    note: str


class IssuedWhole(IssuedShape):
    """A line of the register with its files."""

    issued_at: datetime
    issued_by: str
    copies: int | None
    files: list[FileShape]


@router.get(
    "/issued-documents",
    response={200: IssuedList, **problems()},
    summary="Sổ văn bản đi, mới nhất trước · Outgoing register, the latest first",
    url_name="issued_documents",
)
@requires("register.view")
def issued_documents(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Số, trích yếu, người ký; không cần dấu")] = "",
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    kind: Annotated[str, Query(max_length=8, description="Tên loại viết tắt")] = "",
    issuer_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    state: Annotated[Literal["", "issued", "cancelled"], Query()] = "",
) -> HttpResponse:
    rows = issued_matching(request.actor, IssuedWanted(q, year, kind, issuer_id, state))
    if q:  # words that find a secret document tell what it is about
        rows = rows.filter(Q(level=Level.NORMAL) | Q(sign__icontains=q))
    found, mark = keyset_page(rows.values(*COLUMNS), ORDER, after, limit)
    whole = issued_of(request.actor).in_bulk([row["id"] for row in found])
    return answer({"items": [_told(whole[row["id"]]) for row in found], "after": mark})


@router.get(
    "/issued-documents/{int:issued_id}",
    response={200: IssuedWhole, **problems()},
    summary="Một văn bản đã ban hành, các tệp · One issued document with its files",
    url_name="issued_document",
)
@requires("register.view")
def issued_document(request: ActingRequest, issued_id: int) -> HttpResponse:
    row = issued_of(request.actor).filter(pk=issued_id).first()
    if row is None:
        raise Http404
    files = [_told_file(one) for one in row.files.select_related("file")]
    more = {"issued_at": row.issued_at, "issued_by": row.issued_by_name, "copies": row.copies, "files": files}
    return answer(_told(row) | more)


class DispatchReceiptShape(Shape):
    """One step that an issued document came (xác nhận nhận văn bản): when, who says so, how."""

    hop: int = Field(description="1: nơi nhận; 2: đơn vị chuyển tiếp cho người của mình")
    step: str = Field(description="sent, delivered, opened, confirmed")
    way: str = Field(description="Theo cách gửi nào; trống khi tính chung cho nơi nhận")
    people: int | None = Field(description="Đơn vị chuyển tiếp cho bao nhiêu người")
    at: datetime
    by: str
    how: str = Field(description="Ai báo, bằng cách nào; ở chặng hai: chuyển cho ai")


class RecipientShape(Shape):
    """One to whom an issued document was sent (nơi nhận được gửi), by which ways, and how far it came."""

    id: int
    unit_id: int | None
    person_id: int | None
    name: str
    title: str
    ways: list[str] = Field(description="account, mail, network, post, hand")
    step: str = Field(description="Bước xa nhất của nơi nhận; trống là chưa gửi")
    receipts: list[DispatchReceiptShape]


class DispatchShape(Shape):
    """To whom an issued document was sent (việc gửi văn bản): in numbers, and the recipients asked for."""

    total: int
    confirmed: int
    forwarded: int = Field(description="Đơn vị đã ghi chuyển tiếp")
    items: list[RecipientShape]
    after: str


@router.get(
    "/issued-documents/{int:issued_id}/dispatch",
    response={200: DispatchShape, **problems()},
    summary="Nơi nhận của văn bản đã ban hành, đã đến đâu · Recipients of an issued document, how far it came",
    url_name="issued_dispatch",
)
@requires("register.view")
def issued_dispatch(
    request: ActingRequest,
    issued_id: int,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Tên, chức vụ; không cần dấu")] = "",
    way: Annotated[Literal["", "account", "mail", "network", "post", "hand"], Query()] = "",
    without: Annotated[
        Literal["", "sent", "delivered", "opened", "confirmed", "forwarded"],
        Query(description="Chưa đến bước này"),
    ] = "",
) -> HttpResponse:
    row = issued_of(request.actor).filter(pk=issued_id).first()
    if row is None:
        raise Http404
    rows = wanted_recipients(request.actor, row, RecipientFilter(q, way, without))
    found, mark = keyset_page(rows.values(*RECIPIENTS), RECIPIENTS, after, limit)
    whole = recipients_of(request.actor, row).in_bulk([one["id"] for one in found])
    lines = recipient_lines(request.actor, [whole[one["id"]] for one in found])
    standing = dispatch_standing(request.actor, row)
    return answer(
        {
            "total": standing.total,
            "confirmed": standing.confirmed,
            "forwarded": standing.forwarded,
            "items": [_told_recipient(line) for line in lines],
            "after": mark,
        }
    )


@router.get(
    "/issued-documents/{int:issued_id}/files/{int:file_id}",
    response={200: None, **problems()},
    summary="Tải tệp của văn bản đã ban hành · Download a file of an issued document",
    url_name="issued_file",
)
@requires("register.view")
def issued_file(request: ActingRequest, issued_id: int, file_id: int) -> HttpResponseBase:
    rows = DocumentFile.objects.filter(committee=request.actor.committee_id, issued=issued_id, pk=file_id)
    row = rows.select_related("file").first()
    if row is None:
        raise Http404
    try:
        return file_response(row.file)
    except FileGone as gone:
        raise Http404 from gone


def _told(row: IssuedDocument) -> dict[str, Any]:
    """A line of the register; what a secret document is about stays in the house (TRUST 4)."""
    is_open = row.level == Level.NORMAL
    return {
        "id": row.pk,
        "sign": row.sign,
        "number": row.number,
        "kind": row.kind,
        "title": row.title if is_open else "",
        "level": str(row.level),
        "issued_on": row.issued_on,
        "issuer_id": row.issuer_id,
        "issuer": row.issuer.name,
        "signer_name": row.signer_name,
        "signer_position": row.signer_position,
        "authority": row.authority,
        "recipients": row.recipients if is_open else "",
        "state": str(row.state),
        "cancelled_why": row.cancelled_why if is_open else "",
    }


def _told_file(one: DocumentFile) -> dict[str, Any]:
    return {
        "id": one.pk,
        "role": str(one.role),
        "name": one.file.name,
        "media_type": one.file.media_type,
        "size": one.file.size,
        "sha256": one.sha256,
        "note": one.note,
    }


def _told_recipient(line: RecipientLine) -> dict[str, Any]:
    return {
        "id": line.one.pk,
        "unit_id": line.one.unit_id,
        "person_id": line.one.person_id,
        "name": line.one.name,
        "title": line.one.title,
        "ways": line.codes,
        "step": str(line.furthest.step) if line.furthest is not None else "",
        "receipts": [
            {
                "hop": said.hop,
                "step": str(said.step),
                "way": str(said.way),
                "people": said.people,
                "at": said.at,
                "by": said.by_name,
                "how": said.how,
            }
            for said in line.receipts
        ],
    }
