"""What a reader may read of a pack in one file: a ZIP of its PDFs, or one PDF with contents and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from nghisu.conferences.queries.packs import PackSection
from nghisu.core.papers.composing.contents import (
    MARK,
    ContentsGroup,
    ContentsLine,
    compose_contents,
    group_name,
)
from nghisu.core.papers.paper import Formalities
from nghisu.core.text import nfc
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.foundation import clock
from nghisu.foundation.files import file_path
from nghisu.foundation.files.asking import bind_pdfs, look_at_pdf
from nghisu.foundation.models import StoredFile
from nghisu.foundation.refusals import Refused

LARGEST_WHOLE = 300 * 2**20
"""Bytes of files that are bound into one PDF; more is downloaded as a ZIP."""
CONTENTS = "Muc luc.pdf"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


class PackTooLarge(Refused):
    def __init__(self) -> None:
        super().__init__(_("Bộ tài liệu quá lớn để ghép thành một tệp PDF. Hãy tải tệp ZIP."))


class NothingToBind(Refused):
    def __init__(self) -> None:
        super().__init__(_("Chưa có tài liệu nào đọc được để tải."))


@dataclass(frozen=True, slots=True)
class Bound:
    """A document with the file of its pages."""

    number: str
    title: str
    unit: str
    pages: int
    file: StoredFile

    @property
    def name(self) -> str:
        """Its name in a ZIP: what no system takes in a name is left out, Vietnamese letters stay."""
        return file_name(f"{self.number} {self.title}", ".pdf")


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """The documents that can be read of one item."""

    name: str
    documents: tuple[Bound, ...]


def groups_of(sections: Iterable[PackSection]) -> list[BoundGroup]:
    """What can be read of a pack, by item; raises NothingToBind where that is nothing."""
    groups = []
    for section in sections:
        documents = tuple(
            Bound(
                line.number,
                line.document.title,
                line.document.owner.name if line.document.owner is not None else "",
                line.version.pages or 0,
                line.version.pdf,
            )
            for line in section.lines
            if line.version is not None and line.version.pdf is not None
        )
        item = section.item
        name = group_name(item.number, item.title) if item is not None else group_name(None)
        if section.came_from:
            name = _("Từ hội nghị đã gộp: %(title)s") % {"title": section.came_from}
        if documents:
            groups.append(BoundGroup(name, documents))
    if not groups:
        raise NothingToBind
    return groups


def contents_pdf(formalities: Formalities, meeting: str, groups: Sequence[BoundGroup]) -> tuple[bytes, int]:
    """The contents, with how many pages they take: documents begin after them."""
    front = 1
    while True:
        start = front + 1
        shown = []
        for group in groups:
            lines = []
            for one in group.documents:
                lines.append(ContentsLine(one.number, one.title, one.unit, one.pages, start))
                start += one.pages
            shown.append(ContentsGroup(group.name, tuple(lines)))
        drawn = draw_pdf(
            compose_contents(replace(formalities, signer=None, kept_by="", day=clock.today()), meeting, shown)
        )
        pages = _pages(drawn)
        if pages == front:
            return drawn, front
        front = pages


def whole_pdf(formalities: Formalities, meeting: str, groups: Sequence[BoundGroup]) -> BinaryIO:
    """Contents and documents in one PDF, in an open file. Raises PackTooLarge, FileGone, FileRefused, DrawingFailed."""
    documents = [one for group in groups for one in group.documents]
    if sum(one.file.size for one in documents) > LARGEST_WHOLE:
        raise PackTooLarge
    drawn, front = contents_pdf(formalities, meeting, groups)
    marks, start = [(MARK, 0)], front
    for one in documents:
        marks.append((f"{one.number} {one.title}", start))
        start += one.pages
    with NamedTemporaryFile(suffix=".pdf") as first:
        first.write(drawn)
        first.flush()
        return bind_pdfs([Path(first.name), *(file_path(one.file) for one in documents)], marks)


def whole_zip(formalities: Formalities, meeting: str, groups: Sequence[BoundGroup]) -> BinaryIO:
    """A ZIP of the documents and their contents, in an open file. Raises FileGone, DrawingFailed."""
    drawn, _front = contents_pdf(formalities, meeting, groups)
    files = [(one.name, file_path(one.file)) for group in groups for one in group.documents]
    at = clock.local(clock.now()).timetuple()[:6]
    kept = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - closed with the answer that carries it
    with ZipFile(kept, "w", ZIP_STORED) as packed:
        packed.writestr(ZipInfo(CONTENTS, at), drawn)
        for name, path in files:
            with path.open("rb") as content, packed.open(ZipInfo(name, at), "w") as target:
                copyfileobj(content, target)
    kept.seek(0)
    return kept


def file_name(said: str, ending: str, longest: int = 120) -> str:
    """A name that every system takes: no sign that one forbids, not too long, no dot or blank at its end."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", nfc(said)).split())
    while len(plain.encode()) > longest:
        plain = plain[:-1]
    return (plain.rstrip(" .") or "tai-lieu") + ending


def _pages(content: bytes) -> int:
    with NamedTemporaryFile(suffix=".pdf") as kept:
        kept.write(content)
        kept.flush()
        return look_at_pdf(Path(kept.name)).pages
