"""How issued documents are signed: the file that shows it, as it was judged when it came."""

from __future__ import annotations

from collections.abc import Iterable

from nghisu.documents.enums import FileRole
from nghisu.documents.models import DocumentFile


def counts_as_signed(one: DocumentFile) -> bool:
    """Whether a file shows that its document is signed: signatures on the very bytes that were issued, all intact and
    trusted, one of them by the certificate of who signs, or one that somebody confirmed by name; or a scan of the signed
    paper, for which whoever took it in answers by name."""
    if one.role == FileRole.SCAN:
        return True
    is_right = not one.names_another or one.another_name_confirmed_at is not None
    return one.role == FileRole.SIGNED and one.is_trusted is True and is_right


def signatures_of(committee_id: int, issued_ids: Iterable[int]) -> dict[int, DocumentFile]:
    """The file that shows how each of some issued documents is signed: the last one that counts, else the last one that
    came. One query; a document that nobody signed is not among them."""
    rows = DocumentFile.objects.filter(
        committee=committee_id, issued__in=list(issued_ids), role__in=[FileRole.SIGNED, FileRole.SCAN]
    )
    found: dict[int, DocumentFile] = {}
    for one in rows.select_related("file", "issued").order_by("id"):
        before = found.get(one.issued_id or 0)
        if before is None or counts_as_signed(one) or not counts_as_signed(before):
            found[one.issued_id or 0] = one
    return found
