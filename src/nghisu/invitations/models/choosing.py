from django.db import models

from nghisu.conferences.models import AgendaItem, Conference
from nghisu.directory.models import Body, Organisation, Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.invitations.enums import Level, Source, Standing


class Chosen(models.Model):
    """People chosen by what they are, not by name: a body, a unit, a title; or one person; or a guest typed in.

    Who that is follows from the appointments of the day asked about. A title within a unit is both. `guest_leads` is
    whether a guest was said to lead; None where nobody said. `guest_place` is the place of a guest among others of the
    same sort, which no order of precedence of ours names; None after those who have one.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    title_code = models.SlugField(max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    guest_name = models.CharField(max_length=300, blank=True)
    guest_title = models.CharField(max_length=300, blank=True)
    guest_organisation = models.CharField(max_length=300, blank=True)
    guest_email = models.EmailField(blank=True)
    guest_level = models.CharField(max_length=8, choices=Level.choices, blank=True)
    guest_leads = models.BooleanField(null=True)
    guest_bloc = models.CharField(
        max_length=12, choices=Organisation.Bloc.choices, blank=True, default="", db_default=""
    )
    guest_place = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True


class SavedGroup(models.Model):
    """A group of people that is invited again and again (nhóm đã lưu), made of lines as an invitation is."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    search_text = models.CharField(max_length=700)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "name"], name="one_saved_group_of_a_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_group_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupLine(Chosen):
    """A line of a saved group (dòng của nhóm). A group holds no group."""

    group = models.ForeignKey(SavedGroup, on_delete=models.CASCADE, related_name="lines")

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(source=Source.GROUP), name="group_holds_no_group")
        ]

    def __str__(self) -> str:
        return self.guest_name or str(self.person or self.organisation or self.body or self.title_code)


class Selection(Chosen):
    """A line by which people were chosen for a conference (dòng chọn đại biểu), in which capacity, and for which
    item of the agenda; for all of it where none is named.

    It stays as it was typed, so that the same choice can be made anew for another day.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="selections")
    group = models.ForeignKey(SavedGroup, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.SUMMONED)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["conference", "id"], name="selections_in_order")]

    def __str__(self) -> str:
        return self.guest_name or str(
            self.person or self.group or self.organisation or self.body or self.title_code
        )
