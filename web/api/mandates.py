"""Reading for programs who represents each structure: no address, no e-mail."""

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from governance.queries.mandates import Filter, mandates_page
from web.api import shapes
from web.deps import CurrentActor, Read

router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse, responses=shapes.PROBLEMS)

STATES = {
    "all": Filter.ALL,
    "in_force": Filter.IN_FORCE,
    "ending": Filter.ENDING,
    "ended": Filter.ENDED,
    "none": Filter.NONE,
}


class Represented(shapes.Shape):
    """A structure and its holder: in force, else to come, else the last. Both days are included.

    `state` is coming, in_force, ending or ended; null, like `holder` and the days, without any mandate.
    """

    member: UUID
    number: int
    name: str
    holder: str | None
    since: date | None
    last_day: date | None
    state: Literal["coming", "in_force", "ending", "ended"] | None
    deputies: int


@router.get("/cooperatives/{slug}/mandates", name="api:mandates")
def mandates(
    slug: shapes.Slug,
    uow: Read,
    actor: CurrentActor,
    state: Literal["all", "in_force", "ending", "ended", "none"] = "all",
    cursor: UUID | None = None,
) -> shapes.Page[Represented]:
    """List the structures that are members today by name, with who represents them."""
    found = mandates_page(uow, actor, STATES[state], cursor)
    items = [
        Represented(
            member=one.member,
            number=one.number,
            name=one.name,
            holder=one.holder or None,
            since=one.since,
            last_day=one.last_day,
            state=one.state.value if one.state else None,
            deputies=one.deputies,
        )
        for one in found.structures
    ]
    return shapes.Page(items=items, next=str(found.next) if found.next else None)
