"""What happens to duties and to the rules, for whoever must hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.foundation.events import Event
from nghisu.rulebook.models import Binding, Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineStands(Event):
    """A duty stands otherwise than before."""

    deadline: Deadline

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "deadline_id": self.deadline.pk,
            "act": self.deadline.act,
            "act_by": self.deadline.act_by.isoformat() if self.deadline.act_by else None,
            "organisation_id": self.deadline.organisation_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineCompleted(DeadlineStands):
    """It is done."""

    public_name: ClassVar[str] = "deadline.completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReopened(DeadlineStands):
    """It is open again."""

    public_name: ClassVar[str] = "deadline.reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecorded(Event):
    """Duties that were done before are now known to be done: other programs are told of each."""

    public_name: ClassVar[str] = "deadline.completed"

    deadlines: Sequence[Deadline]

    def public(self) -> Iterable[dict[str, Any]]:
        for deadline in self.deadlines:
            yield from DeadlineCompleted(by=self.by, deadline=deadline).public()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookBound(Event):
    """From a day on another rulebook binds the committee: what opens from then on is to be derived anew."""

    binding: Binding


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDaysChanged(Event):
    """A committee has other days off than before: what is still owed is counted anew."""
