"""The process that draws documents and may be lost (TRUST 8).

Arguments: the folder of fonts, the seconds and the bytes of memory it may take, and how much it gives way to others.
Standard input: a document a line, as JSON: `{"sheet": …, "at": seconds}`. Standard output: for each a line of JSON
(`{"bytes": n}` or `{"failed": why}`), then its bytes. With `"copies": [{"person": …, "code": …}, …]` and the `"person"`
that stands for them in the sheet, many copies of it are set at once and cut into files: `{"copies": [n or why, …]}`,
then the bytes of each. Words are data to the template and are never read as Typst.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nghisu.documents.adapters.typesetting.cutting import cut
from nghisu.foundation.bounds import bound

BORDER = 2
"""Squares of white around a code, which a reader of codes needs."""
SHADES = bytes([255, 0]) + bytes(254)
"""The shade of a square by what stands in a code: 0 light, 1 dark."""


def with_code(copy: dict[str, Any]) -> dict[str, Any]:
    """What is drawn, with the squares of its QR code. The mask is fixed: any mask is read, and trying all takes five
    times as long."""
    if copy["code"]:
        import segno

        code = segno.make(copy["code"], error="m", micro=False, boost_error=False, mask=2)
        edge = len(code.matrix) + 2 * BORDER
        side, above = b"\xff" * BORDER, b"\xff" * (BORDER * edge)
        rows = (side + bytes(row).translate(SHADES) + side for row in code.matrix)
        copy["pixels"] = list(above + b"".join(rows) + above)
        copy["edge"] = edge
    return copy


class Typesetter:
    """Sets sheets in type."""

    def __init__(self, fonts: str) -> None:
        import typst

        self._failed = typst.TypstError
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        template = Path(__file__).with_name("paper.typ")
        self._compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=known)

    def one(self, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """A document: what is answered, and its bytes."""
        try:
            drawn = self._set(with_code(order["sheet"]), order["at"], tagged=True)
        except self._failed as wrong:
            return {"failed": str(wrong)}, b""
        return {"bytes": len(drawn)}, drawn

    def many(self, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Copies of a document. One that cannot be set keeps back no other."""
        sheet = order["sheet"] | {"person": order["person"]}
        drawn = self._copies(sheet, [with_code(one) for one in order["copies"]], order["at"])
        said = [one if isinstance(one, str) else len(one) for one in drawn]
        return {"copies": said}, b"".join(one for one in drawn if isinstance(one, bytes))

    def _copies(self, sheet: dict[str, Any], copies: list[dict[str, Any]], at: int) -> list[bytes | str]:
        try:
            whole = self._set(sheet | {"copies": copies}, at, tagged=False)
        except self._failed as wrong:
            if len(copies) == 1:
                return [str(wrong)]
            half = len(copies) // 2
            return self._copies(sheet, copies[:half], at) + self._copies(sheet, copies[half:], at)
        return list(cut(whole))

    def _set(self, sheet: dict[str, Any], at: int, *, tagged: bool) -> bytes:
        drawn: Any = self._compiler.compile(
            sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))},
            format="pdf",
            pdf_standards="a-2b",
            timestamp=datetime.fromtimestamp(at, UTC),
            pdf_tags=tagged,
        )
        return bytes(drawn)


def main() -> None:
    """Draw what comes until nothing comes any more."""
    fonts, seconds, memory, nice = sys.argv[1], *map(int, sys.argv[2:5])
    os.nice(nice)
    bound(seconds, memory)
    setter = Typesetter(fonts)
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        order = json.loads(line)
        answer, drawn = setter.many(order) if "copies" in order else setter.one(order)
        out.write(json.dumps(answer).encode() + b"\n" + drawn)
        out.flush()


if __name__ == "__main__":
    main()
