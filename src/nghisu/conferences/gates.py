"""What must be true before a conference enters a stage: the facts that this app and the apps above know.

    @asks("invited")
    def letters_ready(by: Actor, conference: Conference) -> list[Missing]: ...

A function says what is missing, each thing with the gate of the rulebook that asks for it, named as in its file
(`invitation-approved`). What no gate of the conference's own rulebook asks is not asked: the rule does not bind there.
The functions run for one conference at a time, with a number of queries that does not grow with its items.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing before a stage (còn thiếu).

    `gate` is the id of the gate that asks for it; empty where it follows from the state of things and from no rule,
    and then nobody can pass it over. `key` tells it from other things that the same gate asks: it stays the same as long
    as the same thing is missing. `field` is the field of the form in which it is stated, if any; `also` are other gates
    that ask for the same. `judged` is what a person states who has looked at it, where the programme cannot know: once
    somebody did so by name, it is missing no more.
    """

    gate: str
    key: str
    said: str
    url: str = ""
    action: str = ""
    field: str = ""
    also: tuple[str, ...] = ()
    judged: str = ""


def of_this(key: str, *values: object) -> str:
    """A key that holds for exactly this value: who passed over one has not passed over another."""
    return f"{key}-{hashlib.sha256(repr(values).encode()).hexdigest()[:12]}"


Facts = Callable[[Actor, Conference], Iterable[Missing]]
F = TypeVar("F", bound=Facts)

_asked: dict[str, list[Facts]] = {}
_answered: dict[str, Facts] = {}


def asks(stage: str, *, answers: str = "") -> Callable[[F], F]:
    """Register what is asked before a stage. `answers` names a gate that this app leaves to the one above: once
    somebody answers it, the plain answer of this app ("nothing is known of it") falls silent."""
    if stage not in Stage.values:
        raise ValueError(f"no such stage: {stage}")

    def register(facts: F) -> F:
        known = _asked.setdefault(stage, [])
        if facts not in known:
            known.append(facts)
        if answers:
            _answered[answers] = facts
        return facts

    return register


def facts_of(stage: str) -> list[Facts]:
    """The functions that say what is missing before a stage, in the order they were registered."""
    return list(_asked.get(stage, ()))


def is_answered(gate: str) -> bool:
    """Whether an app above answers for a gate."""
    return gate in _answered
