"""What happens to a conference on its way, for whoever must hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.conferences.models import AgendaItem, Conference, Consultation, Transition
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemLeaves(Event):
    """An item is being taken off an agenda; whoever hangs on it refuses with ItemInUse."""

    item: AgendaItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceAdvanced(Event):
    """A conference entered another stage: `transition` says from which, who took it on and why."""

    public_name: ClassVar[str] = "conference.advanced"

    conference: Conference
    transition: Transition

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "entry_id": self.conference.entry_id,
            "code": self.conference.code,
            "from_stage": self.transition.from_stage,
            "to_stage": self.transition.to_stage,
            "revision": self.transition.revision,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationClosed(Event):
    """A written consultation is closed: nothing is taken any more, how people answered is seen."""

    public_name: ClassVar[str] = "consultation.closed"

    consultation: Consultation
    answered: int
    asked: int

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "consultation_id": self.consultation.pk,
            "entry_id": self.consultation.entry_id,
            "answered": self.answered,
            "asked": self.asked,
        }
