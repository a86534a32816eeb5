from nghisu.documents.models.appraisal import Appraisal
from nghisu.documents.models.certificate import KeptCertificate
from nghisu.documents.models.dispatch import Dispatch, DispatchReceipt, Recipient
from nghisu.documents.models.draft import Draft, DraftVersion, TextBlock
from nghisu.documents.models.file import DocumentFile
from nghisu.documents.models.incoming import IncomingDocument
from nghisu.documents.models.issued import IssuedDocument
from nghisu.documents.models.pack import Document, DocumentGrant, Pack
from nghisu.documents.models.reading import OwnFolder, OwnPaper, ReaderNote, Reading
from nghisu.documents.models.root import TrustedRoot
from nghisu.documents.models.seal import Seal
from nghisu.documents.models.secret import CopyHolding, NumberedCopy, SecretDocument
from nghisu.documents.models.series import Issuer, Series
from nghisu.documents.models.version import DocumentPage, DocumentVersion

__all__ = [
    "Appraisal",
    "CopyHolding",
    "Dispatch",
    "DispatchReceipt",
    "Document",
    "DocumentFile",
    "DocumentGrant",
    "DocumentPage",
    "DocumentVersion",
    "Draft",
    "DraftVersion",
    "IncomingDocument",
    "IssuedDocument",
    "Issuer",
    "KeptCertificate",
    "NumberedCopy",
    "OwnFolder",
    "OwnPaper",
    "Pack",
    "ReaderNote",
    "Reading",
    "Recipient",
    "Seal",
    "SecretDocument",
    "Series",
    "TextBlock",
    "TrustedRoot",
]
