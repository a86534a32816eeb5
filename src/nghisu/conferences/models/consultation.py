from django.db import models
from django.utils.translation import gettext_lazy as _

from nghisu.conferences.models.agenda_item import AgendaItem
from nghisu.conferences.models.delegated import DelegatedMatter
from nghisu.directory.models import Body, Person
from nghisu.foundation.models import Committee, StoredFile
from nghisu.foundation.tenancy import ScopedManager
from nghisu.programme.models import Entry


class Consultation(models.Model):
    """A written consultation (lấy ý kiến bằng văn bản): questions put to the members of a body until an instant.

    `entry` is the conference whose place it takes or for which it asks, `item` the agenda item whose matter it is. Why no
    sitting is needed stands in `special_case`, and in `delegated` the matter that was delegated; `earlier_steps` is the
    document that shows that the matter took the way that the rules ask, where the house does not know it. Questions and
    those who are asked are frozen when it is sent; after it is closed no answer is taken, and what nobody agreed to never
    passes: triggers of the database see to it. `passed_despite` says why it passed without the majority of the rules. One
    that was sent by mistake is withdrawn with a reason: nothing comes of it, and how people answered is never seen.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SENT = "sent", _("Đang lấy ý kiến")
        CLOSED = "closed", _("Đã kết thúc")
        WITHDRAWN = "withdrawn", _("Đã rút")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="consultations")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="consultations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    content = models.TextField(blank=True)
    documents = models.TextField(blank=True)
    special_case = models.TextField(blank=True)
    delegated = models.ForeignKey(DelegatedMatter, on_delete=models.PROTECT, null=True, related_name="+")
    earlier_steps = models.CharField(max_length=300, blank=True)
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    synthesis = models.TextField(blank=True)
    passed_on = models.DateField(null=True)
    passed_document = models.CharField(max_length=200, blank=True)
    passed_despite = models.CharField(max_length=500, blank=True)
    passed_by_name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="consultation_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(state="draft", sent_at=None, closed_at=None, withdrawn_at=None)
                | models.Q(state="sent", sent_at__isnull=False, closed_at=None, withdrawn_at=None)
                | models.Q(state="closed", sent_at__isnull=False, closed_at__isnull=False, withdrawn_at=None)
                | models.Q(
                    state="withdrawn", sent_at__isnull=False, closed_at=None, withdrawn_at__isnull=False
                )
                & ~models.Q(withdrawn_why=""),
                name="consultation_state_fits_its_instants",
            ),
            models.CheckConstraint(
                condition=models.Q(passed_on=None) | models.Q(state="closed"),
                name="consultation_passes_once_closed",
            ),
        ]
        indexes = [models.Index(fields=["committee", "state", "-id"], name="consultations_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def document_names(self) -> list[str]:
        """The documents that go with it, by name."""
        return [line.strip() for line in self.documents.splitlines() if line.strip()]


class Question(models.Model):
    """A question of a consultation (câu hỏi). Without `options`, one a line, it asks to agree or not."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)
    options = models.TextField(blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "position"], name="one_question_at_a_place"),
            models.CheckConstraint(condition=~models.Q(text=""), name="question_asks_something"),
        ]

    def __str__(self) -> str:
        return self.text


class AskedPerson(models.Model):
    """Somebody whose opinion is asked (người được lấy ý kiến), as the directory named him or her when it was sent."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = ScopedManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """What one person answers to one question (ý kiến): agree, disagree, an option by its number, or another opinion.

    `opinion` is the other opinion, or a reservation to what was chosen.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    asked = models.ForeignKey(AskedPerson, on_delete=models.PROTECT, related_name="answers")
    choice = models.CharField(max_length=10)
    opinion = models.TextField(blank=True)
    at = models.DateTimeField()
    changed = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "asked"], name="one_answer_to_a_question"),
            models.CheckConstraint(condition=~models.Q(choice=""), name="answer_chooses_something"),
            models.CheckConstraint(
                condition=~models.Q(choice="other") | ~models.Q(opinion=""), name="other_opinion_is_written"
            ),
        ]

    def __str__(self) -> str:
        return self.choice


class PaperSheet(models.Model):
    """That somebody answered on paper (phiếu giấy), and the office entered it: the day on the paper, who entered it and
    when, a scan of it where one was taken. From `replaced_at` on the answers are those that the person gave in the own
    name since.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    asked = models.OneToOneField(AskedPerson, on_delete=models.PROTECT, related_name="paper")
    signed_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(entered_by_name=""), name="paper_sheet_says_who_entered_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_id} {self.signed_on}"
