"""The picture of a signature in its place. Runs in the child process only."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from asn1crypto import x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp.static import StaticStampStyle

from nghisu.documents.adapters.pades.judging import name_of
from nghisu.documents.adapters.pades.making import POINTS, Seen, room_with_seal

_IN = "/ChuKyHien"


class _Drawn(PdfContent):
    """A page that is at hand, as the content of a stamp."""

    def __init__(self, page: bytes) -> None:
        self.page = page
        super().__init__()

    def render(self) -> bytes:
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.page)))
        self.resources.xobject[_IN] = drawn
        left, bottom, right, top = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=float(right - left), height=float(top - bottom))
        return _IN.encode() + b" Do"


def stamp_of(own: x509.Certificate, seen: Seen, size: tuple[float, float]) -> StaticStampStyle:
    """What is seen of a signature of `size` in points: who signs, for which body if the certificate names one, when; the
    seal beside it at its real size, where the place has room for it. Its letters are embedded, as PDF/A wants it."""
    across = seen.millimetres * POINTS
    wide, high = room_with_seal(across)
    has_room = bool(seen.seal) and size[0] >= wide - 1 and size[1] >= high - 1
    body: Any = own.subject.native.get("organization_name")
    said = {
        "who": name_of(own.subject),
        "body": body if isinstance(body, str) else "",
        "at": f"{seen.moment:%d/%m/%Y %H:%M:%S %z}",
        "width": size[0],
        "height": size[1],
        "across": across if has_room else 0,
        "seal": list(seen.seal) if has_room else [],
    }
    template = Path(__file__).with_name("stamp.typ")
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[seen.fonts])
    drawn = typst.Compiler(str(template), root=str(template.parent), font_paths=known).compile(
        sys_inputs={"stamp": json.dumps(said, ensure_ascii=False)},
        format="pdf",
        pdf_standards="a-2b",
        timestamp=seen.moment.replace(microsecond=0),
        pdf_tags=False,
    )
    if not isinstance(drawn, bytes):
        raise TypeError("a stamp is one page")
    as_drawn = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MIN,
        AxisAlignment.ALIGN_MIN,
        margins=Margins(0, 0, 0, 0),
        inner_content_scaling=InnerScaling.NO_SCALING,
    )
    return StaticStampStyle(
        border_width=0, background=_Drawn(drawn), background_layout=as_drawn, background_opacity=1.0
    )
