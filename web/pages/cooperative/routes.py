"""The first page of a cooperative."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.queries.agreements import agreements_of
from governance.queries.contributions import statement_years
from governance.queries.events import next_invitation
from governance.queries.home import cooperative_home
from governance.queries.mandates import ending_mandates, my_mandate
from governance.queries.shared_resolutions import groups_waiting
from governance.register.mandates import CAPACITY_NAMES
from web.deps import CurrentActor, Read
from web.documents.event_view import when
from web.render import page

router = APIRouter(prefix="/coop/{slug}")

OFFICERS = (Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR, Role.TELLER)


@router.get("/", name="cooperative:home")
def home(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show what matters now, to the hat worn."""
    officer = actor.holds(*OFFICERS)
    member = actor.hat.member
    return page(
        request,
        "cooperative/home.html",
        home=cooperative_home(uow, drafts=officer),
        agreements=agreements_of(uow, member, actor).lines if member and actor.hat.represents else (),
        statements=statement_years(uow, member) if member and actor.hat.represents else (),
        officer=officer,
        invited=next_invitation(uow, member) if member else None,
        when=when,
        mandate=my_mandate(uow, actor),
        mandates=ending_mandates(uow) if actor.holds(Role.SECRETARY) else None,
        capacity_names=CAPACITY_NAMES,
        waiting=groups_waiting(uow) if actor.holds(Role.SECRETARY, Role.ADMINISTRATOR) else None,
    )
