from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.approvals.commands import submit, withdraw
from nghisu.approvals.models import Approval
from nghisu.core.people.roles import Role
from nghisu.core.text import fold, nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said
from nghisu.programme.commands.telling import tell_of_sending, tell_suggester
from nghisu.programme.models import Suggestion, SuggestionCall
from nghisu.programme.queries.put_forward import shown_of_suggestion
from nghisu.programme.queries.suggestions import may_speak_for, visible_suggestions
from nghisu.programme.refusals import EntryChangedMeanwhile, SuggestionNotThere

State = Suggestion.State


@dataclass(frozen=True, slots=True)
class SuggestionContent:
    """What is suggested: the matter, why it needs a conference, of which kind, when, who takes part, what demands it."""

    matter: str
    why: str
    kind: str
    need: str = ""
    wished: date | None = None
    wished_text: str = ""
    participants: str = ""

    def columns(self) -> dict[str, Any]:
        """The content as columns, composed, with the text that a search looks into."""
        columns = {
            key: nfc(value) if isinstance(value, str) else value for key, value in asdict(self).items()
        }
        columns["search_text"] = fold(f"{self.matter} {self.participants} {self.need}")[:900]
        return columns


@transaction.atomic
def draft_suggestion(
    by: Actor, call_id: int, organisation_id: int | None, content: SuggestionContent
) -> Suggestion:
    """Write down a suggestion for a unit one serves, or (without a unit) one's own as a member. It stays with its
    author until it is sent."""
    must(by, "suggestion.draft")
    if not may_speak_for(by, organisation_id):
        raise AccessRefused(str(organisation_id))
    call = SuggestionCall.objects.filter(committee=by.committee_id, pk=call_id).first()
    if call is None:
        raise AccessRefused(str(call_id))
    suggestion = Suggestion(
        committee_id=by.tenant,
        call=call,
        organisation_id=organisation_id,
        person_id=by.person_id if organisation_id is None else None,
        state=State.DRAFT,
        author_user=by.user_id,
        author_name=by.name,
        author_person=by.person_id,
        created_at=clock.now(),
        **content.columns(),
    )
    suggestion.save()
    remember(by, "suggestion.drafted", suggestion, after=asdict(content))
    return suggestion


@transaction.atomic
def change_suggestion(
    by: Actor, suggestion_id: int, content: SuggestionContent, seen_revision: int | None = None
) -> Suggestion:
    """Change a suggestion that is still being written. Raises SuggestionNotThere, EntryChangedMeanwhile."""
    suggestion = _own_draft(by, suggestion_id)
    if seen_revision is not None and suggestion.revision != seen_revision:
        raise EntryChangedMeanwhile
    after = content.columns()
    before = {name: getattr(suggestion, name) for name in after}
    if before == after:
        return suggestion
    for name, value in after.items():
        setattr(suggestion, name, value)
    suggestion.revision += 1
    suggestion.save()
    remember(by, "suggestion.changed", suggestion, before=before, after=after)
    return suggestion


@transaction.atomic
def discard_suggestion(by: Actor, suggestion_id: int) -> int:
    """Throw a suggestion away that was never sent. Returns the call it was for."""
    suggestion = _own_draft(by, suggestion_id)
    remember(
        by, "suggestion.discarded", suggestion, before={"matter": suggestion.matter, "why": suggestion.why}
    )
    call_id = suggestion.call_id
    suggestion.delete()
    return call_id


@transaction.atomic
def send_suggestion(by: Actor, suggestion_id: int) -> Suggestion:
    """Send a suggestion on: a unit's to its head, who agrees through the approvals; the head's own and a member's
    straight to the office. Raises SuggestionNotThere, NobodyToDecide."""
    suggestion = _own_draft(by, suggestion_id)
    suggestion.returned_note = ""
    if suggestion.organisation_id is None or _heads(by, suggestion.organisation_id):
        return _sent(by, suggestion)
    suggestion.state = State.WITH_HEAD
    suggestion.save(update_fields=["state", "returned_note"])
    submit(
        by,
        kind="suggestion",
        thing=suggestion,
        shown=shown_of_suggestion(by, suggestion),
        drafters=[suggestion.author_person] if suggestion.author_person else (),
        organisation_id=suggestion.organisation_id,
    )
    remember(by, "suggestion.put_to_head", suggestion)
    return suggestion


