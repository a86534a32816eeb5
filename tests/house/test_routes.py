"""A route that does not say who may enter, or an action that nothing asks for, breaks the build (TRUST 1)."""

import ast
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Router

import nghisu
from nghisu.foundation.access import load_matrix, requires
from nghisu.web.api.root import Token, routes_of
from tests.house.routes import ROUTES, Route

SOURCE = Path(nghisu.__file__).parent
PUBLIC_ROUTES = {
    "accounts:sign_in",
    "accounts:language",
    "accounts:second_step",
    "accounts:password_reset",
    "accounts:screen",  # shows a conference to its own device, to others a form for a code
    "accounts:passkey_asked",
    "accounts:passkey_shown",
    "web:health",
    "api:docs",  # what the API is, and nothing of any committee
    "api:schema",
    "programme:feed",  # a calendar program has no session: the secret in the address opens it
    "accounts:provider_asked",
    "accounts:provider_answered",
    # One who is invited has no account: the secret in the address, which the letter bears, opens their own answer alone.
    "invitations:personal",
    "invitations:personal_letter",
    "invitations:personal_paper",
    "invitations:personal_calendar",
    "invitations:of_unit",  # nor has the unit that got the package: the secret stands in it
}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_route_says_which_action_it_requires(route: Route):
    assert route.action is not None, (
        f"{route.name}: its view needs @requires(action), or @public with a reason"
    )
    assert route.is_public or route.action in load_matrix()


def test_only_the_routes_named_here_are_open_to_everybody():
    assert {route.name for route in ROUTES if route.is_public} == PUBLIC_ROUTES


def test_an_endpoint_without_an_action_breaks_the_build():
    """The control: such an endpoint, and one that would do without a token."""

    def silent(request):
        return HttpResponse("nobody should read this")

    def build(**more):
        router = Router()
        router.get("/khong-noi-gi", url_name="silent", **more)(
            requires("home.view")(silent) if more else silent
        )
        api = NinjaAPI(urls_namespace="control", auth=Token(), openapi_url=None)
        api.add_router("", router)
        return routes_of(api)

    for more in ({}, {"auth": None}):
        with pytest.raises(ValueError, match="needs @requires"):
            build(**more)


def test_every_endpoint_asks_for_the_token_and_only_the_api_goes_without_a_session():
    assert len([route for route in ROUTES if route.method]) > 20
    for route in ROUTES:
        assert bool(route.method) == (route.name.startswith("api:") and not route.is_public), route.name


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in ROUTES]
    assert not [name for name in names if name.endswith(("None", ":"))]
    assert len(names) == len(set(names))


def test_every_action_of_the_matrix_is_asked_for_by_a_route_or_a_command():
    asked = {route.action for route in ROUTES} | set(_actions_in_the_source())
    assert set(load_matrix()) - asked == set()


def _actions_in_the_source():
    """The first string constants of calls such as `must(by, "programme.edit")` and `@requires("…")`."""
    actions = set(load_matrix())
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and argument.value in actions:
                        yield argument.value


def test_a_view_that_says_nothing_is_entered_by_nobody(settings, client_of):
    """The control: such a view exists here, and even the one who may do most does not get in."""
    settings.ROOT_URLCONF = __name__
    client: Client = client_of("office-chief")
    assert client.get("/khong-noi-gi/").status_code == 404


def _silent(request):
    return HttpResponse("nobody should read this")


urlpatterns = [path("khong-noi-gi/", _silent)]
handler404 = "nghisu.web.views.errors.not_found"
