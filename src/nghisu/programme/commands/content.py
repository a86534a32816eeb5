from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from nghisu.core.text import fold, nfc
from nghisu.programme.models import Entry


@dataclass(frozen=True, slots=True)
class EntryContent:
    """What a person states of a conference. Instants are aware; units are ids of the directory, or text where the
    directory does not know them."""

    title: str
    kind: str
    opening: datetime
    part: str
    form: str
    scale: str
    closing: datetime | None = None
    number: int | None = None
    unscheduled: bool = False
    chair: str = ""
    chair_text: str = ""
    preparing_id: int | None = None
    preparing_text: str = ""
    coordinating_ids: tuple[int, ...] = ()
    coordinating_text: str = ""
    room_id: int | None = None
    room_text: str = ""
    participants: str = ""
    delegates: int | None = None
    carries_appraised: bool | None = None
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """The content as columns of an entry, in NFC, with the text that a search looks into."""
        columns = {
            key: nfc(value) if isinstance(value, str) else value for key, value in asdict(self).items()
        }
        del columns["coordinating_ids"]
        columns["search_text"] = fold(
            f"{self.title} {self.preparing_text} {self.coordinating_text} {self.note} {self.number or ''}"
        )[:900]
        return columns


def content_of(entry: Entry, coordinating_ids: tuple[int, ...]) -> dict[str, Any]:
    """What an entry states now, as the audit trail keeps it."""
    names = EntryContent.__dataclass_fields__
    kept = {name: getattr(entry, name) for name in names if name != "coordinating_ids"}
    return kept | {"coordinating_ids": sorted(coordinating_ids)}
