"""Bylaws being written: their list, their chapters, what changes, their vote, their coming into force."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.bylaws.chapters import CHAPTER_TITLES, fields_of
from governance.bylaws.models import DESCRIPTIONS, MODELS
from governance.errors import GovernanceError
from governance.queries import bylaws_drafts as queries
from governance.queries.bylaws_drafts import DraftView
from governance.usecases import bylaws, bylaws_drafts
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.errors import status_of
from web.i18n import gettext as _
from web.i18n import translate_error
from web.pages.bylaws import outline
from web.pages.bylaws.forms import IN_FORCE, AdoptForm, ChapterForm, PutForm, StartForm, day_of
from web.pages.bylaws.rows import rearranged
from web.pages.bylaws.told import change_texts, chapter_faults, check_of, fault_lines
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/statuts")


@router.get("/projets", name="bylaws:drafts")
def drafts(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """List the drafts."""
    return page(request, "bylaws/drafts.html", listed=queries.list_drafts(uow, actor))


@router.get("/projets/nouveau", name="bylaws:new_draft")
def new(request: Request, uow: Read, actor: CurrentActor, source: str = IN_FORCE) -> Response:
    """Ask where the draft starts from."""
    return _start_page(request, uow, actor, StartForm(source=source[:100]), {})


@router.post("/projets/nouveau", name="bylaws:start_draft")
def start(request: Request, form: Annotated[StartForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Start a draft."""
    errors = form.faults()
    if errors:
        return _start_page(request, uow, actor, form, errors)
    try:
        made = bylaws_drafts.start_draft(uow, form.command(), by=actor)
    except GovernanceError as error:
        return _start_page(request, uow, actor, form, {"": translate_error(error).message})
    tell(request, uow, _("Le projet est commencé. Écrivez-le chapitre par chapitre."))
    return redirect(request, path_of(request, "bylaws:draft", slug=actor.slug, draft=made))


