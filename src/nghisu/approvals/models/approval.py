from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.approvals.enums import ApprovalState, StepRule
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.models import Organisation, Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager

PENDING = models.Q(state=ApprovalState.PENDING)


class Approval(models.Model):
    """Something put before those who must agree to it: one round (lần trình) of one thing.

    What was shown, its SHA-256 and the route are kept as they were when it was put forward. While it waits, only
    the step moves; once it has ended nothing changes any more: triggers of the database see to both.
    `step` counts from 0 and is `steps_count` when all have agreed.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    thing_id = models.BigIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="next")
    title = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    url = models.CharField(max_length=300)
    shown = models.JSONField()
    digest = models.CharField(max_length=64)
    drafter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafter_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, help_text="Người trình giải trình khi trình lại")
    one_person_may_repeat = models.BooleanField(default=False)
    steps_count = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ApprovalState.choices, default=ApprovalState.PENDING)
    step = models.PositiveSmallIntegerField(default=0)
    step_since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ApprovalState.values), name="approval_is_in_a_state"
            ),
            models.CheckConstraint(
                condition=PENDING & models.Q(ended_at=None, step__lt=models.F("steps_count"))
                | models.Q(state=ApprovalState.GRANTED, ended_at__isnull=False, step=models.F("steps_count"))
                | ~models.Q(state__in=[ApprovalState.PENDING, ApprovalState.GRANTED])
                & models.Q(ended_at__isnull=False, step__lt=models.F("steps_count")),
                name="approval_state_fits_its_step",
            ),
            models.CheckConstraint(condition=models.Q(steps_count__gte=1), name="approval_has_a_step"),
            models.CheckConstraint(condition=models.Q(round__gte=1), name="rounds_count_from_one"),
            models.UniqueConstraint(
                fields=["committee", "kind", "thing_id"],
                condition=PENDING,
                name="one_pending_approval_of_a_thing",
            ),
            models.UniqueConstraint(
                fields=["committee", "kind", "thing_id", "round"], name="one_approval_of_a_round"
            ),
        ]
        indexes = [
            models.Index(
                fields=["committee", "step_since", "id"], condition=PENDING, name="approvals_that_wait"
            ),
            models.Index(fields=["drafter", "-id"], name="approvals_of_a_drafter"),
        ]

    def __str__(self) -> str:
        return self.title


class Author(models.Model):
    """Who drafted what is put forward (người soạn): such a person never approves it. Rows are only added."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["approval", "person"], name="an_author_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class Step(models.Model):
    """A step of an approval as the route said when it was put forward. Rows are only added.

    `organisation` limits it to the holders of the role for that unit. A step that is `passed_over` is decided by
    nobody: the drafter holds its role.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=40, choices=[(role.value, _(ROLE_NAMES[role])) for role in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=4, choices=StepRule.choices)
    passed_over = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "position"], name="one_step_at_a_place"),
        ]

    def __str__(self) -> str:
        return self.name
