"""From what went wrong to what is answered: a status, a page, or problem+json under /api."""

import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from governance.errors import GovernanceError, Malformed, NotAllowed, NotFound, Refused
from governance.store.constraints import domain_error
from governance.words import N_
from web import i18n
from web.auth.oidc import ProviderAway, SignInFailed
from web.auth.tokens import BadToken
from web.deps import HatNeeded, SignInNeeded, recognise, sign_in_path
from web.render import page, redirect
from web.security import SAFE_METHODS, TooMany

log = structlog.get_logger("collegial")


@dataclass(eq=False)
class FormIncomplete(Malformed):
    """Fields are missing or cannot be read."""

    fields: str

    message = N_("Des réponses manquent ou ne peuvent pas être lues : %(fields)s.")
    remedy = N_("Revenez au formulaire, corrigez-les, puis recommencez.")


@dataclass(eq=False)
class FieldsWrong(FormIncomplete):
    """A program sends fields that do not have the shape described."""

    remedy = N_("Comparez votre demande avec la description de l’interface : /api/v1/openapi.json.")


@dataclass(eq=False)
class NoSuchMethod(GovernanceError):
    """The address exists, but not for this method (405)."""

    message = N_("Cette adresse ne s’utilise pas de cette façon.")
    remedy = N_("Revenez à la page précédente et utilisez ses boutons.")


@dataclass(eq=False)
class TooLarge(GovernanceError):
    """The request is larger than we accept (413)."""

    message = N_("Ce qui a été envoyé est trop volumineux. Rien n’a été enregistré.")
    remedy = N_("Envoyez un fichier plus petit.")


@dataclass(eq=False)
class Unreadable(GovernanceError):
    """The request is not HTTP as it should be (400)."""

    message = N_("La demande n’a pas pu être lue.")
    remedy = N_("Revenez à la page précédente, puis recommencez.")


@dataclass(eq=False)
class Busy(GovernanceError):
    """The database does not answer in time (503)."""

    message = N_("Le service est très sollicité. Rien n’a été enregistré.")
    remedy = N_("Attendez quelques secondes, puis recommencez.")


@dataclass(eq=False)
class OurFault(GovernanceError):
    """Anything else (500)."""

    message = N_("Une erreur est survenue chez nous. Elle est notée.")
    remedy = N_("Vérifiez si l’opération a été faite avant de recommencer.")


@dataclass(eq=False)
class Stranger(GovernanceError):
    """A program without a token (401)."""

    message = N_("Cette adresse demande un jeton d’accès.")
    remedy = N_("Créez un jeton dans votre compte, puis envoyez-le dans l’en-tête Authorization.")


STATUSES: tuple[tuple[type[GovernanceError], int, str], ...] = (
    (Malformed, 422, N_("Réponse à corriger")),
    (NotAllowed, 403, N_("Opération non permise")),
    (NotFound, 404, N_("Page introuvable")),
    (Refused, 409, N_("Opération refusée")),
    (TooMany, 429, N_("Trop de demandes")),
    (SignInFailed, 400, N_("Connexion non aboutie")),
    (ProviderAway, 503, N_("Connexion indisponible")),
    (BadToken, 401, N_("Jeton refusé")),
    (Stranger, 401, N_("Jeton demandé")),
    (NoSuchMethod, 405, N_("Adresse inutilisable ainsi")),
    (TooLarge, 413, N_("Envoi trop volumineux")),
    (Unreadable, 400, N_("Demande illisible")),
    (Busy, 503, N_("Service occupé")),
)
"""Each nature, its status and the title of its page; anything else is 500."""

TRY_ANOTHER_HAT = N_("Vérifiez l’adresse, ou changez de qualité en haut de la page.")

_OF_STATUS: Mapping[int, type[GovernanceError]] = MappingProxyType(
    {400: Unreadable, 403: NotAllowed, 404: NotFound, 405: NoSuchMethod, 413: TooLarge, 503: Busy}
)


def status_of(error: GovernanceError) -> tuple[int, str]:
    """Give the status of an error and the title of its page."""
    for nature, status, title in STATUSES:
        if isinstance(error, nature):
            return status, title
    return 500, N_("Erreur de notre côté")


