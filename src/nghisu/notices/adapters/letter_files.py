from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

FOLDER = "mail"


class LetterFiles(BaseEmailBackend):
    """Puts letters as files into the folder mail/ of the data, for the demonstration, which sends nothing.

    A letter that is sent a second time replaces the first: its Message-ID is the same.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.NGHISU_DATA) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            message = letter.message()
            name = re.sub(r"[^0-9a-zA-Z-]", "", str(message["Message-ID"]).split("@")[0]) or "letter"
            (folder / f"{name}.eml").write_bytes(message.as_bytes())
        return len(email_messages)
