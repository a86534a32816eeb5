"""What the official documents of a conference state: from its entry, agenda, proposal and consultations, its issuers, and
the directory of the day. Importing it registers who gathers what."""

from nghisu.conferences.queries.papers.consultation import form_of_consultation, report_of_consultation
from nghisu.conferences.queries.papers.letters import content_letter, notice, proposal
from nghisu.conferences.queries.papers.meeting import (
    contents_of,
    due_of,
    matters,
    meeting_name,
    meeting_of,
    participants_of,
)
from nghisu.conferences.queries.papers.programme import programme_of_conference
from nghisu.conferences.queries.papers.sessions import conclusion_notice, opening_speech
from nghisu.conferences.queries.papers.signers import authority_of, chief_of_office, signer_of_committee
from nghisu.conferences.queries.papers.units import BOARD, FULL, STANDING, body_name, office_of, symbols
from nghisu.conferences.queries.papers.writer import (
    Writer,
    convener_of,
    formalities_of_office,
    issuer_for,
    may_issue,
    signing_for,
    writer_of,
)

__all__ = [
    "BOARD",
    "FULL",
    "STANDING",
    "Writer",
    "authority_of",
    "body_name",
    "chief_of_office",
    "conclusion_notice",
    "content_letter",
    "contents_of",
    "convener_of",
    "due_of",
    "form_of_consultation",
    "formalities_of_office",
    "issuer_for",
    "matters",
    "may_issue",
    "meeting_name",
    "meeting_of",
    "notice",
    "office_of",
    "opening_speech",
    "participants_of",
    "programme_of_conference",
    "proposal",
    "report_of_consultation",
    "signer_of_committee",
    "signing_for",
    "symbols",
    "writer_of",
]
