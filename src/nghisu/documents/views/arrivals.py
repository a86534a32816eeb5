"""What a form hands over, looked at before the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django import forms

from nghisu.documents.commands import Handed
from nghisu.documents.enums import FileRole
from nghisu.foundation.files import arriving


@contextmanager
def handed_over(form: forms.Form, role: FileRole, name: str = "file") -> Iterator[list[Handed]]:
    """The file of a form, if one was chosen, for the length of a block. Raises FileRefused, SecretFile."""
    upload: Any = form.cleaned_data.get(name)
    with arriving(upload) if upload else nullcontext() as arrived:
        yield [] if arrived is None else [Handed(role, arrived)]


def payload_with(payload: dict[str, list[str]], handed: list[Handed]) -> dict[str, list[str]]:
    """The body that a command's identifier stands for, the files' digests with it."""
    return payload | {"files": [one.arrived.sha256 for one in handed]}
