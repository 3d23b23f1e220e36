"""Giving a proxy on line, noting a paper one at the desk, withdrawing either."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor
from governance.errors import Refused
from governance.queries.proxies import proxy_page
from governance.usecases import proxies as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class ProxyForm(BaseModel):
    """Who votes for whom; without `principal`, for the member worn as a hat."""

    holder: UUID | None = None
    principal: UUID | None = None


class ExtendForm(BaseModel):
    """The other assembly that the proxy of `principal` serves too."""

    other: UUID
    principal: UUID | None = None


@router.get("/pouvoir", name="proxies:show")
def show(
    request: Request,
    assembly: UUID,
    uow: Read,
    actor: CurrentActor,
    q: str = "",
    mandant: UUID | None = None,
) -> Response:
    """Show the proxy given, or look for somebody to give it to."""
    view = proxy_page(uow, assembly, actor, q, mandant)
    return page(request, "proxies/show.html", view=view, mandant=mandant, outside=None, refusal=None)


@router.post("/pouvoir", name="proxies:give")
def give(
    request: Request, assembly: UUID, form: Annotated[ProxyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Give or note a proxy."""
    try:
        if form.principal:
            command = usecases.MarkRepresented(assembly, form.principal, form.holder)
            usecases.mark_represented(uow, command, by=actor)
        else:
            usecases.give_proxy(uow, assembly, form.holder, by=actor)
    except Refused as error:
        return _refused(request, uow, actor, assembly, form.principal, error)
    tell(request, uow, _("Le pouvoir est enregistré."))
    return redirect(request, _after(request, actor, assembly, form.principal))


@router.post("/pouvoir/retirer", name="proxies:withdraw")
def withdraw(
    request: Request, assembly: UUID, form: Annotated[ProxyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Withdraw a proxy."""
    principal = form.principal or actor.hat.member
    if principal is not None:
        usecases.withdraw_proxy(uow, assembly, principal, by=actor)
    tell(request, uow, _("Le pouvoir est retiré."))
    return redirect(request, _after(request, actor, assembly, form.principal))


@router.post("/pouvoir/aussi", name="proxies:extend")
def extend(
    request: Request, assembly: UUID, form: Annotated[ExtendForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Have the proxy given serve another assembly too."""
    principal = form.principal or actor.hat.member
    try:
        if principal is not None:
            usecases.extend_proxy(uow, assembly, form.other, principal, by=actor)
    except Refused as error:
        return _refused(request, uow, actor, assembly, form.principal, error)
    tell(request, uow, _("Le pouvoir vaut aussi pour l’autre assemblée."))
    return redirect(request, _after(request, actor, assembly, form.principal))


def _refused(
    request: Request, uow: Uow, actor: Actor, assembly: UUID, principal: UUID | None, error: Refused
) -> Response:
    view = proxy_page(uow, assembly, actor, principal=principal)
    return page(
        request,
        "proxies/show.html",
        status=409,
        view=view,
        mandant=principal,
        outside=None,
        refusal=translate_error(error),
    )


def _after(request: Request, actor: Actor, assembly: UUID, principal: UUID | None) -> str:
    here = path_of(request, "proxies:show", slug=actor.slug, assembly=assembly)
    return f"{here}?mandant={principal}" if principal else here
