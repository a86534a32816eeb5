"""The documents of a conference's pack: listed, one with its versions and their appraisal, a version's file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router
from pydantic import Field

from nghisu.conferences.queries.packs import pack_of
from nghisu.documents.models import Appraisal, Document, DocumentVersion
from nghisu.documents.queries import document_of, visible_documents, visible_versions
from nghisu.documents.queries.packs import DocumentLine, document_lines
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import Shape, answer, problems
from nghisu.foundation.files import file_response
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries.conference import conference_entry

router = Router(tags=["Tài liệu hội nghị · Documents of a conference"])


class DocumentShape(Shape):
    """A document of a pack (tài liệu), with its number and the newest version that the token's holder may read."""

    id: int
    number: str = Field(description="Số trong bộ tài liệu")
    title: str
    kind: str
    owner_id: int | None = Field(description="Đơn vị chuẩn bị")
    version: int | None
    pages: int
    is_out: bool = Field(description="Đã phát hành cho đại biểu")
    fresh: str = Field(description="new, changed, hoặc trống")


class DocumentsOfPack(Shape):
    items: list[DocumentShape]


class VersionShape(Shape):
    """A version of a document (bản): when it was handed in and went out, what appraisal came to."""

    number: int
    state: str = Field(description="drawing, drawn, needs-pdf, held …")
    pages: int | None
    sha256: str
    media_type: str
    handed_in_at: datetime
    circulated_at: datetime | None
    appraisals: list[str] = Field(description="Kết quả thẩm định: asked, accepted, returned, withdrawn")


class DocumentWhole(DocumentShape):
    """A document with its versions, the newest first."""

    needs_opinion: str
    solutions: str
    summary_of_id: int | None = Field(description="Là bản tóm tắt của tài liệu nào")
    versions: list[VersionShape]


@router.get(
    "/entries/{int:entry_id}/documents",
    response={200: DocumentsOfPack, **problems()},
    summary="Bộ tài liệu của hội nghị · The pack of a conference",
    url_name="documents_of_entry",
)
@requires("document.view")
def documents(request: ActingRequest, entry_id: int) -> HttpResponse:
    by = request.actor
    entry = conference_entry(by, entry_id)
    if entry is None:
        raise AccessRefused(str(entry_id))
    pack = pack_of(by, entry)
    rows = visible_documents(by).filter(pack=pack).order_by("position")
    return answer({"items": [_told(line) for line in document_lines(by, rows)] if pack is not None else []})


@router.get(
    "/documents/{int:document_id}",
    response={200: DocumentWhole, **problems()},
    summary="Một tài liệu, các bản và thẩm định · One document, its versions and appraisal",
    url_name="document",
)
@requires("document.view")
def document(request: ActingRequest, document_id: int) -> HttpResponse:
    return answer(whole_document(request.actor, document_seen(request.actor, document_id)))


@router.get(
    "/documents/{int:document_id}/versions/{int:number}/file",
    response={200: None, **problems()},
    summary="Tải tệp của một bản · Download the file of a version",
    url_name="document_file",
)
@requires("document.view")
def file(request: ActingRequest, document_id: int, number: int) -> HttpResponseBase:
    row = document_seen(request.actor, document_id)
    found = visible_versions(request.actor, row).filter(number=number).first()
    if found is None or found.file is None:
        raise Http404
    try:
        return file_response(found.file)
    except FileGone:
        raise Http404 from None


def whole_document(by: Actor, row: Document) -> dict[str, Any]:
    """A document with its versions as the actor may see them, for other programs."""
    line = document_lines(by, visible_documents(by).filter(pk=row.pk))[0]
    versions = list(visible_versions(by, row).select_related("file"))
    said: dict[int, list[str]] = {}
    for version, outcome in Appraisal.objects.filter(
        committee=by.committee_id, version__in=versions
    ).values_list("version", "outcome"):
        said.setdefault(version, []).append(str(outcome) or "asked")
    return _told(line) | {
        "needs_opinion": row.needs_opinion,
        "solutions": row.solutions,
        "summary_of_id": row.summary_of_id,
        "versions": [told_version(one, said.get(one.pk, [])) for one in versions],
    }


def document_seen(by: Actor, document_id: int) -> Document:
    """A document of a pack. Raises AccessRefused for one the actor may not see."""
    row = document_of(by, document_id)
    if row is None:
        raise AccessRefused(str(document_id))
    return row


def _told(line: DocumentLine) -> dict[str, Any]:
    row, version = line.document, line.version
    return {
        "id": row.pk,
        "number": line.number,
        "title": row.title,
        "kind": str(row.kind),
        "owner_id": row.owner_id,
        "version": version.number if version is not None else None,
        "pages": line.pages,
        "is_out": version is not None and version.circulated_at is not None,
        "fresh": line.fresh,
    }


def told_version(one: DocumentVersion, appraisals: Sequence[str] = ()) -> dict[str, Any]:
    """A version for other programs, with what its appraisals came to."""
    return {
        "number": one.number,
        "state": str(one.state),
        "pages": one.pages,
        "sha256": one.file.sha256 if one.file is not None else "",
        "media_type": one.file.media_type if one.file is not None else "",
        "handed_in_at": one.at,
        "circulated_at": one.circulated_at,
        "appraisals": list(appraisals),
    }
