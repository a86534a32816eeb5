"""Who writes a document of a conference: the head of its issuer, the office that serves; who signs, as the rule of its
kind has it (`regulations/signing.toml`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.papers.signers import (
    chief_of_office,
    head_of_unit,
    signer_of_committee,
)
from nghisu.conferences.queries.papers.units import (
    BOARD,
    FULL,
    SHORT,
    STANDING,
    STATE_OFFICES,
    body_name,
    committee_of,
    head_name,
    initials,
    is_of_the_state,
    issues_as,
    office_of,
    open_issuers_of,
    serves_council,
    symbols,
)
from nghisu.core.form.rules import Side
from nghisu.core.issuing import House, Signer, Signing, signer_for
from nghisu.core.issuing.signing import OFFICE_HEAD
from nghisu.core.law import load_rulebook
from nghisu.core.papers.kinds import KINDS
from nghisu.core.papers.paper import Formalities
from nghisu.core.papers.paper import Signer as Signed
from nghisu.core.text import fold
from nghisu.directory.models import Organisation
from nghisu.documents.models import Issuer
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names

PROPOSAL = "to-trinh"
OF_COMMITTEE = (Signer.STANDING_BOARD, Signer.EXECUTIVE_COMMITTEE, Signer.NOBODY)
"""What is signed so stands under the head of the committee, with its number."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a document, on either side: `formalities` its head and foot, `office` the office that serves, by name;
    `convener` who calls the conference, `superior` to whom the office reports."""

    formalities: Formalities
    office: str
    convener: str
    superior: str

    @property
    def is_party(self) -> bool:
        return self.formalities.side is Side.PARTY

    def to(self, *recipients: str) -> Formalities:
        """Head and foot with those it goes to."""
        return replace(self.formalities, recipients=recipients)


def writer_of(by: Actor, conference: Conference, kind: str, *, issuer: Issuer | None = None) -> Writer:
    """Who writes a document of a kind for a conference, and signs it by the rule.

    `issuer` is one the documents are issued under; without, it is the one whose it is by the rule.
    """
    entry = conference.entry
    signing = signing_for(by, conference, kind, issuer)
    issuer = issuer or issuer_for(by, conference, kind)
    unit = entry.preparing if signing.by is Signer.PROPOSER else None
    if issuer is not None and issuer.side == Issuer.Side.STATE and (unit is None or is_office(unit)):
        return _of_the_state(by, issuer, signing)
    head = _head(by, signing, unit)
    if issuer is not None and signing.by in (Signer.EXECUTIVE_COMMITTEE, Signer.NOBODY):
        head = replace(head, unit=issuer.symbol, place=issuer.place)
    elif issuer is not None:
        head = replace(
            head,
            side=Side(issuer.side),
            superior=issuer.superior,
            issuer=issuer.name,
            unit=issuer.symbol,
            place=issuer.place,
        )
    office = office_of(by)
    return Writer(
        formalities=head,
        office=office.name if office else "Văn phòng",
        convener=convener_of(by, entry),
        superior=body_name(by, STANDING),
    )


def writer_without_conference(by: Actor, kind: str, body: str) -> Writer:
    """The office as it writes what belongs to no conference, for a body."""
    office = office_of(by)
    (signing,) = signer_for(kind, [], own_tier=0)
    return Writer(_head(by, signing, None), office.name if office else "Văn phòng", body, body)


def signing_for(by: Actor, conference: Conference, kind: str, issuer: Issuer | None = None) -> Signing:
    """Who signs a document of a kind to everybody, by the rule of whose paper it is."""
    issuer = issuer or _state_issuer(by, conference, kind)
    house = House.PARTY
    preparing = conference.entry.preparing
    if issuer is not None and issuer.side == Issuer.Side.STATE:
        house = House.COUNCIL if serves_council(issuer) else House.PEOPLE_COMMITTEE
    elif kind == PROPOSAL and preparing is not None and preparing.kind == Organisation.Kind.PARTY_COMMITTEE:
        house = House.PARTY_COMMITTEE
    return signer_for(kind, [], own_tier=0, of=house)[0]


def issuer_for(by: Actor, conference: Conference, kind: str, signing: Signing | None = None) -> Issuer | None:
    """Under whom a document of a kind is issued, and numbered: on the state's side the office that prepares the
    conference; of the Party's the office, the committee itself or the unit that proposes, as the rule of the kind, or
    that of one version of it (`signing`), has it. None where that one is not entered."""
    state = _state_issuer(by, conference, kind)
    if state is not None:
        return state
    signing = signing or signing_for(by, conference, kind)
    rows = open_issuers_of(by)
    unit = conference.entry.preparing
    committee = committee_of(by)
    if signing.by is Signer.PROPOSER and unit is not None and not is_office(unit):
        return next((one for one in rows if issues_as(one, unit, committee)), None)
    own, office = symbols(committee)
    wanted = own if signing.by in OF_COMMITTEE else office
    party = [one for one in rows if one.side == Issuer.Side.PARTY]
    named = [one for one in party if wanted == own and fold(one.name) == fold(committee.name)]
    return next((one for one in party if one.symbol == wanted), None) or next(iter(named), None)


def may_issue(by: Actor, conference: Conference, kind: str, issuer: Issuer | None) -> bool:
    """Whether a document of a kind may be numbered by an issuer (None: by the first of its side): what is the committee's
    own, or another unit's, is numbered by nobody else of the Party's side, and what Ban Chấp hành itself resolves by
    nobody of the State's."""
    if issuer is not None and issuer.side == Issuer.Side.STATE:
        return not KINDS[kind].of_full_committee
    return not _has_own_issuer(by, conference, kind) or (
        issuer is not None and issuer == issuer_for(by, conference, kind)
    )


