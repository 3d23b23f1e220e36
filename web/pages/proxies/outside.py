"""At the desk: a proxy given to somebody who is not a member, and whether that person is there."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.bylaws.choices import Holder
from governance.errors import Refused
from governance.queries.proxies import proxy_page
from governance.usecases import outside_proxies as usecases
from web.deps import CurrentActor, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class OutsideForm(BaseModel):
    """Whose proxy, and who holds it: their name as on the paper, and why they may."""

    principal: UUID
    name: str = Field(default="", max_length=120)
    quality: Holder = Holder.SPOUSE


class ThereForm(BaseModel):
    """The holder of the proxy of `principal` arrives, or leaves."""

    principal: UUID
    action: str = Field(pattern="^(in|out)$")


@router.post("/pouvoir/exterieur", name="proxies:outside")
def outside(
    request: Request, assembly: UUID, form: Annotated[OutsideForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Note such a proxy."""
    holder = usecases.Outside(form.name, form.quality)
    try:
        usecases.mark_outside(uow, usecases.MarkOutside(assembly, form.principal, holder), by=actor)
    except Refused as error:
        view = proxy_page(uow, assembly, actor, principal=form.principal)
        return page(
            request,
            "proxies/show.html",
            status=409,
            view=view,
            mandant=form.principal,
            outside=form,
            refusal=translate_error(error),
        )
    tell(request, uow, _("Le pouvoir est enregistré. Il vaut dès que cette personne est notée là."))
    return redirect(request, _back(request, actor, assembly, form.principal))


@router.post("/pouvoir/exterieur/presence", name="proxies:outsider_there")
def there(
    request: Request, assembly: UUID, form: Annotated[ThereForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Note that the holder is there, or left."""
    act = usecases.outsider_arrives if form.action == "in" else usecases.outsider_leaves
    act(uow, assembly, form.principal, by=actor)
    arrived = form.action == "in"
    tell(request, uow, _("Arrivée notée : le sociétaire est représenté.") if arrived else _("Départ noté."))
    return redirect(request, _back(request, actor, assembly, form.principal))


def _back(request: Request, actor: Actor, assembly: UUID, principal: UUID) -> str:
    return f"{path_of(request, 'proxies:show', slug=actor.slug, assembly=assembly)}?mandant={principal}"
