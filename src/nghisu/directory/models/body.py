from django.db import models

from nghisu.directory.models.columns import ends_after_start
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Body(models.Model):
    """A group of people that decides together (tập thể): Thường trực, Ban Thường vụ, Ban Chấp hành.

    `within` is the larger body whose members its members also are: Thường trực within Ban Thường vụ,
    Ban Thường vụ within Ban Chấp hành.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="inner")
    search_text = models.CharField(max_length=320)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="one_body_of_a_code"),
            models.CheckConstraint(
                condition=models.Q(within=None) | ~models.Q(within=models.F("id")),
                name="body_not_within_itself",
            ),
            ends_after_start("body_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """The term a body was elected for (nhiệm kỳ), for example the eighteenth, 2025–2030."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    number = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_term_of_a_number"),
            ends_after_start("term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.number
