"""The seats of a board shared among the colleges, worked out on the page. Nothing is written."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.errors import Refused
from governance.queries.board import BoardShown, board_shown
from governance.vote.allocation import Allocation, AllocationAsked, allocate, explain_allocation
from governance.vote.apportion import FREE, SeatRule
from governance.vote.methods.lists import RULE
from governance.words import N_
from web.deps import CurrentActor, Read
from web.drawings import length
from web.i18n import gettext as _
from web.i18n import language, translate_error
from web.render import page

router = APIRouter(prefix="/coop/{slug}/colleges")
MOST_SEATS = 99
BY_POINTS, BY_MEMBERS = "points", "members"
MEASURES = {
    BY_POINTS: N_("La part du vote de chaque collège"),
    BY_MEMBERS: N_("Le nombre de sociétaires aujourd’hui"),
}


class SeatsForm(BaseModel):
    """How many seats, by what, and by which rule."""

    seats: str = Field(default="", max_length=10)
    by: str = Field(default=BY_POINTS, max_length=20)
    rule: str = Field(default=SeatRule.LARGEST_REMAINDER_HARE.value, max_length=40)

    def faults(self) -> dict[str, str]:
        """Name every fault by its field."""
        found = {}
        if not (self.seats.isascii() and self.seats.isdigit() and 1 <= int(self.seats) <= MOST_SEATS):
            found["seats"] = _("Écrivez un nombre de sièges, de 1 à 99.")
        if self.by not in MEASURES:
            found["by"] = _("Choisissez une des réponses proposées.")
        if self.rule not in RULE.words:
            found["rule"] = _("Choisissez une des réponses proposées.")
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """A college in the table and in the drawing."""

    name: str
    part: Fraction
    exact: Fraction
    bounds: str
    seats: int
    width: str


@router.get("/sieges", name="colleges:seats")
def seats(request: Request, form: Annotated[SeatsForm, Query()], uow: Read, actor: CurrentActor) -> Response:
    """Share the seats of the board; whoever holds a hat here may try."""
    view = board_shown(uow)
    if not form.seats:
        form = form.model_copy(update={"seats": str(view.least or 1)})
    faults = form.faults()
    asked, found, refusal = None, None, None
    if not faults and view.names:
        parts = view.points if form.by == BY_POINTS else view.members
        asked = AllocationAsked(SeatRule(form.rule), int(form.seats), parts, view.bounds)
        try:
            found = allocate(asked)
        except Refused as error:
            refusal = translate_error(error)
    return page(
        request,
        "colleges/seats.html",
        status=422 if faults or refusal else 200,
        view=view,
        form=form,
        errors=faults,
        refusal=refusal,
        measures=[(key, _(label)) for key, label in MEASURES.items()],
        rules=[(key, _(label)) for key, label in RULE.words.items()],
        rows=_rows(view, asked, found) if asked and found else (),
        left=found.left if found else 0,
        told=explain_allocation(asked, found, view.names, language()) if asked and found else (),
    )


def _rows(view: BoardShown, asked: AllocationAsked, found: Allocation) -> tuple[Row, ...]:
    total = sum(asked.parts.values(), Fraction(0))
    return tuple(
        Row(
            name=name,
            part=(part := asked.parts[college] / total if total else Fraction(0)),
            exact=part * asked.seats,
            bounds=_bounds(view, college),
            seats=found.seats_of[college],
            width=length(Fraction(found.seats_of[college], asked.seats)),
        )
        for college, name in view.names.items()
    )


def _bounds(view: BoardShown, college: str) -> str:
    bound = view.bounds.get(college, FREE)
    if bound.most is None:
        return _("%(least)d au moins") % {"least": bound.least} if bound.least else _("aucune")
    return _("de %(least)d à %(most)d") % {"least": bound.least, "most": bound.most}
