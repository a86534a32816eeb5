"""Every committee's rows are its own: no query runs without a committee, none reaches another's (TRUST 1)."""

import pytest
from django.apps import apps
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from nghisu.directory.models import Organisation
from nghisu.foundation.models import Committee
from nghisu.foundation.tenancy import ScopedManager

# Tables with a committee that are read across committees on purpose, and who restricts them instead.
READ_ACROSS = {
    "foundation.AuditRecord": "a record without a committee belongs to the installation; its queries take the actor",
    "foundation.CommandReceipt": "asked for by a UUID and the person who sent it, never listed",
    "foundation.Outgoing": "a worker sends for all; what pages and the command line list takes the actor",
}
OWN = [model for model in apps.get_models(include_auto_created=True) if "nghisu" in model.__module__]


def has_committee(model) -> bool:
    return any(
        field.name == "committee" and field.related_model is Committee
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
    )


TENANTS = [model for model in OWN if has_committee(model) and model._meta.label not in READ_ACROSS]


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_a_tenants_table_asks_for_a_scope(model, db):
    assert isinstance(model._default_manager, ScopedManager)
    for ask in ("all", "count", "exists", "first", "values", "in_bulk", "iterator"):
        question = getattr(model._default_manager, ask)
        with pytest.raises(ScopeError):
            question()


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_the_scope_of_no_committee_is_empty_and_none_is_refused(model, ground):
    with scope(committee=[]):
        assert not model._default_manager.exists()
    with scope(committee=None), pytest.raises(ScopeError):
        model._default_manager.exists()


def test_a_scope_shows_the_rows_of_its_committee_alone(ground, other_ground):
    with scope(committee=ground.committee):
        own = set(Organisation.objects.values_list("committee", flat=True))
        assert not Organisation.objects.filter(pk=other_ground.office.pk).exists()
    assert own == {ground.committee.pk}
    with scopes_disabled():
        assert Organisation.objects.filter(pk=other_ground.office.pk).exists()


def test_rows_reached_through_another_row_stand_in_the_scope_too(ground, other_ground, unscoped):
    from tests.factories import make_appointment, make_person, make_position

    person = make_person("Người Hai Nơi")
    make_appointment(person, make_position(ground.committee, "Văn thư", ground.office))
    make_appointment(person, make_position(other_ground.committee, "Văn thư", other_ground.office))
    assert person.appointments.count() == 2
    with scope(committee=ground.committee):
        assert [row.committee for row in person.appointments.all()] == [ground.committee]


def test_the_tables_read_across_committees_are_those_named_here():
    across = {
        model._meta.label
        for model in OWN
        if has_committee(model) and not isinstance(model._default_manager, ScopedManager)
    }
    assert across == set(READ_ACROSS)


def test_every_row_that_names_two_rows_of_a_committee_names_the_same_committee():
    """A link table carries no committee of its own: both its ends do, and one of them is always reached in scope."""
    links = [model for model in OWN if model._meta.auto_created]
    for model in links:
        ends = [f.related_model for f in model._meta.get_fields() if f.is_relation and f.concrete]
        assert all(has_committee(end) for end in ends), model._meta.label


def test_every_table_belongs_to_a_committee_or_is_shared_on_purpose():
    shared = {
        "foundation.Committee",
        "foundation.StandingClock",
        "foundation.Heartbeat",
        "foundation.ScheduleMark",
        "foundation.AuditPending",
        "foundation.AuditSeal",
        "foundation.AuditChain",
        "documents.TrustedRoot",
        "directory.Person",
        "accounts.User",
        "accounts.SignIn",
        "accounts.Session",
        "accounts.Authenticator",
        "accounts.RecoveryCode",
        "accounts.Passkey",
        "accounts.ResetCode",
        "accounts.Identity",
    }
    alone = {model._meta.label for model in OWN if not has_committee(model) and not model._meta.auto_created}
    assert alone == shared
