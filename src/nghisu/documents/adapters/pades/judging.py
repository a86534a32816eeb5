"""Who signed a PDF, when, whether it is intact, whether trusted; and whether nothing but a signature came to ours.

Runs in the child process only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from nghisu.documents.adapters.pades.wrong import Wrong

Said = dict[str, Any]
"""A signature as it is told: who, issuer, at (ISO or null), intact, whole, trusted, why (a reason's name), day."""


def judge_all(pdf: bytes, anchors: Sequence[bytes], moment: datetime) -> list[Said]:
    """Every signature of a PDF, in the order they were made. Wrong for what is no PDF."""
    known = _certificates(anchors)
    return [_judge(one, known, moment) for one in _read(pdf).embedded_regular_signatures]


def judge_added(issued: bytes, signed: bytes, anchors: Sequence[bytes], moment: datetime) -> list[Said]:
    """The signatures that were added to a document of ours, when nothing but signatures was.

    The very bytes we issued stand at its beginning; what follows is judged by pyHanko's policy of differences, which
    allows signatures and what belongs to them; the last signature covers all of the file. Wrong otherwise.
    """
    if signed == issued:
        raise Wrong("unsigned")
    if not signed.startswith(issued):
        raise Wrong("another")
    before, reader = _read(issued), _read(signed)
    # Step by step: the policy looks at what the later of two revisions writes, and at no revision between them.
    steps = range(before.xrefs.total_revisions - 1, reader.xrefs.total_revisions - 1)
    try:
        levels = [
            DEFAULT_DIFF_POLICY.apply(
                reader.get_historical_resolver(step), reader.get_historical_resolver(step + 1)
            ).modification_level
            for step in steps
        ]
        only_signed = all(level <= ModificationLevel.FORM_FILLING for level in levels)
    except (SuspiciousModification, PdfError):
        only_signed = False
    if not only_signed:
        raise Wrong("changed")
    known = _certificates(anchors)
    added = reader.embedded_regular_signatures[len(before.embedded_regular_signatures) :]
    judged = [_judge(one, known, moment) for one in added]
    if not judged:
        raise Wrong("unsigned")
    if not all(one["intact"] for one in judged):
        raise Wrong("broken")
    if not judged[-1]["whole"]:
        raise Wrong("written-after")
    return judged


def _certificates(anchors: Sequence[bytes]) -> list[x509.Certificate]:
    return [x509.Certificate.load(one) for one in anchors]


def _read(pdf: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(BytesIO(pdf))
        list(reader.embedded_regular_signatures)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001  a file made to break the reader breaks it in any way it likes
        raise Wrong("unread") from None
    return reader


def _judge(signature: Any, anchors: Sequence[x509.Certificate], moment: datetime) -> Said:
    own = signature.signer_cert
    context = ValidationContext(trust_roots=list(anchors), allow_fetching=False, moment=moment)
    intact = whole = trusted = False
    at: datetime | None = None
    try:
        status = validate_pdf_signature(signature, context)
        intact, trusted = bool(status.intact and status.valid) and _stands(status), bool(status.trusted)
        whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        at = status.signer_reported_dt
    except (SignatureValidationError, PdfError, ValueError):
        intact = False
    why, day = _why(own, intact, trusted, anchors, moment)
    return {
        "who": name_of(own.subject),
        "issuer": name_of(own.issuer),
        "at": at.isoformat() if at is not None else None,
        "intact": intact,
        "whole": whole,
        "trusted": intact and trusted,
        "why": why,
        "day": day,
    }


def _stands(status: PdfSignatureStatus) -> bool:
    """Whether what was written after a signature, if anything, is only other signatures and what belongs to them.

    The bytes under a signature stay as they are when a later part of the file puts other words on the page.
    """
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def _why(
    own: x509.Certificate,
    intact: bool,
    trusted: bool,
    anchors: Sequence[x509.Certificate],
    moment: datetime,
) -> tuple[str, str]:
    """Why a signature is not trusted, by name, and the day it turns on; empty where it is trusted."""
    if not intact:
        return "changed", ""
    if trusted:
        return "", ""
    if moment > own.not_valid_after:
        return "expired", f"{own.not_valid_after:%d/%m/%Y}"
    if moment < own.not_valid_before:
        return "not-yet", ""
    if own.subject == own.issuer:
        return "self-signed", ""
    return "unknown-issuer" if anchors else "no-anchors", ""


def name_of(name: x509.Name) -> str:
    """The common name of a subject, or all of it where it has none."""
    said = name.native
    return str(said.get("common_name") or name.human_friendly)
