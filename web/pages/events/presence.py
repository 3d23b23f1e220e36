"""The presence of one member through the years."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.queries.event_presence import presence_of
from web.deps import CurrentActor, Read
from web.render import page

router = APIRouter(prefix="/coop/{slug}/societaires/{member}/presences")


@router.get("", name="events:presence")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show how often a member came to assemblies and events."""
    view = presence_of(uow, member, actor)
    return page(request, "events/presence.html", view=view, own=actor.hat.member == member)
