"""What was said when something came back from those who approve it."""

from __future__ import annotations

from nghisu.approvals.models import Approval, Comment, Decision


def said_on_return(approval: Approval) -> str:
    """The note and the remarks of the decision that returned it, each at its passage, in plain lines."""
    headings = {one["id"]: one["heading"] for one in approval.shown.get("passages", [])}
    rows = Decision.objects.filter(committee=approval.committee_id, approval=approval, outcome="returned")
    decision = rows.order_by("-id").first()
    if decision is None:
        return approval.reason
    lines = [decision.note] if decision.note else []
    for remark in Comment.objects.filter(committee=approval.committee_id, decision=decision).order_by("id"):
        place = headings.get(remark.passage, "")
        lines.append(f"{place}: {remark.text}" if place else remark.text)
    return "\n".join(lines)
