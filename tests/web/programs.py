"""Programs with a token of somebody's, and a cooperative with something behind every route."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID, uuid4

import httpx2
from fastapi.routing import APIRoute

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.members import MemberRow
from governance.store.minutes import RegisterEntryRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.accounts import CreateToken, create_token
from governance.usecases.ties import RecordTie, record_tie
from tests.builders import LONG_AGO, add_account, add_member
from tests.meetings import Meeting, add_assembly
from tests.minuting import a_held_meeting, within
from tests.web.conftest import Site
from web.api.description import ROUTERS
from web.auth.tokens import Bearer

ROUTES = [route for each in ROUTERS for route in each.routes if isinstance(route, APIRoute)]
READING = [route for route in ROUTES if route.methods == {"GET"}]
WRITING = [route for route in ROUTES if route.methods == {"POST"}]
IN_A_COOPERATIVE = [route for route in ROUTES if "{slug}" in route.path]
SIREN = "732829320"
PDF = b"%PDF-1.7 essai"


def named(route: APIRoute) -> str:
    return route.name.removeprefix("api:")


class Program:
    """A program that shows one token; `site.close_browsers()` hangs up."""

    def __init__(self, site: Site, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.token = token
        self.http = httpx2.Client(base_url=site.url, timeout=20, headers=headers)
        site.opened.append(self)

    def get(self, path: str, **more: object) -> httpx2.Response:
        return self.http.get(f"/api/v1{path}", **more)

    def post(self, path: str, body: dict | None = None, **more: object) -> httpx2.Response:
        return self.http.post(f"/api/v1{path}", json=body, **more)

    def ask(self, route: APIRoute, values: dict[str, str], body: dict | None = None) -> httpx2.Response:
        """Ask for a route with these values in its path."""
        path = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], route.path)
        if route.methods == {"GET"}:
            return self.http.get(path)
        return self.http.post(path, json=body)

    def pages(self, path: str, **params: str) -> list[list[dict]]:
        """Walk through a list to its end; give its pages."""
        pages, cursor = [], {}
        while True:
            answer = self.get(path, params=params | cursor)
            assert answer.status_code == 200, answer.text
            pages.append(answer.json()["items"])
            if answer.json()["next"] is None:
                return pages
            assert len(pages) < 100
            cursor = {"cursor": answer.json()["next"]}


def token_of(site: Site, database: Database, slug: str, account: UUID, hat: str, **more: bool) -> str:
    """Make a token as the page does."""
    with database.write() as uow:
        row = create_token(uow, CreateToken(slug, hat, "essai", 5, **more), account=account)
        bearer = Bearer(row.jti, account, row.cooperative_id)
        return str(site.app.state.services.keys.sign(bearer, at=row.created_at, until=row.expires_at))


@dataclass
class World:
    """A cooperative after a meeting: a closed assembly, its polls, minutes, a draft, five others.

    One of its members is a company of which it holds a twentieth.
    """

    site: Site
    database: Database
    meeting: Meeting
    draft: UUID
    poll: UUID
    minutes: int
    company: UUID
    tie: UUID
    accounts: dict[Role, UUID] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.meeting.cooperative.slug

    @property
    def here(self) -> str:
        return f"/cooperatives/{self.slug}"

    def values(self, **changes: str) -> dict[str, str]:
        """Give what the paths name."""
        return {
            "slug": self.slug, "assembly": str(self.meeting.assembly), "poll": str(self.poll),
            "number": "1", "member": str(self.company), "tie": str(self.tie), **changes,
        }  # fmt: skip

    def body(self, route: APIRoute) -> dict | None:
        """Give a good body for a route."""
        return {
            "prepare_assembly": {
                "template": "ordinary", "held_at": "2999-06-24T18:00:00+02:00", "place": "Salle des fêtes",
            },
            "add_item": {"title": "Un point"},
            "note_presence": {"member": str(self.meeting.voters[0].hat.member)},
            "open_poll": {"resolution": str(self.meeting.resolutions[0])},
            "annul_poll": {"reason": "Erreur."},
            "describe_structure": {"form": "sas", "origin": "left"},
            "declare_jobs": {"year": 2024, "jobs": "9/2"},
            "begin_tie": {"kind": "holding", "part": "1/10", "since": "2024-02-01"},
            "end_tie": {"until": "2024-03-01"},
        }.get(named(route))  # fmt: skip

    def program(self, role: Role, **more: bool) -> Program:
        """Give a program of somebody with this role."""
        account, hat = self.accounts[role], role.value
        if role is Role.MEMBER:
            hat = self.meeting.voters[0].hat.key
        return Program(self.site, token_of(self.site, self.database, self.slug, account, hat, **more))


def a_world(site: Site, database: Database, *, minutes: int = 5, members: int = 0) -> World:
    """Commit a world; all its assemblies are at the same instant, its further members are namesakes."""
    meeting = a_held_meeting(database)

    def fill(uow):
        bylaws = meeting.cooperative.bylaws
        draft = add_assembly(uow, bylaws, stage="draft")
        others = [add_assembly(uow, bylaws, stage="closed") for _ in range(max(4, minutes - 1))]
        held = [meeting.assembly, *others]
        for number, assembly in enumerate(held[:minutes], start=1):
            uow.session.add(
                RegisterEntryRow(
                    cooperative_id=uow.tenant, assembly_id=assembly, number=number, facts={"format": 1},
                    pdf=PDF, pdf_sha256=sha256(PDF).hexdigest(), entered_at=uow.now,
                    entered_by=meeting.secretary.account,
                )
            )  # fmt: skip
        for number in range(100, 100 + members):
            add_member(uow, number, "Martin", college="team")
        accounts = {Role.SECRETARY: meeting.secretary.account, Role.MEMBER: meeting.voters[0].account}
        for role in set(Role) - set(accounts):
            accounts[role] = add_account(uow, role.value).id
            uow.session.add(
                RoleGrantRow(
                    cooperative_id=uow.tenant, account_id=accounts[role], role=role.value, starts_on=LONG_AGO
                )
            )  # fmt: skip
        poll = uow.session.connection().exec_driver_sql(
            "SELECT id FROM polls WHERE assembly_id = %s AND number = 1", (meeting.assembly,)
        )
        company, tie = _a_company(uow, meeting)
        return World(site, database, meeting, draft, poll.scalar_one(), minutes, company, tie, accounts)

    return within(database, meeting, fill)


def _a_company(uow: UnitOfWork, meeting: Meeting) -> tuple[UUID, UUID]:
    """Make a company of a member of the structures, of which the cooperative holds a twentieth."""
    company = next(voter.hat.member for voter in meeting.voters if voter.hat.college == "structures")
    row = uow.session.get_one(MemberRow, company)
    row.kind, row.siren = "organisation", SIREN
    uow.session.flush()  # it is looked for by its kind
    typed = {"kind": "holding", "part": "1/20", "since": "01/02/2024"}
    return company, record_tie(uow, RecordTie(company, typed), by=meeting.secretary)


def unknown() -> str:
    return str(uuid4())


def problem(answer: httpx2.Response, status: int, kind: str = "") -> dict:
    """Check that an answer is an error as we describe them, and give it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert set(said) == {"type", "title", "status", "detail", "source", "kind", "reference"}
    assert said["status"] == status
    assert said["title"].endswith((".", "?"))
    assert said["reference"] == answer.headers["x-request-id"]
    if kind:
        assert said["kind"] == kind
    return said