@transaction.atomic
def take_back_suggestion(by: Actor, suggestion_id: int) -> Suggestion:
    """Take a suggestion back from the head of the unit, to go on writing."""
    suggestion = _locked(by, suggestion_id)
    must(by, "suggestion.draft")
    waiting = Approval.objects.filter(
        committee=by.committee_id, kind="suggestion", thing_id=suggestion.pk, state="pending"
    ).first()
    if suggestion.state != State.WITH_HEAD or waiting is None:
        raise SuggestionNotThere(_("Đề xuất này không còn chờ lãnh đạo đơn vị nên không rút lại được."))
    withdraw(by, waiting.pk)
    suggestion.refresh_from_db()
    return suggestion


def agreed_by_head(by: Actor, approval: Approval) -> None:
    """The head of the unit agreed: it goes to the office."""
    suggestion = _of_approval(by, approval)
    if suggestion is not None and suggestion.state == State.WITH_HEAD:
        suggestion.agreed_by_name = by.name
        _sent(by, suggestion)


def back_with_the_author(by: Actor, approval: Approval, why: str) -> None:
    """It came back to be written on."""
    suggestion = _of_approval(by, approval)
    if suggestion is not None and suggestion.state == State.WITH_HEAD:
        suggestion.state, suggestion.returned_note = State.DRAFT, nfc(why)[:1000]
        suggestion.save(update_fields=["state", "returned_note"])
        remember(by, "suggestion.returned", suggestion, after={"note": suggestion.returned_note})


def _sent(by: Actor, suggestion: Suggestion) -> Suggestion:
    suggestion.state, suggestion.sent_at = State.SENT, clock.now()
    suggestion.save()
    remember(by, "suggestion.sent", suggestion, after={"agreed_by": suggestion.agreed_by_name})
    tell_of_sending(by, suggestion)
    if by.person_id != suggestion.author_person:
        tell_suggester(
            by, suggestion, lambda: Said(_("Đã gửi văn phòng: %(matter)s") % {"matter": suggestion.matter})
        )
    return suggestion


def _heads(by: Actor, organisation_id: int) -> bool:
    return any(g.role is Role.CONTENT_HEAD and g.organisation_id == organisation_id for g in by.grants)


def _own_draft(by: Actor, suggestion_id: int) -> Suggestion:
    must(by, "suggestion.draft")
    suggestion = _locked(by, suggestion_id)
    if not may_speak_for(by, suggestion.organisation_id):
        raise AccessRefused(str(suggestion_id))
    if suggestion.organisation_id is None and suggestion.person_id != by.person_id:
        raise AccessRefused(str(suggestion_id))
    if suggestion.state != State.DRAFT:
        raise SuggestionNotThere(
            _("Đề xuất này đã gửi đi nên không sửa được nữa. Hãy mở lại trang để xem đang ở đâu.")
        )
    return suggestion


def _locked(by: Actor, suggestion_id: int) -> Suggestion:
    if not visible_suggestions(by).filter(pk=suggestion_id).exists():
        raise AccessRefused(str(suggestion_id))
    return (
        Suggestion.objects.select_for_update(of=("self",))
        .order_by()
        .get(committee=by.committee_id, pk=suggestion_id)
    )


def _of_approval(by: Actor, approval: Approval) -> Suggestion | None:
    rows = Suggestion.objects.select_for_update(of=("self",))
    return rows.filter(committee=by.committee_id, pk=approval.thing_id).order_by().first()
