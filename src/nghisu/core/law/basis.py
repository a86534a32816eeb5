"""How much a statement of law is worth: said by the clause, read into it, or known from a report."""

from enum import StrEnum


def N_(text: str) -> str:
    """Marks a text for translation where it stands; it is translated when it is shown."""
    return text


class Basis(StrEnum):
    """The status of a rule (căn cứ): shown beside every citation."""

    STATED = "stated"
    INTERPRETED = "interpreted"
    REPORTED = "reported"


BASIS_NAMES = {
    Basis.STATED: N_("văn bản quy định"),
    Basis.INTERPRETED: N_("cách hiểu của hệ thống"),
    Basis.REPORTED: N_("theo báo chí, tài liệu tổng hợp"),
}
"""What a basis is called on a page (msgids)."""

LANGUAGE = N_("ngôn ngữ: vi")
"""A message whose translation names the language of the catalogue ("ngôn ngữ: en"): data carry both
languages, and this is how a sentence built from them knows which one its reader wants.
"""
