from django.db import models
from django.utils.translation import gettext_lazy as _


class Committee(models.Model):
    """A Party committee that owns its rows (cấp ủy), with the offices that serve it as organisations inside it."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("cấp tỉnh")
        COMMUNE = "commune", _("cấp xã")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=Level.choices)
    place = models.CharField(max_length=80, help_text="Địa danh ghi trên văn bản, ví dụ: Hà Nội")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
