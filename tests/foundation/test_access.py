"""What the matrix does not say is refused (TRUST 1)."""

from __future__ import annotations

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.access import load_matrix, may, must
from nghisu.foundation.actors import Actor, Grant
from nghisu.foundation.refusals import AccessRefused


def actor(*grants: Grant) -> Actor:
    return Actor(committee_id=1, name="Người thử", user_id=1, grants=frozenset(grants))


def test_somebody_who_did_not_sign_in_may_do_nothing():
    nobody = Actor(committee_id=1, name="", grants=frozenset({Grant(Role.OFFICE_CHIEF)}))
    assert not any(may(nobody, action) for action in load_matrix())


def test_somebody_without_a_role_may_do_only_what_everybody_may():
    allowed = {action for action in load_matrix() if may(actor(), action)}
    assert allowed == {action for action, rule in load_matrix().items() if rule.signed_in}


def test_an_action_that_is_not_in_the_matrix_is_an_error_not_a_permission():
    with pytest.raises(KeyError):
        may(actor(Grant(Role.OFFICE_CHIEF)), "programme.invent")


def test_a_unit_s_role_reaches_its_own_unit_only():
    officer = actor(Grant(Role.CONTENT_OFFICER, organisation_id=5))
    assert may(officer, "deadline.complete", [5])
    assert not may(officer, "deadline.complete", [6])
    assert not may(officer, "deadline.complete", [])
    with pytest.raises(AccessRefused):
        must(officer, "deadline.complete", [6])


def test_a_role_held_through_no_unit_reaches_no_unit():
    assert not may(actor(Grant(Role.CONTENT_OFFICER)), "deadline.complete")


def test_the_installation_administrator_sees_no_content_of_conferences():
    administrator = actor(Grant(Role.INSTALLATION_ADMINISTRATOR))
    for action in ("programme.view", "conference.view", "findings.view", "directory.view", "audit.view"):
        assert not may(administrator, action)
