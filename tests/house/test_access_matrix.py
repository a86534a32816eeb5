"""The access matrix, cell by cell: every role at every route, with rows of its own and of others (TRUST 1)."""

from __future__ import annotations

import pytest
from django.test import Client
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.foundation.access import Rule, load_matrix, may
from nghisu.foundation.actors import Actor, Grant
from tests.house.furnishing import OF_A_COMMITTEE, Furnished, address
from tests.house.readers import readers
from tests.house.routes import BEHIND_SIGN_IN

ANSWERED = {200, 302, 303, 405, 422}
REFUSED = {404}
NO_COMMITTEE = {
    409
}  # a page about the own committee, asked for by one who serves in none: said in a sentence
SIGNED_OUT_BY = {"accounts:sign_out"}
ONLY_IN_THE_DEMONSTRATION = {"web:demo_clock"}

# Where being allowed the action is not enough: the row must also be one's own to see.
NOT_THEIRS = {
    (
        "site-officer",
        "programme:entry",
    ): "no conference at the officer's site yet: sees those of own bodies only",
    ("site-officer", "conferences:agenda"): "the same",
    ("site-officer", "conferences:pack"): "the same",
    ("site-officer", "conferences:pack_zip"): "the same",
    ("site-officer", "conferences:pack_pdf"): "the same",
    ("delegate", "conferences:pack_zip"): "nothing of this pack went out yet",
    ("delegate", "conferences:pack_pdf"): "the same",
    ("delegate", "programme:suggestion"): "a member sees the own suggestions only",
    ("delegate", "programme:suggestion_change"): "a member sees the own suggestions only",
    ("other-office-officer", "programme:large"): "serves another unit than the office of the sample",
}
ACT_FOR_THE_DEPARTMENT = {
    "content-officer", "content-head", "clerk", "follow-up-officer", "other-office-officer",
}  # fmt: skip
CONCERNED = {
    # The chief of office has delegated to the specialist, who is asked where the chief would be.
    "approvals:approval": {
        "office-chief",
        "standing-board-member",
        "auditor",
        "content-officer",
        "content-head",
        "office-specialist",
    },
    "approvals:give_back": {"content-head"},
    # A draft that belongs to no conference is the office's.
    "documents:draft": {"office-specialist", "office-chief"},
    "documents:draft_write": {"office-specialist", "office-chief"},
    "documents:draft_compare": {"office-specialist", "office-chief"},
    "documents:draft_pdf": {"office-specialist", "office-chief"},
    "documents:draft_docx": {"office-specialist", "office-chief"},
    "documents:draft_take_over": {"office-specialist", "office-chief"},
    "documents:draft_picture": {"office-specialist", "office-chief"},
    "conferences:consultation_answer": {"delegate"},
    # One person was asked to appraise; of what did not go out, the office and the unit know, and who appraises it.
    "documents:appraisal": {"appraiser"},
    "approvals:take_back": {"content-officer"},
    # What was sent to the department is read by whoever acts for it.
    "documents:sent_one": ACT_FOR_THE_DEPARTMENT,
    "documents:sent_file": ACT_FOR_THE_DEPARTMENT,
}
"""Who does what with the approval that the department's officer put forward and that waits for the department's head."""
SEES_DRAFTS_OF_A_PACK = {
    "office-specialist", "office-chief", "standing-board-member", "clerk", "archivist", "content-officer",
    "content-head", "appraiser",
}  # fmt: skip
CONCERNED |= {
    f"documents:{name}": SEES_DRAFTS_OF_A_PACK
    for name in ("document", "read", "page", "picture", "pack_file", "changes", "kept_copy")
}
NOT_THEIRS |= {
    (role.value, name): "neither drafted it nor is asked to decide it"
    for role in Role
    for name, concerned in CONCERNED.items()
    if role.value not in concerned
}

# A row that belongs to one person: to everybody else it does not exist, whatever the role.
ONE_PERSONS = dict.fromkeys(
    (
        "notices:notice",
        "accounts:revoke_token",
        "programme:renew_calendar",
        "programme:close_calendar",
        "invitations:own",
        "documents:certificate_remove",
        "invitations:own_letter",
    ),
    Role.OFFICE_CHIEF,
)


def allowed(rule: Rule, role: Role) -> bool:
    """Whether the matrix opens an action to a role at all, for its own unit at least."""
    return rule.signed_in or role in rule.committee or role in rule.unit


def serves(role: Role) -> bool:
    """Whether the role is held in a committee; the installation's administrator serves in none."""
    return role is not Role.INSTALLATION_ADMINISTRATOR


