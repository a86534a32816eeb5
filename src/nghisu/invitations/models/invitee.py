from django.db import models

from nghisu.conferences.models import AgendaItem, Conference
from nghisu.directory.models import Organisation, Person, SortKeyField
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.invitations.enums import Level, OnPaper, Standing, Way
from nghisu.invitations.models.choosing import Selection


class Invitee(models.Model):
    """One who is invited to a conference (đại biểu, khách mời), as the directory said of the day it was chosen for.

    `rank` is the place of the title in the order of precedence. Somebody taken off the list stays as a row, with who
    did it and why: what was sent and answered is history. `selection` is the line that brought the person in; where
    several did, the first. `level` is blank where nobody knows it, `leads` None where nobody said whether they lead.
    `also` is a second way, on paper, in which the same letter goes beside `way`.
    `items` are the items of the agenda that somebody attends; none means the whole conference.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="invitees", db_index=False
    )
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, null=True, related_name="invitees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=400, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    organisation_text = models.CharField(max_length=300, blank=True)
    bloc = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices, blank=True)
    leads = models.BooleanField(null=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.SUMMONED)
    member = models.BooleanField(default=False)
    specialist = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True, db_default="", default="")
    """Where a letter by post goes, where it is not the unit's own address."""
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.NONE)
    also = models.CharField(max_length=8, choices=OnPaper.choices, blank=True)
    rank = models.PositiveIntegerField()
    sort_key = SortKeyField(max_length=700)
    search_text = models.CharField(max_length=1100)
    resolved_on = models.DateField()
    items = models.ManyToManyField(AgendaItem, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.CharField(max_length=200, blank=True)
    removed_why = models.CharField(max_length=500, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["rank", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=models.Q(removed_at=None, person__isnull=False),
                name="one_invitation_of_a_person",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="invitee_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(also="") | ~models.Q(also=models.F("way")), name="two_ways_are_two"
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "rank", "sort_key", "id"], name="invitees_in_order"),
            models.Index(fields=["committee", "person"], name="invitations_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name
