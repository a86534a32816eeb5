"""Law as data: editions of regulations are read, put together into rulebooks, and asked what a conference
owes.
"""

from nghisu.core.law.answer import Answer, Conflict, Deadline, NotApplicable, Owner, Severity
from nghisu.core.law.basis import BASIS_NAMES, Basis
from nghisu.core.law.citation import Citation, Clause, bilingual
from nghisu.core.law.compose import load_rulebook, rulebook_codes
from nghisu.core.law.question import Form, Question, read_question
from nghisu.core.law.refusals import (
    ClauseUnknown,
    KindUnknown,
    LawError,
    NotInForce,
    QuestionRefused,
    RulebookUnknown,
    RuleFileError,
)
from nghisu.core.law.rulebook import Rulebook

__all__ = [
    "BASIS_NAMES",
    "Answer",
    "Basis",
    "Citation",
    "Clause",
    "ClauseUnknown",
    "Conflict",
    "Deadline",
    "Form",
    "KindUnknown",
    "LawError",
    "NotApplicable",
    "NotInForce",
    "Owner",
    "Question",
    "QuestionRefused",
    "RuleFileError",
    "Rulebook",
    "RulebookUnknown",
    "Severity",
    "bilingual",
    "load_rulebook",
    "read_question",
    "rulebook_codes",
]
