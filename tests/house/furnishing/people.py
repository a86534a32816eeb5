"""Samples of the directory and of who may act: a draft of people, a delegation, a sign-in."""

from __future__ import annotations

from nghisu.accounts.commands import DelegationContent, make_delegation
from nghisu.accounts.models import Delegation, SignIn
from nghisu.core.people.roles import Role
from nghisu.directory.models import DirectoryImport, DirectoryImportRow
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from tests.factories import Ground
from tests.house.furnishing.days import ON


def a_directory_draft(ground: Ground, by: Actor) -> DirectoryImport:
    draft = DirectoryImport.objects.create(
        committee=ground.committee,
        user_id=by.user_id or 0,
        user_name=by.name,
        file_name=f"danh-ba {ground.mark}.xlsx",
        file_digest="0" * 64,
        at=clock.now(),
    )
    DirectoryImportRow.objects.create(
        committee=ground.committee,
        draft=draft,
        part="people",
        row=1,
        raw={"full_name": f"Nguyễn Thị {ground.mark}", "title": "Chuyên viên"},
        standing=DirectoryImportRow.Standing.UNREADABLE,
    )
    return draft


def a_delegation(ground: Ground, by: Actor) -> Delegation:
    """The chief is away and lets the specialist approve."""
    specialist = ground.user(Role.OFFICE_SPECIALIST).person_id
    content = DelegationContent(by.person_id or 0, specialist or 0, ON, ON, f"Đi công tác {ground.mark}")
    return make_delegation(by, content)


def sign_ins_of(ground: Ground) -> None:
    """Somebody of the committee signed in, from a browser that carries the committee's mark in its name."""
    user = ground.user(Role.CLERK)
    SignIn.objects.create(
        at=clock.server_now(),
        username=user.username,
        user=user,
        address="192.0.2.1",
        user_agent=f"Trình duyệt {ground.mark}",
        outcome="signed-in",
    )
