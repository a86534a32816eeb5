from django.db import models

from nghisu.conferences.enums import Stage
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models import Entry


class Conference(models.Model):
    """A conference as it is prepared (hội nghị): the life that an entry of the programme leads.

    The entry owns when and where, in which form and whether it is held; nothing of that is stored here. `code` is the
    name by which people and the command line call it, unique in its committee.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="conference")
    code = models.CharField(max_length=40)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PROPOSED)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="conference_code_once"),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="conference_in_a_known_stage"
            ),
            models.CheckConstraint(condition=~models.Q(code=""), name="conference_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code
