"""The colleges: who is in them, what part of the vote they hold, how their votes are carried."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.queries import bylaws as queries
from web.deps import CurrentActor, Read
from web.drawings import length
from web.i18n import gettext as _
from web.render import page

router = APIRouter(prefix="/coop/{slug}/colleges")


@router.get("", name="colleges:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show every college; whoever holds a hat here may read it."""
    view = queries.colleges_shown(uow)
    return page(
        request,
        "colleges/show.html",
        view=view,
        carry=view.carry.text(_),
        widths={college.id: length(college.part) for college in view.colleges},
        may_list=actor.hat.role is not Role.MEMBER,
    )
