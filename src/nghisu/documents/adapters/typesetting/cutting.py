"""One PDF of many copies cut into a file for each: its own pages, and what all of them share.

It reads what our typesetter writes and nothing else: plain objects, one table of their places. Every file keeps the claim
of the whole to PDF/A: the same fonts, colours and metadata, with its own count of pages and its own name for itself.
Imports nothing slow: the process that draws does the cutting.
"""

import hashlib
import re
from collections.abc import Sequence

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_VARIES = re.compile(
    rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)|(<xmpMM:InstanceID>)[^<]*(</xmpMM:InstanceID>)"
)
TREE, CATALOG, METADATA = 1, 2, 3
"""The numbers that the tree of pages, the catalog and the metadata have in every file."""


class NotOurs(ValueError):
    """The PDF is none that our typesetter writes: its parts are not where they are looked for."""


def cut(whole: bytes) -> list[bytes]:
    """The file of each copy, in their order. A copy begins at each page that a bookmark names. Raises NotOurs."""
    try:
        return _Whole(whole).copies()
    except (KeyError, IndexError, ValueError, TypeError) as wrong:
        raise NotOurs(str(wrong)) from wrong


class _Whole:
    """The objects of a PDF, by their numbers, without the words around each."""

    def __init__(self, whole: bytes) -> None:
        end = whole.rindex(b"startxref")
        table = int(whole[end + len(b"startxref") :].split(maxsplit=1)[0])
        _word, counted, lines = whole[table:end].split(b"\n", 2)
        count = int(counted.split()[1])
        starts = sorted((int(lines[at * 20 : at * 20 + 10]), at) for at in range(1, count))
        ends = [*(start for start, _at in starts[1:]), table]
        self._objects = {
            at: whole[start:stop].split(b"obj", 1)[1].strip().removesuffix(b"endobj").rstrip()
            for (start, at), stop in zip(starts, ends, strict=True)
        }
        self._head = whole[: starts[0][0]]
        trailer = lines[count * 20 :]
        self._info = _named(b"Info", trailer)
        catalog = self._objects[_named(b"Root", trailer)]
        self._tree, self._metadata = _named(b"Pages", catalog), _named(b"Metadata", catalog)
        self._marks = _named(b"Outlines", catalog)
        self._catalog = catalog.replace(b"/Outlines %d 0 R" % self._marks, b"")
        self._lasting, self._name = trailer.partition(b"/ID[(")[2].partition(b")]")[0].split(b")(")

    def copies(self) -> list[bytes]:
        """The pages of each, with all that they refer to; what every copy refers to is written out once for all."""
        groups = self._groups()
        reached = [self._reached(pages) for pages in groups]
        around = self._reached([self._info, *_references(self._catalog)])
        shared = sorted(around | set.intersection(*reached))
        numbers = {self._tree: TREE, self._metadata: METADATA}
        numbers |= {old: new for new, old in enumerate(shared, METADATA + 1)}
        body, places = self._written(shared, numbers, len(self._head))
        head = self._head + body
        return [
            self._file(pages, sorted(own.difference(shared)), dict(numbers), head, places)
            for pages, own in zip(groups, reached, strict=True)
        ]

    def _groups(self) -> list[list[int]]:
        """The pages of each copy."""
        begins = set()
        mark = self._objects[self._marks].replace(b"/First", b"/Next")
        while b"/Next " in mark:
            mark = self._objects[_named(b"Next", mark)]
            begins.add(_references(self._objects[_named(b"Dest", mark)])[0])
        groups: list[list[int]] = []
        for page in _references(self._objects[self._tree]):
            if page in begins:
                groups.append([])
            groups[-1].append(page)
        return groups

    def _reached(self, from_these: Sequence[int]) -> set[int]:
        """All that some objects refer to, themselves with it; not the tree of pages and the metadata."""
        found: set[int] = set()
        waiting = list(from_these)
        while waiting:
            one = waiting.pop()
            if one not in found and one not in (self._tree, self._metadata):
                found.add(one)
                waiting += _references(_words(self._objects[one]))
        return found

    def _written(self, wanted: Sequence[int], numbers: dict[int, int], place: int) -> tuple[bytes, list[int]]:
        """Some objects under their new numbers, and where each begins; the first at `place`."""
        parts, places = [], []
        for old in wanted:
            part = b"%d 0 obj\n%s\nendobj\n" % (numbers[old], _renumbered(self._objects[old], numbers))
            parts.append(part)
            places.append(place)
            place += len(part)
        return b"".join(parts), places

    def _file(
        self,
        pages: Sequence[int],
        mine: Sequence[int],
        numbers: dict[int, int],
        head: bytes,
        shared: Sequence[int],
    ) -> bytes:
        """The file of a copy: what is shared, its own objects, then those that speak of the whole of it."""
        numbers |= {old: new for new, old in enumerate(mine, METADATA + 1 + len(shared))}
        own, places = self._written(mine, numbers, len(head))
        name = hashlib.sha256(self._name + own).hexdigest()[:32].encode()
        kids = b" ".join(b"%d 0 R" % numbers[one] for one in pages)
        parts = [
            b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (TREE, len(pages), kids),
            b"%d 0 obj\n%s\nendobj\n" % (CATALOG, _renumbered(self._catalog, numbers)),
            b"%d 0 obj\n%s\nendobj\n" % (METADATA, self._metadata_of(len(pages), name)),
        ]
        place, about = len(head) + len(own), []
        for part in parts:
            about.append(place)
            place += len(part)
        stand = [*about, *shared, *places]
        table = b"".join(b"%010d 00000 n\r\n" % one for one in stand)
        ending = (
            b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]>>\n"
            % (
                len(stand) + 1,
                table,
                len(stand) + 1,
                CATALOG,
                numbers[self._info],
                self._lasting,
                name,
            )
        )
        return b"".join([head, own, *parts, ending, b"startxref\n%d\n%%%%EOF" % place])

    def _metadata_of(self, pages: int, name: bytes) -> bytes:
        """The metadata with a copy's own count of pages and its own name."""
        said = self._objects[self._metadata].partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        said = _VARIES.sub(
            lambda found: found[1] + b"%d" % pages + found[2] if found[1] else found[3] + name + found[4],
            said,
        )
        return b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream" % (len(said), said)


def _named(key: bytes, text: bytes) -> int:
    """The object that a key refers to."""
    return int(text.partition(b"/%s " % key)[2].split(maxsplit=1)[0])


def _words(content: bytes) -> bytes:
    """An object without the bytes of its stream."""
    return content.partition(b"stream\n")[0]


def _references(words: bytes) -> list[int]:
    return [int(one) for one in _REFERENCE.findall(words)]


def _renumbered(content: bytes, numbers: dict[int, int]) -> bytes:
    words, mark, stream = content.partition(b"stream\n")
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], words) + mark + stream
