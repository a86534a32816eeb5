from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models.columns import SortKeyField, ends_after_start
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Organisation(models.Model):
    """A unit that prepares, takes part or is told (cơ quan, đơn vị), for as long as it exists.

    Two levels of local government (province, commune) and three (province, district, commune) are the same
    rows with other superiors: a district is a unit of tier 2 that was closed on its last day; a commune that
    moved from under it to under the city is a new row from the day after.
    """

    class Kind(models.TextChoices):
        PARTY_OFFICE = "party-office", _("Văn phòng cấp ủy")
        COUNCIL_OFFICE = "council-office", _("Văn phòng HĐND")
        PEOPLE_COMMITTEE_OFFICE = "people-committee-office", _("Văn phòng UBND")
        PARTY_AGENCY = "party-agency", _("Cơ quan tham mưu của cấp ủy")
        PARTY_COMMITTEE = "party-committee", _("Đảng ủy trực thuộc")
        DEPARTMENT = "department", _("Sở, ngành")
        MASS_ORGANISATION = "mass-organisation", _("Mặt trận, đoàn thể")
        COMMUNE_COMMITTEE = "commune-committee", _("Đảng ủy xã, phường")
        COMMUNE_GOVERNMENT = "commune-government", _("UBND xã, phường")
        DISTRICT_COMMITTEE = "district-committee", _("Quận ủy, huyện ủy, thị ủy")
        OTHER = "other", _("Cơ quan khác")

    class Bloc(models.TextChoices):
        PARTY = "party", _("Khối Đảng")
        GOVERNMENT = "government", _("Khối chính quyền")
        COUNCIL = "council", _("Khối HĐND")
        MASS = "mass", _("Khối Mặt trận, đoàn thể")

    class Tier(models.IntegerChoices):
        PROVINCE = 1, _("Cấp tỉnh")
        DISTRICT = 2, _("Cấp huyện")
        COMMUNE = 3, _("Cấp xã")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    bloc = models.CharField(max_length=12, choices=Bloc.choices)
    tier = models.PositiveSmallIntegerField(choices=Tier.choices)
    superior = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    place = models.CharField(max_length=5, blank=True, help_text="Mã đơn vị hành chính cấp xã, năm chữ số")
    address = models.CharField(
        max_length=200,
        blank=True,
        db_default="",
        default="",
        help_text="Nơi thư đến: số nhà, đường, xã phường, tỉnh",
    )
    search_text = models.CharField(max_length=320)
    sort_key = SortKeyField(max_length=420)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="one_organisation_of_a_code"),
            models.CheckConstraint(condition=models.Q(tier__in=[1, 2, 3]), name="organisation_tier_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(superior=None) | ~models.Q(superior=models.F("id")),
                name="organisation_not_under_itself",
            ),
            ends_after_start("organisation_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["committee", "sort_key", "id"], name="organisation_in_order"),
            models.Index(fields=["committee", "kind"], name="organisation_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.name
