from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.approvals.enums import StepRule, StepScope
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Route(models.Model):
    """The way a kind of thing takes through a committee until it is approved (quy trình phê duyệt).

    A committee without a row of its own takes the one of `routes.toml`. What already waits keeps its way.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    one_person_may_repeat = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["committee", "kind"], name="one_route_of_a_kind")]

    def __str__(self) -> str:
        return self.kind


class RouteStep(models.Model):
    """One step of a route (bước): who decides, and whether one of them is enough.

    `passed_over_by_own`: where the drafter holds the step's role, the step is passed over.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=[(role.value, _(ROLE_NAMES[role])) for role in Role])
    scope = models.CharField(max_length=8, choices=StepScope.choices, default=StepScope.ANY)
    rule = models.CharField(max_length=4, choices=StepRule.choices, default=StepRule.ANY_ONE)
    passed_over_by_own = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["route", "position"], name="one_route_step_at_a_place"),
            models.CheckConstraint(condition=~models.Q(name=""), name="route_step_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
