from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import BASIS_NAMES, Citation
from nghisu.core.law.citation import bilingual
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries.texts import literal_words


@dataclass(frozen=True, slots=True)
class Chip:
    """A clause as a small sign on a page: where it leads, its code, its place and gist in words, what it is worth."""

    url: str
    label: str
    reading: str
    basis: str
    basis_name: str
    gist: str
    reason: str
    literal: str = ""
    """The words of the clause itself, where the office has attached the document."""


def clause_url(edition: str, clause: str) -> str:
    """The page of a clause. A clause's code holds slashes, which its address keeps."""
    return reverse("rulebook:clause", args=[edition, clause])


def chip_of(citation: Citation, literal: str = "") -> Chip:
    """The sign of a citation, in the reader's language."""
    return Chip(
        url=clause_url(citation.edition, citation.clause),
        label=citation.of.ref,
        reading=citation.of.read(_),
        basis=citation.basis.value,
        basis_name=_(BASIS_NAMES[citation.basis]),
        gist=citation.of.say(_),
        reason=bilingual(citation.reason, citation.reason_en, _),
        literal=literal,
    )


def chips_of(citations: Iterable[Citation]) -> list[Chip]:
    """The signs of some citations."""
    return [chip_of(citation) for citation in citations]


def chips_with_words(actor: Actor, citations: Iterable[Citation]) -> list[Chip]:
    """The signs of some citations, each with the literal words that the actor's office has attached: one query."""
    citations = list(citations)
    words = literal_words(actor, [(one.edition, one.clause) for one in citations])
    return [chip_of(one, words.get((one.edition, one.clause), "")) for one in citations]
