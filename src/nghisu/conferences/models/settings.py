from django.db import models

from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class PreparationSettings(models.Model):
    """How a committee prepares its conferences where the rules leave it open (cách chuẩn bị hội nghị).

    `standing_board_first` asks of every matter for Ban Thường vụ that Thường trực passed it before: our reading of
    5609 II/I/1, which an office may take or leave.
    """

    committee = models.OneToOneField(Committee, on_delete=models.PROTECT, related_name="+")
    standing_board_first = models.BooleanField(default=False)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.committee_id)
