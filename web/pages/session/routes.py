"""The day of the assembly, for its officers: who is there, what is put to the vote."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.assembly.refusals import NotAllVoted
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import session as queries
from governance.queries.attendance import assembly_row, attendance, desk_line, suspended_votes
from governance.queries.rounds import next_round
from governance.usecases import attendance as usecases
from governance.usecases import polls
from web.ballots.ways import WAYS
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import source_text, translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class DeskForm(BaseModel):
    """One click at the desk: a member arrives or leaves. `query` is what was being looked for."""

    member: UUID
    action: str = Field(default="in", pattern="^(in|remote|out)$")
    query: str = ""


class OpenForm(BaseModel):
    """What is put to the vote; `proposed` is whose consent is asked, in an election without candidate."""

    resolution: UUID
    proposed: str = Field(default="", max_length=40)


class CloseForm(BaseModel):
    """The resolutions shown as not put to the vote, and left so."""

    leaving: list[UUID] = Field(default_factory=list)


class KnowingForm(BaseModel):
    """What the officer says to know, having read the warnings."""

    knowing: str = Field(default="", max_length=10)


class AnnulForm(BaseModel):
    """Why a poll is annulled."""

    reason: str = Field(default="", max_length=500)


@router.get("/seance", name="session:show")
def show(
    request: Request, assembly: UUID, uow: Read, actor: CurrentActor, q: str = "", part: str = "desk"
) -> Response:
    """Show the room and the agenda; `part` is the block htmx asks for."""
    view = queries.session_view(uow, assembly, actor, q)
    fragment = part if part in {"desk", "figures", "agenda"} else "desk"
    return page(request, "session/show.html", fragment=fragment, view=view, refusal=None, proposed="")


@router.post("/seance/ouvrir", name="session:open")
def open_session(
    request: Request, assembly: UUID, form: Annotated[KnowingForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Open the session."""
    try:
        with uow.attempt():
            usecases.open_session(uow, assembly, by=actor, knowing=bool(form.knowing))
    except Refused as error:
        return _refused(request, assembly, uow, actor, error)
    tell(request, uow, _("La séance est ouverte : vous pouvez noter les présents."))
    return _back(request, actor.slug, assembly)


@router.get("/seance/cloturer", name="session:ask_close")
def ask_close(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show what was not put to the vote before the session closes on it."""
    view = queries.session_view(uow, assembly, actor)
    return page(request, "session/close.html", view=view, refusal=None)


@router.post("/seance/cloturer", name="session:close")
def close_session(
    request: Request, assembly: UUID, form: Annotated[CloseForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Close the session, knowing what was not put to the vote."""
    try:
        with uow.attempt():
            usecases.close_session(uow, assembly, by=actor, leaving=form.leaving)
    except NotAllVoted as error:
        view, refusal = queries.session_view(uow, assembly, actor), translate_error(error)
        return page(request, "session/close.html", status=409, view=view, refusal=refusal)
    except Refused as error:
        return _refused(request, assembly, uow, actor, error)
    tell(request, uow, _("La séance est close. Vous pouvez rédiger le procès-verbal."))
    return redirect(request, path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly))


