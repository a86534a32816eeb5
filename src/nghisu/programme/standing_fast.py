"""Whether a conference still moves at all: the storeys above know what has taken place of it, and say why it stands fast.

    @keeps_standing
    def held(by: Actor, entry: Entry, proposal: Proposal | None, *, locks: bool) -> str: ...

A function returns why not, as people read it, or an empty text. `proposal` is None where another conference is to be
merged into this one, or parted from it. With `locks` it keeps what it rests on from changing until the act is over.
"""

from __future__ import annotations

from typing import Protocol

from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.consequences.proposal import Proposal
from nghisu.programme.refusals import EntryStandsFast


class Why(Protocol):
    def __call__(self, by: Actor, entry: Entry, proposal: Proposal | None, *, locks: bool) -> str: ...


_reasons: list[Why] = []


def keeps_standing(why: Why) -> Why:
    """Register why conferences stand fast."""
    if why not in _reasons:
        _reasons.append(why)
    return why


def why_it_stands(by: Actor, entry: Entry, proposal: Proposal | None, *, locks: bool = False) -> str:
    """Why a conference does not become what is proposed; empty where it may."""
    found = (why(by, entry, proposal, locks=locks) for why in _reasons)
    return next((said for said in found if said), "")


def must_move(by: Actor, entry: Entry, proposal: Proposal | None) -> None:
    """Raises EntryStandsFast; called in the act's transaction, the entry being locked."""
    said = why_it_stands(by, entry, proposal, locks=True)
    if said:
        raise EntryStandsFast(said)
