from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.rulebook.models.subject import Subject


class Deadline(models.Model):
    """One duty of a subject with its days and the clause they come from (thời hạn).

    The days are derived, never typed: a row without its clause is refused by the database. Whether it is late
    follows from the clock and is not stored.

    `done_at` and `done_by` are when it was done and by whom. What was done before the office kept its work here was
    entered afterwards by somebody else: then `entered_at` and `entered_by` say when and by whom, of `done_at` the day
    alone is known, and of who did it perhaps nothing.
    """

    # No index on the committee alone: it would tempt SQLite to walk all of a committee's rows.
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="deadlines")
    act = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=80)
    document = models.CharField(max_length=60)
    clause = models.CharField(max_length=60)
    basis = models.CharField(max_length=12)
    legal_date = models.DateField(null=True)
    act_by = models.DateField(null=True)
    recommended = models.DateField(null=True)
    owner = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by_id = models.BigIntegerField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    not_applicable = models.BooleanField(default=False)
    entered_at = models.DateTimeField(
        null=True,
        help_text="Ghi lại sau, khi việc đã làm trước khi dùng phần mềm: lúc nhập; trống nếu ghi ngay",
    )
    entered_by_id = models.BigIntegerField(null=True)
    entered_by_name = models.CharField(max_length=200, blank=True)
    waived_until = models.DateField(
        null=True, help_text="Ngày cuối mà việc chưa xong được cho phép; theo Waiver"
    )

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "act"], name="one_deadline_for_a_duty"),
            models.CheckConstraint(
                condition=GreaterThan(Length("clause"), 0) & GreaterThan(Length("document"), 0),
                name="deadline_cites_a_clause",
            ),
            models.CheckConstraint(
                condition=models.Q(act_by=None, legal_date=None)
                | models.Q(act_by__isnull=False, legal_date__isnull=False),
                name="deadline_has_both_days_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(not_applicable=False),
                name="deadline_done_or_not_applicable",
            ),
            models.CheckConstraint(
                condition=models.Q(entered_at=None)
                | models.Q(done_at__isnull=False)
                | models.Q(not_applicable=True),
                name="entered_afterwards_says_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["committee", "act_by", "id"],
                condition=models.Q(done_at=None, not_applicable=False, act_by__isnull=False),
                name="open_deadlines_by_day",
            ),
            models.Index(
                fields=["organisation", "act_by", "id"],
                condition=models.Q(done_at=None, not_applicable=False, act_by__isnull=False),
                name="open_deadlines_of_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.act_by or ''}".strip()
