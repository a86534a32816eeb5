from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from nghisu.core.people.roles import Role
from nghisu.core.text import nfc
from nghisu.foundation.access import load_matrix
from nghisu.web.help.marks import links
from nghisu.web.help.topic import Part, Saying, Topic, TopicFileError

FOLDER = Path(__file__).with_name("topics")
KEYS = {"name", "gist", "position", "routes", "place", "action", "roles", "also", "part"}
PART_KEYS = {"name", "text", "steps"}


@cache
def load_topics() -> dict[str, Topic]:
    """All topics of the help by their slug, in order. Raises TopicFileError, which names the file."""
    return read_topics(FOLDER)


@cache
def _by_route() -> dict[str, str]:
    return {route: topic.slug for topic in load_topics().values() for route in topic.routes}


def topic_of_route(route: str) -> str:
    """The slug of the topic that explains a page ("programme:entry"); empty for a page that no topic names.

    A topic may stand for all pages of an app that no other topic names ("directory:*").
    """
    app, _, _ = route.partition(":")
    return _by_route().get(route) or _by_route().get(f"{app}:*", "")


def read_topics(folder: Path) -> dict[str, Topic]:
    """The topics of a folder. Raises TopicFileError for an unknown key, a missing language, a link to nowhere,
    two topics for one page."""
    topics = sorted(
        (_topic(path) for path in folder.glob("*.toml")), key=lambda one: (one.position, one.slug)
    )
    known = {topic.slug for topic in topics}
    routes: dict[str, str] = {}
    for topic in topics:
        wanted = {
            *topic.also,
            *(slug for saying in topic.sayings for text in (saying.vi, saying.en) for slug in links(text)),
        }
        for slug in sorted(wanted - known):
            raise TopicFileError(f"{topic.slug}.toml: dẫn tới mục trợ giúp “{slug}” không có")
        for route in topic.routes:
            if route in routes:
                raise TopicFileError(f"{topic.slug}.toml: trang {route} đã thuộc mục “{routes[route]}”")
            routes[route] = topic.slug
    return {topic.slug: topic for topic in topics}


def _topic(path: Path) -> Topic:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        _only(table, KEYS)
        topic = Topic(
            slug=path.stem,
            name=_saying(table["name"]),
            gist=_saying(table["gist"]),
            position=table["position"],
            parts=tuple(_part(part) for part in table["part"]),
            routes=tuple(table.get("routes", ())),
            place=table.get("place", ""),
            action=table.get("action", ""),
            roles=tuple(Role(role) for role in table.get("roles", ())),
            also=tuple(table.get("also", ())),
        )
    except KeyError as problem:
        raise TopicFileError(f"{path.name}: thiếu {problem.args[0]}") from problem
    except ValueError as problem:
        raise TopicFileError(f"{path.name}: {problem}") from problem
    if topic.action and topic.action not in load_matrix():
        raise TopicFileError(f"{path.name}: không có quyền “{topic.action}”")
    return topic


def _part(table: dict[str, Any]) -> Part:
    _only(table, PART_KEYS)
    return Part(
        name=_saying(table["name"]),
        text=tuple(_saying(pair) for pair in table.get("text", ())),
        steps=tuple(_saying(pair) for pair in table.get("steps", ())),
    )


def _only(table: dict[str, Any], keys: set[str]) -> None:
    unknown = set(table) - keys
    if unknown:
        raise ValueError(f"không có khóa tên {', '.join(sorted(unknown))}")


def _saying(pair: list[Any]) -> Saying:
    if len(pair) != 2 or not all(isinstance(words, str) and words.strip() for words in pair):
        raise ValueError(f"mỗi câu cần đủ hai thứ tiếng: {pair!r}")
    vietnamese, english = (nfc(words.strip()) for words in pair)
    return Saying(vietnamese, english)
