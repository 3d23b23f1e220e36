"""The only place where things are put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.responses import Response
from fastapi.routing import iter_route_contexts
from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.words import N_
from web import errors
from web.api import description
from web.assets import Assets
from web.auth.oidc import Provider
from web.auth.tokens import TokenKeys
from web.casting import Clerk, Usher
from web.deps import NavEntry, Services
from web.directory.sirene import SireneFiles
from web.i18n import LanguageMiddleware
from web.pages.about import routes as about
from web.pages.account import routes as account
from web.pages.account import sign_in
from web.pages.activities import exits as activity_exits
from web.pages.activities import routes as activities
from web.pages.agreements import followup as agreement_followup
from web.pages.agreements import routes as agreements
from web.pages.agreements import writing as agreement_writing
from web.pages.assemblies import agenda as assembly_agenda
from web.pages.assemblies import candidates as assembly_candidates
from web.pages.assemblies import elections as assembly_elections
from web.pages.assemblies import notices as assembly_notices
from web.pages.assemblies import papers as assembly_papers
from web.pages.assemblies import routes as assemblies
from web.pages.assemblies import second as assembly_second
from web.pages.board import routes as board
from web.pages.bylaws import drafts as bylaws_drafts
from web.pages.bylaws import routes as bylaws
from web.pages.colleges import routes as colleges
from web.pages.colleges import seats as college_seats
from web.pages.contributions import routes as contributions
from web.pages.cooperative import routes as cooperative
from web.pages.ecosystem import figures as ecosystem_figures
from web.pages.ecosystem import routes as ecosystem
from web.pages.events import attendance as event_attendance
from web.pages.events import links as event_links
from web.pages.events import presence as event_presence
from web.pages.events import routes as events
from web.pages.events import shared as shared_events
from web.pages.groups import routes as groups
from web.pages.groups import shared as shared_resolutions
from web.pages.home import routes as home
from web.pages.interests import routes as interests
from web.pages.journal import routes as journal
from web.pages.letters import routes as letters
from web.pages.mandates import routes as mandates
from web.pages.members import imports
from web.pages.members import routes as members
from web.pages.members import voices as member_voices
from web.pages.minutes import routes as minutes
from web.pages.missed import routes as missed
from web.pages.nonvoters import routes as nonvoters
from web.pages.polls import routes as polls
from web.pages.polls import ways
from web.pages.postal import routes as postal
from web.pages.proxies import outside as outside_proxies
from web.pages.proxies import routes as proxies
from web.pages.proxies import sharing as blank_sharing
from web.pages.questions import routes as questions
from web.pages.registers import routes as registers
from web.pages.requests import routes as requests
from web.pages.roles import routes as roles
from web.pages.session import paper
from web.pages.session import routes as session
from web.pages.simulator import elections as simulated_elections
from web.pages.simulator import routes as simulator
from web.pages.ties import directory as tie_directory
from web.pages.ties import imports as tie_imports
from web.pages.ties import outside as outside_ties
from web.pages.ties import routes as ties
from web.render import ENVIRONMENT
from web.security import BodyLimit, Limits, OnlyUnder, RequestRecord, SameOrigin, SecurityHeaders
from web.settings import Settings

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    polls.router,  # early: a route is looked for in this order, and hundreds vote at once
    ways.router,
    sign_in.router,
    account.router,
    about.router,
    cooperative.router,
    session.router,
    paper.router,
    proxies.router,
    blank_sharing.router,
    outside_proxies.router,
    postal.router,
    imports.router,
    tie_directory.router,
    tie_imports.router,
    outside_ties.router,
    ties.router,
    ecosystem.router,
    ecosystem_figures.router,
    activities.router,
    activity_exits.router,
    contributions.router,
    groups.router,
    agreement_writing.router,  # before the address of one agreement
    agreements.router,
    agreement_followup.router,
    mandates.router,
    events.router,
    event_attendance.router,
    event_links.router,
    event_presence.router,
    shared_resolutions.router,
    shared_events.router,
    letters.router,
    nonvoters.router,
    requests.router,
    questions.router,
    missed.router,  # before the address of one member
    members.router,
    member_voices.router,
    colleges.router,
    college_seats.router,
    board.router,
    bylaws_drafts.router,  # before the numbers of versions
    bylaws.router,
    simulator.router,
    simulated_elections.router,
    roles.router,
    assemblies.router,
    interests.router,
    assembly_agenda.router,
    assembly_candidates.router,
    assembly_elections.router,
    assembly_papers.router,
    assembly_notices.router,
    assembly_second.router,
    minutes.router,
    registers.router,
    journal.router,
    *description.ROUTERS,
    description.router,
)
"""Every page and every address of the interface of programs."""

PUBLIC_ROUTES = frozenset(
    {
        "home:show",
        "home:health",
        "home:health_database",
        "account:sign_in",
        "account:start",
        "account:callback",
        "account:sign_out",
        "account:invitation",
        "events:link",
        "events:answer_link",
        "events:link_calendar",
        "about:law",
        "about:calendar",
        "about:accessibility",
        "about:source",
        "about:archive",
        "about:licence",
        "polls:ways",
        "api:openapi",
        "static",
    }
)
"""Routes that ask for nobody; every other one asks for an account or an actor."""

EVERYBODY = frozenset(Role)
OFFICE = EVERYBODY - {Role.MEMBER}

NAVIGATION: tuple[tuple[str, str, frozenset[Role]], ...] = (
    (N_("Accueil"), "/coop/{slug}/", EVERYBODY),
    (N_("Assemblées"), "/coop/{slug}/assemblees", EVERYBODY),
    (N_("Rencontres"), "/coop/{slug}/rencontres", EVERYBODY),
    (N_("Sociétaires"), "/coop/{slug}/societaires", OFFICE),
    (N_("Structures"), "/coop/{slug}/liens", OFFICE),
    (N_("Écosystème"), "/coop/{slug}/ecosysteme", frozenset({Role.MEMBER})),
    (N_("Statuts"), "/coop/{slug}/statuts", EVERYBODY),
    (N_("Registres"), "/coop/{slug}/registres", EVERYBODY),
    (N_("Rôles"), "/coop/{slug}/roles", frozenset({Role.ADMINISTRATOR, Role.SECRETARY})),
)
"""Label, path and roles of each link in a cooperative; shown once its page exists."""

STRUCTURES = frozenset(
    {"ties", "activities", "contributions", "groups", "shared", "agreements", "mandates", "ecosystem"}
)
AROUND = {
    "/coop/{slug}/assemblees": frozenset({"requests", "nonvoters", "questions", "interests"}),
    "/coop/{slug}/liens": STRUCTURES,
    "/coop/{slug}/ecosysteme": STRUCTURES,
}
"""The topics whose pages belong to a link, whatever their address."""


def create_app(settings: Settings, *, database: Database | None = None) -> FastAPI:
    """Build the service from its settings. A given `database` stays its giver's to close."""
    configure_logs()
    opened = database or Database(settings.database_url)

    clerk = Clerk(opened)
    usher = Usher(opened, timedelta(minutes=settings.session_idle_minutes))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        clerk.close()
        usher.close()
        if database is None:
            opened.close()

    app = FastAPI(
        title="Collégial",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        default_response_class=Response,
        middleware=middlewares(settings),
        lifespan=lifespan,
    )
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Assets(), name="static")
    errors.install(app)
    ENVIRONMENT.globals["url_for"] = url_for
    app.state.services = Services(
        settings=settings,
        database=opened,
        provider=Provider(settings),
        keys=_token_keys(settings),
        limits=Limits(),
        clerk=clerk,
        usher=usher,
        nav=_navigation(app),
        directory=SireneFiles.of(settings.sirene_folder) if settings.sirene_folder else None,
    )
    return app


