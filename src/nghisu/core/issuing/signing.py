"""Who signs a document by rule (người ký): by its kind, and by the level of those it goes to."""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from nghisu.core.form.rules import Side
from nghisu.core.issuing.refusals import SigningRefused
from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.rulebook import Rulebook

EVERY_KIND = "*"
OFFICE_HEAD, OFFICE_DEPUTY = "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"


class Signer(StrEnum):
    """Who signs: the office by order, or the standing board."""

    OFFICE = "office"
    STANDING_BOARD = "standing-board"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One to whom the document goes: `tier` 0 central, 1 province, 2 district, 3 commune; whether a leader there."""

    key: Hashable
    tier: int
    leader: bool = True

    def is_higher_than(self, own_tier: int) -> bool:
        """Whether this is a leader of a higher level than the one who issues."""
        return self.leader and self.tier < own_tier


@dataclass(frozen=True, slots=True)
class SigningRule:
    """Who signs one kind of document to one group of recipients."""

    kind: str
    to_higher: bool
    by: Signer
    authority: tuple[str, ...]
    position: str
    gate: str
    basis: Basis
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Signing:
    """One version of a document: who signs it, how the block is written, for whom, why by which clause."""

    by: Signer
    authority: tuple[str, ...]
    position: str
    recipients: tuple[Recipient, ...]
    basis: Basis
    reason: str
    reason_en: str
    citations: tuple[Citation, ...] = ()


@cache
def signing_rules() -> tuple[SigningRule, ...]:
    """The rules as they ship."""
    return read_signing(regulations_folder() / "signing.toml")


def read_signing(path: Path) -> tuple[SigningRule, ...]:
    """The rules of a file; SigningRefused for an unknown key, a missing one, two rules for one case."""
    with path.open("rb") as stream:
        table = tomllib.load(stream)
    rules: list[SigningRule] = []
    for place, row in enumerate(table.pop("rule", []), start=1):
        unknown = set(row) - {
            "kind",
            "to",
            "by",
            "authority",
            "position",
            "gate",
            "basis",
            "reason",
            "reason_en",
        }
        if unknown:
            raise SigningRefused(f"{path.name}, rule {place}: unknown key {', '.join(sorted(unknown))}")
        try:
            rule = SigningRule(
                row["kind"],
                {"any": False, "higher": True}[row["to"]],
                Signer(row["by"]),
                tuple(row["authority"]),
                row["position"],
                row.get("gate", ""),
                Basis(row["basis"]),
                row["reason"],
                row["reason_en"],
            )
        except (KeyError, ValueError) as fault:
            raise SigningRefused(f"{path.name}, rule {place}: {fault}") from fault
        if any((rule.kind, rule.to_higher) == (one.kind, one.to_higher) for one in rules):
            raise SigningRefused(f"{path.name}, rule {place}: a second rule for {rule.kind}, {row['to']}")
        rules.append(rule)
    if table:
        raise SigningRefused(f"{path.name}: unknown key {', '.join(sorted(table))}")
    return tuple(rules)


def signer_for(
    kind: str,
    recipients: Iterable[Recipient],
    *,
    own_tier: int,
    rulebook: Rulebook | None = None,
    rules: Sequence[SigningRule] | None = None,
    side: Side = Side.PARTY,
    deputy: bool = False,
) -> list[Signing]:
    """Who signs, in as many versions as the recipients need: those of a higher level first, the others after.

    `own_tier` is the level of the committee that issues. `deputy`: the office's deputy signs for its head (K/T).
    Without recipients there is one version, for everybody. Citations are those of the rulebook's gate; where the
    rulebook has none, the rule stands by its reason alone. Raises SigningRefused where no rule fits the kind.
    """
    known = signing_rules() if rules is None else rules
    everybody = tuple(recipients)
    higher = tuple(one for one in everybody if one.is_higher_than(own_tier))
    special = _rule(known, kind, to_higher=True)
    groups: list[tuple[SigningRule, tuple[Recipient, ...]]] = []
    if special is not None and higher:
        groups.append((special, higher))
        rest = tuple(one for one in everybody if not one.is_higher_than(own_tier))
    else:
        rest = everybody
    if rest or not groups:
        common = _rule(known, kind, to_higher=False) or _rule(known, EVERY_KIND, to_higher=False)
        if common is None:
            raise SigningRefused(f"no rule says who signs {kind}")
        groups.append((common, rest))
    return [_signing(rule, those, rulebook, side, deputy) for rule, those in groups]


def _rule(rules: Iterable[SigningRule], kind: str, *, to_higher: bool) -> SigningRule | None:
    return next((one for one in rules if one.kind == kind and one.to_higher is to_higher), None)


def _signing(
    rule: SigningRule, recipients: tuple[Recipient, ...], rulebook: Rulebook | None, side: Side, deputy: bool
) -> Signing:
    authority, position = rule.authority, rule.position
    if deputy and rule.by is Signer.OFFICE and position == OFFICE_HEAD:
        authority, position = (*authority, f"K/T {OFFICE_HEAD}"), OFFICE_DEPUTY
    if side is Side.STATE:
        authority = tuple(_of_the_state(line) for line in authority)
    gates = rulebook.gates if rulebook is not None else ()
    gate = next((one for one in gates if one.id == rule.gate), None)
    return Signing(
        rule.by,
        authority,
        position,
        recipients,
        rule.basis,
        rule.reason,
        rule.reason_en,
        tuple(gate.citations) if gate is not None else (),
    )


def _of_the_state(line: str) -> str:
    """T/L, K/T, T/M as the State's side writes them: TL., KT., TM."""
    sign, _space, rest = line.partition(" ")
    return f"{sign.replace('/', '')}. {rest}" if "/" in sign else line
