"""Passkeys between our pages and the browser (WebAuthn), checked by py_webauthn.

A browser makes and uses passkeys only for a site with a certificate, or on `localhost`; a bare address of a network
will not do. The device always asks for a finger, a face or its PIN (user verification), so a passkey counts as two
steps in one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "Nghị Sự"
LARGEST_ANSWER = 20_000  # characters


class AnswerRefused(Exception):
    """What the browser answered is not the answer to our question, or is none at all."""


@dataclass(frozen=True, slots=True)
class Site:
    """For which site a passkey is, and at which address its pages stand."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a device made."""

    credential: str
    public_key: str
    sign_count: int
    transports: tuple[str, ...]


def site_of(request: HttpRequest) -> Site | None:
    """The site of a request; None where browsers know no passkeys: without a certificate, at a bare address."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    if _is_address(host.strip("[]")):
        return None
    if not request.is_secure() and host != "localhost":
        return None
    return Site(host, f"{request.scheme}://{request.get_host()}")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def ask_for_new_key(
    site: Site, user_id: int, username: str, name: str, known: Sequence[str]
) -> tuple[str, str]:
    """What the browser is asked when a passkey is made, as JSON, and the challenge to keep.

    A device that holds one of the `known` passkeys makes no second one.
    """
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=str(user_id).encode(),
        user_name=username,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(known),
    )
    return options_to_json(options), bytes_to_base64url(options.challenge)


def ask_for_key(site: Site, known: Sequence[str] = ()) -> tuple[str, str]:
    """What the browser is asked at a sign-in, as JSON, and the challenge to keep: for one of the `known` passkeys, or
    for whichever the person chooses."""
    options = generate_authentication_options(
        rp_id=site.host,
        allow_credentials=_descriptors(known) or None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options), bytes_to_base64url(options.challenge)


def read_new_key(site: Site, challenge: str, answer: str) -> NewKey:
    """The passkey that a browser made. Raises AnswerRefused."""
    parts = _parts(answer)
    try:
        made = verify_registration_response(
            credential=parts,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as problem:
        raise AnswerRefused(str(problem)) from problem
    transports = parts.get("response", {}).get("transports") or []
    return NewKey(
        credential=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        transports=tuple(str(one)[:20] for one in transports[:8]),
    )


def credential_in(answer: str) -> str:
    """The passkey that an answer says it is by, not yet believed. Raises AnswerRefused."""
    return str(_parts(answer).get("id", ""))[:1400]


def count_of_right_answer(site: Site, challenge: str, answer: str, public_key: str, sign_count: int) -> int:
    """The device's new count, if the answer is that of the passkey. Raises AnswerRefused, also for a count that
    did not grow where the device counts: then there are two of one key."""
    try:
        shown = verify_authentication_response(
            credential=_parts(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as problem:
        raise AnswerRefused(str(problem)) from problem
    return shown.new_sign_count


def _parts(answer: str) -> dict[str, Any]:
    if len(answer) > LARGEST_ANSWER:
        raise AnswerRefused("too long")
    try:
        parts = json.loads(answer)
    except (ValueError, RecursionError) as problem:
        raise AnswerRefused("no JSON") from problem
    if not isinstance(parts, dict) or not isinstance(parts.get("response", {}), dict):
        raise AnswerRefused("no answer of a browser")
    return parts


def _descriptors(known: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(credential)) for credential in known]
