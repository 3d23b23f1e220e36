"""One resolution put to several cooperatives: propose, follow, take up, decline, certify."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.assembly.shared_refusals import FaultyShared, NotCertified
from governance.assembly.shared_resolutions import STANDING_NAMES, WHOLE_RULE_NAMES, WholeRule
from governance.errors import GovernanceError, Malformed, Refused
from governance.law.legal_forms import AssemblyKind
from governance.queries import groups
from governance.queries import shared_resolutions as queries
from governance.usecases import shared_resolutions as usecases
from governance.words import N_
from web.delivery.pdf import certificate_pdf
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.drawings import QUORUM_NAMES
from web.drawings.groups import STATIONS, journeys
from web.files import shown_pdf
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/groupes/{group}/resolutions")

KIND_NAMES = {AssemblyKind.ORDINARY: N_("ordinaire"), AssemblyKind.EXTRAORDINARY: N_("extraordinaire")}


class SharedForm(BaseModel):
    """A proposal, as typed."""

    title: str = ""
    text: str = ""
    kind: str = AssemblyKind.ORDINARY.value
    rule: str = WholeRule.ALL.value
    needed: str = ""
    wished_on: str = ""
    asked: list[str] = []


class TextForm(BaseModel):
    """Another version of the text, as typed."""

    title: str = ""
    text: str = ""


class TakeForm(BaseModel):
    """The assembly to put it in."""

    assembly: str = ""


class DeclineForm(BaseModel):
    """Why it is declined, as typed."""

    reason: str = ""


@router.get("/nouvelle", name="shared:new")
def new(request: Request, group: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the form of a proposal; every cooperative of the group is asked unless it is unticked."""
    return _form(request, uow, actor, group)


@router.post("", name="shared:propose")
def propose(
    request: Request, group: UUID, form: Annotated[SharedForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Propose a resolution, or show the form again with what is to be corrected."""
    values = {key: value for key, value in form.model_dump().items() if isinstance(value, str)}
    try:
        command = usecases.ProposeShared(group, values, tuple(form.asked))
        shared = usecases.propose_shared(uow, command, by=actor)
    except FaultyShared as error:
        return _form(request, uow, actor, group, form=form, error=error)
    tell(request, uow, _("La résolution commune est proposée."))
    return redirect(request, path_of(request, "shared:show", slug=actor.slug, group=group, shared=shared))


@router.get("/{shared}", name="shared:show")
def show(request: Request, group: UUID, shared: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Follow a resolution across cooperatives."""
    return _shown(request, uow, actor, group, shared)


@router.get("/{shared}/attestation.pdf", name="shared:certificate")
def certificate(group: UUID, shared: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the joint certificate, once nothing can change what the answers make together."""
    found = queries.shared_shown(uow, group, shared, actor)
    if not found.certified:
        raise NotCertified
    return shown_pdf(certificate_pdf(found), "attestation.pdf")


@router.post("/{shared}/reprise", name="shared:take")
def take(
    request: Request,
    group: UUID,
    shared: UUID,
    form: Annotated[TakeForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Put the resolution on the agenda of one of our assemblies."""

    def act() -> None:
        usecases.take_shared(uow, usecases.TakeShared(shared, _uuid(form.assembly)), by=actor)

    done = _("La résolution est à l’ordre du jour de votre assemblée.")
    return _written(request, uow, actor, (group, shared), act, done)


@router.post("/{shared}/texte-commun", name="shared:renew")
def renew(request: Request, group: UUID, shared: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Write the shared text over ours."""

    def act() -> None:
        usecases.renew_shared(uow, usecases.RenewShared(shared), by=actor)

    done = _("Votre ordre du jour a de nouveau le texte commun.")
    return _written(request, uow, actor, (group, shared), act, done)


@router.post("/{shared}/refus", name="shared:decline")
def decline(
    request: Request,
    group: UUID,
    shared: UUID,
    form: Annotated[DeclineForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Decline the resolution, with a reason."""

    def act() -> None:
        usecases.decline_shared(uow, usecases.DeclineShared(shared, form.model_dump()), by=actor)

    return _written(request, uow, actor, (group, shared), act, _("Votre refus est publié."), form)


@router.post("/{shared}/texte", name="shared:rewrite")
def rewrite(
    request: Request,
    group: UUID,
    shared: UUID,
    form: Annotated[TextForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write another version of the text."""

    def act() -> None:
        usecases.rewrite_shared(uow, usecases.RewriteShared(shared, form.model_dump()), by=actor)

    return _written(request, uow, actor, (group, shared), act, _("La nouvelle version est publiée."), form)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # no assembly has it: NoSuchAssembly


def _written(
    request: Request,
    uow: Uow,
    actor: Actor,
    where: tuple[UUID, UUID],
    act: Callable[[], None],
    done: str,
    typed: BaseModel | None = None,
) -> Response:
    """Do it and come back, or show the page again with what was typed and what is to be corrected."""
    group, shared = where
    try:
        act()
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, group, shared, typed=typed, error=error)
    tell(request, uow, done)
    return redirect(request, path_of(request, "shared:show", slug=actor.slug, group=group, shared=shared))


def _faults(error: GovernanceError | None) -> dict[str, Any]:
    faults = fault_sentences(error.faults) if isinstance(error, FaultyShared) else {}
    return {
        "status": 200 if error is None else 422 if isinstance(error, Malformed) else 409,
        "errors": faults,
        "refusal": translate_error(error) if error is not None and not faults else None,
    }


def _form(
    request: Request,
    uow: Read,
    actor: Actor,
    group: UUID,
    *,
    form: SharedForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = groups.group_shown(uow, group, actor)
    there = groups.cooperatives_of_group(uow, group)
    return page(
        request,
        "groups/propose.html",
        view=view,
        form=form or SharedForm(asked=[one.slug for one in there]),
        there=[(one.slug, one.name) for one in there],
        kinds=[(kind.value, _(name).capitalize()) for kind, name in KIND_NAMES.items()],
        rules=[(rule.value, _(name).capitalize()) for rule, name in WHOLE_RULE_NAMES.items()],
        **_faults(error),
    )


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    group: UUID,
    shared: UUID,
    *,
    typed: BaseModel | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = queries.shared_shown(uow, group, shared, actor)
    return page(
        request,
        "groups/shared.html",
        view=view,
        journeys=journeys(view.line),
        stations=STATIONS,
        standings=STANDING_NAMES,
        rules=WHOLE_RULE_NAMES,
        kinds=KIND_NAMES,
        quorums=QUORUM_NAMES,
        text=typed if isinstance(typed, TextForm) else TextForm(title=view.line.title, text=view.text),
        declined=typed if isinstance(typed, DeclineForm) else DeclineForm(),
        where=type(typed).__name__,
        writes=actor.holds(Role.SECRETARY),
        **_faults(error),
    )
