from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.conferences.models.agenda_item import AgendaItem
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class SchemeOpinion(models.Model):
    """The opinion of Thường trực on a scheme as it was revised after Ban Thường vụ (ý kiến về đề án đã sửa).

    A matter of Ban Chấp hành needs it before its scheme goes to delegates (5609 II/II/2.3/b1). `revised` says how what
    Ban Thường vụ advised was taken up; the approval keeps what was shown. `versions` are the versions of the item's
    documents that were there to be looked at, each with `document`, `version`, `title`, `number`: the opinion holds for
    these, and one that is handed in later asks for another.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đang xin ý kiến")
        RETURNED = "returned", _("Cần sửa tiếp")
        GRANTED = "granted", _("Thường trực đồng ý")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="opinion")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revised = models.TextField()
    versions = models.JSONField(default=list)
    approval_id = models.BigIntegerField(null=True)
    returned_note = models.TextField(blank=True)
    granted_at = models.DateTimeField(null=True)
    granted_by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "submitted", "returned", "granted"]),
                name="opinion_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="granted") | models.Q(granted_at__isnull=False),
                name="opinion_granted_at_an_instant",
            ),
            models.CheckConstraint(condition=~models.Q(revised=""), name="opinion_says_what_was_revised"),
        ]

    def __str__(self) -> str:
        return self.item.title
