"""The list of assemblies, a new one, and one of them: what to do next, settings, officers."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.agenda import TEMPLATE_HINTS, TEMPLATE_NAMES, Template, kind_of
from governance.assembly.stages import Stage
from governance.errors import GovernanceError
from governance.law.legal_forms import AssemblyKind, Call
from governance.queries import assemblies as queries
from governance.queries.assemblies import PREPARERS, AssemblyView
from governance.queries.notices import notice_page
from governance.queries.second_calls import second_call_view
from governance.usecases import assemblies as usecases
from web.ballots.told import heading_of, vote_lines
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.files import attached
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.pages.assemblies.calendar import calendar_file
from web.pages.assemblies.forms import AssemblyForm, OfficersForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees")


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now: a sentence, and the button that does it ("" when nothing)."""

    sentence: str
    label: str = ""
    url: str = ""


@router.get("", name="assemblies:list")
def list_assemblies(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """List the assemblies."""
    return page(request, "assemblies/list.html", listed=queries.list_assemblies(uow, actor))


@router.get("/nouvelle", name="assemblies:new")
def new(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Ask what a new assembly needs."""
    actor.ensure(Role.SECRETARY)
    return _settings_page(request, AssemblyForm(), {}, None, None)


@router.post("/nouvelle", name="assemblies:create")
def create(
    request: Request, form: Annotated[AssemblyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Create an assembly from a template."""
    errors = form.faults()
    if errors:
        return _settings_page(request, form, errors, None, None)
    try:
        late = _late(uow, form, kind_of(Template(form.template)))
        if late and not form.knowing:
            return _settings_page(request, form, {}, None, None, late)
        command = usecases.CreateAssembly(Template(form.template), form.fields())
        made = usecases.create_assembly(uow, command, by=actor)
    except GovernanceError as error:
        return _settings_page(request, form, {}, None, translate_error(error))
    tell(request, uow, _("L’assemblée est créée. Vérifiez maintenant son ordre du jour."))
    return redirect(request, path_of(request, "assemblies:show", slug=actor.slug, assembly=made))


@router.get("/{assembly}", name="assemblies:show")
def show(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show an assembly: its preparation to those who prepare it, its notice to the others."""
    if not actor.holds(*PREPARERS):
        return _notice(request, assembly, uow, actor)
    view = queries.show_assembly(uow, assembly, actor)
    step = next_step(view, actor, str(request.url.path))
    again = second_call_view(uow, assembly, actor)
    return page(request, "assemblies/show.html", view=view, step=step, again=again)


@router.get("/{assembly}/lecture", name="assemblies:notice")
def notice(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the notice as members read it."""
    return _notice(request, assembly, uow, actor)


@router.get("/{assembly}/reglages", name="assemblies:settings")
def settings(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show what can be changed while the assembly is prepared."""
    actor.ensure(Role.SECRETARY)
    view = queries.show_assembly(uow, assembly, actor)
    return _settings_page(request, AssemblyForm.of(view), {}, view, None)


@router.post("/{assembly}/reglages", name="assemblies:change")
def change(
    request: Request, assembly: UUID, form: Annotated[AssemblyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Keep the changes."""
    errors = form.faults()
    view = queries.show_assembly(uow, assembly, actor)
    if errors:
        return _settings_page(request, form, errors, view, None)
    try:
        late = _late(uow, form, AssemblyKind(view.kind), Call(view.call))
        if late and not form.knowing:
            return _settings_page(request, form, {}, view, None, late)
        usecases.change_assembly(uow, usecases.ChangeAssembly(assembly, form.fields()), by=actor)
    except GovernanceError as error:
        return _settings_page(request, form, {}, view, translate_error(error))
    tell(request, uow, _("Les réglages sont enregistrés."))
    return _back(request, actor, assembly)


@router.post("/{assembly}/bureau", name="assemblies:officers")
def officers(
    request: Request, assembly: UUID, form: Annotated[OfficersForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Name the officers of the meeting."""
    tellers = tuple(form.tellers.splitlines())
    command = usecases.NameOfficers(assembly, form.chair, form.secretary, tellers)
    usecases.name_officers(uow, command, by=actor)
    tell(request, uow, _("Le bureau pressenti est enregistré."))
    return _back(request, actor, assembly)


@router.get("/{assembly}/annuler", name="assemblies:ask_cancel")
def ask_cancel(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask to confirm before giving up an assembly."""
    actor.ensure(Role.SECRETARY)
    return page(request, "assemblies/cancel.html", view=queries.show_assembly(uow, assembly, actor))


@router.post("/{assembly}/annuler", name="assemblies:cancel")
def cancel(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Give up an assembly."""
    usecases.cancel_assembly(uow, usecases.CancelAssembly(assembly), by=actor)
    tell(request, uow, _("L’assemblée est annulée. Rien n’est effacé."))
    return _back(request, actor, assembly)


@router.get("/{assembly}/calendrier.ics", name="assemblies:calendar")
def calendar(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the assembly as a file for calendars."""
    view = queries.show_assembly(uow, assembly, actor)
    address = services_of(request).settings.public_url
    url = f"{address}{path_of(request, 'assemblies:show', slug=actor.slug, assembly=assembly)}"
    content = calendar_file(view, cooperative=actor.cooperative_name, url=url, made_at=uow.now)
    return attached(content, "text/calendar; charset=utf-8", "assemblee.ics")


def next_step(view: AssemblyView, actor: Actor, here: str) -> NextStep:
    """Say the one thing to do now, by stage and hat."""
    secretary, progress = actor.holds(Role.SECRETARY), view.progress
    if view.stage == Stage.DRAFT:
        if not secretary:
            return NextStep(_("Le secrétariat prépare cette assemblée."))
        if not progress.voted or any(item.blanks for item in view.items):
            sentence = _("Complétez l’ordre du jour : des textes sont encore à écrire.")
            return NextStep(sentence, _("Compléter l’ordre du jour"), f"{here}/ordre-du-jour")
        return NextStep(
            _("Vérifiez que tout est prêt, puis convoquez les sociétaires."),
            _("Préparer la convocation"),
            f"{here}/convocation",
        )
    if view.stage == Stage.CONVENED:
        if secretary and (progress.waiting or progress.refused or progress.to_print):
            sentence = _("Toutes les convocations ne sont pas encore parties.")
            return NextStep(sentence, _("Suivre les convocations"), f"{here}/convocation")
        return NextStep(
            _("Les sociétaires sont convoqués. Le jour venu, ouvrez la séance."),
            _("Aller à la séance"),
            f"{here}/seance",
        )
    if view.stage == Stage.OPEN:
        return NextStep(_("La séance est ouverte."), _("Conduire la séance"), f"{here}/seance")
    if view.stage == Stage.CLOSED and secretary:
        sentence = _("La séance est close. Il reste à rédiger le procès-verbal.")
        return NextStep(sentence, _("Rédiger le procès-verbal"), f"{here}/proces-verbal")
    if view.stage == Stage.MINUTED:
        sentence = _("Le procès-verbal est au registre.")
        return NextStep(sentence, _("Lire le procès-verbal"), f"{here}/proces-verbal")
    return NextStep(_("Il n’y a rien à faire pour l’instant."))


def _notice(request: Request, assembly: UUID, uow: Read, actor: Actor) -> Response:
    notice = notice_page(uow, assembly, actor)
    return page(
        request,
        "assemblies/notice.html",
        notice=notice,
        votes={item: (vote_lines(way), heading_of(way), way.method) for item, way in notice.votes.items()},
    )


def _late(
    uow: Uow, form: AssemblyForm, kind: AssemblyKind, call: Call = Call.FIRST
) -> queries.LateNotice | None:
    """Tell whether the day typed is too near; a day already over is refused elsewhere."""
    day = form.held_on
    return queries.late_notice(uow, kind, day, call) if day and day >= uow.today else None


def _settings_page(
    request: Request,
    form: AssemblyForm,
    errors: dict[str, str],
    view: AssemblyView | None,
    refusal: ErrorText | None,
    late: queries.LateNotice | None = None,
) -> Response:
    return page(
        request,
        "assemblies/settings.html",
        form=form,
        errors=errors,
        view=view,
        refusal=refusal,
        late=late,
        too_late=translate_error(late.refusal) if late else None,
        templates=[(key.value, _(name), _(TEMPLATE_HINTS[key])) for key, name in TEMPLATE_NAMES.items()],
        status=422 if errors or refusal else 409 if late else 200,
    )


def _back(request: Request, actor: Actor, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly))
