"""What the official documents of a conference state, from its entry, its agenda and the directory of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nghisu.conferences.enums import DECIDED, Purpose
from nghisu.conferences.gathering import gathers
from nghisu.conferences.models import AgendaItem, Conference, Consultation
from nghisu.conferences.queries.agenda import agenda_of
from nghisu.conferences.queries.consultations import choices_of, consultations_of_entry
from nghisu.conferences.queries.proposals import WRITTEN, bloc_facts, proposal_of, total_of
from nghisu.core.law import load_rulebook
from nghisu.core.papers.composing.agenda import Agenda, AgendaLine
from nghisu.core.papers.composing.conclusions import ConclusionNotice, ItemConclusion
from nghisu.core.papers.composing.letters import ContentLetter, Notice, Request
from nghisu.core.papers.composing.opinion import OpinionForm, Question
from nghisu.core.papers.composing.parts import Meeting, Section, lines_of
from nghisu.core.papers.composing.proposal import Proposal
from nghisu.core.papers.composing.resolutions import PARTS, SessionResolution, ThematicResolution
from nghisu.core.papers.composing.speeches import ClosingConclusion, OpeningSpeech
from nghisu.core.papers.paper import Authority, Formalities, Signer
from nghisu.directory.models import Appointment, Body, Organisation
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.programme.enums import form_names, scale_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names
from nghisu.rulebook.models import Deadline

BOARD, STANDING, FULL = "ban-thuong-vu", "thuong-truc", "ban-chap-hanh"
FRAMING = frozenset({Purpose.OPENING, Purpose.CONCLUSION})
"""Items that open and close a conference rather than bring a matter."""


def body_name(by: Actor, code: str) -> str:
    """What the committee calls one of its bodies today; "" where it has none of that code."""
    rows = Body.objects.filter(valid_on(clock.today()), committee=by.committee_id, code=code)
    return rows.values_list("name", flat=True).first() or ""


def meeting_of(by: Actor, entry: Entry) -> Meeting:
    """The conference as its documents name it."""
    chairs = chair_names(load_rulebook(entry.subject.rulebook))
    room = entry.room
    place = entry.room_text
    if room is not None:
        place = f"{room.name}, {room.place}" if room.place else room.name
    return Meeting(
        name=meeting_name(by, entry),
        opening=clock.local(entry.opening) if entry.state != Entry.State.POSTPONED else None,
        closing=clock.local(entry.closing) if entry.closing and entry.is_held else None,
        place=place,
        chair=chairs.get(entry.chair, entry.chair_text),
        form=form_names().get(entry.form, ""),
    )


def meeting_name(by: Actor, entry: Entry) -> str:
    """How a sentence names it: by its title where that is a name, else by the body that meets, else by its topic."""
    title = entry.title.strip()
    if title.lower().startswith("hội nghị"):
        return title.partition(":")[0].strip()
    body = body_name(by, entry.kind)
    return f"Hội nghị {body}" if body else f"Hội nghị {title[:1].lower()}{title[1:]}"


def office_of(by: Actor) -> Organisation | None:
    """The office that serves the committee."""
    rows = Organisation.objects.filter(
        valid_on(clock.today()), committee=by.committee_id, kind=Organisation.Kind.PARTY_OFFICE
    )
    return rows.order_by("pk").first()


def symbols(committee: Committee) -> tuple[str, str]:
    """The symbols of the committee and of its office, by level: TU and VPTU, ĐU and VPĐU."""
    return ("TU", "VPTU") if committee.level == Committee.Level.PROVINCE else ("ĐU", "VPĐU")


def formalities_of_office(by: Actor) -> Formalities:
    """The head and foot of what the office writes; signed by its chief by order of Ban Thường vụ."""
    committee = Committee.objects.get(pk=by.tenant)
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
    committee = Committee.objects.get(pk=by.tenant)
    short = {FULL: "Ban Chấp hành", BOARD: "Ban Thường vụ", STANDING: "Thường trực"}[body]
    name = body_name(by, FULL)
    party = name.partition("Ban Chấp hành ")[2] if body == FULL else ""
    office = office_of(by)
    return Formalities(
        superior=party or committee.name,
        issuer=short,
        unit=symbols(committee)[0],
        place=committee.place,
        signer=secretary(by, short),
        kept_by=office.name if office else "Văn phòng",
    )


def chief_of_office(by: Actor, office: Organisation | None) -> Signer | None:
    """The chief of the office on the day, who signs by order."""
    if office is None:
        return None
    found = _holder(by, organisation=office, title__startswith="Chánh Văn phòng")
    if found is None:
        return None
    return Signer("Chánh Văn phòng", found.person.full_name, (Authority("TL", "Ban Thường vụ"),))


def secretary(by: Actor, of: str) -> Signer | None:
    """The secretary on the day, who signs in the name of a body."""
    found = _holder(by, body__code=STANDING, title__startswith="Bí thư")
    if found is None:
        return None
    return Signer("Bí thư", found.person.full_name, (Authority("TM", of),))


def _holder(by: Actor, **of: object) -> Appointment | None:
    today = clock.today()
    seats = {f"position__{key}": value for key, value in of.items()}
    rows = Appointment.objects.filter(valid_on(today), committee=by.committee_id, **seats)
    return rows.select_related("person").order_by("since", "pk").first()


def convener_of(by: Actor, entry: Entry) -> str:
    """Who convenes: the body that chairs, else Ban Thường vụ."""
    chairs = chair_names(load_rulebook(entry.subject.rulebook))
    return chairs.get(entry.chair) or entry.chair_text or body_name(by, BOARD)


def matters(by: Actor, conference: Conference) -> list[AgendaItem]:
    """The items that bring a matter; nothing for who may not see the agenda yet."""
    return [item for item in agenda_of(by, conference).items if item.purpose not in FRAMING]


def contents_of(by: Actor, conference: Conference) -> tuple[str, ...]:
    """What the conference is about, item by item; its title where it has no agenda yet."""
    titles = tuple(item.title for item in matters(by, conference))
    return titles or (conference.entry.title,)


def participants_of(by: Actor, entry: Entry) -> tuple[str, ...]:
    """Who takes part, as the programme states it, else the members of the body that meets."""
    if entry.participants:
        return (entry.participants,)
    body = body_name(by, entry.kind)
    return (f"Các đồng chí ủy viên {body}",) if body else ()


def due_of(conference: Conference, act: str) -> date | None:
    """Until when an act is to be done by the rules."""
    row = Deadline.objects.filter(
        committee=conference.committee_id, subject=conference.entry.subject_id, act=act
    ).first()
    return row.act_by or row.legal_date if row and not row.not_applicable else None


@gathers("to-trinh")
def proposal(by: Actor, conference: Conference, _invitee: int | None = None) -> Proposal:
    entry = conference.entry
    office = office_of(by)
    to = body_name(by, STANDING)
    written = proposal_of(by, conference)
    said = {name: lines_of(getattr(written, name)) if written is not None else [] for name in WRITTEN}
    blocs = [f"{one.name.lower()}: {one.value}" for one in bloc_facts(written) if one.value]
    return Proposal(
        formalities=replace(formalities_of_office(by), recipients=("Như trên",)),
        meeting=meeting_of(by, entry),
        proposer=entry.preparing.name if entry.preparing else office.name if office else "",
        to=(to,) if to else (),
        grounds=tuple(said["need_rule"]),
        need="\n".join([*said["need_why"], *said["no_guidance"], *said["combined"]]),
        purpose=(*said["purpose"], *said["requirements"]),
        topic=entry.title,
        contents=contents_of(by, conference),
        participants=(*participants_of(by, entry), *blocs),
        scale=str(scale_names().get(entry.scale, entry.scale)).lower(),
        delegates=entry.delegates or (total_of(written.blocs) if written is not None else 0) or None,
        budget=" ".join(said["budget"]),
        division=tuple(said["division"]),
        hall=" ".join([*said["ceremony"], *said["press"]]),
    )


@gathers("cong-van")
def content_letter(by: Actor, conference: Conference, _invitee: int | None = None) -> ContentLetter:
    due = due_of(conference, "documents")
    requests: dict[str, list[str]] = {}
    for item in matters(by, conference):
        if item.reporting is not None:
            wanted = ", ".join(one[:1].lower() + one[1:] for one in item.expected_documents) or "tài liệu"
            requests.setdefault(item.reporting.name, []).append(f"{wanted} về nội dung “{item.title}”")
    office = office_of(by)
    return ContentLetter(
        formalities=replace(formalities_of_office(by), recipients=("Như trên",)),
        meeting=meeting_of(by, conference.entry),
        convener=convener_of(by, conference.entry),
        to=tuple(requests),
        requests=tuple(
            Request(unit=unit, content=f"chuẩn bị {'; '.join(said)}", due=due)
            for unit, said in requests.items()
        ),
        send_to=office.name if office else "",
        pages="Tài liệu dài quá 15 trang gửi kèm bản tóm tắt không quá 7 trang",
    )


@gathers("thong-bao")
def notice(by: Actor, conference: Conference, _invitee: int | None = None) -> Notice:
    office = office_of(by)
    return Notice(
        formalities=replace(formalities_of_office(by), recipients=("Các cơ quan, đơn vị liên quan",)),
        meeting=meeting_of(by, conference.entry),
        issuer=office.name if office else "",
        contents=contents_of(by, conference),
        participants=participants_of(by, conference.entry),
    )


@gathers("chuong-trinh")
def programme_of_conference(by: Actor, conference: Conference, _invitee: int | None = None) -> Agenda:
    return Agenda(
        formalities=replace(formalities_of_office(by), recipients=("Đại biểu dự hội nghị",)),
        meeting=meeting_of(by, conference.entry),
        items=tuple(
            AgendaLine(
                title=item.title,
                presenter=item.presented_by or ("Chủ trì hội nghị" if item.purpose in FRAMING else ""),
                minutes=item.minutes,
            )
            for item in agenda_of(by, conference).items
        ),
    )


@gathers("phieu-xin-y-kien")
def opinion_form(by: Actor, conference: Conference, _invitee: int | None = None) -> OpinionForm:
    asked = next(iter(consultations_of_entry(by, conference.entry)), None)
    if asked is not None:
        return form_of_consultation(by, asked)
    items = [item for item in matters(by, conference) if item.purpose in DECIDED]
    office = office_of(by)
    return OpinionForm(
        formalities=replace(
            formalities_of_office(by),
            kept_by="",
            signer=Signer("Người cho ý kiến", below="(Ký, ghi rõ họ tên)"),
        ),
        asker=convener_of(by, conference.entry),
        subject=f"về các nội dung của {meeting_of(by, conference.entry).name}",
        questions=tuple(Question(text=item.title) for item in items),
        documents=tuple(dict.fromkeys(one for item in items for one in item.expected_documents)),
        send_to=office.name if office else "",
    )


def form_of_consultation(by: Actor, row: Consultation) -> OpinionForm:
    """The form of a written consultation, to be filled in by hand."""
    office = office_of(by)
    return OpinionForm(
        formalities=replace(
            formalities_of_office(by),
            kept_by="",
            signer=Signer("Người cho ý kiến", below="(Ký, ghi rõ họ tên)"),
        ),
        asker=row.body.name,
        subject=row.title,
        questions=tuple(
            Question(text=one.text, options=tuple(choice.name for choice in choices_of(one)))
            for one in row.questions.all()
        ),
        documents=tuple(row.document_names),
        closing=clock.local(row.closes_at),
        send_to=office.name if office else "",
        words=row.content,
    )


@gathers("thong-bao-ket-luan")
def conclusion_notice(by: Actor, conference: Conference, _invitee: int | None = None) -> ConclusionNotice:
    return ConclusionNotice(
        formalities=replace(formalities_of_office(by), recipients=("Các cơ quan, đơn vị liên quan",)),
        meeting=meeting_of(by, conference.entry),
        body=convener_of(by, conference.entry),
        items=tuple(ItemConclusion(title=item.title) for item in matters(by, conference)),
    )


def _draft(by: Actor) -> Formalities:
    return replace(formalities_of_committee(by), signer=None, kept_by="", draft="Dự thảo")


def _speaker(by: Actor) -> str:
    signer = secretary(by, "")
    return f"đồng chí {signer.name}, Bí thư" if signer else ""


@gathers("phat-bieu-khai-mac")
def opening_speech(by: Actor, conference: Conference, _invitee: int | None = None) -> OpeningSpeech:
    asked = tuple(item.title for item in matters(by, conference) if item.purpose in DECIDED)
    return OpeningSpeech(
        formalities=_draft(by),
        meeting=meeting_of(by, conference.entry),
        speaker=_speaker(by),
        contents=contents_of(by, conference),
        asked=asked,
    )


@gathers("ket-luan-be-mac")
def closing_conclusion(by: Actor, conference: Conference, _invitee: int | None = None) -> ClosingConclusion:
    return ClosingConclusion(
        formalities=_draft(by),
        meeting=meeting_of(by, conference.entry),
        speaker=_speaker(by),
        conclusions=tuple(f"{item.title}: …" for item in matters(by, conference)),
    )


@gathers("nghi-quyet")
def session_resolution(by: Actor, conference: Conference, _invitee: int | None = None) -> SessionResolution:
    decided = [item for item in matters(by, conference) if item.purpose in DECIDED]
    return SessionResolution(
        formalities=replace(formalities_of_committee(by), draft="Dự thảo"),
        meeting=meeting_of(by, conference.entry),
        body=body_name(by, FULL),
        grounds=("Điều lệ Đảng Cộng sản Việt Nam", f"Quy chế làm việc của {body_name(by, FULL)}"),
        decisions=tuple(f"Thông qua {item.title[:1].lower()}{item.title[1:]}" for item in decided),
        carried_out_by=body_name(by, BOARD),
    )


@gathers("nghi-quyet-chuyen-de")
def thematic_resolution(by: Actor, conference: Conference, _invitee: int | None = None) -> ThematicResolution:
    items = [item for item in matters(by, conference) if item.purpose == Purpose.VOTE]
    title = items[0].title if items else ""
    return ThematicResolution(
        formalities=replace(formalities_of_committee(by), draft="Dự thảo"),
        body=body_name(by, FULL),
        subject=f"về {title[:1].lower()}{title[1:]}" if title else "",
        grounds=("Điều lệ Đảng Cộng sản Việt Nam", f"Quy chế làm việc của {body_name(by, FULL)}"),
        sections=tuple(Section(one) for one in PARTS),
    )
