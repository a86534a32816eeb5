from django.db import models

from nghisu.core.issuing import is_named
from nghisu.documents.enums import FileRole
from nghisu.documents.models.incoming import IncomingDocument
from nghisu.documents.models.issued import IssuedDocument
from nghisu.foundation.models import Committee, StoredFile
from nghisu.foundation.tenancy import ScopedManager


class DocumentFile(models.Model):
    """A file of a document, beside the others and never in their place; its digest stays with the row.

    `level` is that of its document, held by a trigger; the table takes `normal` alone, so that no file of a secret
    document can be kept whoever writes. Of a signed PDF the row says who signed, when by the signer's clock, and whether
    every signature was intact and trusted when it came; `note` says it in words. Where no certificate names who signs
    the document, such as that of an organisation, whoever took the file in confirmed that it is right, and the note says
    who and why; a file that came before that was asked was confirmed by nobody.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    issued = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="files")
    incoming = models.ForeignKey(IncomingDocument, on_delete=models.PROTECT, null=True, related_name="files")
    role = models.CharField(max_length=10, choices=FileRole.choices)
    level = models.CharField(max_length=14, default="normal")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    signed_by = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True)
    is_trusted = models.BooleanField(null=True)
    another_name_confirmed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level="normal"), name="no_file_of_a_secret_document"),
            models.CheckConstraint(
                condition=models.Q(issued__isnull=False, incoming=None)
                | models.Q(issued=None, incoming__isnull=False),
                name="file_of_one_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.sha256[:12]}"

    @property
    def names_another(self) -> bool:
        """Whether a signature came to an issued document by certificates that do not name who signs it."""
        if self.issued is None or self.role != FileRole.SIGNED:
            return False
        return not is_named(self.issued.signer_name, self.signed_by.split(", "))
