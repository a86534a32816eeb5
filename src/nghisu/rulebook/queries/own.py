"""A committee's own editions: their texts, how they read, what is wrong with a draft, examples to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from nghisu.core.dates import WorkCalendar
from nghisu.core.law import LawError, Rulebook, RuleFileError
from nghisu.core.law.compose import MARK, compose_with
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.loader.own import load_own
from nghisu.core.law.question import Form, Question
from nghisu.core.law.rules import DeadlineRule
from nghisu.core.law.tracing import names_in
from nghisu.core.law.wording.rules import say_rule
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import OwnEdition

DIGITS = 15
"""Digits of a digest in a rulebook's code: what names one of a few texts for good."""


def own_text(digest: str) -> str | None:
    """The text whose SHA-256 begins so. Asked by the core with a code that a committee's own rows hold: that is what
    keeps it from others."""
    if len(digest) != DIGITS:
        return None
    try:
        with scopes_disabled():
            rows = OwnEdition.objects.filter(sha256__startswith=digest)
            return rows.values_list("text", flat=True).first()
    except DatabaseError:
        return None


def code_of(own: OwnEdition) -> str:
    """The code of the rulebook that an own edition makes with its base."""
    return f"{own.base}{MARK}{own.sha256[:DIGITS]}"


def own_editions(actor: Actor) -> QuerySet[OwnEdition]:
    """The committee's own editions, the latest first; discarded drafts left out."""
    rows = OwnEdition.objects.filter(committee=actor.committee_id)
    return rows.exclude(state=OwnEdition.State.DISCARDED) if may(actor, "edition.view") else rows.none()


@dataclass(frozen=True, slots=True)
class Example:
    """A day that a rule gives, for a person to check."""

    rule: str
    sentence: str
    kind: str
    opening: date
    legal_date: date | None
    act_by: date | None


@dataclass(frozen=True, slots=True)
class ReadOwn:
    """A text as the loader reads it: the rulebook that it makes, or why it makes none (line and reason)."""

    edition: Edition | None = None
    rulebook: Rulebook | None = None
    line: int | None = None
    reason: str = ""


def read_own(text: str, base: str) -> ReadOwn:
    """Read a text with the rules of a base, by the loader of every edition."""
    try:
        edition = load_own(text, shipped_editions().values())
        return ReadOwn(edition, compose_with(base, [edition]))
    except RuleFileError as refusal:
        return ReadOwn(line=refusal.line, reason=refusal.reason)
    except LawError as refusal:
        return ReadOwn(reason=str(refusal))


def examples_of(read: ReadOwn, calendar: WorkCalendar, on: date) -> Sequence[Example]:
    """An example for each deadline rule of the edition itself: the first Wednesday two months ahead, each of its kinds
    once."""
    if read.edition is None or read.rulebook is None:
        return []
    opening = on + timedelta(days=60 + (2 - on.weekday() - 60) % 7)
    names = names_in(read.rulebook.editions)
    found = []
    for rule in read.rulebook.deadlines:
        if rule.edition != read.edition.id:
            continue
        kind = next((code for code in read.rulebook.kinds if not rule.kinds or code in rule.kinds), "")
        found.append(_example(rule, kind, read.rulebook, opening, calendar, say_rule(rule, names, _)))
    return found


def _example(
    rule: DeadlineRule, kind: str, rulebook: Rulebook, opening: date, calendar: WorkCalendar, sentence: str
) -> Example:
    form = rule.forms[0] if rule.forms else Form.IN_PERSON
    chair = rule.chair[0] if rule.chair else None
    question = Question(kind, datetime.combine(opening, time(8)), form=form, chair=chair)
    try:
        derived = rulebook.derive(question, calendar).deadline(rule.act)
    except LawError:
        derived = None
    mine = derived if derived is not None and derived.rule.id == rule.id else None
    return Example(
        rule.id,
        sentence,
        rulebook.kinds[kind].name if kind in rulebook.kinds else kind,
        opening,
        mine.legal_date if mine else None,
        mine.act_by if mine else None,
    )
