"""Who signed a PDF, when, whether it is intact, whether trusted; and whether nothing but a signature came to ours."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from nghisu.foundation import clock
from nghisu.foundation.refusals import Refused

ANCHORS = "chung-thu-goc"
"""The folder in the data folder into which the administrator puts the root certificates that are trusted."""

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what is wrong with a signature is said on the page


class SignedWrong(Refused):
    """What came back is not our document with a signature added."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One signature: whose, when by the signer's clock, whether what it covers is intact, whether all of the file is
    covered, whether trusted, and why not."""

    who: str
    issuer: str
    at: datetime | None
    intact: bool
    whole: bool
    trusted: bool
    why: str

    @property
    def said(self) -> str:
        """In one line."""
        at = f"{clock.local(self.at):%H:%M %d/%m/%Y}" if self.at else _("không rõ lúc nào")
        state = _("tin cậy") if self.trusted else self.why
        return _("%(who)s ký lúc %(at)s; %(state)s") % {"who": self.who, "at": at, "state": state}


def trust_anchors() -> list[x509.Certificate]:
    """The root certificates that the administrator put into the data folder, as PEM or DER."""
    found = []
    for path in sorted((Path(settings.NGHISU_DATA) / ANCHORS).glob("*")):
        content = path.read_bytes()
        parts = (
            [part for _kind, _head, part in pem.unarmor(content, multiple=True)]
            if pem.detect(content)
            else [content]
        )
        found += [x509.Certificate.load(part) for part in parts]
    return found


def judge_all(pdf: bytes, anchors: Sequence[x509.Certificate]) -> list[Judged]:
    """Every signature of a PDF, in the order they were made. Raises SignedWrong for what is no PDF."""
    reader = _read(pdf)
    return [_judge(one, anchors) for one in reader.embedded_regular_signatures]


def judge_added(issued: bytes, signed: bytes, anchors: Sequence[x509.Certificate]) -> list[Judged]:
    """The signatures that were added to a document of ours, when nothing but signatures was.

    The very bytes we issued stand at its beginning; what follows is judged by pyHanko's policy of differences, which
    allows signatures and what belongs to them; the last signature covers all of the file. Raises SignedWrong.
    """
    if signed == issued:
        raise SignedWrong(_("Tệp này chưa có chữ ký nào. Hãy ký trên tệp đã tải về rồi đưa lên lại."))
    if not signed.startswith(issued):
        raise SignedWrong(
            _(
                "Đây không phải tệp đã tải về từ đây, hoặc phần mềm ký đã lưu lại cả tệp. "
                "Hãy tải bản PDF ban hành, ký đúng tệp ấy rồi đưa lên lại."
            )
        )
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
        raise SignedWrong(
            _(
                "Nội dung văn bản đã bị thay đổi so với bản ban hành. Không nhận tệp này; hãy ký lại từ bản gốc."
            )
        )
    known = len(before.embedded_regular_signatures)
    judged = [_judge(one, anchors) for one in reader.embedded_regular_signatures[known:]]
    if not judged:
        raise SignedWrong(_("Tệp này chưa có chữ ký nào. Hãy ký trên tệp đã tải về rồi đưa lên lại."))
    if not all(one.intact for one in judged):
        raise SignedWrong(_("Chữ ký không khớp với nội dung: tệp đã bị sửa sau khi ký. Hãy ký lại."))
    if not judged[-1].whole:
        raise SignedWrong(
            _("Sau chữ ký cuối, tệp còn bị ghi thêm. Không nhận tệp này; hãy ký lại từ bản gốc.")
        )
    return judged


def _read(pdf: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(BytesIO(pdf))
        list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, IndexError, RecursionError) as fault:
        raise SignedWrong(_("Không đọc được tệp PDF này.")) from fault
    return reader


def _judge(signature: Any, anchors: Sequence[x509.Certificate]) -> Judged:
    own = signature.signer_cert
    context = ValidationContext(trust_roots=list(anchors), allow_fetching=False, moment=clock.server_now())
    intact = whole = trusted = False
    at: datetime | None = None
    try:
        status = validate_pdf_signature(signature, context)
        intact, trusted = bool(status.intact and status.valid), bool(status.trusted)
        whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        at = status.signer_reported_dt
    except (SignatureValidationError, PdfError, ValueError):
        intact = False
    return Judged(
        who=_name(own.subject),
        issuer=_name(own.issuer),
        at=at,
        intact=intact,
        whole=whole,
        trusted=intact and trusted,
        why=_why(own, intact, trusted, anchors),
    )


def _why(own: x509.Certificate, intact: bool, trusted: bool, anchors: Sequence[x509.Certificate]) -> str:
    """Why a signature is not trusted; "" where it is."""
    if not intact:
        return _("nội dung đã bị sửa sau khi ký")
    if trusted:
        return ""
    now = clock.server_now()
    if now > own.not_valid_after:
        return _("chứng thư đã hết hạn từ %(day)s") % {"day": f"{own.not_valid_after:%d/%m/%Y}"}
    if now < own.not_valid_before:
        return _("chứng thư chưa có hiệu lực")
    if own.subject == own.issuer:
        return _("chứng thư tự ký, không do nơi tin cậy cấp")
    if not anchors:
        return _("hệ thống chưa được ghi chứng thư gốc nào để tin cậy")
    return _("chứng thư không do nơi mà hệ thống tin cậy cấp")


def _name(name: x509.Name) -> str:
    said = name.native
    return str(said.get("common_name") or name.human_friendly)
