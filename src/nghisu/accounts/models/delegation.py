from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from nghisu.foundation.tenancy import ScopedManager


class Delegation(models.Model):
    """For a period one person decides in another's name (ủy quyền), the last day included.

    `kinds` names the kinds of things that may be decided; empty means all that the delegator may decide. Only what
    the delegator holds is lent, and only on a day on which it is held: what was lent to the delegator is not passed on.
    """

    committee = models.ForeignKey("foundation.Committee", on_delete=models.PROTECT, related_name="+")
    delegator = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="+")
    delegate = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=500, help_text="Lý do, hoặc văn bản ủy quyền")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(delegator=models.F("delegate")), name="nobody_delegates_to_oneself"
            ),
            models.CheckConstraint(condition=GreaterThan(Length("reason"), 0), name="delegation_says_why"),
        ]
        indexes = [
            models.Index(
                fields=["delegate", "until"],
                condition=models.Q(revoked_at=None),
                name="delegations_to_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegator} → {self.delegate}"
