"""What happened in the directory that a storey above must hear of."""

from __future__ import annotations

from dataclasses import dataclass

from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsImported(Event):
    """Positions came in with a file of people; whoever keeps roles may give them those that usually come with them."""

    position_ids: tuple[int, ...]
