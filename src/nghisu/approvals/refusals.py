from nghisu.foundation.refusals import Refused


class StaleApproval(Refused):
    """What was to be approved is no longer what was shown (409): look again. `approval_id` is what was looked at."""

    def __init__(self, reason: str, approval_id: int | None = None) -> None:
        super().__init__(reason)
        self.approval_id = approval_id


class AlreadyWaiting(Refused):
    """The thing already waits for an approval."""


class AlreadyDecided(Refused):
    """The approval does not wait any more, or this person has spoken."""


class NotTheirsToDecide(Refused):
    """The drafter of a thing never approves it, and one person never decides two steps of it."""


class NobodyToDecide(Refused):
    """A step of the route has nobody who could decide it."""


class CommentNeeded(Refused):
    """A return says why, in general or at a passage."""


class RouteRefused(Refused):
    """A route that leads nowhere. `field` is the field of its form, empty for the whole."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field
