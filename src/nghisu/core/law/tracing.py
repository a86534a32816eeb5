"""From a clause to what was made of it: the way back from any citation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from nghisu.core.law.citation import Clause, Translate, bilingual, identity
from nghisu.core.law.edition import Edition
from nghisu.core.law.refusals import ClauseUnknown
from nghisu.core.law.rules import (
    TYPE_NAMES,
    AppraisedPart,
    CadenceRule,
    DeadlineRule,
    GateRule,
    LimitRule,
    OrderRule,
    Rule,
)
from nghisu.core.law.wording.rules import Names, say_rule


def names_in(editions: Iterable[Edition]) -> Names:
    """The names of all acts and kinds of some editions."""
    names: dict[str, tuple[str, str]] = {}
    for edition in editions:
        names |= {act.id: (act.name, act.name_en) for act in edition.acts if act.id not in names}
        names |= {kind.code: (kind.name, kind.name_en) for kind in edition.kinds if kind.code not in names}
    return names


@dataclass(frozen=True, slots=True)
class Trace:
    """A clause, the edition it belongs to, and the rules made from it."""

    clause: Clause
    edition: Edition
    rules: tuple[Rule, ...]
    names: Names

    def as_json(self, gettext: Translate = identity) -> dict[str, object]:
        """The trace as the command line prints it."""
        clause, edition = self.clause, self.edition
        said: dict[str, object] = {
            "document": clause.document,
            "clause": clause.id,
            "reading": clause.read(gettext),
            "gist": clause.say(gettext),
            "basis": clause.basis.value,
            "since": edition.since.isoformat(),
            "until": edition.until.isoformat() if edition.until else None,
            "rules": [rule_as_json(rule, self.names, gettext) for rule in self.rules],
        }
        if edition.note:
            said["note"] = bilingual(edition.note, edition.note_en, gettext)
        return said


def find_clause(editions: Mapping[str, Edition], short: str, code: str) -> Clause:
    """A clause by the short name (or document number) of its edition and its code; ClauseUnknown with the
    nearest.
    """
    edition = editions.get(short) or next((one for one in editions.values() if one.document == short), None)
    if edition is None:
        raise ClauseUnknown(f"Không có bản quy định “{short}”. Hãy dùng: {', '.join(editions)}.")
    found = edition.clauses.get(code)
    if found is not None:
        return found
    near = get_close_matches(code, edition.clauses, n=3, cutoff=0.5)
    hint = f" Gần nhất: {', '.join(f'“{edition.id} {one}”' for one in near)}." if near else ""
    raise ClauseUnknown(f"Không có điều khoản “{code}” trong {edition.document}.{hint}")


def trace(editions: Mapping[str, Edition], reference: str) -> Trace:
    """What "5609 II/II/2.1/b2" says and what was made of it, over all editions."""
    short, _, code = reference.strip().replace(":", " ", 1).partition(" ")
    if not code.strip():
        raise ClauseUnknown(
            f"“{reference}” chưa đủ: hãy ghi tên bản quy định rồi điều khoản, ví dụ “5609 II/II/2.1/b2”."
        )
    clause = find_clause(editions, short, code.strip())
    own = editions[clause.edition]
    others = [edition for edition in editions.values() if edition is not own]
    return Trace(clause, own, tuple(rules_made_from(editions.values(), clause)), names_in([own, *others]))


def rules_made_from(editions: Iterable[Edition], clause: Clause) -> Iterable[Rule]:
    """The rules of any edition that cite a clause, or are exempted by it."""
    for edition in editions:
        for rule in edition.rules:
            citations = list(rule.citations)
            if isinstance(rule, DeadlineRule):
                citations += [one for case in rule.falls_away for one in case.citations]
            if any(one.of.id == clause.id and one.of.edition == clause.edition for one in citations):
                yield rule


def rule_as_json(rule: Rule, names: Names, gettext: Translate = identity) -> dict[str, object]:
    """A rule with all that it says, for other programs."""
    said: dict[str, object] = {
        "type": TYPE_NAMES[type(rule)],
        "id": rule.id,
        "edition": rule.edition,
        "summary": say_rule(rule, names, gettext),
        "basis": rule.basis.value,
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "kinds": list(rule.kinds),
    }
    if rule.reason:
        said["reason"] = bilingual(rule.reason, rule.reason_en, gettext)
    if isinstance(rule, DeadlineRule):
        said |= {"act": rule.act, "owner": rule.owner, "anchor": rule.anchor.value}
        if rule.offset is not None:
            said["offset"] = {"count": rule.offset.count, "unit": rule.offset.unit.value}
    elif isinstance(rule, GateRule):
        said |= {"step": rule.step, "asks": list(rule.asks)}
        if rule.appraised_by:
            said["appraised_by"] = [_part_as_json(one, gettext) for one in rule.appraised_by]
    elif isinstance(rule, LimitRule):
        said |= {"value": rule.value, "unit": rule.unit, "comparison": rule.comparison, "scope": rule.scope}
    elif isinstance(rule, CadenceRule):
        said |= {"every": rule.every, "weekday": rule.weekday or None, "count_per_year": rule.count_per_year}
    elif isinstance(rule, OrderRule):
        said |= {"order": [rule.first, rule.second]}
    return said


def _part_as_json(one: AppraisedPart, gettext: Translate) -> dict[str, object]:
    return {
        "part": one.part,
        "by": list(one.by),
        "asks": list(one.asks),
        "documents": list(one.documents),
        "office_documents": list(one.office_documents),
        "basis": one.basis.value,
        "reason": bilingual(one.reason, one.reason_en, gettext),
    }
