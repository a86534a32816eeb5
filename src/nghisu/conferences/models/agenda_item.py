from django.db import models

from nghisu.conferences.enums import Purpose
from nghisu.conferences.models.conference import Conference
from nghisu.directory.models import Organisation, Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models import Suggestion


class AgendaItem(models.Model):
    """An item of a conference's agenda (nội dung): what is brought, by whom, for what, how long.

    `presenter` is a person of the directory, `presenter_text` who presents where the directory has nobody;
    `reporting` is the unit whose report or scheme it is. `documents` names what is expected to be handed in, one a
    line. `follows` is the item of an earlier conference at which the same matter was dealt with: that of Ban Thường
    vụ for a matter of Ban Chấp hành. `carried_from` is the item of a conference that was merged into this one, of
    which it is the continuation; `suggestion` what a unit or a member suggested and it came of. `passed_on` is the day
    on which the conference passed it, by which document, and who recorded it. Positions count from 1 without a gap.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    reporting = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    presenter = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    presenter_text = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    documents = models.TextField(blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried_to")
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    note = models.CharField(max_length=500, blank=True)
    passed_on = models.DateField(null=True)
    passed_document = models.CharField(max_length=200, blank=True)
    passed_by_name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_item_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="agenda_item_for_a_known_purpose"
            ),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="agenda_counts_from_one"),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__gte=1, minutes__lte=1440),
                name="agenda_item_within_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(follows=None) | ~models.Q(follows=models.F("id")),
                name="agenda_item_follows_another",
            ),
            models.UniqueConstraint(fields=["conference", "carried_from"], name="agenda_item_carried_once"),
            models.CheckConstraint(
                condition=models.Q(passed_on=None)
                | (~models.Q(passed_by_name="") & ~models.Q(passed_document="")),
                name="agenda_item_passed_as_somebody_recorded_by_a_document",
            ),
        ]
        indexes = [models.Index(fields=["conference", "position"], name="agenda_of_a_conference")]

    def __str__(self) -> str:
        return self.title

    @property
    def expected_documents(self) -> list[str]:
        """The documents that are to be handed in for it, by name."""
        return [line.strip() for line in self.documents.splitlines() if line.strip()]

    @property
    def presented_by(self) -> str:
        """Who presents it, in words; the unit where no person is named."""
        if self.presenter is not None:
            return self.presenter.full_name
        return self.presenter_text or (self.reporting.name if self.reporting is not None else "")
