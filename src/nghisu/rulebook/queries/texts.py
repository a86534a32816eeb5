"""The literal words of clauses, as the actor's own office has attached them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from nghisu.core.law.edition import Edition
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import AttachedText, TextPassage


def literal_words(actor: Actor, clauses: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The words of some clauses, named by edition and code; what the office has not attached is left out."""
    wanted = Q()
    for edition, clause in clauses:
        wanted |= Q(text__edition=edition, clause=clause)
    if not wanted or actor.committee_id is None or not may(actor, "text.read"):
        return {}
    rows = TextPassage.objects.filter(wanted, committee=actor.committee_id, text__replaced_at=None)
    return {
        (edition, clause): words
        for edition, clause, words in rows.values_list("text__edition", "clause", "words")
    }


def attached_text(actor: Actor, edition: str) -> AttachedText | None:
    """The text that stands attached to an edition for the actor's committee; None where there is none."""
    if not may(actor, "text.read"):
        return None
    return AttachedText.objects.filter(
        committee=actor.committee_id, edition=edition, replaced_at=None
    ).first()


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A clause of an edition and the passage it was placed at; None where it was not."""

    clause: str
    reading: str
    gist: str
    passage: TextPassage | None

    @property
    def moved(self) -> bool:
        """Whether the text has it in another place, found by its words."""
        passage = self.passage
        return passage is not None and not passage.by_hand and passage.found_at not in ("", self.clause)


@dataclass(frozen=True, slots=True)
class TextPage:
    """What came of matching a text: each clause, and the passages that are no clause of ours."""

    lines: Sequence[PlacedLine]
    free: Sequence[TextPassage]

    @property
    def placed(self) -> int:
        return sum(1 for line in self.lines if line.passage is not None)

    @property
    def unplaced(self) -> list[PlacedLine]:
        return [line for line in self.lines if line.passage is None]

    @property
    def changed(self) -> list[PlacedLine]:
        """Clauses whose words are others than those the edition was made from."""
        return [line for line in self.lines if line.passage is not None and line.passage.same is False]

    @property
    def moved(self) -> list[PlacedLine]:
        return [line for line in self.lines if line.moved]

    @property
    def by_hand(self) -> list[PlacedLine]:
        return [line for line in self.lines if line.passage is not None and line.passage.by_hand]


def text_page(actor: Actor, edition: Edition, text: AttachedText) -> TextPage:
    """The result of a text, in two queries."""
    rows = list(TextPassage.objects.filter(committee=actor.committee_id, text=text))
    placed = {row.clause: row for row in rows if row.clause}
    return TextPage(
        lines=[
            PlacedLine(code, clause.reading, clause.gist, placed.get(code))
            for code, clause in edition.clauses.items()
        ],
        free=[row for row in rows if not row.clause],
    )
