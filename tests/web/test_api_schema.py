"""Every route of the interface, asked many things by a machine: no failure, and answers as described."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from governance.actors import Role
from governance.store.unit_of_work import Database
from tests.meetings import add_assembly
from tests.minuting import within
from tests.web.conftest import Site, free_port, make_settings, serving
from tests.web.programs import ROUTES, a_world
from web import app as service
from web.api.description import description
from web.security import Limits

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
    unsupported_method,
]
EXAMPLES = 20
SCHEMA = schemathesis.openapi.from_dict(description())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


class NoLimits(Limits):
    """As many requests as a machine likes."""

    def hit(self, rate: str, key: str) -> None:
        """Count nothing."""


class Asker:
    """What the machine asks through: a secretary's token that may act, in a cooperative of its own."""

    def __init__(self, url: str, token: str, known: dict[str, str], *, draft: UUID, fresh: UUID) -> None:
        self.url, self.known, self.draft, self.fresh = url, known, str(draft), str(fresh)
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def check(self, operation, mode: GenerationMode, known: dict[str, str]) -> None:
        """Ask one route many things, always the same ones; `known` are the parts of the path that exist."""

        @settings(
            max_examples=EXAMPLES, derandomize=True, database=None, deadline=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(mode, path_parameters=known or None))
        def ask(case) -> None:
            answer = case.call(base_url=self.url, session=self.session)
            case.validate_response(
                answer, checks=CHECKS, transport_kwargs={"base_url": self.url, "session": self.session}
            )

        ask()


@pytest.fixture(scope="module")
def asker(site: Site, database: Database) -> Iterator[Asker]:
    """A service without limits of its own, and a cooperative where everything may be done."""
    port = free_port()
    app = service.create_app(make_settings(port, site.settings.oidc_issuer), database=database)
    app.state.services = replace(app.state.services, limits=NoLimits())
    with serving(app, port):
        sandbox = a_world(replace(site, url=f"http://127.0.0.1:{port}", app=app, opened=[]), database)
        meeting = sandbox.meeting
        fresh = within(database, meeting, lambda uow: add_assembly(uow, meeting.cooperative.bylaws))
        program = sandbox.program(Role.SECRETARY, may_write=True)
        asker = Asker(sandbox.site.url, program.token, sandbox.values(), draft=sandbox.draft, fresh=fresh)
        yield asker
        asker.session.close()
        sandbox.site.close_browsers()


def parts(operation) -> list[str]:
    return [parameter.name for parameter in operation.path_parameters]


def test_the_description_is_a_valid_one() -> None:
    SCHEMA.validate()
    assert len(OPERATIONS) == len(ROUTES)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_a_route_answers_as_described_about_what_exists(asker: Asker, operation) -> None:
    known = {name: value for name, value in asker.known.items() if name in parts(operation)}
    if operation.method == "post" and "poll" not in known and "assembly" in known:
        known["assembly"] = asker.draft if operation.path.endswith("agenda") else asker.fresh
    asker.check(operation, GenerationMode.POSITIVE, known)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_a_route_answers_as_described_about_what_does_not(asker: Asker, operation) -> None:
    asker.check(operation, GenerationMode.POSITIVE, {})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_a_route_refuses_what_it_does_not_describe(asker: Asker, operation) -> None:
    asker.check(operation, GenerationMode.NEGATIVE, {})
