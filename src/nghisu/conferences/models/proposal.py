from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.conferences.models.conference import Conference
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Proposal(models.Model):
    """The tờ trình by which a conference is proposed: what the entry and the agenda do not say themselves.

    Chair, topic, time, place, participants and scale are the entry's, the content is the agenda's: none of it is kept
    here. `blocs` holds the number of delegates by bloc. What was put before those who approve is kept by the approval.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đang trình")
        RETURNED = "returned", _("Trả lại để sửa")
        APPROVED = "approved", _("Đã duyệt")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="proposal")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    purpose = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    need_rule = models.TextField(blank=True)
    need_why = models.TextField(blank=True)
    no_guidance = models.TextField(blank=True)
    combined = models.TextField(blank=True)
    blocs = models.JSONField(default=dict)
    budget = models.TextField(blank=True)
    division = models.TextField(blank=True)
    ceremony = models.TextField(blank=True)
    press = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    drafted_by_name = models.CharField(max_length=200)
    drafted_by_person = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_by_name = models.CharField(max_length=200, blank=True)
    approval_id = models.BigIntegerField(null=True)
    returned_note = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "submitted", "returned", "approved"]),
                name="proposal_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="submitted")
                | models.Q(submitted_at__isnull=False, approval_id__isnull=False),
                name="proposal_submitted_with_its_approval",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(approved_at__isnull=False),
                name="proposal_approved_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.conference.entry.title
