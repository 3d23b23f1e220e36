"""A second call: what the first meeting could not decide, and when to meet again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.second_call import NothingMissed
from governance.errors import GovernanceError
from governance.queries.assemblies import show_assembly
from governance.queries.second_calls import second_call_view
from governance.usecases.second_calls import CallAgain, call_again
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.pages.assemblies.forms import AssemblyForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees")


@router.get("/{assembly}/deuxieme-convocation", name="assemblies:second")
def ask(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask when the members meet again, with what goes with it."""
    actor.ensure(Role.SECRETARY)
    return _asked(request, assembly, uow, actor)


@router.post("/{assembly}/deuxieme-convocation", name="assemblies:call_again")
def prepare(
    request: Request, assembly: UUID, form: Annotated[AssemblyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Prepare the second call, or show the form again with what is to be corrected."""
    actor.ensure(Role.SECRETARY)
    errors = form.faults()
    if errors:
        return _asked(request, assembly, uow, actor, form=form, errors=errors)
    try:
        fields = form.fields()
        made = call_again(uow, CallAgain(assembly, fields.held_at, fields.place), by=actor)
    except GovernanceError as error:
        if second_call_view(uow, assembly, actor) is None:
            raise
        return _asked(request, assembly, uow, actor, form=form, error=error)
    tell(request, uow, _("La deuxième convocation est prête à être vérifiée. Rien n’est encore envoyé."))
    return redirect(request, path_of(request, "assemblies:show", slug=actor.slug, assembly=made))


def _asked(
    request: Request,
    assembly: UUID,
    uow: Read,
    actor: Actor,
    *,
    form: AssemblyForm | None = None,
    errors: dict[str, str] | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = second_call_view(uow, assembly, actor)
    first = show_assembly(uow, assembly, actor)
    if view is None and first.second_call:
        return redirect(
            request, path_of(request, "assemblies:show", slug=actor.slug, assembly=first.second_call)
        )
    if view is None:
        raise NothingMissed
    proposed = AssemblyForm.of(first).model_copy(update={"day": view.days.earliest.isoformat()})
    return page(
        request,
        "assemblies/second.html",
        status=422 if errors or error else 200,
        view=view,
        form=form or proposed,
        errors=errors or {},
        refusal=translate_error(error) if error else None,
    )
