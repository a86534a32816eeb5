"""Several PDFs bound into one, with a bookmark at the first page of each. Runs in the child process only."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from nghisu.foundation.pages.pdf import merge


def bind(paths: list[str], titles: list[str], starts: list[int]) -> bytes:
    """The pages of several PDFs in one; `titles` are bookmarks, each at the page of `starts` (from 0)."""
    return with_bookmarks(merge(paths), list(zip(titles, starts, strict=True)))


def with_bookmarks(content: bytes, marks: Sequence[tuple[str, int]]) -> bytes:
    """A PDF with bookmarks added at its end: what was there stays byte for byte, so that a thousand pages need no
    writing anew."""
    if not marks:
        return content
    reader = PdfReader(io.BytesIO(content))
    first = int(str(reader.trailer["/Size"]))
    root = reader.trailer.raw_get("/Root")
    pages = [reader.pages[start].indirect_reference for _title, start in marks]

    def ref(number: int) -> IndirectObject:
        return IndirectObject(number, 0, reader)

    numbers = range(first + 1, first + 1 + len(marks))
    objects: dict[int, PdfObject] = {}
    for (title, _start), page, number in zip(marks, pages, numbers, strict=True):
        target = ArrayObject([page or NullObject(), NameObject("/XYZ"), *[NullObject()] * 3])
        mark = {"/Title": TextStringObject(title), "/Parent": ref(first), "/Dest": target}
        if number > numbers[0]:
            mark["/Prev"] = ref(number - 1)
        if number < numbers[-1]:
            mark["/Next"] = ref(number + 1)
        objects[number] = _dictionary(mark)
    outlines = {
        "/Type": NameObject("/Outlines"),
        "/First": ref(numbers[0]),
        "/Last": ref(numbers[-1]),
        "/Count": NumberObject(len(marks)),
    }
    objects[first] = _dictionary(outlines)
    catalogue = DictionaryObject(reader.root_object)
    catalogue[NameObject("/Outlines")] = ref(first)
    catalogue[NameObject("/PageMode")] = NameObject("/UseOutlines")
    objects[root.idnum] = catalogue
    return content + _appended(content, reader, root, objects)


def _dictionary(entries: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def _appended(
    content: bytes, reader: PdfReader, root: IndirectObject, objects: dict[int, PdfObject]
) -> bytes:
    """The objects as an update at the end of a file, with the table that says where they stand."""
    out = io.BytesIO()
    out.write(b"\n")
    places: dict[int, int] = {}
    for number, one in sorted(objects.items()):
        places[number] = len(content) + out.tell()
        out.write(f"{number} 0 obj\n".encode())
        one.write_to_stream(out)
        out.write(b"\nendobj\n")
    table = len(content) + out.tell()
    out.write(b"xref\n")
    for number, place in sorted(places.items()):
        out.write(f"{number} 1\n{place:010} 00000 n \n".encode())
    before = content.rindex(b"startxref")
    trailer = DictionaryObject(
        {
            NameObject("/Size"): NumberObject(max(objects) + 1),
            NameObject("/Root"): root,
            NameObject("/Prev"): NumberObject(int(content[before + 9 :].split()[0])),
        }
    )
    out.write(b"trailer\n")
    trailer.write_to_stream(out)
    out.write(f"\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()
