"""Each route is synchronous, and asks who comes unless it is listed as public."""

import inspect
from typing import get_args

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from web import app as service
from web import deps

ASYNCHRONOUS = {
    "account:start", "account:callback",  # Authlib's client waits by `await`
    "polls:cast",  # hundreds wait at once for a commit they share: a thread each would be most of the cost
}  # fmt: skip
WHO = {get_args(kind)[1].dependency for kind in (deps.CurrentActor, deps.Account, deps.Caster)}


def routes():
    return [route for router in service.ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def calls(dependant: Dependant):
    for needed in dependant.dependencies:
        yield needed.call
        yield from calls(needed)


def test_each_route_has_a_name_of_its_own():
    names = [(route.name, tuple(sorted(route.methods))) for route in routes()]
    assert all(":" in name for name, _ in names)
    assert len(names) == len(set(names))


def test_only_the_routes_of_the_list_are_asynchronous():
    assert {route.name for route in routes() if inspect.iscoroutinefunction(route.endpoint)} == ASYNCHRONOUS


@pytest.mark.parametrize("route", routes(), ids=lambda route: f"{route.name} {min(route.methods)}")
def test_a_route_asks_who_comes_unless_it_is_public(route):
    asks = bool(WHO & set(calls(route.dependant)))
    assert asks or route.name in service.PUBLIC_ROUTES


def test_each_public_route_exists_and_none_is_inside_a_cooperative():
    known = {route.name for route in routes()} | {"static"}
    assert set(service.PUBLIC_ROUTES) <= known
    inside = [
        route.path for route in routes() if "{slug}" in route.path and route.name in service.PUBLIC_ROUTES
    ]
    assert inside == []
