from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation.tenancy import ScopedManager


class PositionRole(models.Model):
    """A role that comes with a position (vai trò theo chức danh): whoever holds the position holds the role.

    `organisation` is the unit acted for; without one the role is held for the whole committee.
    `until` is the last day, inclusive.
    """

    committee = models.ForeignKey("foundation.Committee", on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey("directory.Position", on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40, choices=[(role.value, _(ROLE_NAMES[role])) for role in Role])
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="position_role_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["position", "role", "organisation", "since"], name="position_role_once_in_a_unit"
            ),
            models.UniqueConstraint(
                fields=["position", "role", "since"],
                condition=models.Q(organisation__isnull=True),
                name="position_role_once_in_the_committee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.role}"
