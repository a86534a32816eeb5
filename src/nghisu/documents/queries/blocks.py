"""The office's own words, and ours where it has none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from nghisu.core.form.rules import Side
from nghisu.core.papers.kept import as_plain, plain
from nghisu.core.papers.kinds import KINDS
from nghisu.core.papers.paper import Formalities
from nghisu.documents.models import Issuer, TextBlock
from nghisu.foundation.actors import Actor

SEVERAL = tuple[str, ...]


@cache
def shipped_blocks() -> Mapping[str, Mapping[str, str]]:
    """Our own words by kind and place."""
    with Path(__file__).parents[1].joinpath("text_blocks.toml").open("rb") as stream:
        table = tomllib.load(stream)
    return {kind: {place: text.strip() for place, text in rows.items()} for kind, rows in table.items()}


def places_of(kind: str) -> list[tuple[str, bool]]:
    """The places of a kind that words can fill: the field, and whether it holds several paragraphs."""
    content = KINDS[kind].content
    types = get_type_hints(content)
    found = [
        (one.name, types[one.name]) for one in fields(content) if one.name not in {"formalities", "meeting"}
    ]
    return [(name, asked == SEVERAL) for name, asked in found if asked in {str, SEVERAL} and name != "code"]


def blocks_of(by: Actor, kind: str) -> dict[str, str]:
    """The words of a kind by place: the office's own, else ours."""
    own = TextBlock.objects.filter(committee=by.committee_id, kind=kind)
    return dict(shipped_blocks().get(kind, {})) | {row.place: row.text for row in own}


def filled(by: Actor, kind: str, content: Any) -> Any:
    """The data with the words of the office at the places that nothing fills."""
    words = blocks_of(by, kind)
    empty = {
        name: tuple(plain(words[name]).splitlines()) if several else plain(words[name])
        for name, several in places_of(kind)
        if words.get(name) and not getattr(content, name)
    }
    return replace(content, **empty) if empty else content


def blank(kind: str, issuer: Issuer, subject: str) -> dict[str, Any]:
    """The data of a document of a kind that nothing fills yet, as JSON: the head of its issuer and its subject."""
    content = KINDS[kind].content
    types = get_type_hints(content)
    head = Formalities(
        side=Side(issuer.side),
        superior=issuer.superior,
        issuer=issuer.name,
        unit=issuer.symbol,
        place=issuer.place,
    )
    data: dict[str, Any] = {"formalities": as_plain(head)}
    for one in fields(content):
        if one.name == "formalities" or not (one.default is MISSING and one.default_factory is MISSING):
            continue
        if one.name == "meeting":
            data["meeting"] = {"name": subject}
        else:
            data[one.name] = [] if get_origin(types[one.name]) is tuple else issuer.name
    if "subject" in types:
        data["subject"] = subject
    return data
