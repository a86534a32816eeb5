"""What is put before those who approve: passages a person reads, and the SHA-256 that an approval binds to (TRUST 7)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of what is shown that a comment can stand at: `id` stays the same from round to round."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing as those who approve see it. `url` leads to its own page and is not part of what is approved."""

    title: str
    url: str
    passages: Sequence[Passage]

    def __post_init__(self) -> None:
        ids = [passage.id for passage in self.passages]
        if len(set(ids)) != len(ids):
            raise ValueError("two passages of one thing bear the same id")

    @property
    def kept(self) -> dict[str, Any]:
        """As an approval keeps it: plain JSON, composed characters."""
        return {
            "title": _nfc(self.title),
            "passages": [
                {"id": one.id, "heading": _nfc(one.heading), "text": _nfc(one.text)} for one in self.passages
            ],
        }

    @property
    def digest(self) -> str:
        """SHA-256 of title and passages, in hexadecimal."""
        return digest_of(self.kept)


def digest_of(kept: Mapping[str, Any]) -> str:
    """SHA-256 of what an approval keeps: the same for equal content, whatever the order of its keys."""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def passages_of(kept: Mapping[str, Any]) -> list[Passage]:
    """The passages of what an approval keeps."""
    return [Passage(one["id"], one["heading"], one["text"]) for one in kept["passages"]]
