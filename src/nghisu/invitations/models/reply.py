from django.db import models

from nghisu.directory.models import Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.invitations.enums import Agreed, Answer, Channel
from nghisu.invitations.models.invitee import Invitee


class Reply(models.Model):
    """What somebody answered to an invitation (trả lời giấy mời). A later one takes its place; both stay.

    `said_by` is who told it to whoever wrote it down, where it came by telephone or on paper.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    site = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    said_by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    is_current = models.BooleanField(default=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitee"], condition=models.Q(is_current=True), name="one_current_reply"
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="absent") | ~models.Q(reason=""), name="absent_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()


class Substitution(models.Model):
    """Somebody who is to come in another's place (người dự thay): named by the one invited, agreed by the chair.

    Once agreed, the substitute is invited in person: `substitute` is that row of the list. What the chair said is in
    writing: the act here by the chair's own account, or the paper that the office states, `paper` of the day `paper_on`.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="substitutions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=400, blank=True)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=Agreed.choices, default=Agreed.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    paper_on = models.DateField(null=True)
    substitute = models.OneToOneField(
        Invitee, on_delete=models.PROTECT, null=True, related_name="substitute_of"
    )

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitee"],
                condition=models.Q(state__in=["asked", "agreed"]),
                name="one_substitute_at_a_time",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="substitute_has_a_name"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["agreed", "refused"])
                | (models.Q(decided_at__isnull=False) & ~models.Q(decided_by_name="")),
                name="substitute_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(paper="", paper_on=None)
                | (~models.Q(paper="") & models.Q(paper_on__isnull=False)),
                name="substitute_paper_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name
