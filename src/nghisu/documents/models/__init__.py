from nghisu.documents.models.appraisal import Appraisal
from nghisu.documents.models.pack import Document, DocumentGrant, Pack
from nghisu.documents.models.reading import OwnFolder, OwnPaper, ReaderNote, Reading
from nghisu.documents.models.version import DocumentPage, DocumentVersion

__all__ = [
    "Appraisal",
    "Document",
    "DocumentGrant",
    "DocumentPage",
    "DocumentVersion",
    "OwnFolder",
    "OwnPaper",
    "Pack",
    "ReaderNote",
    "Reading",
]
