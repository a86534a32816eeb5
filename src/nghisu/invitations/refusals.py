from __future__ import annotations

from nghisu.foundation.refusals import Refused


class NobodyFound(Refused):
    """What was chosen holds nobody on the day of the conference."""


class NotHeld(Refused):
    """The conference is not to be held, or is over: nobody is invited to it."""


class GroupStands(Refused):
    """Another group of that name stands already."""
