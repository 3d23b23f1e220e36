"""The ways to vote explained to everybody: a public page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.ballots.ways import ways_by_purpose
from web.deps import Read
from web.render import page

router = APIRouter()


@router.get("/modes-de-scrutin", name="polls:ways")
def ways(request: Request, uow: Read) -> Response:
    """Explain every way to vote."""
    return page(request, "polls/ways.html", groups=ways_by_purpose())