def _has_own_issuer(by: Actor, conference: Conference, kind: str) -> bool:
    unit = conference.entry.preparing
    signing = signing_for(by, conference, kind)
    if signing.by is Signer.PROPOSER:
        return unit is not None and not is_office(unit)
    return signing.by in OF_COMMITTEE


def is_office(unit: Organisation) -> bool:
    """Whether a unit is an office that serves, whose papers this house draws anyway."""
    return unit.kind in (Organisation.Kind.PARTY_OFFICE, *STATE_OFFICES)


def _state_issuer(by: Actor, conference: Conference, kind: str) -> Issuer | None:
    """Of a conference that an office of council or people's committee prepares: the issuer of its side. What Ban Chấp
    hành itself resolves is never the State's."""
    preparing = conference.entry.preparing
    if preparing is None or preparing.kind not in STATE_OFFICES or KINDS[kind].of_full_committee:
        return None
    council = preparing.kind == Organisation.Kind.COUNCIL_OFFICE
    rows = [one for one in open_issuers_of(by) if one.side == Issuer.Side.STATE]
    return next((one for one in rows if serves_council(one) is council), None)


def _head(by: Actor, signing: Signing, unit: Organisation | None) -> Formalities:
    if signing.by is Signer.PROPOSER:
        return _formalities_of_unit(by, signing, unit)
    if signing.by is Signer.STANDING_BOARD:
        committee = committee_of(by)
        head = replace(
            formalities_of_office(by), superior="", issuer=committee.name, unit=symbols(committee)[0]
        )
        return replace(head, signer=signer_of_committee(by, signing))
    if signing.by in OF_COMMITTEE:
        return replace(formalities_of_committee(by), signer=signer_of_committee(by, signing))
    head = formalities_of_office(by)
    if signing.by is Signer.ASKED:
        return replace(head, kept_by="", signer=Signed(signing.position, below="(Ký, ghi rõ họ tên)"))
    return replace(head, signer=chief_of_office(by, office_of(by), signing))


def formalities_of_office(by: Actor) -> Formalities:
    """The head of what the office writes, and where it is kept; nobody signs it yet."""
    committee, office = committee_of(by), office_of(by)
    return Formalities(
        superior=committee.name,
        issuer="Văn phòng",
        unit=symbols(committee)[1],
        place=committee.place,
        kept_by=office.name if office else "Văn phòng",
    )


def formalities_of_committee(by: Actor) -> Formalities:
    """The head of what Ban Chấp hành itself writes; nobody signs it yet."""
    committee = committee_of(by)
    party = body_name(by, FULL).partition("Ban Chấp hành ")[2]
    return replace(
        formalities_of_office(by),
        superior=party or committee.name,
        issuer=SHORT[FULL],
        unit=symbols(committee)[0],
    )


def _formalities_of_unit(by: Actor, signing: Signing, unit: Organisation | None) -> Formalities:
    """The head and foot of what a unit proposes in its own name; the office, where no other prepares the conference."""
    committee = committee_of(by)
    if unit is None or unit.kind == Organisation.Kind.PARTY_OFFICE:
        return replace(formalities_of_office(by), signer=_chief_as_said(by, unit or office_of(by), signing))
    state = is_of_the_state(unit)
    above = unit.superior.name if unit.superior is not None else ""
    if unit.kind == Organisation.Kind.PARTY_COMMITTEE:
        above = above or body_name(by, FULL).partition("Ban Chấp hành ")[2]
    return Formalities(
        side=Side.STATE if state else Side.PARTY,
        superior=above or ("" if state else committee.name),
        issuer=head_name(unit, committee),
        unit=initials(unit.name),
        place=committee.place,
        signer=head_of_unit(by, unit, signing),
        kept_by="VT" if state else unit.name,
    )


def _chief_as_said(by: Actor, office: Organisation | None, signing: Signing) -> Signed | None:
    """The chief of an office, in the position that the rule names; where it names none, the office proposes itself."""
    return chief_of_office(by, office, replace(signing, position=signing.position or OFFICE_HEAD))


def _of_the_state(by: Actor, issuer: Issuer, signing: Signing) -> Writer:
    """Who writes on the state's side: the office of council or people's committee (Nghị định 30/2020/NĐ-CP)."""
    council = serves_council(issuer)
    office = office_of(by, STATE_OFFICES[0 if council else 1])
    of = "Thường trực Hội đồng nhân dân" if council else "Chủ tịch"
    signer: Signed | None
    if signing.by is Signer.ASKED:
        signer = Signed(signing.position, below="(Ký, ghi rõ họ tên)")
    elif signing.by is Signer.NOBODY:
        signer = None
    else:
        signer = _chief_as_said(by, office, signing)
    head = Formalities(
        side=Side.STATE,
        superior=issuer.superior,
        issuer=issuer.name,
        unit=issuer.symbol,
        section="TH",
        place=issuer.place,
        signer=signer,
        kept_by="" if signing.by is Signer.ASKED else "VT, TH",
    )
    leads = issuer.superior or issuer.name
    return Writer(head, office.name if office else issuer.name, leads, of if council else leads)


def convener_of(by: Actor, entry: Entry) -> str:
    """Who convenes: the body that chairs, else Ban Thường vụ."""
    chairs = chair_names(load_rulebook(entry.subject.rulebook))
    return chairs.get(entry.chair) or entry.chair_text or body_name(by, BOARD)
