"""Which addresses of the network we may call, asked of the address itself and not of its name (TRUST 1: SSRF)."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_URL = 500
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class AddressRefused(Exception):
    """We do not call this address; the reason is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what is asked of whom, and at which address of the network that was looked at."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str = ""


def read_url(url: str, *, inside: bool) -> Target:
    """A written address taken apart. Raises AddressRefused for one that may never be called.

    `inside` allows plain http and those networks of the office's own that the configuration names; without it only https
    to the world is called.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(_("Địa chỉ này không đọc được.")) from None
    host = (parts.hostname or "").rstrip(".")
    if len(url) > LONGEST_URL or not url.isascii() or any(sign <= " " or sign == "\\" for sign in url):
        raise AddressRefused(_("Địa chỉ này không đọc được."))
    if parts.scheme not in {"https", "http"} or (parts.scheme == "http" and not inside):
        raise AddressRefused(_("Địa chỉ phải bắt đầu bằng https://."))
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused(_("Địa chỉ phải có tên máy, không kèm tên đăng nhập hay dấu #."))
    literal = _literal(host)
    if literal is not None:
        must_be_callable(literal, inside=inside)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path)


def resolve(target: Target, *, inside: bool) -> Target:
    """The target with the address of the network to call. Every address that the name has must be callable: a name
    with one inside and one outside is a trick. Raises AddressRefused, and OSError for a name that nobody knows."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for address in addresses:
        must_be_callable(address, inside=inside)
        if target.scheme == "http" and address.is_global:
            raise AddressRefused(_("Địa chỉ http:// chỉ dùng được trong mạng nội bộ."))
    return Target(target.scheme, target.host, target.port, target.path, str(addresses[0]))


def must_be_callable(address: Address, *, inside: bool) -> None:
    """Raise AddressRefused for an address of the network that we do not call."""
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or _translated(address) or address
    # Where machines of a cloud keep their keys: never, whatever was allowed.
    never = address.is_link_local or address.is_multicast or address.is_unspecified
    own = address.is_private or address.is_loopback or address.is_reserved or not address.is_global
    if never or (own and not inside) or (own and not (address.is_private or address.is_loopback)):
        raise AddressRefused(_("Địa chỉ này nằm trong mạng nội bộ hoặc là địa chỉ đặc biệt, không được gọi."))
    if own and not any(address in network for network in networks_inside()):
        raise AddressRefused(
            _(
                "Địa chỉ này thuộc mạng nội bộ. Quản trị hệ thống phải cho phép trước trong cấu hình (webhooks_inside)."
            )
        )


def networks_inside() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The networks of the office's own that the installation's configuration lets webhooks reach; as a rule none. A
    committee's administrator alone opens none of them: other committees' machines may stand there, too."""
    return [ipaddress.ip_network(one, strict=False) for one in settings.NGHISU_WEBHOOKS_INSIDE]


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of the old network that a translator of the office makes of one of the new (NAT64, RFC 6052)."""
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else None


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        # 2130706433, 0x7f.1 and 127.1 are 127.0.0.1 to the machine, so they are here, too.
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None
