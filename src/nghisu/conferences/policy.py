"""What may be done with a conference at its stage, and who sees what of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.foundation.access import Verdict, may
from nghisu.foundation.actors import Actor

SEEN_BY_ALL = frozenset({Stage.INVITED, Stage.OPEN, Stage.CLOSED, Stage.CONCLUDED, Stage.ARCHIVED})
"""From the invitation on, those who are invited see what they are invited to."""

HELD = frozenset({Stage.OPEN, Stage.CLOSED, Stage.CONCLUDED, Stage.ARCHIVED})
"""From the opening on, what was prepared stays as it was."""

IN_THE_HALL = frozenset({Stage.OPEN, Stage.CLOSED, Stage.CONCLUDED})
"""Stages that those who hold a conference enter as well as the office that prepares it."""


def right_to_enter(stage: str) -> str:
    """The action of the access matrix by which a stage is entered, and what it asks is confirmed."""
    return "conference.hold" if stage in IN_THE_HALL else "conference.advance"


def sees_agenda(actor: Actor, conference: Conference | None) -> bool:
    """Whether an actor who sees the conference sees its agenda: those who prepare do always, those who will only
    attend from the invitation on."""
    if may(actor, "programme.view"):
        return True
    return conference is not None and conference.stage in SEEN_BY_ALL


def may_change_agenda(actor: Actor, conference: Conference) -> Verdict:
    """Whether the agenda may be changed now."""
    verdict = may(actor, "agenda.edit")
    if not verdict:
        return verdict
    if conference.stage in HELD:
        return Verdict(False, _("Hội nghị đã khai mạc nên nội dung được giữ nguyên."))
    if not conference.entry.is_held:
        return Verdict(
            False,
            _("Hội nghị không còn trong lịch họp nên nội dung được giữ nguyên. Hãy cho họp lại trước."),
        )
    return Verdict(True)
