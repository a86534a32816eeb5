"""https inside an office: an authority made once, a server's certificate that a client who trusts it accepts."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from pathlib import Path

import pytest

from nghisu.foundation.certificates import certificate_files, make_certificates


def greet(folder: Path, name: str, trusted: Path) -> str:
    """What a client that trusts one authority hears from a server with our certificate, called by a name."""
    files = certificate_files(folder)
    assert files is not None
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(*files)
    theirs = ssl.create_default_context(cafile=str(trusted))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def answer() -> None:
            connection, _ = listening.accept()
            try:
                with ours.wrap_socket(connection, server_side=True) as talk:
                    talk.sendall(b"chao")
            except (ssl.SSLError, OSError):
                connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            with (
                socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
                theirs.wrap_socket(plain, server_hostname=name) as talk,
            ):
                return talk.recv(4).decode()
        finally:
            thread.join()


@pytest.mark.parametrize("name", ["nghisu.vanphong.lan", "192.168.1.10", "localhost"])
def test_who_trusts_the_authority_reaches_the_server_by_each_of_its_names(tmp_path, name):
    made = make_certificates(tmp_path, ["nghisu.vanphong.lan", "192.168.1.10"], "Ven Song")
    assert greet(tmp_path, name, made.authority) == "chao"


def test_another_name_and_another_authority_are_refused(tmp_path):
    """The control."""
    made = make_certificates(tmp_path / "a", ["nghisu.vanphong.lan"], "Ven Song")
    other = make_certificates(tmp_path / "b", ["nghisu.vanphong.lan"], "Cao Nguyen")
    with pytest.raises(ssl.SSLCertVerificationError):
        greet(tmp_path / "a", "khac.vanphong.lan", made.authority)
    with pytest.raises(ssl.SSLCertVerificationError):
        greet(tmp_path / "a", "nghisu.vanphong.lan", other.authority)


def test_a_renewed_certificate_is_still_trusted_and_keys_are_the_owners_alone(tmp_path):
    first = make_certificates(tmp_path, ["nghisu.lan"], "Ven Song").authority.read_bytes()
    again = make_certificates(tmp_path, ["nghisu.lan", "10.0.0.5"], "Ven Song")
    assert again.authority.read_bytes() == first
    assert greet(tmp_path, "10.0.0.5", again.authority) == "chao"
    for key in (tmp_path / "tls").glob("*.key"):
        assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", [" ", "hai tu", "a..b", "tên.có.dấu"])
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match=re.escape(name.strip()) or r"^$"):
        make_certificates(tmp_path, [name], "x")
