"""The editor of the agenda: items written in Markdown, moved by buttons."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor
from governance.errors import GovernanceError
from governance.queries import agenda as queries
from governance.queries.agenda import AgendaView, Item
from governance.queries.shared_resolutions import SharedItem, shared_of_item
from governance.usecases import agenda as usecases
from web.ballots.ways import WAYS
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.pages.assemblies.forms import ItemForm, MoveForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/ordre-du-jour")


@router.get("", name="assemblies:agenda")
def show(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the agenda with what can be done to each item."""
    view = queries.edited_agenda(uow, assembly, actor)
    return page(request, "assemblies/agenda.html", fragment="agenda", view=view, moved=None, ways=WAYS)


@router.get("/nouveau", name="assemblies:new_item")
def new(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask for a new item."""
    view = queries.edited_agenda(uow, assembly, actor)
    return _item_page(request, view, None, ItemForm(voted="yes"))


@router.post("/nouveau", name="assemblies:add_item")
def add(
    request: Request, assembly: UUID, form: Annotated[ItemForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Add an item, or show what its text gives."""
    view = queries.edited_agenda(uow, assembly, actor)
    errors = form.faults()
    if form.action == "preview" or errors:
        return _item_page(request, view, None, form, errors if form.action == "save" else {})
    try:
        usecases.add_item(uow, usecases.AddItem(assembly, form.fields()), by=actor)
    except GovernanceError as error:
        return _item_page(request, view, None, form, {}, translate_error(error))
    tell(request, uow, _("Le point est ajouté à la fin de l’ordre du jour."))
    return _back(request, actor, assembly)


@router.post("/apercu", name="assemblies:preview_item")
def preview(
    request: Request, assembly: UUID, form: Annotated[ItemForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Show what a text gives, without keeping it."""
    view = queries.edited_agenda(uow, assembly, actor)
    return page(
        request,
        "assemblies/item.html",
        fragment="preview",
        view=view,
        item=None,
        form=form,
        errors={},
        refusal=None,
    )


@router.post("/deplacer", name="assemblies:move_item")
def move(
    request: Request, assembly: UUID, form: Annotated[MoveForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Move an item one place up or down."""
    usecases.move_item(uow, usecases.MoveItem(assembly, form.item, up=form.way == "up"), by=actor)
    if request.headers.get("HX-Request") != "true":
        return _back(request, actor, assembly)
    view = queries.edited_agenda(uow, assembly, actor)
    return page(request, "assemblies/agenda.html", fragment="agenda", view=view, moved=form.item, ways=WAYS)


@router.get("/{item}", name="assemblies:item")
def edit(request: Request, assembly: UUID, item: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one item to change it."""
    view = queries.edited_agenda(uow, assembly, actor)
    found = queries.one_item(view, item)
    return _item_page(request, view, found, ItemForm.of(found), common=shared_of_item(uow, item))


@router.post("/{item}", name="assemblies:change_item")
def change(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[ItemForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep an item, or show what its text gives."""
    view = queries.edited_agenda(uow, assembly, actor)
    found = queries.one_item(view, item)
    errors, common = form.faults(), shared_of_item(uow, item)
    if form.action == "preview" or errors:
        shown = errors if form.action == "save" else {}
        return _item_page(request, view, found, form, shown, common=common)
    try:
        usecases.change_item(uow, usecases.ChangeItem(assembly, item, form.fields()), by=actor)
    except GovernanceError as error:
        return _item_page(request, view, found, form, {}, translate_error(error), common=common)
    tell(request, uow, _("Le point est enregistré."))
    return _back(request, actor, assembly)


@router.post("/{item}/retirer", name="assemblies:remove_item")
def remove(request: Request, assembly: UUID, item: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Take an item off the agenda."""
    usecases.remove_item(uow, usecases.RemoveItem(assembly, item), by=actor)
    tell(request, uow, _("Le point est retiré de l’ordre du jour."))
    return _back(request, actor, assembly)


def _item_page(
    request: Request,
    view: AgendaView,
    item: Item | None,
    form: ItemForm,
    errors: dict[str, str] | None = None,
    refusal: ErrorText | None = None,
    common: SharedItem | None = None,
) -> Response:
    return page(
        request,
        "assemblies/item.html",
        view=view,
        item=item,
        form=form,
        errors=errors or {},
        refusal=refusal,
        common=common,
        status=422 if errors or refusal else 200,
    )


def _back(request: Request, actor: Actor, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "assemblies:agenda", slug=actor.slug, assembly=assembly))
