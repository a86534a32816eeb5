from django.db import models
from django.db.models.functions import Now

from nghisu.foundation.models.committee import Committee


class AuditRecord(models.Model):
    """One act, written in the transaction of the act (nhật ký). Never changed, never deleted: the database refuses."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.CharField(max_length=40, blank=True)
    thing_label = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["committee", "-id"], name="audit_by_committee"),
            models.Index(fields=["thing_kind", "thing_id"], name="audit_by_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_label}"


class AuditPending(models.Model):
    """A record that waits for the sealer. Written with the record, taken away by the seal."""

    record = models.OneToOneField(AuditRecord, on_delete=models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.record_id)


class AuditSeal(models.Model):
    """The place of a record in the chain: its digest covers the record and the digest before it."""

    number = models.BigIntegerField(primary_key=True)
    record = models.OneToOneField(AuditRecord, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.number)


class AuditChain(models.Model):
    """The head of the chain, locked by whoever seals."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_audit_chain")]

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
