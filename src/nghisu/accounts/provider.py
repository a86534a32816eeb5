"""The office's own accounts (OpenID Connect): which provider an installation trusts, and for what.

Read from `[oidc]` of nghisu.toml; nothing here asks Django for anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

CLAIMS = ("preferred_username", "email", "upn", "sub")


class ProviderRefused(Exception):
    """The table [oidc] cannot be used; the reason says what to mend."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider. `claim` names whose account it is; an account is linked at its first sign-in only where
    `link` allows it, by that claim; afterwards the provider's own number (`sub`) decides. With `trusted_second_factor`
    no second step of ours is asked of who comes from there."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    claim: str = "preferred_username"
    link: bool = False
    trusted_second_factor: bool = False


def read_provider(table: Mapping[str, Any]) -> Provider:
    """The provider that a table [oidc] describes. Raises ProviderRefused."""
    words = {"issuer", "client_id", "client_secret", "name"}
    optional = {"claim": str, "link": bool, "trusted_second_factor": bool}
    unknown = set(table) - words - set(optional)
    if unknown:
        raise ProviderRefused(f"[oidc]: không có thiết lập tên {', '.join(sorted(unknown))}")
    missing = [
        word for word in sorted(words) if not isinstance(table.get(word), str) or not table[word].strip()
    ]
    if missing:
        raise ProviderRefused(f"[oidc]: còn thiếu {', '.join(missing)}")
    for key, kind in optional.items():
        if key in table and not isinstance(table[key], kind):
            raise ProviderRefused(f"[oidc]: {key} = {table[key]!r} chưa đúng kiểu")
    provider = Provider(**dict(table))
    parts = urlsplit(provider.issuer)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ProviderRefused("[oidc]: issuer phải bắt đầu bằng https://")
    if provider.claim not in CLAIMS:
        raise ProviderRefused(f"[oidc]: claim phải là một trong {', '.join(CLAIMS)}")
    return provider
