from nghisu.documents.queries.gates import ClosedGate, gates_of
from nghisu.documents.queries.visible import (
    document_of,
    own_units,
    sees_drafts,
    visible_documents,
    visible_packs,
    visible_versions,
)

__all__ = [
    "ClosedGate",
    "document_of",
    "gates_of",
    "own_units",
    "sees_drafts",
    "visible_documents",
    "visible_packs",
    "visible_versions",
]
