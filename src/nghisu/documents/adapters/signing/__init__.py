"""Digital signatures in PDF (PAdES): made with a certificate, and judged as they come in."""

from nghisu.documents.adapters.pades.making import with_place_to_sign
from nghisu.documents.adapters.signing.asking import (
    Judged,
    judge_added,
    judge_all,
    sign_with_file,
    trust_anchors,
)
from nghisu.documents.adapters.signing.refusals import CertificateUnread, SignedWrong

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
