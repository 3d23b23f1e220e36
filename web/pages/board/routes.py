"""The board: who sits until when, whom the next assembly renews, the lot, the elected to enter."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.errors import GovernanceError, Malformed
from governance.queries import directors as queries
from governance.usecases import directors as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import ngettext, translate_error
from web.i18n.refusals import ErrorText
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/conseil")
YEAR = 12


class DirectorForm(BaseModel):
    """Somebody who already sits, as typed."""

    name: str = Field(default="", max_length=1_000)
    college: str = Field(default="", max_length=100)
    elected_on: str = Field(default="", max_length=20)
    years: str = Field(default="", max_length=10)

    def faults(self) -> dict[str, str]:
        """Name every fault by its field."""
        found = {}
        if not self.name.strip():
            found["name"] = _("Écrivez le nom de la personne.")
        if _day(self.elected_on) is None:
            found["elected_on"] = _("Choisissez le jour de son élection.")
        if self.years not in {str(years) for years in range(1, 7)}:
            found["years"] = _("Écrivez un nombre d’années, de 1 à 6.")
        return found


@router.get("", name="board:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show the board; whoever holds a hat here may read it: the law publishes who sits."""
    return _page(request, uow, actor, DirectorForm())


@router.post("", name="board:write")
def write(request: Request, form: Annotated[DirectorForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Write somebody who already sits."""
    faults = form.faults()
    day = _day(form.elected_on)
    if faults or day is None:
        return _page(request, uow, actor, form, faults)
    command = usecases.WriteDirector(form.name, day, int(form.years) * YEAR, form.college)
    try:
        usecases.write_director(uow, command, by=actor)
    except GovernanceError as error:
        return _page(request, uow, actor, form, {}, error)
    tell(request, uow, _("« %(name)s » est au conseil.") % {"name": form.name.strip()})
    return _back(request, actor)


@router.post("/tirage", name="board:draw")
def draw(request: Request, uow: Uow, actor: CurrentActor, assembly: Annotated[UUID, Form()]) -> Response:
    """Draw by lot who leaves at an assembly."""
    drawn = usecases.draw_leavers(uow, assembly, by=actor)
    number = len(drawn)
    said = ngettext("%(num)d personne est tirée au sort.", "%(num)d personnes sont tirées au sort.", number)
    tell(request, uow, said)
    return _back(request, actor)


@router.post("/elus", name="board:enter")
def enter(request: Request, uow: Uow, actor: CurrentActor, poll: Annotated[UUID, Form()]) -> Response:
    """Enter on the board those an assembly elected."""
    number = usecases.enter_elected(uow, poll, by=actor)
    said = ngettext("%(num)d élu est inscrit au conseil.", "%(num)d élus sont inscrits au conseil.", number)
    tell(request, uow, said)
    return _back(request, actor)


@router.post("/{director}/fin", name="board:end")
def end(
    request: Request, director: UUID, uow: Uow, actor: CurrentActor, left_on: Annotated[str, Form()] = ""
) -> Response:
    """Write the first day that somebody no longer sits."""
    day = _day(left_on)
    if day is None:
        return _page(request, uow, actor, DirectorForm(), {}, Malformed())
    usecases.end_director(uow, director, day, by=actor)
    tell(request, uow, _("La fin de ce mandat est écrite."))
    return _back(request, actor)


def _page(
    request: Request,
    uow: Read,
    actor: Actor,
    form: DirectorForm,
    errors: dict[str, str] | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = queries.board_page(uow)
    refusal: ErrorText | None = translate_error(error) if error else None
    return page(
        request,
        "board/show.html",
        status=422 if errors or isinstance(error, Malformed) else 409 if error else 200,
        view=view,
        form=form,
        errors=errors or {},
        refusal=refusal,
        may_write=actor.hat.role in usecases.WRITERS,
        colleges=[("", _("aucun")), *view.names.items()],
        today=uow.today,
    )


def _back(request: Request, actor: Actor) -> Response:
    return redirect(request, path_of(request, "board:show", slug=actor.slug))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
