"""Who may do what: one matrix as data, one question, closed by default (TRUST 1)."""

from nghisu.foundation.access.matrix import Rule, load_matrix
from nghisu.foundation.access.routes import ACTION_ATTRIBUTE, ActingRequest, public, requires
from nghisu.foundation.access.verdicts import Verdict, may, must

__all__ = [
    "ACTION_ATTRIBUTE",
    "ActingRequest",
    "Rule",
    "Verdict",
    "load_matrix",
    "may",
    "must",
    "public",
    "requires",
]