@router.post("/presences", name="attendance:mark")
def mark(
    request: Request, assembly: UUID, form: Annotated[DeskForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Note an arrival or a departure, and show the desk ready for the next person."""
    try:
        with uow.attempt():
            _mark(uow, assembly, form, actor)
    except Refused as error:
        return _refused(request, assembly, uow, actor, error, query=form.query)
    sentence = _marked(uow, assembly, form)
    if request.headers.get("HX-Request") != "true":
        tell(request, uow, sentence)
        return _back(request, actor.slug, assembly)
    view = queries.session_view(uow, assembly, actor)
    answer = page(
        request,
        "session/show.html",
        fragment="desk",
        view=view,
        refusal=None,
        proposed="",
        said=sentence,
    )
    answer.headers["HX-Trigger"] = "presence"
    return answer


def _marked(uow: Uow, assembly: UUID, form: DeskForm) -> str:
    """Say what was noted, and when the votes of who came are suspended."""
    row = assembly_row(uow, assembly)
    line = desk_line(uow, row, form.member)
    name = f"{line.first_name} {line.name}".strip() if line else ""
    if form.action == "out":
        return _("%(name)s est noté parti.") % {"name": name}
    barred = suspended_votes(uow, row)
    if form.member not in barred:
        return _("%(name)s est noté présent.") % {"name": name}
    said = _("%(name)s est noté présent, sans voix : la loi les suspend (%(source)s).")
    return said % {"name": name, "source": source_text(barred[form.member])}


def _mark(uow: Uow, assembly: UUID, form: DeskForm, actor: Actor) -> None:
    if form.action == "out":
        usecases.mark_left(uow, assembly, form.member, by=actor)
    else:
        command = usecases.MarkPresent(assembly, form.member, remote=form.action == "remote")
        usecases.mark_present(uow, command, by=actor)


@router.post("/scrutins", name="polls:open")
def open_poll(
    request: Request, assembly: UUID, form: Annotated[OpenForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Put a resolution to the vote."""
    try:
        with uow.attempt():
            polls.open_poll(uow, polls.OpenPoll(assembly, form.resolution, form.proposed), by=actor)
    except (Refused, Malformed) as error:
        return _refused(request, assembly, uow, actor, error, proposed=form.proposed)
    tell(request, uow, _("Le scrutin est ouvert : les sociétaires présents peuvent voter."))
    return _back(request, actor.slug, assembly)


@router.get("/scrutins/{poll}/tour-suivant", name="session:next_round")
def show_next_round(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the next round of an election, ready to be opened."""
    view = next_round(uow, poll, actor)
    return page(request, "session/next_round.html", view=view, way=WAYS[view.method])


@router.get("/scrutins/{poll}/fermer", name="polls:ask_close")
def ask_close_poll(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Say who has not voted before the poll closes on it."""
    try:
        view = queries.closing_poll(uow, assembly, poll, actor)
    except Refused as error:
        return _refused(request, assembly, uow, actor, error)
    return page(request, "session/close_poll.html", view=view)


@router.post("/scrutins/{poll}/fermer", name="polls:close")
def close_poll(request: Request, assembly: UUID, poll: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Close a poll and show its result."""
    try:
        with uow.attempt():
            polls.close_poll(uow, poll, by=actor)
    except Refused as error:
        return _refused(request, assembly, uow, actor, error)
    return redirect(request, path_of(request, "polls:result", slug=actor.slug, assembly=assembly, poll=poll))


@router.get("/scrutins/{poll}/annuler", name="polls:annul_form")
def annul_form(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask why a poll is to be annulled."""
    view = queries.session_view(uow, assembly, actor)
    line = next((line for line in view.agenda if line.poll == poll), None)
    return page(request, "session/annul.html", view=view, poll=poll, line=line, reason="", refusal=None)


@router.post("/scrutins/{poll}/annuler", name="polls:annul")
def annul_poll(
    request: Request,
    assembly: UUID,
    poll: UUID,
    form: Annotated[AnnulForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Annul a poll with its reason."""
    try:
        polls.annul_poll(uow, polls.AnnulPoll(poll, form.reason), by=actor)
    except GovernanceError as error:
        view = queries.session_view(uow, assembly, actor)
        line = next((line for line in view.agenda if line.poll == poll), None)
        return page(
            request,
            "session/annul.html",
            status=422,
            refusal=translate_error(error),
            view=view,
            poll=poll,
            line=line,
            reason=form.reason,
        )
    tell(request, uow, _("Le scrutin est annulé. Son motif figurera au procès-verbal."))
    return _back(request, actor.slug, assembly)


@router.get("/ecran", name="session:screen")
def screen(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the room's screen: the quorum and what is being voted, in large letters."""
    row = assembly_row(uow, assembly)
    return page(
        request,
        "session/screen.html",
        fragment="screen",
        title=row.title,
        stage=row.stage,
        assembly=assembly,
        room=attendance(uow, row),
        agenda=queries.agenda_lines(uow, assembly),
    )


def _refused(
    request: Request,
    assembly: UUID,
    uow: Uow,
    actor: Actor,
    error: GovernanceError,
    *,
    query: str = "",
    proposed: str = "",
) -> Response:
    """Show the session as it is now, with the refusal and what was typed."""
    view = queries.session_view(uow, assembly, actor, query)
    refusal = translate_error(error)
    return page(
        request,
        "session/show.html",
        fragment="desk",
        status=422 if isinstance(error, Malformed) else 409,
        view=view,
        refusal=refusal,
        proposed=proposed,
    )


def _back(request: Request, slug: str, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "session:show", slug=slug, assembly=assembly))
