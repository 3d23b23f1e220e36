"""The first page of a cooperative."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.queries.home import cooperative_home
from web.deps import CurrentActor, Read
from web.render import page

router = APIRouter(prefix="/coop/{slug}")

OFFICERS = (Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR, Role.TELLER)


@router.get("/", name="cooperative:home")
def home(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show what matters now, to the hat worn."""
    officer = actor.holds(*OFFICERS)
    return page(request, "cooperative/home.html", home=cooperative_home(uow, drafts=officer), officer=officer)
