"""A small identity provider on a loopback port: real HTTP, real signatures, and it lies where a test asks it to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "nghi-su"
SECRET = "bi-mat-cua-bo-thu"


@cache
def key_of(whom: str) -> RSAKey:
    """A key to sign with: made once for all tests, since it takes its time."""
    return RSAKey.generate_key(2048, auto_kid=True)


@dataclass
class Office:
    """The provider: who comes (claims of the person), and how it lies (claims put over the right ones)."""

    person: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: key_of("the office"))
    signs_with: RSAKey | None = None
    issuer: str = ""
    calls_itself: str = ""
    has_leaving_page: bool = True
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def send_back(self, address: str) -> dict[str, str]:
        """The person signs in there: what the browser brings back from the address it was sent to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return {"code": code, "state": query["state"]}

    def token(self, query: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            **self.person,
            **self.lies,
        }
        key = self.signs_with or self.key
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, key)

    def answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if path == "/.well-known/openid-configuration":
            described = {
                "issuer": self.calls_itself or self.issuer,
                "authorization_endpoint": f"{self.issuer}/vao",
                "token_endpoint": f"{self.issuer}/the",
                "jwks_uri": f"{self.issuer}/khoa",
            }
            if self.has_leaving_page:
                described["end_session_endpoint"] = f"{self.issuer}/ra"
            return 200, described
        if path == "/khoa":
            return 200, {"keys": [self.key.as_dict(private=False)]}
        if path == "/the" and method == "POST":
            return self._token_answer(form)
        return 404, {}

    def _token_answer(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        query = self.asked.pop(form.get("code", ""), None)
        if query is None:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if query.get("code_challenge_method") != "S256" or query.get("code_challenge") != challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.token(query)}


@contextmanager
def open_office() -> Iterator[Office]:
    """The provider listens until the end of the block."""
    office = Office()

    class Window(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer("POST", {name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, method: str, form: dict[str, str]) -> None:
            status, answer = office.answer(method, urlsplit(self.path).path, form)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing of it belongs into the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Window)
    office.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