@router.get("/projets/{draft}", name="bylaws:draft")
def home(request: Request, draft: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show where a draft stands and what to do next."""
    return _home_page(request, queries.draft_view(uow, draft, actor))


@router.post("/projets/{draft}/abandonner", name="bylaws:abandon_draft")
def abandon(request: Request, draft: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Give a draft up."""
    bylaws_drafts.abandon_draft(uow, draft, by=actor)
    tell(request, uow, _("Le projet est abandonné. Il reste dans la liste."))
    return redirect(request, path_of(request, "bylaws:drafts", slug=actor.slug))


@router.get("/projets/{draft}/chapitres/{chapter}", name="bylaws:chapter")
def chapter(request: Request, draft: UUID, chapter: str, uow: Read, actor: CurrentActor) -> Response:
    """Show one chapter to write it, with its faults on its fields."""
    fields_of(chapter)
    return _chapter_page(request, queries.draft_view(uow, draft, actor), chapter)


@router.post("/projets/{draft}/chapitres/{chapter}", name="bylaws:save_chapter")
def save(
    request: Request,
    draft: UUID,
    chapter: str,
    form: Annotated[ChapterForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep everything that was typed, then do what the button says: save, go on, add or move a row."""
    part, focus = _typed(queries.draft_view(uow, draft, actor), chapter, form)
    command = bylaws_drafts.SaveChapter(draft, form.revision, chapter, part)
    try:
        bylaws_drafts.save_chapter(uow, command, by=actor)
    except GovernanceError as error:
        view = queries.draft_view(uow, draft, actor, part)
        saved = check_of(queries.draft_view(uow, draft, actor), chapter)
        status, refusal = status_of(error)[0], translate_error(error)
        return _chapter_page(request, view, chapter, status=status, saved=saved, refusal=refusal)
    keys = list(CHAPTER_TITLES)
    at = keys.index(chapter) + 1
    faulty = _state(queries.draft_view(uow, draft, actor), chapter).faults
    if form.action == "next" and not faulty and at < len(keys):
        chapter = keys[at]
    tell(request, uow, _("Enregistré. Des réponses sont à corriger.") if faulty else _("Enregistré."))
    url = path_of(request, "bylaws:chapter", slug=actor.slug, draft=draft, chapter=chapter)
    return redirect(request, f"{url}#f-{focus}" if focus else url)


@router.post("/projets/{draft}/chapitres/{chapter}/verifier", name="bylaws:check_chapter")
def check(
    request: Request,
    draft: UUID,
    chapter: str,
    form: Annotated[ChapterForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Show what the law forbids in what is typed, and what it says in plain words, without keeping it."""
    saved = queries.draft_view(uow, draft, actor)
    view = queries.draft_view(uow, draft, actor, _typed(saved, chapter, form)[0])
    return _chapter_page(request, view, chapter, fragment="check")


@router.get("/projets/{draft}/differences", name="bylaws:draft_differences")
def draft_differences(request: Request, draft: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show what a draft changes in the version in force."""
    view = queries.draft_view(uow, draft, actor)
    found = queries.draft_comparison(uow, view)
    return page(
        request, "bylaws/differences.html", view=view, found=found, changes=change_texts(found.changes)
    )


@router.get("/differences", name="bylaws:differences")
def differences(
    request: Request, uow: Read, actor: CurrentActor, avant: int | None = None, apres: int | None = None
) -> Response:
    """Show what changes between two versions."""
    found = queries.comparison(uow, avant, apres)
    return page(
        request, "bylaws/differences.html", view=None, found=found, changes=change_texts(found.changes)
    )


@router.get("/projets/{draft}/resolution", name="bylaws:put_form")
def put_form(request: Request, draft: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask which assembly would vote, and from which day."""
    actor.ensure(Role.SECRETARY)
    view = queries.draft_view(uow, draft, actor)
    effect = view.effect_on.isoformat() if view.effect_on else ""
    chosen = str(view.vote.assembly) if view.vote else ""
    return _put_page(request, uow, view, PutForm(assembly=chosen, effect_on=effect))


@router.post("/projets/{draft}/resolution", name="bylaws:put")
def put(
    request: Request, draft: UUID, form: Annotated[PutForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the draft as a resolution."""
    actor.ensure(Role.SECRETARY)
    assembly, day = form.chosen(), day_of(form.effect_on)
    if assembly is None or day is None:
        return _put_page(request, uow, queries.draft_view(uow, draft, actor), form, faulty=True)
    try:
        command = bylaws_drafts.PutToVote(draft, assembly, day)
        bylaws_drafts.put_to_vote(uow, command, by=actor)
    except GovernanceError as error:
        view = queries.draft_view(uow, draft, actor)
        return _put_page(request, uow, view, form, refusal=error)
    tell(request, uow, _("Le projet est à l’ordre du jour. Relisez le texte de sa résolution."))
    return redirect(request, path_of(request, "assemblies:agenda", slug=actor.slug, assembly=assembly))


@router.get("/projets/{draft}/vigueur", name="bylaws:adopt_form")
def adopt_form(request: Request, draft: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask from which day the rules hold."""
    view = queries.draft_view(uow, draft, actor)
    day = (view.effect_on or uow.today).isoformat()
    return _adopt_page(request, view, AdoptForm(in_force_from=day, adopted_on=uow.today.isoformat()))


@router.post("/projets/{draft}/vigueur", name="bylaws:adopt")
def adopt(
    request: Request, draft: UUID, form: Annotated[AdoptForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Put in force what the assembly adopted; or record a version without a vote, with its reason."""
    view = queries.draft_view(uow, draft, actor)
    day, adopted = day_of(form.in_force_from), day_of(form.adopted_on)
    if day is None or (adopted is None and not view.may_be_put_in_force):
        return _adopt_page(request, view, form, faulty=True)
    try:
        if view.may_be_put_in_force or adopted is None:
            bylaws.put_in_force(uow, bylaws.PutInForce(draft, day), by=actor)
        else:
            command = bylaws.AdoptBylaws(view.document, adopted, day, form.reason)
            bylaws.adopt_bylaws(uow, command, by=actor, draft=draft)
    except GovernanceError as error:
        return _adopt_page(request, view, form, refusal=error)
    tell(request, uow, _("La nouvelle version des statuts est enregistrée."))
    return redirect(request, path_of(request, "bylaws:draft", slug=actor.slug, draft=draft))


def _typed(view: DraftView, chapter: str, form: ChapterForm) -> tuple[dict[str, Any], str]:
    """Read the chapter as typed, once its rows are moved; and say which row to show."""
    part = outline.typed(chapter, form.values(), view.document)
    nodes = outline.form_of(chapter, {**view.document, **part})
    return rearranged(nodes, part, form.action)


def _state(view: DraftView, chapter: str) -> queries.ChapterState:
    return next(each for each in view.chapters if each.key == chapter)


def _start_page(
    request: Request, uow: Uow, actor: Actor, form: StartForm, errors: Mapping[str, str]
) -> Response:
    listed = queries.list_drafts(uow, actor)
    sources = [
        (IN_FORCE, _("La version en vigueur"), _("Pour changer quelques règles.")),
        *((f"model:{key}", _(title), _(DESCRIPTIONS[key])) for key, title in MODELS.items()),
        *((f"draft:{each.id}", _("Le projet « %(title)s »") % {"title": each.title}) for each in listed),
    ]
    status = 422 if errors else 200
    return page(request, "bylaws/start.html", form=form, errors=errors, sources=sources, status=status)


def _home_page(request: Request, view: DraftView) -> Response:
    return page(request, "bylaws/draft.html", view=view, check=check_of(view), faults=fault_lines(view))


def _chapter_page(
    request: Request,
    view: DraftView,
    chapter: str,
    *,
    fragment: str | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    nodes = outline.form_of(chapter, view.document)
    keys = list(CHAPTER_TITLES)
    at = keys.index(chapter)
    values = {"saved": None, "refusal": None, **more}
    return page(
        request,
        "bylaws/chapter.html",
        fragment=fragment,
        status=status,
        view=view,
        chapter=_state(view, chapter),
        nodes=nodes,
        errors=chapter_faults(view, chapter, nodes),
        check=check_of(view, chapter),
        faults=fault_lines(view),
        before=view.chapters[at - 1] if at else None,
        after=view.chapters[at + 1] if at + 1 < len(keys) else None,
        **values,
    )


def _put_page(
    request: Request,
    uow: Uow,
    view: DraftView,
    form: PutForm,
    *,
    faulty: bool = False,
    refusal: GovernanceError | None = None,
) -> Response:
    errors = {}
    if faulty and form.chosen() is None:
        errors["assembly"] = _("Choisissez une assemblée.")
    if faulty and day_of(form.effect_on) is None:
        errors["effect_on"] = _("Choisissez un jour, comme 24/06/2027.")
    return page(
        request,
        "bylaws/put.html",
        view=view,
        form=form,
        errors=errors,
        check=check_of(view),
        faults=fault_lines(view),
        assemblies=queries.possible_assemblies(uow),
        refusal=translate_error(refusal) if refusal else None,
        status=status_of(refusal)[0] if refusal else 422 if faulty else 200,
    )


def _adopt_page(
    request: Request,
    view: DraftView,
    form: AdoptForm,
    *,
    faulty: bool = False,
    refusal: GovernanceError | None = None,
) -> Response:
    names = ("in_force_from",) if view.may_be_put_in_force else ("in_force_from", "adopted_on")
    bad = [name for name in names if faulty and day_of(getattr(form, name)) is None]
    errors = {name: _("Choisissez un jour, comme 24/06/2027.") for name in bad}
    return page(
        request,
        "bylaws/adopt.html",
        view=view,
        form=form,
        errors=errors,
        check=check_of(view),
        faults=fault_lines(view),
        refusal=translate_error(refusal) if refusal else None,
        status=status_of(refusal)[0] if refusal else 422 if faulty else 200,
    )
