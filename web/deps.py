"""What a route may ask for. A page's route reads, calls one function, renders:

    router = APIRouter(prefix="/coop/{slug}/pouvoirs")

    @router.get("", name="proxies:list")
    def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
        return page(request, "proxies/list.html", fragment="proxies", proxies=queries.proxies(uow, actor))

    @router.post("", name="proxies:give")
    def give(request: Request, form: Annotated[ProxyForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
        give_proxy(uow, form.command(), by=actor)
        tell(request, uow, _("Votre pouvoir est enregistré."))
        return redirect(request, path_of(request, "proxies:list", slug=actor.slug))

Routes are `def`; forms are pydantic models read with `Form()`. Nothing else is needed: a path with
`{slug}` always demands a person with a hat there, an unsafe method always demands the form's secret
(`ui.csrf()`), and the transaction is committed before the answer leaves. `Uow` and `Read` are one
dependency: GET and HEAD get a transaction that cannot write. Then add the router to
`web.app.ROUTERS`; a route open to strangers is named in `web.app.PUBLIC_ROUTES`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from governance.actors import Actor, Role
from governance.errors import NotAllowed, NotFound
from governance.queries import accounts as queries
from governance.queries.accounts import Program, SignedIn, Visit
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases import accounts as usecases
from governance.words import N_
from web.auth.oidc import Provider
from web.auth.session import session_hash
from web.auth.tokens import BadToken, TokenKeys
from web.casting import Clerk, Usher
from web.directory import Directory
from web.render import NavItem, wants_fragment
from web.security import SAFE_METHODS, Limits, StaleForm, same_secret
from web.settings import Settings

TOUCH_EVERY = timedelta(minutes=5)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class SignInNeeded(Exception):
    """A stranger asks for something personal: pages lead to the sign-in, the API answers 401."""


class HatNeeded(Exception):
    """The person holds several hats in this cooperative and has not said which one they wear."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(eq=False)
class TokenOnlyReads(NotAllowed):
    """This token for programs was not given the right to act."""

    message = N_("Ce jeton d’accès permet seulement de lire.")
    remedy = N_("Faites cette opération sur le site, ou créez un jeton qui peut agir.")


@dataclass(eq=False)
class ActOfAPerson(NotAllowed):
    """A program wants to act as a member: to vote, to be present, is the act of a person in a browser."""

    message = usecases.MembersActThemselves.message
    remedy = N_("Ouvrez la page de l’assemblée dans un navigateur.")


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One possible link of the navigation in a cooperative, for these roles. `path` holds `{slug}`.

    It is the current one on the pages of its `topics`, the first half of the names of their routes.
    """

    label: str
    path: str
    roles: frozenset[Role]
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Services:
    """What the application is made of; `request.app.state.services`."""

    settings: Settings
    database: Database
    provider: Provider
    keys: TokenKeys
    limits: Limits
    clerk: Clerk
    usher: Usher
    nav: tuple[NavEntry, ...] = ()
    directory: Directory | None = None


def services_of(request: Request) -> Services:
    """Give the application's parts."""
    services: Services = request.app.state.services
    return services


async def form_secret(request: Request) -> str | None:
    """Read the secret of the form, or of htmx's header, that an unsafe request carries."""
    if request.method in SAFE_METHODS:
        return None
    header = request.headers.get("x-csrf-token")
    if header is None and request.headers.get("content-type", "").startswith(_FORMS):
        value = (await request.form()).get("csrf")
        return value if isinstance(value, str) else None
    return header


