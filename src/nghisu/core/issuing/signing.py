"""Who signs a document by rule (người ký): by its kind, by whose paper it is, and by the level of those it goes to."""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from nghisu.core.issuing.refusals import SigningRefused
from nghisu.core.law.basis import Basis
from nghisu.core.law.citation import Citation
from nghisu.core.law.loader.places import regulations_folder
from nghisu.core.law.rulebook import Rulebook

EVERY_KIND = "*"
OFFICE_HEAD, OFFICE_DEPUTY = "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"


class Signer(StrEnum):
    """Who signs: under whose head, and under whose number, follows from it."""

    OFFICE = "office"
    STANDING_BOARD = "standing-board"
    EXECUTIVE_COMMITTEE = "executive-committee"
    PROPOSER = "proposer"
    ASKED = "asked"
    NOBODY = "nobody"


class House(StrEnum):
    """Whose paper it is: the committee's own, that of a party committee under it, of an office of the State's side."""

    PARTY = "party"
    PARTY_COMMITTEE = "party-committee"
    PEOPLE_COMMITTEE = "people-committee"
    COUNCIL = "council"

    @property
    def is_state(self) -> bool:
        return self in (House.PEOPLE_COMMITTEE, House.COUNCIL)


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
    """Who signs one kind of document of one house (None: of any) to one group of recipients."""

    kind: str
    of: House | None
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


@dataclass(frozen=True, slots=True)
class OriginalRule:
    """Whether letters wait for the signature on their original unless somebody says otherwise, and on what that rests."""

    waits: bool
    basis: Basis
    reason: str
    reason_en: str


@cache
def original_rule() -> OriginalRule:
    """The rule as it ships. Raises SigningRefused where it cannot be read."""
    with (regulations_folder() / "signing.toml").open("rb") as stream:
        row = tomllib.load(stream).get("original", {})
    try:
        return OriginalRule(row["waits"], Basis(row["basis"]), row["reason"], row["reason_en"])
    except (KeyError, ValueError) as fault:
        raise SigningRefused(f"signing.toml, original: {fault}") from fault


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
            "of",
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
                House(row["of"]) if "of" in row else None,
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
        case = (rule.kind, rule.of, rule.to_higher)
        if any(case == (one.kind, one.of, one.to_higher) for one in rules):
            raise SigningRefused(f"{path.name}, rule {place}: a second rule for {rule.kind}, {row['to']}")
        rules.append(rule)
    table.pop("original", None)  # read by `original_rule`
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
    of: House = House.PARTY,
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
    special = _rule(known, kind, of, to_higher=True)
    groups: list[tuple[SigningRule, tuple[Recipient, ...]]] = []
    if special is not None and higher:
        groups.append((special, higher))
        rest = tuple(one for one in everybody if not one.is_higher_than(own_tier))
    else:
        rest = everybody
    if rest or not groups:
        common = _rule(known, kind, of) or _rule(known, EVERY_KIND, of)
        if common is None:
            raise SigningRefused(f"no rule says who signs {kind} of {of}")
        groups.append((common, rest))
    return [_signing(rule, those, rulebook, of, deputy) for rule, those in groups]


def _rule(
    rules: Iterable[SigningRule], kind: str, of: House, *, to_higher: bool = False
) -> SigningRule | None:
    """The rule of a kind of a house, before one that is every house's."""
    fit = [one for one in rules if one.kind == kind and one.to_higher is to_higher and one.of in (of, None)]
    return min(fit, key=lambda one: one.of is None, default=None)


def _signing(
    rule: SigningRule, recipients: tuple[Recipient, ...], rulebook: Rulebook | None, of: House, deputy: bool
) -> Signing:
    authority, position = rule.authority, rule.position
    if deputy and rule.by is Signer.OFFICE and position == OFFICE_HEAD:
        authority = (*authority, f"{'KT.' if of.is_state else 'K/T'} {OFFICE_HEAD}")
        position = OFFICE_DEPUTY
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
