"""The topics as one person finds them: one's own work first, then the pages one uses, then what others use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nghisu.core.text import fold
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.web.help.reading import load_topics
from nghisu.web.help.topic import Topic


@dataclass(frozen=True, slots=True)
class Found:
    """A topic in a list, in the language of the reader."""

    slug: str
    name: str
    gist: str


@dataclass(slots=True)
class Shelf:
    """What the index of the help shows; `found` holds the answer to a search, best first."""

    own: list[Found] = field(default_factory=list)
    pages: list[Found] = field(default_factory=list)
    others: list[Found] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def shelf_of(actor: Actor, language: str, words: str = "") -> Shelf:
    """The topics for a person; with words typed, those that hold all of them, marks or not."""
    shelf = Shelf()
    wanted = fold(words).split()
    if wanted:
        shelf.found = [_found(topic, language) for topic in _matching(wanted, language)]
        return shelf
    for topic in load_topics().values():
        if topic.roles:
            place = shelf.own if not actor.roles.isdisjoint(topic.roles) else shelf.others
        else:
            place = shelf.pages if not topic.action or may(actor, topic.action) else shelf.others
        place.append(_found(topic, language))
    return shelf


def _matching(wanted: Sequence[str], language: str) -> list[Topic]:
    """Topics that hold every word, those first whose name does."""
    held = [
        topic for topic in load_topics().values() if all(word in topic.searched(language) for word in wanted)
    ]
    named = [topic for topic in held if _in_name(topic, wanted, language)]
    return named + [topic for topic in held if topic not in named]


def _in_name(topic: Topic, wanted: Sequence[str], language: str) -> bool:
    name = fold(f"{topic.name.vi} {topic.name.say(language)}")
    return all(word in name for word in wanted)


def _found(topic: Topic, language: str) -> Found:
    return Found(topic.slug, topic.name.say(language), topic.gist.say(language))
