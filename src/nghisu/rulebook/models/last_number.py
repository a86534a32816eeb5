from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class LastNumber(models.Model):
    """The last number that a register had given when the office began to work here (số cuối của sổ đăng ký).

    A series is one type of document under one symbol of the issuing body in one period: a term of the committee on the
    Party's side, a year on the State's. The next document of the series has the number after this one.
    """

    class Per(models.TextChoices):
        TERM = "term"
        YEAR = "year"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    symbol = models.CharField(max_length=20)
    per = models.CharField(max_length=4, choices=Per.choices)
    period = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    objects = ScopedManager()

    class Meta:
        ordering = ["kind", "symbol", "per", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "symbol", "per", "period"], name="one_last_number_a_series"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gt=0)
                & ~models.Q(kind="")
                & ~models.Q(symbol="")
                & ~models.Q(period=""),
                name="last_number_names_its_series",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02}-{self.kind}/{self.symbol} ({self.period})"
