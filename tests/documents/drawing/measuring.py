"""What stands where in a PDF: every line with its place, size and face, in millimetres and points."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Seen:
    """A piece of a line: its words without spaces, its edges from the left, its base line from the top, in millimetres;
    the size of its letters in points and the name of their face."""

    page: int
    text: str
    left: float
    right: float
    down: float
    size: float
    face: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def seen_in(content: bytes) -> list[Seen]:
    """The lines of a PDF from top to bottom; one is cut where its letters change or leave a gap."""
    pdf = pypdfium2.PdfDocument(content)
    found: list[Seen] = []
    for number, page in enumerate(pdf, start=1):
        text = page.get_textpage()
        height = page.get_height()
        letters = []
        for index in range(text.count_chars()):
            sign = chr(raw.FPDFText_GetUnicode(text, index))
            if not sign.strip("\0 \r\n\t\ufffe\N{NO-BREAK SPACE}"):
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            edges = [ctypes.c_double() for _ in range(4)]
            raw.FPDFText_GetCharBox(text, index, *edges)
            name = ctypes.create_string_buffer(200)
            raw.FPDFText_GetFontInfo(text, index, name, 200, None)
            size = round(raw.FPDFText_GetFontSize(text, index), 1)
            face = name.value.decode().partition("+")[2] or name.value.decode()
            letters.append((round(height - y.value, 1), x.value, edges[1].value, sign, size, face))
        letters.sort(key=lambda one: (one[0], one[1]))
        run: list[tuple[float, float, float, str, float, str]] = []
        for one in [*letters, None]:
            if run and (
                one is None or one[0] != run[-1][0] or one[4:] != run[-1][4:] or one[1] - run[-1][2] > 12
            ):
                found.append(
                    Seen(
                        number, "".join(sign[3] for sign in run), run[0][1] * MM, run[-1][2] * MM,
                        run[0][0] * MM, run[0][4], run[0][5],
                    )
                )  # fmt: skip
                run = []
            if one is not None:
                run.append(one)
    return found


def line(seen: list[Seen], begins: str) -> Seen:
    """The first line that begins with these words."""
    wanted = begins.replace(" ", "")
    for one in seen:
        if one.text.startswith(wanted):
            return one
    raise AssertionError(f"no line begins with {begins!r}")