# What PostgreSQL may answer otherwise than SQLite it answers to those who see most, and to those who see a part.
ASKED_OF_BOTH = (
    Role.OFFICE_SPECIALIST,
    Role.COMMITTEE_ADMINISTRATOR,
    Role.DELEGATE,
)


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=[] if role in ASKED_OF_BOTH else pytest.mark.once) for role in Role]
)
def test_a_role_enters_exactly_the_routes_that_the_matrix_opens_to_it(role, here, client_of):
    client: Client = client_of(role)
    client.raise_request_exception = False  # a page that fails is one wrong cell, not the end of the walk
    wrong = []
    for route in BEHIND_SIGN_IN:
        if route.name in SIGNED_OUT_BY:
            continue
        status = client.get(address(route, here)).status_code
        expected = ANSWERED if allowed(load_matrix()[route.action or ""], role) else REFUSED
        if (
            route.name in ONLY_IN_THE_DEMONSTRATION
            or (role.value, route.name) in NOT_THEIRS
            or ONE_PERSONS.get(route.name, role) is not role
            or (not serves(role) and route.parts & set(OF_A_COMMITTEE))
        ):
            expected = REFUSED
        if not serves(role):
            expected = expected | NO_COMMITTEE
        if status not in expected:
            wrong.append(f"{role} GET {address(route, here)} ({route.action}): {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.once  # the walk before this one asks the same of both databases
@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_not_do_does_not_exist_for_it_when_sent_either(role, here, client_of):
    client: Client = client_of(role)
    client.raise_request_exception = False  # a page that fails is one wrong cell, not the end of the walk
    wrong = []
    for route in BEHIND_SIGN_IN:
        if not allowed(load_matrix()[route.action or ""], role):
            status = client.post(address(route, here), {}).status_code
            if status not in {404, 405}:
                wrong.append(f"{role} POST {route.name}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.once
@pytest.mark.parametrize("role", [*readers(), Role.INSTALLATION_ADMINISTRATOR])
def test_another_committees_row_in_an_address_does_not_exist(role, here, elsewhere, client_of):
    """Every identifier is swapped for the other committee's, in every address, for every role, read and sent."""
    client: Client = client_of(role)
    client.raise_request_exception = False  # a page that fails is one wrong cell, not the end of the walk
    found = []
    for route in BEHIND_SIGN_IN:
        if not route.parts & set(OF_A_COMMITTEE):
            continue
        for send in (client.get, client.post):
            status = send(address(route, elsewhere)).status_code
            if status not in {404, 405}:
                found.append(f"{role} {send.__name__} {route.name}: {status}")
    assert found == []


@pytest.mark.once
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(here):
    let_in = []
    for route in BEHIND_SIGN_IN:
        answer = Client().get(address(route, here))
        sent_on = answer.status_code == 302 and answer.headers["Location"].startswith("/dang-nhap/")
        if not sent_on and answer.status_code != 405:
            let_in.append(f"{route.name}: {answer.status_code}")
    assert let_in == []


# The matrix above is compared with itself; these cells are written by hand from the table of roles.
CELLS = [
    ("office-specialist", "programme.edit", True),
    ("office-chief", "programme.edit", True),
    ("standing-board-member", "programme.edit", False),
    ("clerk", "programme.edit", False),
    ("content-head", "programme.import", False),
    ("delegate", "programme.view", False),
    ("delegate", "conference.view", True),
    ("site-officer", "findings.view", False),
    ("auditor", "audit.view", True),
    ("auditor", "programme.edit", False),
    ("auditor", "deadline.complete", False),
    ("auditor", "directory.edit", False),
    ("committee-administrator", "directory.edit", True),
    ("committee-administrator", "programme.edit", False),
    ("committee-administrator", "sign_in_log.view", True),
    ("office-chief", "sign_in_log.view", False),
    ("installation-administrator", "programme.view", False),
    ("installation-administrator", "conference.view", False),
    ("installation-administrator", "directory.view", False),
    ("installation-administrator", "audit.view", False),
    ("installation-administrator", "installation.view", True),
    ("installation-administrator", "root.edit", True),
    ("committee-administrator", "root.edit", False),
    ("other-office-officer", "programme.view", True),
    ("other-office-officer", "programme.edit", False),
    ("archivist", "deadline.complete", False),
]


@pytest.mark.once
@pytest.mark.parametrize(("role", "action", "open_to_it"), CELLS)
def test_a_cell_written_by_hand(role, action, open_to_it, actor_of):
    assert bool(may(actor_of(role), action)) is open_to_it


@pytest.mark.once
@pytest.mark.parametrize("role", Role)
def test_the_installations_administrator_alone_sees_the_installation(role, actor_of):
    assert bool(may(actor_of(role), "installation.view")) is (role is Role.INSTALLATION_ADMINISTRATOR)


COMMITTEE, OWN_UNIT, OTHER_UNIT = 1, 11, 12
UNIT_CELLS = [(rule.action, role) for rule in load_matrix().values() for role in sorted(rule.unit)]


@pytest.mark.parametrize(("action", "role"), UNIT_CELLS)
def test_a_unit_role_acts_for_its_own_unit_and_no_other(action, role):
    actor = Actor(COMMITTEE, "x", user_id=1, grants=frozenset({Grant(role, OWN_UNIT)}))
    assert may(actor, action, [OWN_UNIT])
    assert not may(actor, action, [OTHER_UNIT])
    assert not may(actor, action, [])


@pytest.mark.parametrize(("action", "role"), UNIT_CELLS)
def test_a_unit_role_held_for_no_unit_opens_nothing(action, role):
    actor = Actor(COMMITTEE, "x", user_id=1, grants=frozenset({Grant(role, None)}))
    assert not may(actor, action)


@pytest.mark.parametrize("action", sorted(load_matrix()))
def test_nobody_who_is_not_signed_in_may_do_anything(action):
    stranger = Actor(1, "", user_id=None, grants=frozenset(Grant(role) for role in Role))
    assert not may(stranger, action)


def test_an_officer_marks_the_duties_of_the_own_unit_and_finds_no_others(here: Furnished, client_of):
    client: Client = client_of(Role.CONTENT_OFFICER)
    assert client.post(f"/thoi-han/{here.deadline.pk}/xong/").status_code in {302, 303}
    assert client.post(f"/thoi-han/{here.other_deadline.pk}/xong/").status_code == 404
    with scope(committee=here.ground.committee):
        here.deadline.refresh_from_db()
        here.other_deadline.refresh_from_db()
    assert here.deadline.done_at is not None
    assert here.other_deadline.done_at is None


def test_a_delegate_sees_the_conferences_of_the_own_bodies_and_no_others(here: Furnished, client_of):
    client: Client = client_of(Role.DELEGATE)
    assert client.get(f"/hoi-nghi/{here.entry.pk}/").status_code == 200
    assert client.get(f"/hoi-nghi/{here.other_entry.pk}/").status_code == 404
