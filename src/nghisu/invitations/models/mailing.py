from uuid import uuid4

from django.db import models

from nghisu.conferences.models import Conference
from nghisu.directory.models import Organisation
from nghisu.documents.models import IssuedDocument, Issuer
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.invitations.enums import MailingState, OnPaper, Step, Version, Way
from nghisu.invitations.models.invitee import Invitee


class Mailing(models.Model):
    """The letters of invitation of a conference (đợt giấy mời): one draft that Thường trực approves, two versions by who
    signs, a letter for each who is invited.

    `content` is what the draft says; it binds the approval. What happened to the letters is never stored here: it is
    counted from their receipts. Letters that were issued are never written again: others that say something else are
    another mailing, which `replaces` them for everybody (giấy mời thay thế).

    Each version has the number of its own line in the outgoing register of who issues it, the day of that line, and the
    line itself, beside which its original (bản gốc) and its signatures lie; a version that nobody was sent has none.
    Where letters wait for those signatures (`waits_for_signature`), those of the batch `held_from` and of later ones are
    drawn and go nowhere until each original is signed.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="mailings")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=10, choices=MailingState.choices, default=MailingState.DRAFT)
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    returned_note = models.CharField(max_length=1000, blank=True)
    drafted_by_name = models.CharField(max_length=200)
    drafted_by_person = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, null=True, related_name="+")
    issuer_of_board = models.ForeignKey(Issuer, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    number_of_board = models.CharField(max_length=40, blank=True)
    numbered_on = models.DateField(null=True)
    numbered_on_of_board = models.DateField(null=True)
    original = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+")
    original_of_board = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+"
    )
    waits_for_signature = models.BooleanField(default=False)
    held_from = models.PositiveIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MailingState.values), name="mailing_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued")
                | models.Q(issued_at__isnull=False, approved_at__isnull=False),
                name="mailing_issued_once_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | ~models.Q(number="") | ~models.Q(number_of_board=""),
                name="mailing_issued_under_a_number",
            ),
            models.UniqueConstraint(
                fields=["conference"],
                condition=models.Q(replaces=None),
                name="one_mailing_that_replaces_none",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conference)

    @property
    def named(self) -> str:
        """What the letters are, as they themselves say it."""
        return "Giấy mời" if self.replaces_id is None else "Giấy mời thay thế"


class Delivery(models.Model):
    """The letter of one who is invited (lượt gửi): which version, how it goes, where its file lies.

    Files lie together, many in one: `stored` names it, `offset` and `size` say where in it, `sha256` that it is the one.
    A letter counts until another one `replaces` it; both stay, each with its own receipts.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    replaced_at = models.DateTimeField(null=True)
    version = models.CharField(max_length=14, choices=Version.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    also = models.CharField(max_length=8, choices=OnPaper.choices, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    batch = models.PositiveIntegerField(default=0)
    stored = models.CharField(max_length=32, blank=True)
    offset = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(drawn_at=None, stored="")
                | (models.Q(drawn_at__isnull=False, size__gt=0) & ~models.Q(stored="")),
                name="delivery_drawn_with_a_file",
            ),
            models.UniqueConstraint(
                fields=["invitee"], condition=models.Q(replaced_at=None), name="one_letter_that_counts"
            ),
            models.UniqueConstraint(fields=["invitee", "mailing"], name="one_letter_of_an_issue"),
        ]
        indexes = [
            models.Index(fields=["mailing", "batch", "id"], name="deliveries_of_a_batch"),
            models.Index(fields=["mailing", "way", "unit"], name="deliveries_by_way"),
        ]

    def __str__(self) -> str:
        return self.invitee.name

    @property
    def is_held(self) -> bool:
        """Whether it waits for the signature on the original, and goes nowhere until then."""
        begin = self.mailing.held_from
        return begin is not None and self.batch >= begin

    @property
    def line(self) -> IssuedDocument | None:
        """The line of the outgoing register that gave it its number."""
        is_board = self.version == Version.BOARD
        return self.mailing.original_of_board if is_board else self.mailing.original


class Receipt(models.Model):
    """One step that a letter came (xác nhận): when, who says so. Rows are only added; each step of a hop is one row.

    The second hop is that of a unit's own delegates, to whom the unit that received forwards.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    hop = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=9, choices=Step.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    how = models.CharField(max_length=300, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "hop", "step"], name="one_receipt_of_a_step"),
            models.CheckConstraint(condition=models.Q(hop__in=[1, 2]), name="receipt_of_two_hops"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.hop} {self.step}"


class PersonalLink(models.Model):
    """The address under which one who is invited answers without an account (đường dẫn riêng).

    The secret in it follows from the `nonce` and a key that the database does not hold; kept is its digest alone. One
    at a time: another one ends the one before.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="links")
    nonce = models.UUIDField(default=uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitee"], condition=models.Q(revoked_at=None), name="one_personal_link_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.invitee_id}"
