"""Signatures made. `with_place_to_sign` is for papers that the house drew; the rest runs in the child process only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError

from nghisu.documents.adapters.pades.judging import name_of
from nghisu.documents.adapters.pades.wrong import Wrong

PLACE = "ChuKy"
"""The field of a document of ours that a signature fills."""
ROOM, GAP = (190, 60), 4
"""Points: the room that a stamp has, and how far above the name it begins."""
POINTS = 72 / 25.4
"""Points of a millimetre."""
COVERED = 3
"""A seal covers this part of the stamp, its left third (Nghị định 30/2020/NĐ-CP, Phụ lục I), at its real size."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visible stamp needs beside the certificate: when it is signed, the folder of fonts, and the picture of the
    seal with the millimetres it is across, if there is one."""

    moment: datetime
    fonts: str
    seal: bytes = b""
    millimetres: int = 0


def with_place_to_sign(pdf: bytes, signer: str = "", millimetres: int = 0) -> bytes:
    """A document with an empty field for a signature: whoever signs it elsewhere adds nothing but what fills it.

    The field is in the room above the signer's name, where a pen would sign, and to its left has room for a seal of so
    many millimetres; where the name is not found it has no place.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page, box = _room_of(pdf, signer, millimetres * POINTS) if signer else (0, None)
    fields.append_signature_field(writer, fields.SigFieldSpec(PLACE, on_page=page, box=box))
    form = writer.root["/AcroForm"]
    # That there are signatures and the file is only appended to: said now, for a change of it later counts as one.
    form["/SigFlags"] = generic.NumberObject(3)  # type: ignore[no-untyped-call]  # pyHanko says none
    writer.update_container(form)
    made = BytesIO()
    writer.write(made)  # type: ignore[no-untyped-call]  # pyHanko says none
    return made.getvalue()


def room_with_seal(across: float) -> tuple[float, float]:
    """Width and height that a stamp takes with a seal so many points across, which stands out to its left, above and
    below."""
    return ROOM[0] + max(0.0, across - ROOM[0] / COVERED), max(float(ROOM[1]), across)


def _room_of(pdf: bytes, signer: str, across: float) -> tuple[int, tuple[int, int, int, int] | None]:
    """The page, and the room above a name in the right half of it, in points from the lower left corner."""
    width_of_room, height_of_room = room_with_seal(across)
    document = pdfium.PdfDocument(pdf)
    try:
        for number in reversed(range(len(document))):
            page = document[number]
            text = page.get_textpage()
            width = page.get_width()
            found: tuple[int, int, int, int] | None = None
            search = text.search(signer, match_case=True)
            while (hit := search.get_next()) is not None:
                corners = [text.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
                middle = (min(one[0] for one in corners) + max(one[2] for one in corners)) / 2
                if middle > width / 2:
                    right = middle + ROOM[0] / 2
                    level = max(one[3] for one in corners) + GAP + ROOM[1] / 2
                    found = (
                        round(right - width_of_room),
                        round(level - height_of_room / 2),
                        round(right),
                        round(level + height_of_room / 2),
                    )
            search.close()
            text.close()
            page.close()
            if found is not None:
                return number, found
    finally:
        document.close()
    return 0, None


def sign_with_file(pdf: bytes, certificate: bytes, passphrase: str, seen: Seen | None = None) -> bytes:
    """Sign a document (PAdES B-B) with a PKCS#12 file. Wrong for one that does not open or cannot sign."""
    return _signed(pdf, _opened(certificate, passphrase), seen)


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


def sign_with_token(
    pdf: bytes, module: str, token: str, key: str, pin: str, seen: Seen | None = None
) -> bytes:
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
                return _signed(pdf, PKCS11Signer(session, cert_label=key, key_label=key), seen)
            except pkcs11.exceptions.MechanismInvalid:
                # A token that signs digests only is given one.
                signer = PKCS11Signer(session, cert_label=key, key_label=key, use_raw_mechanism=True)
                return _signed(pdf, signer, seen)
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


def _signed(pdf: bytes, signer: signers.Signer, seen: Seen | None) -> bytes:
    wanted = signers.PdfSignatureMetadata(
        field_name=PLACE, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        own = signer.signing_cert
        size = _size_of_place(writer)
        stamp = None
        if seen is not None and size is not None and own is not None:
            from nghisu.documents.adapters.pades.stamp import stamp_of

            stamp = stamp_of(own, seen, size)
        made: bytes = signers.PdfSigner(wanted, signer, stamp_style=stamp).sign_pdf(writer).getvalue()
    except (SigningError, PdfError, ValueError):
        raise Wrong("certificate") from None
    return made


def _size_of_place(writer: IncrementalPdfFileWriter) -> tuple[float, float] | None:
    """Width and height of the empty field; None where it has no place on a page."""
    for name, _filled, field in fields.enumerate_sig_fields(writer, filled_status=False):
        if name == PLACE:
            left, bottom, right, top = (float(one) for one in field.get_object()["/Rect"])
            return (right - left, top - bottom) if right > left and top > bottom else None
    return None
