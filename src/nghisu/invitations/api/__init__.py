"""Who is invited and what they answered, for other programs; the commands are those of the pages."""

from ninja import Router

from nghisu.invitations.api.invitees import router as invitees
from nghisu.invitations.api.replies import router as replies

router = Router()
for part in (invitees, replies):
    router.add_router("", part)

__all__ = ["router"]
