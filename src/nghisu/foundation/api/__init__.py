"""What every endpoint of the API shares: how a problem is told, how a list is cut, how a command is sent once."""

from nghisu.foundation.api.answers import answer, created, sent_once
from nghisu.foundation.api.forms import must_hold
from nghisu.foundation.api.keyset import LARGEST_PAGE, PAGE, MarkRefused, keyset_page
from nghisu.foundation.api.problems import FieldsRefused, problem_of
from nghisu.foundation.api.shapes import (
    LARGEST_ID,
    CommandKey,
    FieldFault,
    Limit,
    Mark,
    On,
    Problem,
    Shape,
    problems,
)

__all__ = [
    "LARGEST_ID",
    "LARGEST_PAGE",
    "PAGE",
    "CommandKey",
    "FieldFault",
    "FieldsRefused",
    "Limit",
    "Mark",
    "MarkRefused",
    "On",
    "Problem",
    "Shape",
    "answer",
    "created",
    "keyset_page",
    "must_hold",
    "problem_of",
    "problems",
    "sent_once",
]
