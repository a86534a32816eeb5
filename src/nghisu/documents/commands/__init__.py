from nghisu.documents.commands.appraising import Opinion, answer_appraisal, ask_appraisal, say_appraisal
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
    "NoteWords",
    "Opinion",
    "add_document",
    "answer_appraisal",
    "ask_appraisal",
    "attach_pdf",
    "change_document",
    "change_note",
    "circulate",
    "drop_note",
    "grant",
    "hand_in",
    "move_document",
    "new_pack",
    "open_page",
    "revoke",
    "say_appraisal",
    "withdraw_document",
    "write_note",
]
