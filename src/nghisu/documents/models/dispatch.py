from django.db import models
from django.db.models import Q

from nghisu.directory.models import Organisation, Person, SortKeyField
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.models.issued import IssuedDocument
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Recipient(models.Model):
    """One to whom an issued document is sent (nơi nhận được gửi): a unit, or a person, as the directory named them then.

    Once for a document; triggers of the database refuse a secret document, a cancelled one, and any change. `title` is
    the position of a person.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    issued = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="sent_to")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    search_text = models.CharField(max_length=600)
    sort_key = SortKeyField(max_length=420)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
                name="recipient_is_a_unit_or_a_person",
            ),
            models.UniqueConstraint(
                fields=["issued", "unit"], condition=Q(person=None), name="unit_sent_a_document_once"
            ),
            models.UniqueConstraint(
                fields=["issued", "person"], condition=Q(unit=None), name="person_sent_a_document_once"
            ),
        ]
        indexes = [models.Index(fields=["issued", "sort_key", "id"], name="recipients_in_order")]

    def __str__(self) -> str:
        return self.name


class Dispatch(models.Model):
    """A way by which a recipient is sent an issued document (lượt gửi văn bản), once for each. Rows are only added."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="ways", db_index=False)
    way = models.CharField(max_length=8, choices=DispatchWay.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "way"], name="never_twice_by_one_way"),
            models.CheckConstraint(condition=Q(way__in=DispatchWay.values), name="dispatch_by_a_known_way"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.way}"


class DispatchReceipt(models.Model):
    """One step that an issued document came (xác nhận nhận văn bản): when, who says so, how. Rows are only added.

    The second hop is a unit's own forwarding: to how many people (`people`), to whom (`how`). `way` says by which way a
    document left or arrived; opening and confirming are of the recipient, whatever the ways.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, related_name="receipts", db_index=False
    )
    hop = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=9, choices=DispatchStep.choices)
    way = models.CharField(max_length=8, choices=DispatchWay.choices, blank=True)
    people = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    how = models.CharField(max_length=500, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "hop", "step", "way"], name="one_dispatch_receipt_of_a_step"
            ),
            models.CheckConstraint(
                condition=Q(hop=1, people=None)
                | (Q(hop=2, step="sent", people__gt=0) & ~Q(how=""))
                | Q(hop=2, step="confirmed", people=None),
                name="forwarding_says_to_how_many_and_whom",
            ),
            models.CheckConstraint(
                condition=Q(way="") | Q(hop=1, step__in=["sent", "delivered"]),
                name="way_of_what_left_or_arrived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.hop} {self.step}"
