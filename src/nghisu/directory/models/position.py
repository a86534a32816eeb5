from django.db import models

from nghisu.directory.models.body import Body
from nghisu.directory.models.columns import SortKeyField, ends_after_start
from nghisu.directory.models.organisation import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Position(models.Model):
    """A title in a unit or in a body (chức danh): what a person is appointed to and what roles hang on.

    `seats` is how many may hold it on one day; none means any number. Holding a position of a body is being a
    member of that body.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    title_code = models.SlugField(max_length=60)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="positions")
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    search_text = models.CharField(max_length=320)
    sort_key = SortKeyField(max_length=420)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="one_position_of_a_code"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(body__isnull=False),
                name="position_is_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(seats=None) | models.Q(seats__gte=1), name="position_has_a_seat"
            ),
            ends_after_start("position_ends_after_start"),
        ]
        indexes = [models.Index(fields=["committee", "title_code"], name="position_of_a_title")]

    def __str__(self) -> str:
        return self.title


class TitleRank(models.Model):
    """The place of a title in the order of precedence (thứ tự chức danh), while a document says so.

    Rank 1 comes first. `basis` is the document the order comes from.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    title_code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    rank = models.PositiveIntegerField()
    basis = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "title_code", "since"], name="one_rank_from_a_day"),
            models.CheckConstraint(condition=models.Q(rank__gte=1), name="rank_starts_at_one"),
            models.CheckConstraint(condition=~models.Q(basis=""), name="rank_has_its_basis"),
            ends_after_start("rank_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.title}"
