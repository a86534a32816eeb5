from django.db import models

from nghisu.accounts.models import User
from nghisu.directory.models import Body, Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class CalendarAddress(models.Model):
    """A secret address under which a person's calendar program reads (đường dẫn lịch).

    It shows what the person may see at that moment, narrowed to what was chosen: the own conferences, those of a unit
    or of a body, or all. Who knows the address reads it, so only its digest is kept and it can be ended. `content` and
    `changed_at` say what was last read and since when it has been so. Its instants are the server's own.
    """

    class Of(models.TextChoices):
        OWN = "own"
        UNIT = "unit"
        BODY = "body"
        ALL = "all"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_addresses")
    of = models.CharField(max_length=4, choices=Of.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    with_conferences = models.BooleanField(default=True)
    with_duties = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    content = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(of="unit", organisation__isnull=False, body=None)
                | models.Q(of="body", organisation=None, body__isnull=False)
                | models.Q(of__in=["own", "all"], organisation=None, body=None),
                name="calendar_address_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(with_conferences=True) | models.Q(with_duties=True),
                name="calendar_address_shows_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.pk}"
