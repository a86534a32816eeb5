from nghisu.documents.queries.gates import ClosedGate, gates_of
from nghisu.documents.queries.issuers import issuer_choices, issuers_of
from nghisu.documents.queries.registers import (
    IncomingWanted,
    IssuedWanted,
    incoming_book,
    incoming_list,
    issued_book,
    issued_list,
    years_of,
)
from nghisu.documents.queries.visible import (
    document_of,
    own_documents,
    own_units,
    readable_of,
    sees_drafts,
    visible_documents,
    visible_packs,
    visible_versions,
)

__all__ = [
    "ClosedGate",
    "IncomingWanted",
    "IssuedWanted",
    "document_of",
    "gates_of",
    "incoming_book",
    "incoming_list",
    "issued_book",
    "issued_list",
    "issuer_choices",
    "issuers_of",
    "own_documents",
    "own_units",
    "readable_of",
    "sees_drafts",
    "visible_documents",
    "visible_packs",
    "visible_versions",
    "years_of",
]
