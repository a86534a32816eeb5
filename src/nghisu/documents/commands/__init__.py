from nghisu.documents.commands.appraising import Opinion, answer_appraisal, ask_appraisal, say_appraisal
from nghisu.documents.commands.filing import Handed, Made
from nghisu.documents.commands.incoming import Handing, IncomingContent, hand_on, register_incoming
from nghisu.documents.commands.issuers import IssuerContent, add_issuer, change_issuer
from nghisu.documents.commands.issuing import IssuedContent, cancel_issued, register_issued
from nghisu.documents.commands.packs import (
    DocumentFacts,
    add_document,
    change_document,
    grant,
    move_document,
    new_pack,
    revoke,
    withdraw_document,
)
from nghisu.documents.commands.reading import NoteWords, change_note, drop_note, open_page, write_note
from nghisu.documents.commands.versions import AllowedOut, attach_pdf, circulate, hand_in

__all__ = [
    "AllowedOut",
    "DocumentFacts",
    "Handed",
    "Handing",
    "IncomingContent",
    "IssuedContent",
    "IssuerContent",
    "Made",
    "NoteWords",
    "Opinion",
    "add_document",
    "add_issuer",
    "answer_appraisal",
    "ask_appraisal",
    "attach_pdf",
    "cancel_issued",
    "change_document",
    "change_issuer",
    "change_note",
    "circulate",
    "drop_note",
    "grant",
    "hand_in",
    "hand_on",
    "move_document",
    "new_pack",
    "open_page",
    "register_incoming",
    "register_issued",
    "revoke",
    "say_appraisal",
    "withdraw_document",
    "write_note",
]
