"""Sharing the proxies that name nobody between the chair and the board, seen before it is done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.errors import Refused
from governance.queries.blank_sharing import blank_sharing_page
from governance.usecases.blank_proxies import ShareBlank, share_blank_proxies
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class Sharers(BaseModel):
    """Who presides and which members of the board are there; `q` is who is looked for."""

    presides: UUID | None = None
    conseil: list[UUID] = Field(default_factory=list, max_length=60)
    q: str = ""


@router.get("/pouvoirs-en-blanc", name="proxies:sharing")
def sharing(
    request: Request, assembly: UUID, asked: Annotated[Sharers, Query()], uow: Read, actor: CurrentActor
) -> Response:
    """Show what each would receive."""
    return _page(request, uow, actor, assembly, asked)


@router.post("/pouvoirs-en-blanc", name="proxies:share")
def share(
    request: Request, assembly: UUID, asked: Annotated[Sharers, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Share them."""
    command = ShareBlank(assembly, asked.presides, tuple(asked.conseil))
    try:
        share_blank_proxies(uow, command, by=actor)
    except Refused as error:
        return _page(request, uow, actor, assembly, asked, error)
    tell(request, uow, _("Les pouvoirs en blanc sont partagés : chacun les vote pendant la séance."))
    return redirect(request, path_of(request, "proxies:sharing", slug=actor.slug, assembly=assembly))


def _page(
    request: Request, uow: Uow, actor: Actor, assembly: UUID, asked: Sharers, error: Refused | None = None
) -> Response:
    view = blank_sharing_page(
        uow, assembly, actor, chair=asked.presides, board=tuple(asked.conseil), query=asked.q
    )
    refused = error or view.refusal
    return page(
        request,
        "proxies/sharing.html",
        status=409 if error else 200,
        view=view,
        refusal=translate_error(refused) if refused else None,
    )
