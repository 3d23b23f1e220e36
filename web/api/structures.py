"""Structures by program: who they are, what ties them to the cooperative, and writing both.

A request sent again does nothing twice: a description or a declaration is the same, a tie is refused (409).
"""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from governance.queries import structures as queries
from governance.queries.lives import life_of
from governance.units import part_text
from governance.usecases import structures as usecases
from governance.usecases import ties
from web.api import shapes
from web.api import structure_shapes as said
from web.api.routes import Most
from web.deps import CurrentActor, Read, Uow

router = APIRouter(
    prefix="/api/v1/cooperatives/{slug}/structures",
    default_response_class=JSONResponse,
    responses=shapes.PROBLEMS,
)


@router.get("", name="api:structures")
def structures(
    slug: shapes.Slug, uow: Read, actor: CurrentActor, cursor: UUID | None = None, limit: Most = 50
) -> shapes.Page[said.Structure]:
    """List the organisations that are members today, by name, with what ties them."""
    found, following = queries.structures_page(uow, actor, cursor, limit)
    items = [said.structure(one) for one in found]
    return shapes.Page(items=items, next=str(following) if following else None)


@router.get("/{member}", name="api:structure")
def structure_one(slug: shapes.Slug, member: UUID, uow: Read, actor: CurrentActor) -> said.StructureWhole:
    """Give one structure with every tie and its whole life."""
    return said.structure_whole(queries.structure_whole(uow, member, actor), life_of(uow, member).events)


@router.post("/{member}", name="api:describe_structure")
def describe_structure(
    slug: shapes.Slug, member: UUID, asked: said.StructureToDescribe, uow: Uow, actor: CurrentActor
) -> shapes.Made:
    """Describe a structure, as the secretary: all of it, what is left out is erased."""
    ties.describe_structure(uow, ties.DescribeStructure(member, _typed(asked)), by=actor)
    return shapes.Made(id=member)


@router.post("/{member}/jobs", name="api:declare_jobs")
def declare_jobs(
    slug: shapes.Slug, member: UUID, asked: said.JobsToDeclare, uow: Uow, actor: CurrentActor
) -> said.JobsDeclared:
    """Declare the jobs of a year; an earlier declaration stays in the register and no longer counts."""
    kept = usecases.declare_jobs(uow, usecases.DeclareJobs(member, _typed(asked)), by=actor)
    return said.JobsDeclared(year=kept.year, jobs=part_text(kept.count))


@router.post("/{member}/ties", name="api:begin_tie", status_code=201)
def begin_tie(
    slug: shapes.Slug, member: UUID, asked: said.TieToBegin, uow: Uow, actor: CurrentActor
) -> shapes.Made:
    """Write that a tie begins. It counts for the next polls opened."""
    typed = _typed(asked)
    if asked.price is not None:
        typed["price"] = f"{asked.price // 100}.{asked.price % 100:02d}"
    return shapes.Made(id=ties.record_tie(uow, ties.RecordTie(member, typed), by=actor))


@router.post("/{member}/ties/{tie}/end", name="api:end_tie")
def end_tie(
    slug: shapes.Slug, member: UUID, tie: UUID, asked: said.TieToEnd, uow: Uow, actor: CurrentActor
) -> shapes.Made:
    """Write the first day without a tie, once and for all."""
    queries.ensure_tie_of(uow, member, tie)
    ties.end_tie(uow, ties.EndTie(tie, _typed(asked)), by=actor)
    return shapes.Made(id=tie)


def _typed(asked: shapes.Asked) -> dict[str, str]:
    """Write what a program asks as a person would type it."""
    values = asked.model_dump()
    return {
        name: "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
