"""Digital signatures in PDF (PAdES): made with a certificate, and judged as they come in."""

from nghisu.documents.adapters.pades.making import with_place_to_sign
from nghisu.documents.adapters.pades.roots import RootCertificate
from nghisu.documents.adapters.signing.asking import (
    SIGNED_PDF,
    Judged,
    SealDrawn,
    WhoSigns,
    given_place_to_sign,
    has_token,
    judge_added,
    judge_all,
    read_root,
    read_seal,
    roots_in_folder,
    sign_with_file,
    sign_with_token,
    who_signs,
)
from nghisu.documents.adapters.signing.refusals import (
    CertificateUnread,
    RootRefused,
    SealRefused,
    SignedWrong,
    TokenRefused,
)

__all__ = [
    "SIGNED_PDF",
    "CertificateUnread",
    "Judged",
    "RootCertificate",
    "RootRefused",
    "SealDrawn",
    "SealRefused",
    "SignedWrong",
    "TokenRefused",
    "WhoSigns",
    "given_place_to_sign",
    "has_token",
    "judge_added",
    "judge_all",
    "read_root",
    "read_seal",
    "roots_in_folder",
    "sign_with_file",
    "sign_with_token",
    "who_signs",
    "with_place_to_sign",
]