def middlewares(settings: Settings) -> list[Middleware]:
    """List what every request goes through, from the outside in."""
    sign_in_state = partial(
        SessionMiddleware,
        secret_key=settings.secret_key.get_secret_value(),
        session_cookie=settings.sign_in_cookie,
        max_age=600,
        same_site="lax",
        https_only=settings.https,
    )
    return [
        Middleware(RequestRecord),
        Middleware(SecurityHeaders, https=settings.https),
        Middleware(TrustedHostMiddleware, allowed_hosts=[settings.host], www_redirect=False),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        Middleware(LanguageMiddleware),
        Middleware(errors.Failures),
        Middleware(SameOrigin, origin=settings.public_url),
        Middleware(BodyLimit, most=settings.body_bytes),
        Middleware(OnlyUnder, prefix="/connexion/", wrap=sign_in_state),
    ]


@pass_context
def url_for(context: Context, name: str, /, **values: object) -> str:
    """Give templates the path of a route by its name; never a host, which a request could forge."""
    return str(context["request"].app.url_path_for(name, **values))


def configure_logs() -> None:
    """Write logs as JSON lines on the standard output."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _token_keys(settings: Settings) -> TokenKeys:
    if settings.token_key_file is None:
        return TokenKeys.ephemeral(issuer=settings.public_url)
    return TokenKeys.from_file(settings.token_key_file, issuer=settings.public_url)


def _navigation(app: FastAPI) -> tuple[NavEntry, ...]:
    known = {context.path for context in iter_route_contexts(app.routes)}
    return tuple(
        NavEntry(label, path, roles, AROUND.get(path, frozenset()))
        for label, path, roles in NAVIGATION
        if path in known or path.rstrip("/") in known or path + "/" in known
    )
