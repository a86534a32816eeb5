"""Signatures made. `with_place_to_sign` is for papers that the house drew; the rest runs in the child process only."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError

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
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(
            certificate, other_certs=[], passphrase=passphrase.encode()
        )
    except (ValueError, TypeError):
        signer = None
    if signer is None:
        raise Wrong("certificate")
    return _signed(pdf, signer)


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
