"""The life of a conference as a plain machine: which stage follows which (giai đoạn của một hội nghị)."""

from __future__ import annotations

from collections.abc import Mapping

STAGES = (
    "proposed",
    "returned",
    "approved",
    "preparing",
    "invited",
    "open",
    "closed",
    "concluded",
    "archived",
)

WAY = tuple(stage for stage in STAGES if stage != "returned")
"""The stages in the order of work; `returned` is a turning back on the way, not a station of it."""

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "proposed": ("approved", "returned"),
    "returned": ("proposed",),
    "approved": ("preparing", "proposed"),
    "preparing": ("invited", "proposed"),
    "invited": ("open", "preparing"),
    "open": ("closed",),
    "closed": ("concluded",),
    "concluded": ("archived",),
    "archived": (),
}
"""From each stage those that may follow: one onward; back to the proposal while nobody was invited, and to the
preparation while it has not opened. What was held is never taken back."""


def may_follow(stage: str, next_stage: str) -> bool:
    """Whether a conference may go from one stage straight to another."""
    return next_stage in FOLLOWS.get(stage, ())


def onward(stage: str) -> str | None:
    """The stage that follows in the order of work; None at the end of the way."""
    if stage == "returned":
        return "proposed"
    place = WAY.index(stage)
    return WAY[place + 1] if place + 1 < len(WAY) else None
