from nghisu.rulebook.models.base_figure import BaseFigure
from nghisu.rulebook.models.binding import Binding
from nghisu.rulebook.models.deadline import Deadline
from nghisu.rulebook.models.subject import Subject
from nghisu.rulebook.models.waiver import Waiver

__all__ = ["BaseFigure", "Binding", "Deadline", "Subject", "Waiver"]
