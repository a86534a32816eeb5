from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models.columns import SortKeyField, ends_after_start
from nghisu.directory.models.position import Position
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Person(models.Model):
    """A human being (con người), shared by the whole installation: one may hold positions in two committees.

    A committee sees the people who hold or held a position in it, and no others.
    """

    class Gender(models.TextChoices):
        FEMALE = "f", _("Nữ")
        MALE = "m", _("Nam")
        UNSTATED = "", _("Không ghi")

    full_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=40)
    honorific = models.CharField(
        max_length=40, blank=True, help_text="Học hàm, học vị, cấp bậc ghi trước họ tên"
    )
    gender = models.CharField(max_length=1, choices=Gender.choices, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    search_text = models.CharField(max_length=200)
    sort_key = SortKeyField(max_length=260)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~models.Q(full_name=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="people_in_order")]

    def __str__(self) -> str:
        return self.full_name


class Appointment(models.Model):
    """A person holds a position from one day to another (giữ chức), the last day included."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "position", "since"], name="one_appointment_from_a_day"
            ),
            ends_after_start("appointment_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["committee", "person"], name="appointment_of_a_person"),
            models.Index(fields=["committee", "position", "since"], name="appointment_to_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}"
