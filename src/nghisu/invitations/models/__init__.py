from nghisu.invitations.models.choosing import GroupLine, SavedGroup, Selection
from nghisu.invitations.models.invitee import Invitee

__all__ = ["GroupLine", "Invitee", "SavedGroup", "Selection"]