def answer(request: Request, error: GovernanceError) -> Response:
    """Say an error to a person (a page, or its fragment) or to a program (RFC 9457)."""
    status, title = status_of(error)
    text = i18n.translate_error(error)
    actor = getattr(request.state, "actor", None)
    if type(error) is NotFound and actor is not None and len(actor.hats) > 1:
        text = replace(text, remedy=i18n.gettext(TRY_ANOTHER_HAT))
    reference = getattr(request.state, "reference", "") if status >= 500 else ""
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}
    if is_for_program(request):
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        problem = {
            "type": "about:blank",
            "title": text.message,
            "status": status,
            "detail": text.remedy,
            "source": text.source,
            "kind": type(error).__name__,
            "reference": getattr(request.state, "reference", ""),
        }
        return JSONResponse(problem, status, headers, media_type="application/problem+json")
    response = page(
        request,
        "error.html",
        fragment="refusal",
        status=status,
        title=i18n.gettext(title),
        text=text,
        reference=reference,
    )
    response.headers.update(headers)
    return response


def is_for_program(request: Request) -> bool:
    """Tell whether the address belongs to the interface of programs."""
    return request.url.path.startswith("/api/")


def on_governance(request: Request, error: Exception) -> Response:
    """Answer a refusal."""
    assert isinstance(error, GovernanceError)  # noqa: S101 - what it is registered for
    return answer(request, error)


def on_stranger(request: Request, error: Exception) -> Response:
    """Send a stranger to the sign-in; tell a program that it needs a token."""
    if is_for_program(request):
        return answer(request, Stranger())
    return redirect(request, sign_in_path(request))


def on_hat_needed(request: Request, error: Exception) -> Response:
    """Ask the person in which capacity they come, then come back."""
    assert isinstance(error, HatNeeded)  # noqa: S101 - what it is registered for
    back = request.url.path if request.method in SAFE_METHODS else f"/coop/{error.slug}/"
    return RedirectResponse(f"/coop/{error.slug}/qualite?{urlencode({'suite': back})}", status_code=303)


def on_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: unknown address, wrong method, body too large."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    if error.status_code == 404 and not is_for_program(request) and request.state.account is None:
        with suppress(DBAPIError, PoolTimeout):  # a page not found is one whatever happens to the database
            recognise(request)
    response = answer(request, _OF_STATUS.get(error.status_code, OurFault)())
    response.headers.update(error.headers or {})
    return response


def on_invalid(request: Request, error: Exception) -> Response:
    """Answer a form, a query or a path that does not have the shape of the route; never echo a value.

    An identifier in the path that is not one is an unknown address.
    """
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    places = [fault["loc"] for fault in error.errors()]
    if any(place[0] == "path" for place in places):
        return answer(request, NotFound())
    names = sorted({str(next(part for part in reversed(place) if isinstance(part, str))) for place in places})
    wrong = FieldsWrong if is_for_program(request) else FormIncomplete
    return answer(request, wrong(", ".join(names)))


def on_database(request: Request, error: Exception) -> Response:
    """Answer a violated constraint by its domain error; anything else is our fault."""
    found = domain_error(error) if isinstance(error, DBAPIError) else None
    if found is not None:
        return answer(request, found)
    if isinstance(error, DataError):  # a NUL, a number beyond the column: nothing a page proposes
        return answer(request, Unreadable())
    note(request, error)
    return answer(request, Busy() if isinstance(error, PoolTimeout) else OurFault())


def note(request: Request, error: BaseException) -> None:
    """Log a fault of ours: its kind and where, never its message, which may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    reference = getattr(request.state, "reference", "")
    log.error("failure", reference=reference, kind=type(error).__name__, places=places)


class Failures:
    """Turn what no handler knows into an apology with a number, inside the other middlewares.

    The framework's own catch-all would answer outside them, without their headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            request = Request(scope, receive)
            if started:
                note(request, error)
                raise
            if isinstance(error, GovernanceError):
                response = answer(request, error)
            else:
                note(request, error)
                response = answer(request, OurFault())
            await response(scope, receive, send)


def install(app: FastAPI) -> None:
    """Register every handler."""
    app.add_exception_handler(GovernanceError, on_governance)
    app.add_exception_handler(SignInNeeded, on_stranger)
    app.add_exception_handler(HatNeeded, on_hat_needed)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(DBAPIError, on_database)
    app.add_exception_handler(PoolTimeout, on_database)
