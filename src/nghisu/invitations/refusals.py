from __future__ import annotations

from nghisu.foundation.refusals import Refused


class NobodyFound(Refused):
    """What was chosen holds nobody on the day of the conference."""


class NotHeld(Refused):
    """The conference is not to be held, or is over: nobody is invited to it."""


class GroupStands(Refused):
    """Another group of that name stands already."""


class MailingNotThere(Refused):
    """The letters do not stand where this act begins."""


class LettersNotReady(Refused):
    """Something that a rule asks before letters go is missing."""


class RepliesClosed(Refused):
    """The conference has begun, or is off: nobody answers any more."""


class SubstituteInvited(Refused):
    """Whoever is to come in another's place is invited already."""


class PaperNeeded(Refused):
    """What the chair said is written down by the office only with the paper that shows it."""


class LinkNotThere(Refused):
    """No such personal address, or one that ended: answered alike."""
