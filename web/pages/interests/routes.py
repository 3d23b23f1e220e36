"""Who is interested in a resolution: found by name or number, noted, taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor
from governance.errors import GovernanceError, Refused
from governance.queries.interests import interests_page
from governance.usecases import interests as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/ordre-du-jour/{item}/interesses")


class InterestForm(BaseModel):
    """Which member."""

    member: UUID


@router.get("", name="interests:show")
def show(
    request: Request, assembly: UUID, item: UUID, uow: Read, actor: CurrentActor, q: str = ""
) -> Response:
    """Show the list, and look for a member to add to it."""
    return _shown(request, uow, actor, assembly, item, q)


@router.post("", name="interests:write")
def write(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[InterestForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Note a member interested."""
    try:
        with uow.attempt():
            usecases.write_interest(uow, usecases.Interest(assembly, item, form.member), by=actor)
    except Refused as error:
        return _shown(request, uow, actor, assembly, item, error=error)
    tell(request, uow, _("C’est noté : ce sociétaire ne vote pas sur cette résolution."))
    return _back(request, actor, assembly, item)


@router.post("/retirer", name="interests:withdraw")
def withdraw(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[InterestForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Take a member off the list."""
    try:
        with uow.attempt():
            usecases.withdraw_interest(uow, usecases.Interest(assembly, item, form.member), by=actor)
    except Refused as error:
        return _shown(request, uow, actor, assembly, item, error=error)
    tell(request, uow, _("C’est retiré : ce sociétaire vote sur cette résolution."))
    return _back(request, actor, assembly, item)


def _back(request: Request, actor: Actor, assembly: UUID, item: UUID) -> Response:
    here = path_of(request, "interests:show", slug=actor.slug, assembly=assembly, item=item)
    return redirect(request, here)


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    assembly: UUID,
    item: UUID,
    query: str = "",
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "interests/show.html",
        status=200 if error is None else 409,
        view=interests_page(uow, assembly, item, actor, query),
        refusal=translate_error(error) if error is not None else None,
    )
