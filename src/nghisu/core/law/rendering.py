"""Answers as JSON, for the command line and for other programs."""

from collections.abc import Iterable

from nghisu.core.law.answer import Answer, Conflict, Deadline, NotApplicable
from nghisu.core.law.citation import Citation, Translate, bilingual, identity


def _citations(citations: Iterable[Citation]) -> list[dict[str, object]]:
    return [citation.as_json() for citation in citations]


def deadline_as_json(deadline: Deadline, gettext: Translate = identity) -> dict[str, object]:
    """A deadline; an act without a date of its own has no `legal_date` but a `when`."""
    legal, act_by, recommended = deadline.legal_date, deadline.act_by, deadline.recommended
    rule, owner = deadline.rule, deadline.owner
    said: dict[str, object] = {
        "id": deadline.act,
        "name": deadline.say(gettext),
        "legal_date": legal.isoformat() if legal else None,
        "act_by": act_by.isoformat() if act_by else None,
        "recommended": recommended.isoformat() if recommended else None,
    }
    if legal is None:
        said["when"] = bilingual(deadline.when or "", deadline.when_en or "", gettext)
    said |= {
        "owner": bilingual(owner.name, owner.name_en, gettext),
        "owner_code": owner.code,
        "basis": rule.basis.value,
        "explanation": deadline.explain(gettext),
        "citations": _citations(deadline.citations),
        "rule": rule.id,
    }
    if rule.reason:
        said["reason"] = bilingual(rule.reason, rule.reason_en, gettext)
    if deadline.computed_years:
        said["computed_years"] = list(deadline.computed_years)
    return said


def conflict_as_json(conflict: Conflict, gettext: Translate = identity) -> dict[str, object]:
    """A contradiction, or an order without slack."""
    return {
        "order": [conflict.first, conflict.second],
        "severity": conflict.severity.value,
        "explanation": conflict.explain(gettext),
        "citations": _citations(conflict.citations),
        "rule": conflict.order.id,
    }


def exemption_as_json(exemption: NotApplicable, gettext: Translate = identity) -> dict[str, object]:
    """A duty that is not owed, and why."""
    return {
        "id": exemption.act,
        "basis": exemption.basis.value,
        "explanation": exemption.explain(gettext),
        "citations": _citations(exemption.citations),
    }


def answer_as_json(answer: Answer, gettext: Translate = identity) -> dict[str, object]:
    """All of an answer."""
    return {
        "deadlines": [deadline_as_json(deadline, gettext) for deadline in answer.deadlines],
        "contradictions": [conflict_as_json(conflict, gettext) for conflict in answer.conflicts],
        "not_applicable": [exemption_as_json(exemption, gettext) for exemption in answer.not_applicable],
    }
