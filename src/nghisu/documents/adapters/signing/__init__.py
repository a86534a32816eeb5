"""Digital signatures in PDF (PAdES): made with a certificate, and judged as they come in."""

from nghisu.documents.adapters.pades.making import with_place_to_sign
from nghisu.documents.adapters.signing.asking import (
    Judged,
    WhoSigns,
    has_token,
    judge_added,
    judge_all,
    sign_with_file,
    sign_with_token,
    trust_anchors,
    who_signs,
)
from nghisu.documents.adapters.signing.refusals import CertificateUnread, SignedWrong, TokenRefused

__all__ = [
    "CertificateUnread",
    "Judged",
    "SignedWrong",
    "TokenRefused",
    "WhoSigns",
    "has_token",
    "judge_added",
    "judge_all",
    "sign_with_file",
    "sign_with_token",
    "trust_anchors",
    "who_signs",
    "with_place_to_sign",
]
