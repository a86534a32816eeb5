from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghisu.directory.models import Body, Organisation, Person
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager


class Pack(models.Model):
    """A living set of documents (bộ tài liệu). What it is for, the storey above knows that made it.

    `keeper` is whose own files it holds: nobody else reads, finds or counts them, whatever they hold in the committee.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "keeper"], name="own_files_of_a_keeper_in_one_pack"),
        ]

    def __str__(self) -> str:
        return f"pack {self.pk}"


class Document(models.Model):
    """A document of a pack (tài liệu): what it is called, whose it is, what it asks of those who read it.

    `position` is its number in the pack, without a gap among those that stand in it. `restricted` is read by those
    alone to whom it was granted by name, by its unit, by those who appraise it and those who prepare the pack.
    `summary_of` is the long document that this one sums up.
    """

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("Tờ trình")
        SCHEME = "scheme", _("Đề án")
        PROGRAMME = "programme", _("Chương trình")
        THEMATIC = "thematic", _("Báo cáo chuyên đề")
        REPORT = "report", _("Báo cáo")
        RESOLUTION = "resolution", _("Dự thảo nghị quyết, kết luận")
        SPEECH = "speech", _("Bài phát biểu")
        CONTRIBUTION = "contribution", _("Tham luận")
        SUMMARY = "summary", _("Bản tóm tắt")
        OTHER = "other", _("Tài liệu khác")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="documents")
    position = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=500)
    search_text = models.CharField(max_length=900)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    needs_opinion = models.CharField(max_length=2_000, blank=True)
    solutions = models.CharField(max_length=2_000, blank=True)
    restricted = models.BooleanField(default=False)
    summary_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="summaries")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, position__isnull=False, withdrawn_why="")
                | (models.Q(withdrawn_at__isnull=False, position=None) & ~models.Q(withdrawn_why="")),
                name="document_numbered_until_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(summary_of=None) | models.Q(kind="summary"),
                name="summary_of_a_document_is_a_summary",
            ),
        ]
        indexes = [models.Index(fields=["pack", "position"], name="documents_of_a_pack")]

    def __str__(self) -> str:
        return self.title

    @property
    def said_title(self) -> str:
        """What it is called where others than its readers see it: a restricted one is not told."""
        if not self.restricted:
            return self.title
        return gettext("Tài liệu hạn chế thứ %(position)s của bộ") % {"position": self.position or "…"}

    @property
    def is_own(self) -> bool:
        """Whether it is somebody's own file, and no document of the committee."""
        return self.pack.keeper_id is not None


class DocumentGrant(models.Model):
    """That somebody may read a pack, or one document of it (quyền đọc): a person, or all members of a body.

    `source` says by what: as one who attends, kept equal to the list of those who do; or by name, which alone opens a
    restricted document.
    """

    class Source(models.TextChoices):
        ATTENDS = "attends", _("Đại biểu")
        NAME = "name", _("Được nêu tên")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="grants")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.NAME)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source__in=["attends", "name"]), name="granted_by_a_known_source"
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, body__isnull=False)
                | models.Q(person__isnull=False, body=None),
                name="granted_to_a_person_or_a_body",
            ),
            # Nulls are told equal by hand: SQLite knows no NULLS NOT DISTINCT and would keep no constraint at all.
            models.UniqueConstraint(
                "pack",
                Coalesce("document", 0),
                Coalesce("person", 0),
                Coalesce("body", 0),
                "source",
                name="granted_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "pack"], name="grants_of_a_person")]

    def __str__(self) -> str:
        return f"{self.document or self.pack}: {self.person or self.body}"
