"""A tension (chỗ vênh): rules that pull in two directions. It is shown with its clauses, never decided."""

from dataclasses import dataclass

from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation, Translate, bilingual, identity
from nghisu.core.law.refusals import Place


@dataclass(frozen=True, slots=True)
class Tension:
    """Where rules of one or several editions cannot all be kept as written, or give two readings.

    `between` names the rules that meet with their edition: "5609:giao-ban-quarterly",
    "226:province-wide-a-year". `gist` says in our own words in what they differ.
    """

    id: str
    edition: str
    between: tuple[str, ...]
    gist: str
    gist_en: str
    citations: tuple[Citation, ...]
    basis: Basis
    at: Place
    reason: str = ""
    reason_en: str = ""

    def say(self, gettext: Translate = identity) -> str:
        """In what the rules differ, in the language of the catalogue."""
        return bilingual(self.gist, self.gist_en, gettext)
