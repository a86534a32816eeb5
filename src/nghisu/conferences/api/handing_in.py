"""Documents put into a pack, and their files handed in: by the forms of the pages, looked at as there."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import File, Form
from ninja.files import UploadedFile
from pydantic import Field

from nghisu.conferences.api.documents import (
    DocumentWhole,
    VersionShape,
    document_seen,
    router,
    told_version,
    whole_document,
)
from nghisu.conferences.commands.packs import add_to_pack
from nghisu.conferences.forms.packs import pack_form
from nghisu.documents.commands import note_held_back, take_file
from nghisu.documents.forms.packs import VersionForm
from nghisu.foundation.access import ActingRequest, must, requires
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    FieldsRefused,
    Shape,
    created,
    must_hold,
    problems,
)
from nghisu.foundation.files import SecretFile, arriving
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries.conference import conference_entry

__all__ = ["router"]

Id = Annotated[int | None, Field(ge=1, le=LARGEST_ID)]
Kind = Literal[
    "proposal",
    "scheme",
    "programme",
    "thematic",
    "report",
    "resolution",
    "speech",
    "contribution",
    "summary",
    "other",
]
FIELDS: Mapping[str, str] = {"owner": "owner_id", "items": "item_ids", "summary_of": "summary_of_id"}
"""Fields of the form that a program knows under another name."""


class DocumentStated(Shape):
    """What is stated of a document of a pack, or of one that goes with a consultation."""

    title: str = Field(min_length=1, max_length=500)
    kind: Kind
    owner_id: Id = Field(
        None, description="Đơn vị chuẩn bị; trống là văn phòng, đơn vị thì phải ghi đơn vị mình"
    )
    needs_opinion: str = Field("", max_length=2000, description="Việc cần cho ý kiến")
    solutions: str = Field("", max_length=2000, description="Giải pháp đề xuất")


class PackDocumentStated(DocumentStated):
    """The same of a document of a conference: the items of the agenda to which it belongs, too."""

    item_ids: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(max_length=100)] = Field(
        [], description="Thuộc những nội dung nào; trống là tài liệu chung của cả hội nghị"
    )
    summary_of_id: Id = Field(None, description="Là bản tóm tắt của tài liệu nào trong bộ")


@router.post(
    "/entries/{int:entry_id}/documents",
    response={201: DocumentWhole, **problems(409)},
    summary="Thêm tài liệu vào bộ, chưa có tệp · Put a document into the pack, without its file yet",
    url_name="add_document",
)
@requires("document.hand_in")
def add(
    request: ActingRequest, entry_id: int, command_key: CommandKey, stated: PackDocumentStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = conference_entry(by, entry_id)
        if entry is None:
            raise AccessRefused(str(entry_id))
        form = pack_form(by, entry, typed_document(stated))
        must_hold(form, FIELDS)
        if stated.item_ids and "items" not in form.fields:
            said = _("Hội nghị này chưa có nội dung nào để gắn tài liệu vào.")
            raise FieldsRefused([(("body", "item_ids"), said)])
        return whole_document(by, add_to_pack(by, entry, form.facts(), form.item_ids()))

    return created(by, command_key, "api.add_document", {"entry": entry_id} | stated.dict(), run)


@router.post(
    "/documents/{int:document_id}/versions",
    response={201: VersionShape, **problems(409, 413)},
    summary="Đưa tệp lên: một tệp, hoặc các ảnh trang đã ký · Hand in a file, or pictures of signed pages",
    description="multipart/form-data. Tệp Word (.docx), PDF hoặc ảnh, tối đa 60 MB; tệp có dấu mật bị giữ lại, không "
    "lưu. Bản Word đang chờ bản PDF của nó thì tệp này là bản PDF ấy. Các trang được dựng sau, xem `state`.",
    url_name="hand_in_version",
)
@requires("document.hand_in")
def hand_in_version(
    request: ActingRequest,
    document_id: int,
    command_key: CommandKey,
    file: Annotated[list[UploadedFile], File(description="Một tệp, hoặc nhiều ảnh theo thứ tự tên")],
    note: Annotated[str, Form(max_length=500, description="Có gì thay đổi so với bản trước")] = "",
) -> HttpResponse:
    by = request.actor
    row = document_seen(by, document_id)
    must(by, "document.hand_in", [row.owner_id] if row.owner_id else [])
    form = VersionForm({"note": note}, MultiValueDict[str, Any]({"file": file}))
    must_hold(form)
    try:
        with arriving(form.cleaned_data["file"]) as arrived:

            def run() -> dict[str, Any]:
                return told_version(take_file(by, row.pk, arrived, form.cleaned_data["note"]))

            payload = {"document": row.pk, "digest": arrived.sha256, "note": note}
            return created(by, command_key, "api.hand_in_version", payload, run)
    except SecretFile as secret:
        note_held_back(by, row, secret.level)
        raise


def typed_document(stated: DocumentStated) -> dict[str, Any]:
    """What was sent as the form of the pages holds it."""
    names = {theirs: ours for ours, theirs in FIELDS.items()}
    return {names.get(name, name): "" if value is None else value for name, value in stated.dict().items()}
