"""Where a note stands in a document, and where it comes to stand when the document is replaced by another version.

A note remembers the words it was made at, the words before and after them, its page and its place within the page, as an
annotation of the web does. In another version the same words are looked for, those in the same company first; then words
much like them. A note whose words are gone is an orphan: kept and shown as one, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nghisu.core.text import nfc

CONTEXT = 60
"""Letters kept before and after a quote."""
LONGEST_QUOTE = 1_000
ALIKE = 78.0
"""How much of a hundred a passage must be like the quote to be taken for it."""
PAGE_ALIKE = 60.0
"""The same for a page, where a note stands at a page as a whole."""
PAGE_HEAD = 400
"""Letters at the head of a page by which a note on the whole page knows it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands (chỗ neo). `quote` is empty for a note on a page as a whole: then `after` is how it begins."""

    page: int
    quote: str
    before: str
    after: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


def anchor_at(pages: Sequence[str], page: int, quote: str, start: int | None = None) -> Anchor | None:
    """The anchor of a note made now on a page (counted from 1); None where the words do not stand on it.

    Words that were chosen across lines are found whatever parts them; `start` tells which of several it is.
    """
    if not 1 <= page <= len(pages):
        return None
    text = pages[page - 1]
    quote = " ".join(nfc(quote).split())[:LONGEST_QUOTE]
    if not quote:
        return Anchor(page, "", "", text[:PAGE_HEAD], 0)
    flat = _flat(text)
    places = list(_places(flat, quote))
    if not places:
        return None
    at = min(places, key=lambda one: abs(one - start)) if start is not None else places[0]
    return _anchor(page, flat, at, at + len(quote))


def move_anchor(anchor: Anchor, pages: Sequence[str]) -> Anchor | None:
    """Where the note comes to stand among the pages of another version; None for an orphan."""
    if not anchor.quote:
        return _same_page(anchor, pages)
    flats = [_flat(text) for text in pages]
    exact = [
        (_company(anchor, flat, at), -abs(number - anchor.page), number, at)
        for number, flat in enumerate(flats, 1)
        for at in _places(flat, anchor.quote)
    ]
    if exact:
        _score, _near, number, at = max(exact)
        return _anchor(number, flats[number - 1], at, at + len(anchor.quote))
    best: tuple[float, int, int, int, int] | None = None
    for number, flat in enumerate(flats, 1):
        found = fuzz.partial_ratio_alignment(anchor.quote, flat, score_cutoff=ALIKE)
        # A page shorter than the quote would be the part that is looked for; that is no place for it.
        if found is None or len(flat) < len(anchor.quote) // 2 or found.dest_end <= found.dest_start:
            continue
        company = _company(anchor, flat, found.dest_start)
        one = (
            found.score + company / 10,
            -abs(number - anchor.page),
            number,
            found.dest_start,
            found.dest_end,
        )
        best = max(best, one) if best else one
    if best is None:
        return None
    _score, _near, number, start, end = best
    return _anchor(number, flats[number - 1], *_whole_words(flats[number - 1], start, end))


def _same_page(anchor: Anchor, pages: Sequence[str]) -> Anchor | None:
    heads = {number: text[:PAGE_HEAD] for number, text in enumerate(pages, 1)}
    if heads.get(anchor.page) == anchor.after:
        return anchor
    found = process.extractOne(anchor.after, heads, scorer=fuzz.ratio, score_cutoff=PAGE_ALIKE)
    return Anchor(found[2], "", "", found[0], 0) if found else None


def _flat(text: str) -> str:
    """A text of the same length in which each break is a blank, so that places stay what they are."""
    return "".join(" " if sign.isspace() else sign for sign in text)


def _places(flat: str, quote: str) -> Iterator[int]:
    at = flat.find(quote)
    while at >= 0:
        yield at
        at = flat.find(quote, at + 1)


def _company(anchor: Anchor, flat: str, at: int) -> float:
    """How much the words around a place are those around the note, of a hundred."""
    before, after = flat[max(0, at - CONTEXT) : at], flat[at + len(anchor.quote) :][:CONTEXT]
    return (fuzz.ratio(anchor.before, before) + fuzz.ratio(anchor.after, after)) / 2


def _whole_words(flat: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not flat[start - 1].isspace():
        start -= 1
    while end < len(flat) and not flat[end].isspace():
        end += 1
    while start < end and flat[start].isspace():
        start += 1
    return start, end


def _anchor(page: int, flat: str, start: int, end: int) -> Anchor:
    before, after = flat[max(0, start - CONTEXT) : start], flat[end : end + CONTEXT]
    return Anchor(page, flat[start:end], before, after, start)
