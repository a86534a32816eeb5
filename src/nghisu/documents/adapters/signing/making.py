from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError

from nghisu.foundation.refusals import Refused

PLACE = "ChuKy"
"""The field of a document of ours that a signature fills."""


class CertificateUnread(Refused):
    """The certificate file or its passphrase is not right, or it cannot sign."""

    def __init__(self) -> None:
        super().__init__(
            _("Không mở được chứng thư số. Hãy kiểm tra tệp .p12 hoặc .pfx và mật khẩu rồi làm lại.")
        )


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
    """Sign a document (PAdES B-B) with a PKCS#12 file; certificate and passphrase are used once and kept nowhere.

    Raises CertificateUnread.
    """
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(
            certificate, other_certs=[], passphrase=passphrase.encode()
        )
    except (ValueError, TypeError):
        signer = None
    if signer is None:
        raise CertificateUnread
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    wanted = signers.PdfSignatureMetadata(
        field_name=PLACE, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    try:
        signed: bytes = signers.sign_pdf(writer, wanted, signer=signer).getvalue()
    except (SigningError, PdfError, ValueError) as fault:
        raise CertificateUnread from fault
    return signed
