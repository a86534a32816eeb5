"""What a form hands over, looked at before the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django import forms

from nghisu.documents.adapters.signing import SIGNED_PDF, Judged, SignedWrong, given_place_to_sign, judge_all
from nghisu.documents.commands import Handed
from nghisu.documents.commands.seals import seal_drawn
from nghisu.documents.enums import FileRole
from nghisu.documents.models import Issuer
from nghisu.documents.queries.roots import trusted_anchors
from nghisu.foundation.files import Arrived, FileKind, arriving


@contextmanager
def handed_over(form: forms.Form, role: FileRole, name: str = "file") -> Iterator[list[Handed]]:
    """The file of a form, if one was chosen, for the length of a block, with what its signatures say. Raises
    FileRefused, SecretFile."""
    with _arrived(form, name) as arrived:
        yield [] if arrived is None else [_judged(role, arrived)]


@contextmanager
def to_be_issued(form: forms.Form, issuer: Issuer | None, signer: str) -> Iterator[list[Handed]]:
    """The file of a document that was drawn up elsewhere and is issued here. A PDF is its original: one that is signed
    already stays as it is, another is given an empty field above its signer's name, as those that are drawn here. Raises
    FileRefused, SecretFile."""
    with _arrived(form, "file") as arrived:
        if arrived is None:
            yield []
        elif arrived.kind is not FileKind.PDF:
            yield [Handed(FileRole.ATTACHED, arrived)]
        elif (signed := _judged(FileRole.SIGNED, arrived)).judged:
            yield [signed]
        else:
            seal = seal_drawn(issuer) if issuer is not None else None
            prepared = given_place_to_sign(arrived.path.read_bytes(), signer, seal)
            yield [Handed(FileRole.PDF, arrived, prepared=prepared)]


def payload_with(payload: dict[str, list[str]], handed: list[Handed]) -> dict[str, list[str]]:
    """The body that a command's identifier stands for, the files' digests with it."""
    return payload | {"files": [one.arrived.sha256 for one in handed]}


@contextmanager
def _arrived(form: forms.Form, name: str) -> Iterator[Arrived | None]:
    upload: Any = form.cleaned_data.get(name)
    with arriving(upload) if upload else nullcontext() as arrived:
        yield arrived


def _judged(role: FileRole, arrived: Arrived) -> Handed:
    """A file, and what the signatures of a signed PDF say: who, when, whether it stands as it was signed."""
    judged: list[Judged] = []
    if arrived.kind is FileKind.PDF:
        content = arrived.path.read_bytes()
        try:
            judged = judge_all(content, trusted_anchors()) if SIGNED_PDF in content else []
        except SignedWrong as refusal:
            return Handed(role, arrived, refusal.reason)
    return Handed(role, arrived, ". ".join(one.said for one in judged), judged)
