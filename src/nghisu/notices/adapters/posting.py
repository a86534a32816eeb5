"""One request to a stranger's machine: to the very address that was looked at, all of it within a given time."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

import httpcore

from nghisu.notices.adapters.addresses import Target

SECONDS = 10.0


def post(target: Target, headers: Mapping[str, str], body: bytes, seconds: float = SECONDS) -> int:
    """Post, and return the status that was answered. Nothing of the answer is read but its head, no redirect is
    followed, no proxy and no setting of the machine is asked.

    It goes to `target.ip` under the name of `target.host`: a name that means another machine a moment later changes
    nothing. Raises what httpcore raises for a machine that does not answer, answers nonsense, or takes too long.
    """
    where = f"[{target.ip}]" if ":" in target.ip else target.ip
    name = f"[{target.host}]" if ":" in target.host else target.host
    named = name if target.port == {"https": 443, "http": 80}[target.scheme] else f"{name}:{target.port}"
    with (
        httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_InTime(seconds)
        ) as pool,
        pool.stream(
            "POST",
            f"{target.scheme}://{where}:{target.port}{target.path}",
            headers=[("Host", named), ("Content-Length", str(len(body))), *headers.items()],
            content=body,
            extensions={
                "sni_hostname": target.host,
                "timeout": dict.fromkeys(("connect", "read", "write"), seconds),
            },
        ) as answer,
    ):
        return answer.status


class _InTime(httpcore.NetworkBackend):
    """Connections that all end at one moment: a machine that answers a letter a minute is not waited for."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._plain.connect_tcp(host, port, left(self._ends), local_address, socket_options)
        return _StreamInTime(stream, self._ends)


class _StreamInTime(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._ends))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._ends))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, left(self._ends))
        return _StreamInTime(stream, self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(ends: float) -> float:
    """Seconds until a moment. Raises ReadTimeout when it has passed."""
    seconds = ends - monotonic()
    if seconds <= 0:
        raise httpcore.ReadTimeout("took too long")
    return seconds
