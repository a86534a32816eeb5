"""Several PDFs bound into one, with a bookmark at the first page of each. Runs in the child process only."""

from __future__ import annotations

import io

from pypdf import PdfWriter

from nghisu.foundation.pages.pdf import merge


def bind(paths: list[str], titles: list[str], starts: list[int]) -> bytes:
    """The pages of several PDFs in one; `titles` are bookmarks, each at the page of `starts` (from 0).

    They are added at the end of what was merged, so that a thousand pages need no writing anew.
    """
    writer = PdfWriter(io.BytesIO(merge(paths)), incremental=True)
    for title, start in zip(titles, starts, strict=True):
        writer.add_outline_item(title=title, page_number=start)
    writer.page_mode = "/UseOutlines"
    bound = io.BytesIO()
    writer.write(bound)
    return bound.getvalue()