def unit_of_work(
    request: Request, secret: Annotated[str | None, Depends(form_secret)]
) -> Iterator[UnitOfWork]:
    """Open the request's one transaction and say who comes, in one statement.

    Read-only for GET and HEAD; committed before the answer leaves otherwise.
    """
    services = services_of(request)
    if request.url.path.startswith("/api/"):
        yield from _for_program(request, services)
        return
    if request.method not in SAFE_METHODS:
        with services.database.write() as uow:
            visit = _enter(request, services, uow, secret)
            if visit and _is_stale(visit, uow):
                usecases.touch_session(uow, request.state.session, flash_shown=False)
            yield uow
        return
    shown: tuple[str, ...] = ()
    with services.database.read() as uow:
        visit = _enter(request, services, uow, secret)
        if visit:
            shown = () if wants_fragment(request) else visit.flash
        if visit is None or not (shown or _is_stale(visit, uow)):
            yield uow
            return
    # rare: the page shows sentences, or five minutes have passed. Never two connections at once
    with services.database.write() as uow:
        usecases.touch_session(uow, request.state.session, flash_shown=bool(shown))
    with services.database.read() as uow:
        _enter(request, services, uow, secret)
        request.state.flash = list(shown)
        yield uow


def _enter(request: Request, services: Services, uow: UnitOfWork, secret: str | None) -> Visit | None:
    """Resolve the session, then admit who it is: the form's secret, a hat where a cooperative is named."""
    token = session_hash(request, services.settings)
    visit = _resolve(services, uow, token, _slug_of(request)) if token else None
    return _admit(request, services, token, visit, secret)


def _resolve(services: Services, uow: UnitOfWork, token: bytes, slug: str | None) -> Visit | None:
    return queries.visit(uow, token, slug, timedelta(minutes=services.settings.session_idle_minutes))


def _slug_of(request: Request) -> str | None:
    """Name the cooperative where a hat is needed, be it in an address of no page.

    A page that names it otherwise than by `slug` asks for no hat: it is where one is chosen.
    """
    if request.path_params:
        return request.path_params.get("slug")
    found = re.match("/coop/([^/]+)/", request.url.path)
    return found[1] if found else None


def recognise(request: Request) -> None:
    """Say on the request who reads, where no route answers: a page not found keeps its reader's menus."""
    services = services_of(request)
    token = session_hash(request, services.settings)
    if token is None or request.method not in SAFE_METHODS:
        return
    with services.database.read() as uow, suppress(NotFound, HatNeeded, SignInNeeded):
        _enter(request, services, uow, None)


def _admit(
    request: Request, services: Services, token: bytes | None, visit: Visit | None, secret: str | None
) -> Visit | None:
    """Say on the request who comes, once their right to be here is checked."""
    state, slug = request.state, _slug_of(request)
    state.session = token if visit else None
    if visit is None:
        if slug is not None:
            raise SignInNeeded
        return None
    state.account, state.csrf = visit.account, visit.csrf
    if request.method not in SAFE_METHODS and not same_secret(visit.csrf, secret):
        raise StaleForm
    if slug is not None:
        if not visit.hats:
            raise NotFound
        if visit.actor is None:
            raise HatNeeded(slug)
        state.actor = visit.actor
        topic = str(getattr(request.scope.get("route"), "name", "")).partition(":")[0]
        state.nav = navigation(services.nav, visit.actor, request.url.path, topic)
    return visit


