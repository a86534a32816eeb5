from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.core.planning.periods import Period, Tier
from nghisu.directory.models import Body, Organisation, Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models.entry import Entry


class SuggestionCall(models.Model):
    """A call for what units and members would have in the programme of a period (đợt gửi đề xuất), until a day.

    It goes to units and to the members of bodies. What is sent after its last day is taken in and marked as late.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField()
    closes_on = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    organisations = models.ManyToManyField(Organisation, related_name="+")
    bodies = models.ManyToManyField(Body, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_name = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "tier", "since"], name="one_call_of_a_period")
        ]

    def __str__(self) -> str:
        return str(self.period)

    @property
    def period(self) -> Period:
        return Period(self.since, self.until, Tier(self.tier))


class Suggestion(models.Model):
    """What a unit or a member would have in the programme (đề xuất nội dung), and what became of it.

    A unit's goes from its officer to its head, and to the office once the head agrees; a member's goes at once.
    Late or not follows from `sent_at` and the call and is never stored. The other unit's or member's it was joined
    with is `joined`; the conference that came of it is `entry`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        WITH_HEAD = "with-head", _("Chờ lãnh đạo đơn vị duyệt")
        SENT = "sent", _("Đã gửi văn phòng")
        ACCEPTED = "accepted", _("Đã đưa vào chương trình")
        JOINED = "joined", _("Gộp với nội dung khác")
        BY_OPINION = "by-opinion", _("Xin ý kiến bằng văn bản thay cho họp")
        DEFERRED = "deferred", _("Để lại kỳ sau")
        REFUSED = "refused", _("Không đưa vào chương trình")

    WEIGHED = (State.ACCEPTED, State.JOINED, State.BY_OPINION, State.DEFERRED, State.REFUSED)
    OWN = (State.DRAFT, State.WITH_HEAD)
    """Still with the unit: nobody outside it sees it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(SuggestionCall, on_delete=models.PROTECT, related_name="suggestions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices)
    matter = models.CharField(max_length=500)
    why = models.TextField()
    kind = models.CharField(max_length=40)
    need = models.CharField(max_length=500, blank=True, help_text="Văn bản nào yêu cầu phải họp")
    wished = models.DateField(null=True)
    wished_text = models.CharField(max_length=200, blank=True)
    participants = models.CharField(max_length=500, blank=True)
    search_text = models.CharField(max_length=900)
    author_user = models.BigIntegerField(null=True)
    author_name = models.CharField(max_length=200)
    author_person = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    agreed_by_name = models.CharField(max_length=200, blank=True)
    returned_note = models.CharField(max_length=1000, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    weighed_at = models.DateTimeField(null=True)
    weighed_by_name = models.CharField(max_length=200, blank=True)
    joined = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined_by")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="suggestions")
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, person__isnull=True)
                | models.Q(organisation__isnull=True, person__isnull=False),
                name="suggestion_of_a_unit_or_a_member",
            ),
            models.CheckConstraint(condition=~models.Q(matter=""), name="suggestion_has_a_matter"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "with-head"]) | models.Q(sent_at__isnull=False),
                name="suggestion_sent_at_an_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "call", "state"], name="suggestions_of_a_call"),
            models.Index(fields=["committee", "organisation"], name="suggestions_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.matter
