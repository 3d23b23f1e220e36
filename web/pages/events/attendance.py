"""Who came: the list at the door, works on a phone and without JavaScript, and its file."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from governance.queries import event_attendance as queries
from governance.queries import events as event_queries
from governance.register.event_reading import FaultyEvent, read_people
from governance.register.events import CHOICE_NAMES
from governance.usecases import event_answers as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.event_files import invited_csv, invited_xlsx
from web.documents.member_files import XLSX_TYPE
from web.files import attached
from web.i18n import gettext as _
from web.i18n import ngettext
from web.pages.events.forms import as_uuid
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/rencontres/{event}/presences")


class ArrivalsForm(BaseModel):
    """Those ticked, with `people_<invitation>` beside each; where to come back to."""

    model_config = ConfigDict(extra="allow")

    came: list[str] = Field(default_factory=list, max_length=queries.PAGE)
    q: str = Field(default="", max_length=200)
    etat: str = Field(default="", max_length=20)

    def arrivals(self) -> tuple[usecases.Arrival, ...]:
        """Read who came; a number that cannot be read counts one person."""
        said = self.model_extra or {}
        ids = [one for text in self.came if (one := as_uuid(text))]
        return tuple(usecases.Arrival(one, _people(str(said.get(f"people_{one}", "")))) for one in ids)


class BackForm(BaseModel):
    """Where to come back to."""

    q: str = Field(default="", max_length=200)
    etat: str = Field(default="", max_length=20)


@router.get("", name="events:attendance")
def show(
    request: Request,
    event: UUID,
    uow: Read,
    actor: CurrentActor,
    q: Annotated[str, Field(max_length=200)] = "",
    etat: str = "",
    apres: UUID | None = None,
) -> Response:
    """List those invited, to find who comes in."""
    door = queries.at_the_door(uow, event, actor, search=q, show=etat, after=apres)
    view = event_queries.event_shown(uow, event, actor)
    writes = actor.holds(*usecases.DESK) and view.state == "sent" and view.has_begun
    return page(
        request,
        "events/attendance.html",
        fragment="door",
        view=view,
        door=door,
        writes=writes,
        choice_names=CHOICE_NAMES,
        college_names={one.college: one.name for one in view.counts},
    )


@router.post("", name="events:note")
def note(
    request: Request, event: UUID, form: Annotated[ArrivalsForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Note those ticked as come."""
    noted = usecases.note_arrivals(uow, usecases.NoteArrivals(event, form.arrivals()), by=actor)
    tell(
        request,
        uow,
        ngettext("%(num)d sociétaire est noté présent.", "%(num)d sociétaires sont notés présents.", noted)
        % {"num": noted},
    )
    return _back(request, actor.slug, event, form.etat)


@router.post("/ajouter/{member}", name="events:add")
def add(request: Request, event: UUID, member: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Note a member who came without an invitation."""
    usecases.add_at_the_door(uow, event, member, by=actor)
    tell(request, uow, _("Ce sociétaire est ajouté à la liste, et noté présent."))
    return _back(request, actor.slug, event, "")


@router.post("/{invitation}/retirer", name="events:take_back")
def take_back(
    request: Request,
    event: UUID,
    invitation: UUID,
    form: Annotated[BackForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Take back an arrival noted by mistake."""
    usecases.take_back_arrival(uow, event, invitation, by=actor)
    tell(request, uow, _("La présence est retirée."))
    return _back(request, actor.slug, event, form.etat)


@router.get("/liste.{kind}", name="events:file")
def take_file(event: UUID, kind: str, uow: Read, actor: CurrentActor) -> Response:
    """Give everybody invited, with answers and presence, as XLSX or CSV."""
    lines = queries.everybody_invited(uow, event, actor)
    view = event_queries.event_shown(uow, event, actor)
    names = {one.college: one.name for one in view.counts}
    if kind == "csv":
        content, media = invited_csv(lines, names), "text/csv; charset=utf-8"
    else:
        content, media = invited_xlsx(lines, names), XLSX_TYPE
    kind = "csv" if kind == "csv" else "xlsx"
    return attached(content, media, f"presences-{view.event.starts_at:%Y-%m-%d}.{kind}")


def _back(request: Request, slug: str, event: UUID, show: str) -> Response:
    query = f"?{urlencode({'etat': show})}" if show else ""
    return redirect(request, path_of(request, "events:attendance", slug=slug, event=event) + query)


def _people(text: str) -> int:
    try:
        return read_people(text)
    except FaultyEvent:
        return 1