def _for_program(request: Request, services: Services) -> Iterator[UnitOfWork]:
    """Open the transaction of a program that shows a token, or of a stranger, who only reads."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    said = services.keys.read(token.strip()) if kind.lower() == "bearer" else None
    if said:
        services.limits.hit("api", str(said.jti))
    slug = request.path_params.get("slug")
    if slug is not None and said is None:
        raise SignInNeeded
    writes = said is not None and request.method not in SAFE_METHODS
    with services.database.write() if writes else services.database.read() as uow:
        if said is not None:
            program = queries.bearer(uow, said.jti, said.account, said.cooperative)
            if program is None:
                raise BadToken
            actor = program.actor
            if slug is not None and slug != actor.slug:
                raise NotFound
            if writes:
                _ensure_may_act(program)
                uow.program = said.jti
            request.state.actor = actor
            request.state.account = SignedIn(actor.account, actor.account_name, "", "fr")
        yield uow


def _ensure_may_act(program: Program) -> None:
    if program.actor.holds(Role.MEMBER):
        raise ActOfAPerson
    if not program.may_write:
        raise TokenOnlyReads


def _is_stale(visit: Visit, uow: UnitOfWork) -> bool:
    return uow.now - visit.seen_at > TOUCH_EVERY


def navigation(
    entries: tuple[NavEntry, ...], actor: Actor, here: str, topic: str = ""
) -> tuple[NavItem, ...]:
    """List the links of an actor's hat.

    The current one has the topic of this page, else is the longest that begins its path.
    """
    urls = [(entry, entry.path.replace("{slug}", actor.slug)) for entry in entries]
    allowed = [(entry, url) for entry, url in urls if actor.hat.role in entry.roles]
    begun = [url for _, url in allowed if here == url or here.startswith(url.rstrip("/") + "/")]
    about = [url for entry, url in allowed if topic in entry.topics]
    current = about[0] if about else max(begun, key=len, default="")
    return tuple(NavItem(entry.label, url, url == current) for entry, url in allowed)


Uow = Annotated[UnitOfWork, Depends(unit_of_work, scope="function")]
"""The request's transaction; committed before the answer leaves."""

Read = Uow
"""The same, for a route that only reads: GET and HEAD cannot write."""


async def signed_in(request: Request, uow: Uow) -> SignedIn:
    """Give the signed-in person, or send the stranger to the sign-in."""
    account: SignedIn | None = request.state.account
    if account is None:
        raise SignInNeeded
    return account


async def current_actor(request: Request, uow: Uow) -> Actor:
    """Give who acts, under which hat. The path (or the token) names the cooperative."""
    actor: Actor | None = request.state.actor
    if actor is None:
        raise SignInNeeded
    return actor


async def caster(request: Request, secret: Annotated[str | None, Depends(form_secret)]) -> Actor:
    """Give who votes, and keep no transaction open: the clerk's own one holds the ballot."""
    services = services_of(request)
    token = session_hash(request, services.settings)
    visit = await services.usher.visit(token, request.path_params["slug"]) if token else None
    _admit(request, services, token, visit, secret)
    actor: Actor | None = request.state.actor
    if actor is None:
        raise SignInNeeded
    return actor


Caster = Annotated[Actor, Depends(caster)]
"""The signed-in person under one hat, for the one route that does not write by itself."""

Account = Annotated[SignedIn, Depends(signed_in, scope="function")]
"""The signed-in person, outside any cooperative."""

CurrentActor = Annotated[Actor, Depends(current_actor, scope="function")]
"""The signed-in person under one hat, for `/coop/{slug}/…` and for the API."""


def limited(rate: str) -> Any:  # noqa: ANN401 - what Depends() gives has no public type
    """Limit a route, by session or by network address: `dependencies=[limited("ballots")]`."""

    async def check(request: Request) -> None:
        services = services_of(request)
        session = request.cookies.get(services.settings.session_cookie, "")
        address = request.client.host if request.client else ""
        services.limits.hit(rate, session[:100] if rate == "ballots" and session else address)

    return Depends(check)


def tell(request: Request, uow: UnitOfWork, sentence: str) -> None:
    """Show `sentence`, already translated, on the next page of this session."""
    if request.state.session:
        usecases.tell(uow, request.state.session, sentence)


def path_of(request: Request, name: str, /, **values: object) -> str:
    """Give the path of a route of ours by its name, to redirect to."""
    return str(request.app.url_path_for(name, **values))


def sign_in_path(request: Request) -> str:
    """Give the sign-in page that comes back here (to the cooperative's home after a form)."""
    if request.method not in SAFE_METHODS:
        return "/connexion"
    here = quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    return "/connexion?" + urlencode({"suite": here})
