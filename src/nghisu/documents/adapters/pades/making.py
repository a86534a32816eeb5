"""Signatures made. `with_place_to_sign` is for papers that the house drew; the rest runs in the child process only."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError

from nghisu.documents.adapters.pades.judging import name_of
from nghisu.documents.adapters.pades.wrong import Wrong

PLACE = "ChuKy"
"""The field of a document of ours that a signature fills."""


def with_place_to_sign(pdf: bytes) -> bytes:
    """A document with an empty field for a signature: whoever signs it elsewhere adds nothing but what fills it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec(PLACE))
    form = writer.root["/AcroForm"]
    # That there are signatures and the file is only appended to: said now, for a change of it later counts as one.
    form["/SigFlags"] = generic.NumberObject(3)  # type: ignore[no-untyped-call]  # pyHanko says none
    writer.update_container(form)
    made = BytesIO()
    writer.write(made)  # type: ignore[no-untyped-call]  # pyHanko says none
    return made.getvalue()


def sign_with_file(pdf: bytes, certificate: bytes, passphrase: str) -> bytes:
    """Sign a document (PAdES B-B) with a PKCS#12 file. Wrong for one that does not open or cannot sign."""
    return _signed(pdf, _opened(certificate, passphrase))


def who_signs(certificate: bytes, passphrase: str) -> dict[str, Any]:
    """Whose a PKCS#12 file is, who issued it, until when it is good. Wrong for one that does not open."""
    own = _opened(certificate, passphrase).signing_cert
    if own is None:
        raise Wrong("certificate")
    return {
        "who": name_of(own.subject),
        "issuer": name_of(own.issuer),
        "since": own.not_valid_before.isoformat(),
        "until": own.not_valid_after.isoformat(),
    }


def sign_with_token(pdf: bytes, module: str, token: str, key: str, pin: str) -> bytes:
    """Sign a document (PAdES B-B) with a token that is fixed to the server (PKCS#11), whose key never leaves it.

    Wrong: `pin` for a wrong one, `pin-locked` for a token that takes none any more, `token` where there is no such
    token, key or certificate.
    """
    import pkcs11
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        with open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin) as session:
            try:
                return _signed(pdf, PKCS11Signer(session, cert_label=key, key_label=key))
            except pkcs11.exceptions.MechanismInvalid:
                # A token that signs digests only is given one.
                signer = PKCS11Signer(session, cert_label=key, key_label=key, use_raw_mechanism=True)
                return _signed(pdf, signer)
    except pkcs11.exceptions.PinLocked:
        raise Wrong("pin-locked") from None
    except (
        pkcs11.exceptions.PinIncorrect,
        pkcs11.exceptions.PinInvalid,
        pkcs11.exceptions.PinLenRange,
        pkcs11.exceptions.ArgumentsBad,
    ):
        raise Wrong("pin") from None
    except (pkcs11.exceptions.PKCS11Error, SigningError, OSError, RuntimeError):
        raise Wrong("token") from None


def _opened(certificate: bytes, passphrase: str) -> signers.SimpleSigner:
    signer: signers.SimpleSigner | None = None
    with suppress(ValueError, TypeError):
        signer = signers.SimpleSigner.load_pkcs12_data(
            certificate, other_certs=[], passphrase=passphrase.encode()
        )
    if signer is None:
        raise Wrong("certificate")
    return signer


def _signed(pdf: bytes, signer: signers.Signer) -> bytes:
    wanted = signers.PdfSignatureMetadata(
        field_name=PLACE, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        made: bytes = signers.sign_pdf(writer, wanted, signer=signer).getvalue()
    except (SigningError, PdfError, ValueError):
        raise Wrong("certificate") from None
    return made
