from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.approvals.commands.ending import end, end_as_changed, locked
from nghisu.approvals.commands.telling import tell_authors, tell_deciders
from nghisu.approvals.enums import ApprovalState, Outcome, StepRule
from nghisu.approvals.models import Approval, Comment, Decision, Step
from nghisu.approvals.policy import Capacity, Spoken, has_spoken_elsewhere, has_spoken_here, is_author
from nghisu.approvals.queries.capacities import capacities_of
from nghisu.approvals.queries.deciders import authors_of, deciders_of
from nghisu.approvals.refusals import AlreadyDecided, CommentNeeded, NotTheirsToDecide, StaleApproval
from nghisu.approvals.registry import shown_now
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.commands import JsonAnswer, once
from nghisu.foundation.refusals import AccessRefused

GRANTED = N_("Đã được phê duyệt: %(title)s")
RETURNED = N_("%(name)s trả lại, có nhận xét: %(title)s")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it is typed: on a passage, or on words of it that begin at `start` (characters)."""

    passage: str
    text: str
    quote: str = ""
    start: int | None = None


def decide(
    by: Actor,
    approval_id: int,
    outcome: Outcome,
    digest: str,
    *,
    note: str = "",
    remarks: Sequence[Remark] = (),
    holder_id: int | None = None,
    command_id: UUID | None = None,
) -> Approval:
    """Agree to what was shown, or return it with comments; the approval moves on, ends or waits for the others.

    `digest` is the SHA-256 of what the person had before the eyes; `holder_id` in whose name the person decides, by
    default the own or, failing that, the only one who delegated. The same `command_id` acts once.
    Raises StaleApproval when what was shown is not what the thing is now: the approval has then ended as superseded.
    Raises AccessRefused, NotTheirsToDecide, AlreadyDecided, CommentNeeded.
    """
    must(by, "approval.decide")
    said = [remark for remark in remarks if remark.text.strip()]
    note = note.strip()
    if outcome is Outcome.RETURNED and not note and not said:
        raise CommentNeeded(_("Hãy ghi lý do trả lại, hoặc nhận xét ở đoạn cần sửa."))
    payload = {
        "approval": approval_id,
        "outcome": outcome.value,
        "digest": digest,
        "note": note,
        "remarks": [asdict(remark) for remark in said],
        "holder": holder_id,
    }

    def run() -> JsonAnswer:
        return {"stale": _decide(by, approval_id, outcome, digest, note, said, holder_id)}

    answer = once(by, command_id or uuid4(), "approvals.decide", payload, run)
    if answer["stale"]:
        # Said only now: that the approval has ended is kept, the decision is not.
        raise StaleApproval(_changed(), approval_id)
    return Approval.objects.get(pk=approval_id)


@transaction.atomic
def _decide(
    by: Actor,
    approval_id: int,
    outcome: Outcome,
    digest: str,
    note: str,
    remarks: Sequence[Remark],
    holder_id: int | None,
) -> bool:
    """Returns whether the thing has changed meanwhile."""
    found = Approval.objects.filter(pk=approval_id, committee=by.committee_id).first()
    if found is None:
        raise AccessRefused(str(approval_id))
    # The thing is asked for, and held, before the approval: whoever changes the thing takes the two in this order.
    now = shown_now(by, found.kind, found.thing_id)
    approval = locked(by, approval_id)
    if approval.state != ApprovalState.PENDING:
        raise AlreadyDecided(
            _("Việc này không còn chờ phê duyệt: %(state)s. Ý kiến vừa gửi chưa được ghi.")
            % {"state": ApprovalState(approval.state).label.lower()}
        )
    step = Step.objects.get(approval=approval, position=approval.step)
    capacity = capacity_for(by, approval, step, clock.today(), holder_id)
    if digest != approval.digest:
        raise StaleApproval(_changed(), approval_id)
    if now is None or now.digest != approval.digest:
        end_as_changed(by, approval)
        return True
    decision = Decision.objects.create(
        committee_id=by.tenant,
        approval=approval,
        step=step,
        person_id=by.person_id or 0,
        person_name=by.name,
        holder_id=capacity.holder_id,
        holder_name=capacity.holder_name,
        outcome=outcome,
        note=note,
        digest=digest,
        at=clock.now(),
    )
    _keep_remarks(by, decision, remarks)
    in_the_name_of = {"holder": capacity.holder_name} if capacity.holder_id != by.person_id else {}
    remember(
        by,
        "approval.decided",
        approval,
        after={
            "outcome": outcome.value,
            "step_name": step.name,
            "note": note,
            "comments": len(remarks),
            "digest": digest,
        }
        | in_the_name_of,
    )
    if outcome is Outcome.RETURNED:
        end(by, approval, ApprovalState.RETURNED, note)
        tell_authors(by, approval, RETURNED, note)
    else:
        _move_on(by, approval, step)
    return False


def capacity_for(
    by: Actor, approval: Approval, step: Step, on: date, holder_id: int | None = None
) -> Capacity:
    """In whose name the actor decides a step. Raises AccessRefused for who is not asked, NotTheirsToDecide for who
    drafted it or has decided another step, AlreadyDecided for who has decided this one."""
    role, authors = Role(step.role), authors_of(approval.pk)
    capacities = [
        one
        for one in capacities_of(by, on)
        if one.covers(approval.kind)
        and one.holds(role, step.organisation_id)
        and holder_id in (None, one.holder_id)
    ]
    if not capacities:
        raise AccessRefused(str(approval.pk))
    me = by.person_id or 0
    free = [one for one in capacities if not is_author(authors, me, one.holder_id)]
    if not free:
        raise NotTheirsToDecide(
            _(
                "Người soạn hoặc trình một nội dung không tự phê duyệt nội dung ấy. "
                "Người khác giữ vai trò này sẽ quyết định."
            )
        )
    rows = Decision.objects.filter(approval=approval).values_list("step", "person", "holder")
    spoken = [Spoken(*row) for row in rows]
    if not approval.one_person_may_repeat:
        free = [one for one in free if not has_spoken_elsewhere(spoken, step.pk, me, one.holder_id)]
        if not free:
            raise NotTheirsToDecide(
                _("Đồng chí đã có ý kiến ở bước trước, nên bước này do người khác quyết định.")
            )
    free = [one for one in free if not has_spoken_here(spoken, step.pk, one.holder_id)]
    if not free:
        raise AlreadyDecided(_("Đồng chí đã có ý kiến ở bước này, đang chờ những người còn lại."))
    return free[0]


def _keep_remarks(by: Actor, decision: Decision, remarks: Sequence[Remark]) -> None:
    """Keep the comments. One on a passage that was not shown is a slip of the form and is refused."""
    known = {passage["id"] for passage in decision.approval.shown["passages"]}
    if any(remark.passage not in known for remark in remarks):
        raise StaleApproval(_changed(), decision.approval_id)
    Comment.objects.bulk_create(
        Comment(
            committee_id=by.tenant,
            approval=decision.approval,
            decision=decision,
            passage=remark.passage,
            quote=remark.quote.strip(),
            start=remark.start if remark.quote.strip() else None,
            text=remark.text.strip(),
        )
        for remark in remarks
    )


def _move_on(by: Actor, approval: Approval, step: Step) -> None:
    """After an agreement: wait for the others of the step, go to the next step, or end."""
    if step.rule == StepRule.ALL:
        agreed = set(Decision.objects.filter(step=step).values_list("holder", flat=True))
        if set(deciders_of(step, clock.today())) - agreed:
            return
    following = Step.objects.filter(approval=approval, position__gt=step.position, passed_over=False).first()
    if following is None:
        approval.step = approval.steps_count
        end(by, approval, ApprovalState.GRANTED)
        tell_authors(by, approval, GRANTED)
        return
    approval.step, approval.step_since = following.position, clock.now()
    approval.save(update_fields=["step", "step_since"])
    tell_deciders(by, approval, following)


def _changed() -> str:
    return _(
        "Nội dung đã được thay đổi sau khi đồng chí mở xem, nên ý kiến vừa gửi chưa được ghi. "
        "Hãy xem lại nội dung mới trước khi quyết định."
    )
