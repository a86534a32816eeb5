"""The conversation with the office's identity provider: code flow with PKCE, state and nonce (OpenID Connect Core).

The provider's keys sign the ID token; what it says is believed only for this issuer, this client, this nonce, now.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from nghisu.accounts.provider import Provider
from nghisu.foundation import clock

SECONDS = 10
"""How long the provider may take to answer."""
SKEW = 60
"""Seconds that its clock may differ from ours."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
SCOPE = "openid profile email"


class ProviderFailed(Exception):
    """The provider did not answer, or not as OpenID Connect says."""


class TokenRefused(Exception):
    """The provider's word is not for us, not for now, or not its own."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is kept while somebody is away at the provider: what comes back must answer it."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Said:
    """Whom the provider knows the person as: its own number, and the claim that names an account."""

    subject: str
    account: str


def ask_provider(provider: Provider, back: str) -> Question:
    """Where to send the person, who returns to the address `back`. Raises ProviderFailed."""
    described = _described(provider)
    state, nonce, verifier = (secrets.token_urlsafe(length) for length in (24, 24, 48))
    url = prepare_grant_uri(
        described["authorization_endpoint"],
        provider.client_id,
        "code",
        redirect_uri=back,
        scope=SCOPE,
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return Question(url, state, nonce, verifier)


def hear_provider(provider: Provider, back: str, code: str, nonce: str, verifier: str) -> Said:
    """What the provider says of the person who brought this code. Raises ProviderFailed, TokenRefused."""
    described = _described(provider)
    try:
        with httpx.Client(timeout=SECONDS) as client:
            answered = client.post(
                described["token_endpoint"],
                data={
                    "grant_type": "authorization_code",
                    "code": code,
                    "redirect_uri": back,
                    "code_verifier": verifier,
                },
                auth=(provider.client_id, provider.client_secret),
            )
            answer = answered.raise_for_status().json()
            keys = client.get(described["jwks_uri"]).raise_for_status().json()
        found = KeySet.import_key_set(keys)
        token = answer["id_token"]
    except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError) as problem:
        raise ProviderFailed(str(problem)) from problem
    if not isinstance(token, str):
        raise ProviderFailed("no id_token")
    return _believed(provider, token, found, nonce)


def leaving_address(provider: Provider, back: str) -> str:
    """Where one signs out of the provider, too; empty where it has no such page."""
    try:
        endpoint = str(_described(provider).get("end_session_endpoint", ""))
    except ProviderFailed:
        return ""
    query = httpx.QueryParams({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}" if endpoint else ""


def _believed(provider: Provider, token: str, keys: KeySet, nonce: str) -> Said:
    now = int(clock.server_now().timestamp())
    registry = jwt.JWTClaimsRegistry(
        now=now,
        leeway=SKEW,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims: Mapping[str, Any] = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        registry.validate(dict(claims))
    except (JoseError, ValueError) as problem:
        raise TokenRefused(str(problem)) from problem
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != provider.client_id:
        raise TokenRefused("azp")
    if claims.get("email_verified") is False and provider.claim == "email":
        raise TokenRefused("email_verified")
    return Said(subject=str(claims["sub"])[:255], account=str(claims.get(provider.claim, ""))[:254])


def _described(provider: Provider) -> dict[str, Any]:
    """What the provider tells about itself (discovery). It must be the issuer it is asked as."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = httpx.get(address, timeout=SECONDS)
        answer.raise_for_status()
        described = answer.json()
    except (httpx.HTTPError, ValueError) as problem:
        raise ProviderFailed(str(problem)) from problem
    needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(described, dict) or not all(isinstance(described.get(key), str) for key in needed):
        raise ProviderFailed("discovery is incomplete")
    if described["issuer"] != provider.issuer:
        raise ProviderFailed(f"issuer is {described['issuer']}")
    return described
