"""Who is invited, what became of the letters, what was answered, for other programs; the commands of the pages."""

from ninja import Router

from nghisu.invitations.api.choosing import router as invitees
from nghisu.invitations.api.groups import router as groups
from nghisu.invitations.api.letters import router as letters
from nghisu.invitations.api.mailing import router as mailing
from nghisu.invitations.api.replies import router as replies

router = Router()
for part in (invitees, groups, letters, mailing, replies):
    router.add_router("", part)

__all__ = ["router"]
