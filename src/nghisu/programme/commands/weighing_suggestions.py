from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entry
from nghisu.programme.commands.telling import tell_suggester
from nghisu.programme.models import Entry, Suggestion
from nghisu.programme.refusals import SuggestionNotThere, SuggestionWeighedMeanwhile

State = Suggestion.State
ANSWERS = (State.JOINED, State.BY_OPINION, State.DEFERRED, State.REFUSED)


@transaction.atomic
def answer_suggestion(
    by: Actor,
    suggestion_id: int,
    outcome: str,
    answer: str,
    joined_id: int | None = None,
    seen_revision: int | None = None,
) -> Suggestion:
    """Say what becomes of a suggestion that is not taken in by itself: joined with another (`joined_id`), replaced by
    a written opinion, left for a later period, or refused; always with the reason. Its author is told.

    `seen_revision` is that of the suggestion as the actor saw it. Raises SuggestionWeighedMeanwhile when somebody else
    has said something of it since, SuggestionNotThere where it was not sent, is in the programme already, or would be
    joined with itself.
    """
    must(by, "programme.edit")
    if joined_id is not None and joined_id < suggestion_id:
        _locked(by, joined_id)  # always in this order, or two who join crosswise would wait for each other
    suggestion = _locked(by, suggestion_id)
    if seen_revision is not None and suggestion.revision != seen_revision:
        raise SuggestionWeighedMeanwhile
    if outcome not in ANSWERS:
        raise AccessRefused(outcome)
    if not answer.strip():
        raise SuggestionNotThere(_("Hãy ghi lý do để đơn vị đề xuất biết."))
    joined = None
    if outcome == State.JOINED:
        joined = _locked(by, joined_id or 0)
        if joined.pk == suggestion.pk or joined.state == State.JOINED:
            raise SuggestionNotThere(_("Hãy chọn một đề xuất khác để gộp vào."))
    before = {"state": suggestion.state, "answer": suggestion.answer}
    suggestion.state, suggestion.answer, suggestion.joined = outcome, nfc(answer)[:1000], joined
    suggestion.revision += 1
    suggestion.weighed_at, suggestion.weighed_by_name = clock.now(), by.name
    suggestion.save()
    remember(
        by,
        "suggestion.answered",
        suggestion,
        before=before,
        after={"state": outcome, "answer": suggestion.answer, "joined": joined.matter if joined else ""},
    )
    tell_suggester(by, suggestion, _said(suggestion))
    return suggestion


@transaction.atomic
def take_in_suggestion(by: Actor, suggestion_id: int, content: EntryContent, answer: str = "") -> Entry:
    """Make a suggestion a conference of the programme, with the way back to it. Its author, and those whose suggestions
    were joined with it, are told. Raises SuggestionNotThere."""
    must(by, "programme.edit")
    suggestion = _locked(by, suggestion_id)
    entry = add_entry(by, content)
    before = {"state": suggestion.state, "answer": suggestion.answer}
    suggestion.state, suggestion.entry, suggestion.joined = State.ACCEPTED, entry, None
    suggestion.answer = nfc(answer)[:1000]
    suggestion.revision += 1
    suggestion.weighed_at, suggestion.weighed_by_name = clock.now(), by.name
    suggestion.save()
    remember(
        by,
        "suggestion.taken_in",
        suggestion,
        before=before,
        after={"state": State.ACCEPTED.value, "answer": suggestion.answer, "entry": entry.title},
    )
    tell_suggester(by, suggestion, _said(suggestion))
    for other in suggestion.joined_by.filter(committee=by.committee_id).select_related("organisation"):
        tell_suggester(by, other, _said_of_joined(other, entry))
    return entry


@transaction.atomic
def place_suggestion(by: Actor, suggestion_id: int, entry: Entry) -> Suggestion:
    """Have a suggestion dealt with at a conference that stands in the programme already; its author is told, and those
    whose suggestions were joined with it. One taken in as this conference stays as it is. Raises SuggestionNotThere."""
    rows = Suggestion.objects.filter(committee=by.committee_id, pk=suggestion_id, state=State.ACCEPTED)
    taken = rows.filter(entry=entry).first()
    if taken is not None:
        return taken
    must(by, "programme.edit")
    suggestion = _locked(by, suggestion_id)
    if suggestion.state not in (State.SENT, State.DEFERRED):
        raise SuggestionNotThere(_("Đề xuất này đã có kết quả khác nên không đưa vào nội dung được."))
    before = {"state": suggestion.state, "answer": suggestion.answer}
    suggestion.state, suggestion.entry, suggestion.joined = State.ACCEPTED, entry, None
    suggestion.revision += 1
    suggestion.weighed_at, suggestion.weighed_by_name = clock.now(), by.name
    suggestion.save()
    remember(
        by,
        "suggestion.taken_in",
        suggestion,
        before=before,
        after={"state": State.ACCEPTED.value, "answer": suggestion.answer, "entry": entry.title},
    )
    tell_suggester(by, suggestion, _said(suggestion))
    for other in suggestion.joined_by.filter(committee=by.committee_id).select_related("organisation"):
        tell_suggester(by, other, _said_of_joined(other, entry))
    return suggestion


def _said(suggestion: Suggestion) -> Callable[[], Said]:
    def said() -> Said:
        entry = suggestion.entry
        what = {
            State.ACCEPTED.value: _("Đã đưa vào chương trình: %(matter)s"),
            State.JOINED.value: _("Gộp với nội dung khác: %(matter)s"),
            State.BY_OPINION.value: _("Xin ý kiến bằng văn bản thay cho họp: %(matter)s"),
            State.DEFERRED.value: _("Để lại kỳ sau: %(matter)s"),
            State.REFUSED.value: _("Không đưa vào chương trình: %(matter)s"),
        }[str(suggestion.state)]
        lines = [suggestion.answer] if suggestion.answer else []
        if suggestion.joined is not None:
            lines.append(_("Gộp vào: %(matter)s") % {"matter": suggestion.joined.matter})
        if entry is not None:
            lines.append(_when(entry))
        return Said(what % {"matter": suggestion.matter}, "\n".join(lines))

    return said


def _said_of_joined(suggestion: Suggestion, entry: Entry) -> Callable[[], Said]:
    def said() -> Said:
        title = _("Nội dung được gộp đã đưa vào chương trình: %(matter)s") % {"matter": suggestion.matter}
        return Said(title, _when(entry))

    return said


def _when(entry: Entry) -> str:
    return f"{clock.local(entry.opening):%H:%M %d/%m/%Y}: {entry.title}"


def _locked(by: Actor, suggestion_id: int) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=suggestion_id
    )
    suggestion = rows.order_by().first()
    if suggestion is None or suggestion.state in Suggestion.OWN:
        raise AccessRefused(str(suggestion_id))
    if suggestion.state == State.ACCEPTED:
        raise SuggestionNotThere(
            _("Đề xuất này đã thành hội nghị trong chương trình; hãy sửa ở trang hội nghị.")
        )
    return suggestion
