from typing import Any

from django.test import Client

from tests.factories import PASSWORD

PATH = "/dang-nhap/"
START = "2026-03-10T07:30:00+07:00"


def try_to_sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    """Type a name and a password on the sign-in page."""
    return client.post(PATH, {"username": username, "password": password, **more})
