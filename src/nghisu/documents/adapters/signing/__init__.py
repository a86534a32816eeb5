"""Digital signatures in PDF (PAdES): made with a certificate file, and judged as they come in."""

from nghisu.documents.adapters.signing.judging import (
    Judged,
    SignedWrong,
    judge_added,
    judge_all,
    trust_anchors,
)
from nghisu.documents.adapters.signing.making import CertificateUnread, sign_with_file, with_place_to_sign

__all__ = [
    "CertificateUnread",
    "Judged",
    "SignedWrong",
    "judge_added",
    "judge_all",
    "sign_with_file",
    "trust_anchors",
    "with_place_to_sign",
]
