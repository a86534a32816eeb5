"""The stamp of a secret document: its text must not come where it may not be kept (TRUST 4)."""

from collections.abc import Callable, Iterable

from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.lines import lines_of
from nghisu.core.law.basis import N_

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
ENDING = "MẬT"
"""What every level ends with."""
HEAD_LINES = 40
"""Lines of the head and a little more: a stamp stands under the number."""


def secrecy_stamp(document: WrittenDocument) -> str:
    """The level that a line of its own at the head states in capitals; "" for an open document."""
    return stamp_among(line.text for line in lines_of(document.paragraphs)[:HEAD_LINES])


def stamp_among(lines: Iterable[str]) -> str:
    """The level that one of the lines states, alone and in capitals; "" where none does."""
    for line in lines:
        said = " ".join(line.split()).strip(" []().:*-|")
        if said in LEVELS:
            return said
        level = said.removeprefix("Độ mật: ").removeprefix("ĐỘ MẬT: ").upper()
        if level != said.upper() and level in LEVELS:
            return level
    return ""


def held_back(level: str, gettext: Callable[[str], str]) -> tuple[str, str]:
    """What is said wherever a text that carries the stamp of a secret document is turned away, and what to do."""
    said = gettext(N_("Văn bản có dấu “%(level)s”: không được đưa lên hệ thống này. Tệp không được lưu lại."))
    return said % {"level": level}, gettext(N_("Tài liệu mật chỉ ghi vào sổ bản đánh số và giao bản giấy."))
