"""A committee with a little of everything, put in through the commands of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django_scopes import scope

from nghisu.accounts.commands import make_token
from nghisu.accounts.models import ApiToken, Delegation
from nghisu.accounts.queries import actor_for
from nghisu.approvals.models import Approval
from nghisu.conferences.models import AgendaItem, AskedPerson, Consultation, DelegatedMatter
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, DirectoryImport, Position, Term
from nghisu.documents.models import Appraisal, OwnPaper, ReaderNote
from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.invitations.models import Delivery, GroupLine, Invitee, SavedGroup, Substitution
from nghisu.notices.models import Notice, Webhook
from nghisu.programme.commands import (
    CalendarChoice,
    add_entry,
    open_calendar,
)
from nghisu.programme.models import (
    CalendarAddress,
    Entry,
    ImportDraft,
    Move,
    ProgrammeVersion,
    Suggestion,
    SuggestionCall,
    Theme,
)
from nghisu.rulebook.commands import bind_committee
from nghisu.rulebook.commands.own import draft_edition
from nghisu.rulebook.models import AttachedText, Deadline, LastNumber, OwnDay, OwnEdition, Waiver
from tests.factories import Ground
from tests.house.furnishing.conferences import a_consultation, a_delegated_matter, an_item
from tests.house.furnishing.days import ON
from tests.house.furnishing.inviting import (
    a_group,
    a_letter_of_invitation,
    a_substitution,
    an_invitee,
    an_own_invitee,
)
from tests.house.furnishing.packs import a_pack_appraisal, a_pack_note, an_own_paper
from tests.house.furnishing.papers import Papers, papers_of
from tests.house.furnishing.people import a_delegation, a_directory_draft
from tests.house.furnishing.programme import (
    a_call,
    a_draft,
    a_move,
    a_suggestion,
    a_theme,
    a_version,
    content,
    open_deadline,
)
from tests.house.furnishing.rules import a_text, a_waiver
from tests.house.furnishing.telling import a_letter, a_notice, a_webhook, an_approval


@dataclass(slots=True)
class Furnished:
    """A ground with two conferences: one that the department prepares, one that another department does.

    The first is of the executive committee, whose members are the delegates; the second of the standing board.
    """

    ground: Ground
    entry: Entry
    other_entry: Entry
    deadline: Deadline
    other_deadline: Deadline
    draft: ImportDraft
    directory_draft: DirectoryImport
    version: ProgrammeVersion
    theme: Theme
    call: SuggestionCall
    suggestion: Suggestion
    term: Term
    own_day: OwnDay
    last_number: LastNumber
    pack_note: ReaderNote
    own_paper: OwnPaper
    pack_appraisal: Appraisal
    appointment: Appointment
    position: Position
    approval: Approval
    token: ApiToken
    text: AttachedText
    own: OwnEdition
    waiver: Waiver
    notice: Notice
    held: Outgoing
    dead: Outgoing
    move: Move
    delegation: Delegation
    calendar_address: CalendarAddress
    webhook: Webhook
    papers: Papers
    item: AgendaItem
    delegated: DelegatedMatter
    consultation: Consultation
    asked_person: AskedPerson
    invitee: Invitee
    group: SavedGroup
    group_line: GroupLine
    letter: Delivery
    own_invitee: Invitee
    substitution: Substitution


def furnish(ground: Ground) -> Furnished:
    """Put the sample rows into a committee, through the commands of the house where it has them."""
    chief = ground.user(Role.OFFICE_CHIEF)
    by = actor_for(chief, ground.committee.pk, ON)
    with (
        scope(committee=ground.committee),
        clock.standing(datetime(2026, 3, 10, 7, 30, tzinfo=clock.VIETNAM)),
    ):
        bind_committee(by, "5609", date(2025, 1, 1))
        entry = add_entry(by, content(ground, "ban-chap-hanh", ground.department.pk, timedelta(0)))
        other = add_entry(by, content(ground, "thuong-truc", ground.other_department.pk, timedelta(days=5)))
        group, line = a_group(ground, by)
        return Furnished(
            ground=ground,
            entry=entry,
            other_entry=other,
            deadline=open_deadline(entry, ground.department.pk),
            other_deadline=open_deadline(other, ground.other_department.pk),
            draft=a_draft(ground, by),
            directory_draft=a_directory_draft(ground, by),
            version=a_version(ground),
            theme=a_theme(ground),
            call=(call := a_call(ground)),
            suggestion=a_suggestion(ground, call),
            pack_note=(note := a_pack_note(ground, by, entry)),
            pack_appraisal=a_pack_appraisal(ground, by, note),
            own_paper=an_own_paper(ground, note),
            last_number=LastNumber.objects.create(
                committee=ground.committee, kind="NQ", symbol="ĐU", per="year", period="2026", number=27
            ),
            own_day=OwnDay.objects.create(
                committee=ground.committee,
                day=date(2026, 9, 18),
                works=False,
                name=f"Ngày hội {ground.mark}",
                document="Thông báo 1",
            ),
            term=Term.objects.create(
                committee=ground.committee,
                body=ground.executive_committee,
                number="I",
                since=date(2025, 7, 1),
            ),
            appointment=Appointment.objects.filter(person=chief.person).get(),
            notice=a_notice(ground, chief),
            held=a_letter(by, ground, Outgoing.State.HELD),
            dead=a_letter(by, ground, Outgoing.State.DEAD),
            position=Position.objects.filter(appointments__person=chief.person).get(),
            approval=an_approval(ground),
            token=make_token(by, f"Phần mềm {ground.mark}", ["programme.read"], 30)[0],
            text=a_text(ground, by),
            own=draft_edition(by, "5609", f"Quy định riêng {ground.mark}", f"# {ground.mark}"),
            waiver=a_waiver(ground, by, other),
            move=a_move(by, other),
            delegation=a_delegation(ground, by),
            webhook=a_webhook(ground),
            item=an_item(ground, by, entry),
            delegated=a_delegated_matter(ground, by),
            consultation=(consultation := a_consultation(ground, by, entry)),
            asked_person=AskedPerson.objects.get(consultation=consultation),
            calendar_address=open_calendar(by, CalendarChoice("own"))[0],
            invitee=(guest := an_invitee(ground, by, entry)),
            own_invitee=(own := an_own_invitee(ground, by, entry)),
            letter=a_letter_of_invitation(by, entry, guest, own),
            substitution=a_substitution(by, guest),
            group=group,
            group_line=line,
            papers=papers_of(ground, by),
        )
