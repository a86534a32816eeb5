from django.db import models

from nghisu.approvals.enums import Outcome
from nghisu.approvals.models.approval import Approval, Step
from nghisu.directory.models import Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Decision(models.Model):
    """What one person said at one step (ý kiến phê duyệt). Rows are only added, and only while the approval waits.

    `person` pressed the button; `holder` is in whose name: the same person, or who delegated to that person.
    `digest` is the SHA-256 of what the person had before the eyes.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="decisions")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    holder_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "holder"], name="one_decision_of_a_holder_at_a_step"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="decision_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.holder_name}"


class Comment(models.Model):
    """A remark on one passage (nhận xét), or on the quoted words of it. Rows are only added.

    `start` is where the quote begins in the passage's text, in characters.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="comments")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="comments")
    passage = models.CharField(max_length=80)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    text = models.TextField()

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return self.text[:80]
