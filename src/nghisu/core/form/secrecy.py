"""The stamp of a secret document: its text must not come where it may not be kept (TRUST 4)."""

import re
from collections.abc import Callable, Iterable

from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.lines import lines_of
from nghisu.core.law.basis import N_

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
SQUEEZED = {level.replace(" ", ""): level for level in LEVELS}
CALLED = re.compile(r"(?:DẤU ĐỘ MẬT|DẤU|TÀI LIỆU|VĂN BẢN)[ :]+(.+)|(?i:độ mật)[ :]+(.+)")
"""How a stamp is written out: "DẤU MẬT", "TÀI LIỆU MẬT" in capitals, "Độ mật: Tối mật" in any letters."""
BESIDE_NUMBER = re.compile(r"Số.*?[ \[(|]((?:TUYỆT |TỐI )?MẬT)")
ENDING = "MẬT"
"""What every level ends with."""
HEAD_LINES = 40
"""Lines of the head and a little more: a stamp stands under the number."""


def secrecy_stamp(document: WrittenDocument) -> str:
    """The level that a line of its own at the head states in capitals; "" for an open document."""
    return stamp_among(line.text for line in lines_of(document.paragraphs)[:HEAD_LINES])


def stamp_among(lines: Iterable[str]) -> str:
    """The level that one of the lines states in capitals, alone, behind what a stamp is called, or at the end of the line
    of the number; letters set apart count as one word. "" where none does."""
    return next(filter(None, map(_stamp_of, lines)), "")


def _stamp_of(line: str) -> str:
    said = " ".join(line.split()).strip(" []().:*-|")
    written = [said]
    if called := CALLED.fullmatch(said):
        written.append(called[1] or called[2].upper())
    if beside := BESIDE_NUMBER.fullmatch(said):
        written.append(beside[1])
    return next((SQUEEZED[one] for words in written if (one := words.replace(" ", "")) in SQUEEZED), "")


def held_back(level: str, gettext: Callable[[str], str]) -> tuple[str, str]:
    """What is said wherever a text that carries the stamp of a secret document is turned away, and what to do."""
    said = gettext(N_("Văn bản có dấu “%(level)s”: không được đưa lên hệ thống này. Tệp không được lưu lại."))
    return said % {"level": level}, gettext(N_("Tài liệu mật chỉ ghi vào sổ bản đánh số và giao bản giấy."))
