"""The stamp of a secret document: its text must not come where it may not be kept (TRUST 4)."""

from nghisu.core.form.document import WrittenDocument
from nghisu.core.form.lines import lines_of

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
HEAD_LINES = 40
"""Lines of the head and a little more: a stamp stands under the number."""


def secrecy_stamp(document: WrittenDocument) -> str:
    """The level that a line of its own at the head states in capitals; "" for an open document."""
    for line in lines_of(document.paragraphs)[:HEAD_LINES]:
        said = line.text.strip(" []().:*-")
        if said in LEVELS:
            return said
        level = said.removeprefix("Độ mật: ").removeprefix("ĐỘ MẬT: ").upper()
        if level != said.upper() and level in LEVELS:
            return level
    return ""
