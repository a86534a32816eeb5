from nghisu.documents.commands.appraising import Opinion, answer_appraisal, ask_appraisal, say_appraisal
from nghisu.documents.commands.certificates import keep_certificate, remove_certificate
from nghisu.documents.commands.drafting import (
    begin_draft,
    drop_draft,
    set_blocks,
    submit_draft,
    take_back_draft,
    take_over,
    write_draft,
)
from nghisu.documents.commands.filing import Handed, Made
from nghisu.documents.commands.granting import grant, keep_attendants, revoke
from nghisu.documents.commands.incoming import Handing, IncomingContent, hand_on, register_incoming
from nghisu.documents.commands.issuers import IssuerContent, add_issuer, change_issuer
from nghisu.documents.commands.issuing import IssuedContent, cancel_issued, register_issued
from nghisu.documents.commands.issuing_drafts import issue
from nghisu.documents.commands.packs import (
    DocumentFacts,
    add_document,
    change_document,
    move_document,
    new_pack,
    withdraw_document,
)
from nghisu.documents.commands.reading import NoteWords, change_note, drop_note, open_page, write_note
from nghisu.documents.commands.secrets import (
    Holder,
    SecretContent,
    destroy_copies,
    hand_out,
    register_secret,
    take_back,
)
from nghisu.documents.commands.signing import (
    Signed,
    add_scan,
    add_signature,
    signed_elsewhere,
    signed_with_file,
    signed_with_kept,
    signed_with_token,
)
from nghisu.documents.commands.versions import AllowedOut, attach_pdf, circulate, hand_in

__all__ = [
    "AllowedOut",
    "DocumentFacts",
    "Handed",
    "Handing",
    "Holder",
    "IncomingContent",
    "IssuedContent",
    "IssuerContent",
    "Made",
    "NoteWords",
    "Opinion",
    "SecretContent",
    "Signed",
    "add_document",
    "add_issuer",
    "add_scan",
    "add_signature",
    "answer_appraisal",
    "ask_appraisal",
    "attach_pdf",
    "begin_draft",
    "cancel_issued",
    "change_document",
    "change_issuer",
    "change_note",
    "circulate",
    "destroy_copies",
    "drop_draft",
    "drop_note",
    "grant",
    "hand_in",
    "hand_on",
    "hand_out",
    "issue",
    "keep_attendants",
    "keep_certificate",
    "move_document",
    "new_pack",
    "open_page",
    "register_incoming",
    "register_issued",
    "register_secret",
    "remove_certificate",
    "revoke",
    "say_appraisal",
    "set_blocks",
    "signed_elsewhere",
    "signed_with_file",
    "signed_with_kept",
    "signed_with_token",
    "submit_draft",
    "take_back",
    "take_back_draft",
    "take_over",
    "withdraw_document",
    "write_draft",
    "write_note",
]
