"""What other programs hear of invitations, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.foundation.events import Event
from nghisu.invitations.models import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered(Event):
    """One who is invited answered, or answered otherwise than before."""

    public_name: ClassVar[str] = "invitation.answered"

    reply: Reply

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "entry_id": self.reply.invitee.conference.entry_id,
            "invitee_id": self.reply.invitee_id,
            "answer": str(self.reply.answer),
        }
