"""Who writes a document of a conference: the head of its issuer, who signs on the day, the office that serves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nghisu.conferences.models import Conference
from nghisu.core.form.rules import Side
from nghisu.core.law import load_rulebook
from nghisu.core.papers.paper import Authority, Formalities, Signer
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Body, Organisation
from nghisu.directory.queries import valid_on
from nghisu.documents.models import Issuer
from nghisu.documents.queries.issuers import open_issuers
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.foundation.reading_once import read_once
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names

BOARD, STANDING, FULL = "ban-thuong-vu", "thuong-truc", "ban-chap-hanh"
SHORT = {FULL: "Ban Chấp hành", BOARD: "Ban Thường vụ", STANDING: "Thường trực"}
STATE_OFFICES = (Organisation.Kind.COUNCIL_OFFICE, Organisation.Kind.PEOPLE_COMMITTEE_OFFICE)
BY_ORDER = Authority("TL", SHORT[BOARD])
COUNCIL = "hoi dong nhan dan"


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


def writer_of(by: Actor, conference: Conference, *, body: str = "", issuer: Issuer | None = None) -> Writer:
    """Who writes for a conference: the office by order, or with `body` (a code) that body of the committee itself.

    `issuer` is one the documents are issued under; without, it is the one of that side in the register of issuers.
    """
    entry = conference.entry
    issuer = issuer or issuer_for(by, conference, of_committee=bool(body))
    if issuer is not None and issuer.side == Issuer.Side.STATE:
        return _of_the_state(by, issuer)
    office = office_of(by)
    head = formalities_of_committee(by, body) if body else formalities_of_office(by)
    if issuer is not None and not body:
        head = replace(
            head,
            superior=issuer.superior,
            issuer=issuer.name,
            unit=issuer.symbol,
            place=issuer.place,
        )
    elif issuer is not None:
        head = replace(head, unit=issuer.symbol, place=issuer.place)
    return Writer(
        formalities=head,
        office=office.name if office else "Văn phòng",
        convener=convener_of(by, entry),
        superior=body_name(by, STANDING),
    )


def issuer_for(by: Actor, conference: Conference, *, of_committee: bool = False) -> Issuer | None:
    """Under whom the papers of a conference are issued: on the state's side those of a conference that an office of
    council or people's committee prepares; of the Party's the office, or the committee itself; None where none is
    entered."""
    rows = _issuers(by)
    preparing = conference.entry.preparing
    if preparing is not None and preparing.kind in STATE_OFFICES:
        council = preparing.kind == Organisation.Kind.COUNCIL_OFFICE
        mine = [one for one in rows if one.side == Issuer.Side.STATE and serves_council(one) is council]
        if mine:
            return mine[0]
    own, office = symbols(_committee(by))
    wanted = own if of_committee else office
    party = [one for one in rows if one.side == Issuer.Side.PARTY]
    return next((one for one in party if one.symbol == wanted), None)


def serves_council(issuer: Issuer) -> bool:
    """Whether an issuer of the state's side writes for the people's council rather than the people's committee."""
    said = fold(f"{issuer.superior} {issuer.name}")
    return COUNCIL in said or "hdnd" in said


@read_once
def body_name(by: Actor, code: str) -> str:
    """What the committee calls one of its bodies today; "" where it has none of that code."""
    rows = Body.objects.filter(valid_on(clock.today()), committee=by.committee_id, code=code)
    return rows.values_list("name", flat=True).first() or ""


@read_once
def office_of(by: Actor, kind: str = Organisation.Kind.PARTY_OFFICE) -> Organisation | None:
    """The office that serves the committee, or its council or people's committee."""
    rows = Organisation.objects.filter(valid_on(clock.today()), committee=by.committee_id, kind=kind)
    return rows.order_by("pk").first()


def symbols(committee: Committee) -> tuple[str, str]:
    """The symbols of the committee and of its office, by level: TU and VPTU, ĐU and VPĐU."""
    return ("TU", "VPTU") if committee.level == Committee.Level.PROVINCE else ("ĐU", "VPĐU")


def formalities_of_office(by: Actor) -> Formalities:
    """The head and foot of what the office writes; signed by its chief by order of Ban Thường vụ."""
    committee = _committee(by)
    office = office_of(by)
    return Formalities(
        superior=committee.name,
        issuer="Văn phòng",
        unit=symbols(committee)[1],
        place=committee.place,
        signer=chief_of_office(by, office),
        kept_by=office.name if office else "Văn phòng",
    )


def formalities_of_committee(by: Actor, body: str = FULL) -> Formalities:
    """The head and foot of what a body of the committee writes; signed by the secretary in its name."""
    committee = _committee(by)
    name = body_name(by, FULL)
    party = name.partition("Ban Chấp hành ")[2] if body == FULL else ""
    office = office_of(by)
    return Formalities(
        superior=party or committee.name,
        issuer=SHORT[body],
        unit=symbols(committee)[0],
        place=committee.place,
        signer=secretary(by, SHORT[body]),
        kept_by=office.name if office else "Văn phòng",
    )


def _of_the_state(by: Actor, issuer: Issuer) -> Writer:
    """Who writes on the state's side: the office of council or people's committee, its chief by order (Nghị định
    30/2020/NĐ-CP)."""
    council = serves_council(issuer)
    office = office_of(by, STATE_OFFICES[0 if council else 1])
    of = "Thường trực Hội đồng nhân dân" if council else "Chủ tịch"
    head = Formalities(
        side=Side.STATE,
        superior=issuer.superior,
        issuer=issuer.name,
        unit=issuer.symbol,
        section="TH",
        place=issuer.place,
        signer=chief_of_office(by, office, Authority("TL", of)),
        kept_by="VT, TH",
    )
    leads = issuer.superior or issuer.name
    return Writer(head, office.name if office else issuer.name, leads, of if council else leads)


def chief_of_office(by: Actor, office: Organisation | None, authority: Authority = BY_ORDER) -> Signer | None:
    """The chief of the office on the day, who signs by order."""
    if office is None:
        return None
    found = _holder(by, organisation=office, title__startswith="Chánh Văn phòng")
    if found is None:
        return None
    return Signer("Chánh Văn phòng", found.person.full_name, (authority,))


def secretary(by: Actor, of: str) -> Signer | None:
    """The secretary on the day, who signs in the name of a body."""
    found = _holder(by, body__code=STANDING, title__startswith="Bí thư")
    if found is None:
        return None
    return Signer("Bí thư", found.person.full_name, (Authority("TM", of),))


@read_once
def _committee(by: Actor) -> Committee:
    return Committee.objects.get(pk=by.tenant)


@read_once
def _issuers(by: Actor) -> list[Issuer]:
    return list(open_issuers(by).order_by("id"))


@read_once
def _holder(by: Actor, **of: object) -> Appointment | None:
    today = clock.today()
    seats = {f"position__{key}": value for key, value in of.items()}
    rows = Appointment.objects.filter(valid_on(today), committee=by.committee_id, **seats)
    return rows.select_related("person").order_by("since", "pk").first()


def convener_of(by: Actor, entry: Entry) -> str:
    """Who convenes: the body that chairs, else Ban Thường vụ."""
    chairs = chair_names(load_rulebook(entry.subject.rulebook))
    return chairs.get(entry.chair) or entry.chair_text or body_name(by, BOARD)
