from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.browsers import browser_of
from nghisu.foundation.tenancy import ScopedManager


class Device(models.Model):
    """A screen of a hall, a site or the chair, bound to one thing (thiết bị): it shows that and nothing else.

    It is let in by a code typed on it once, stays in longer than a person's session may rest, and is out when its thing
    is over or when it is revoked. Code and token are kept as digests.
    """

    class Kind(models.TextChoices):
        HALL = "hall", _("Màn hình hội trường")
        SITE = "site", _("Máy điểm cầu")
        CHAIR = "chair", _("Màn hình chủ trì")

    committee = models.ForeignKey("foundation.Committee", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    code_digest = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, blank=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=240, blank=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_digest"], condition=~models.Q(token_digest=""), name="one_device_of_a_token"
            )
        ]
        indexes = [models.Index(fields=["committee", "thing_kind", "thing_id"], name="devices_of_a_thing")]

    def __str__(self) -> str:
        return self.name

    @property
    def browser(self) -> str:
        """The browser and the system as a person calls them."""
        return browser_of(self.user_agent)
