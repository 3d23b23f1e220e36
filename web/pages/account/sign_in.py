"""Signing in and out. The two addresses of the exchange are async: the client library is."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from governance.queries import accounts as queries
from governance.usecases import accounts as usecases
from web import i18n
from web.auth.oidc import Person
from web.auth.session import drop_session, new_secret, secret_hash, session_hash, set_session
from web.deps import Read, Services, Uow, limited, services_of
from web.render import page, redirect
from web.security import local_path

HOME = "/mes-cooperatives"

router = APIRouter()


@router.get("/connexion", name="account:sign_in")
def sign_in(request: Request, uow: Read, suite: str = "") -> Response:
    """Show the way in; a signed-in person goes on at once."""
    after = local_path(suite, HOME)
    if request.state.account:
        return RedirectResponse(after, status_code=303)
    provider = services_of(request).settings.oidc_name
    return page(request, "account/sign_in.html", provider=provider, suite=after)


@router.get("/connexion/depart", name="account:start", dependencies=[limited("sign_in")])
async def start(request: Request, suite: str = "") -> Response:
    """Leave for the identity provider."""
    return await services_of(request).provider.start(request, local_path(suite, HOME))


@router.get("/connexion/retour", name="account:callback", dependencies=[limited("sign_in")])
async def callback(request: Request) -> Response:
    """Come back from the identity provider: a new session, never the one from before."""
    services = services_of(request)
    person, suite = await services.provider.finish(request)
    secret, former = new_secret(), session_hash(request, services.settings)
    landing = await run_in_threadpool(_open_session, services, person, secret, former)
    after = local_path(suite, HOME)
    response = RedirectResponse(landing if after == HOME else after, status_code=303)
    set_session(response, services.settings, secret)
    return response


@router.post("/deconnexion", name="account:sign_out")
def sign_out(request: Request, uow: Uow) -> Response:
    """Forget the session, here and in the browser."""
    if request.state.session:
        usecases.close_session(uow, request.state.session)
    response = redirect(request, "/")
    drop_session(response, services_of(request).settings)
    return response


def _open_session(services: Services, person: Person, secret: str, former: bytes | None) -> str:
    """Write the account and its session; give the page to land on: the only cooperative, or the list."""
    who = usecases.SignIn(
        issuer=person.issuer,
        subject=person.subject,
        name=person.name,
        email=person.email,
        email_verified=person.email_verified,
        language=i18n.language(),
    )
    with services.database.write() as uow:
        account = usecases.sign_in(uow, who)
        usecases.open_session(
            uow,
            account,
            token_hash=secret_hash(secret),
            csrf=new_secret(),
            life=timedelta(hours=services.settings.session_hours),
            replacing=former,
        )
        mine = queries.my_cooperatives(uow, account)
    return f"/coop/{mine[0].slug}/" if len(mine) == 1 else HOME
