from nghisu.rulebook.models.attached_text import AttachedText, TextPassage
from nghisu.rulebook.models.base_figure import BaseFigure
from nghisu.rulebook.models.binding import Binding
from nghisu.rulebook.models.contradiction_decision import ContradictionDecision
from nghisu.rulebook.models.deadline import Deadline
from nghisu.rulebook.models.last_number import LastNumber
from nghisu.rulebook.models.own_day import OwnDay
from nghisu.rulebook.models.own_edition import OwnEdition
from nghisu.rulebook.models.subject import Subject
from nghisu.rulebook.models.waiver import Waiver

__all__ = [
    "AttachedText",
    "BaseFigure",
    "Binding",
    "ContradictionDecision",
    "Deadline",
    "LastNumber",
    "OwnDay",
    "OwnEdition",
    "Subject",
    "TextPassage",
    "Waiver",
]
