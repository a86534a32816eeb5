from nghisu.invitations.models.choosing import GroupLine, SavedGroup, Selection
from nghisu.invitations.models.invitee import Invitee
from nghisu.invitations.models.mailing import Delivery, Mailing, PersonalLink, Receipt
from nghisu.invitations.models.reply import Reply, Substitution

__all__ = [
    "Delivery",
    "GroupLine",
    "Invitee",
    "Mailing",
    "PersonalLink",
    "Receipt",
    "Reply",
    "SavedGroup",
    "Selection",
    "Substitution",
]
