from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Issuer(models.Model):
    """One who issues documents (cơ quan ban hành): how its head is written and under which symbol it numbers.

    `superior` is the line above the name; on the Party's side a star stands under the name. The symbol stays: numbers
    were given under it.
    """

    class Side(models.TextChoices):
        PARTY = "party", _("Văn bản của Đảng")
        STATE = "state", _("Văn bản của Nhà nước")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    name = models.CharField(max_length=200)
    superior = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=20)
    place = models.CharField(max_length=80)
    is_closed = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        ordering = ["side", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "symbol"], name="one_issuer_of_a_symbol"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(symbol="") & ~models.Q(place=""),
                name="issuer_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.symbol})"


class Series(models.Model):
    """A row of numbers without a gap (dãy số): one type of document under one symbol in one term or year.

    It holds no number itself: the next one follows from the documents that were issued, and from the last number that
    the office had given before it began here. The row is what two clerks wait at.
    """

    class Per(models.TextChoices):
        TERM = "term"
        YEAR = "year"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    symbol = models.CharField(max_length=20, blank=True)
    per = models.CharField(max_length=4, choices=Per.choices)
    period = models.CharField(max_length=20)

    objects = ScopedManager()

    class Meta:
        ordering = ["kind", "symbol", "period"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "symbol", "per", "period"], name="one_series_of_numbers"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(period=""), name="series_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.symbol} ({self.period})"
