"""Groups of cooperatives: begin one, invite, answer, leave. What is shared is on the pages beside it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.assembly.shared_resolutions import STANDING_NAMES, Whole
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import groups as queries
from governance.queries.shared_resolutions import shared_of_group
from governance.register.groups import GROUP_KIND_NAMES, FaultyGroup, GroupKind
from governance.usecases import groups as usecases
from governance.words import N_
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/groupes")

KIND_HINTS = {
    GroupKind.PARENT: N_("La vôtre est la société mère, celles que vous invitez sont ses filiales."),
    GroupKind.UNION: N_("Des coopératives qui se donnent des moyens communs."),
    GroupKind.GROUPEMENT: N_(
        "Celui de la loi du 19 juillet 1978, article 47 bis, est réservé aux SCOP : une SCIC n’en est pas "
        "membre (à confirmer par un conseil)."
    ),
    GroupKind.TERRITORY: N_("Des coopératives voisines qui veulent décider ensemble."),
}
WHOLE_TAGS = {
    Whole.OPEN: (N_("en cours"), "accent"),
    Whole.MET: (N_("règle du groupe remplie"), "accent"),
    Whole.FAILED: (N_("règle du groupe non remplie"), "danger"),
    Whole.SETTLED: (N_("toutes ont répondu"), "accent"),
}
STATE_NAMES = {
    "sent": N_("en attente de sa réponse"),
    "accepted": N_("acceptée"),
    "refused": N_("refusée"),
    "withdrawn": N_("retirée"),
}


class GroupForm(BaseModel):
    """A group that begins, as typed."""

    kind: str = GroupKind.TERRITORY.value
    name: str = ""
    purpose: str = ""


class InviteForm(BaseModel):
    """The cooperative to invite, as typed."""

    cooperative: str = ""


class AnswerForm(BaseModel):
    """The answer to an invitation."""

    answer: str = ""


class LeaveForm(BaseModel):
    """The first day outside the group, as typed."""

    until: str = ""


@router.get("", name="groups:list")
def show_list(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show the groups of the cooperative and the invitations that wait for its answer."""
    return _list(request, uow, actor)


@router.post("", name="groups:begin")
def begin(request: Request, form: Annotated[GroupForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Begin a group, or show the form again with what is to be corrected."""
    try:
        group = usecases.begin_group(uow, usecases.BeginGroup(form.model_dump()), by=actor)
    except FaultyGroup as error:
        return _list(request, uow, actor, form=form, error=error)
    tell(request, uow, _("Le groupe est créé. Invitez maintenant les autres coopératives."))
    return redirect(request, path_of(request, "groups:show", slug=actor.slug, group=group))


@router.get("/{group}", name="groups:show")
def show(request: Request, group: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one group."""
    return _shown(request, uow, actor, group)


@router.post("/{group}/invitations", name="groups:invite")
def invite(
    request: Request, group: UUID, form: Annotated[InviteForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Invite another cooperative, or show the form again with what is to be corrected."""
    try:
        command = usecases.InviteToGroup(group, form.cooperative)
        usecases.invite_to_group(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, group, invited=form, error=error)
    tell(request, uow, _("L’invitation est envoyée : elle attend la réponse de cette coopérative."))
    return redirect(request, path_of(request, "groups:show", slug=actor.slug, group=group))


@router.post("/{group}/invitations/{invitation}/retrait", name="groups:withdraw")
def withdraw(request: Request, group: UUID, invitation: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Take back an invitation."""
    try:
        usecases.withdraw_invitation(uow, usecases.WithdrawInvitation(invitation), by=actor)
    except Refused as error:
        return _shown(request, uow, actor, group, error=error)
    tell(request, uow, _("L’invitation est retirée."))
    return redirect(request, path_of(request, "groups:show", slug=actor.slug, group=group))


@router.post("/invitations/{invitation}", name="groups:answer")
def answer(
    request: Request, invitation: UUID, form: Annotated[AnswerForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Accept or refuse an invitation received."""
    accept = form.answer == "accept"
    try:
        group = usecases.answer_invitation(uow, usecases.AnswerInvitation(invitation, accept), by=actor)
    except Refused as error:
        return _list(request, uow, actor, error=error)
    if accept:
        tell(request, uow, _("Votre coopérative fait maintenant partie de ce groupe."))
        return redirect(request, path_of(request, "groups:show", slug=actor.slug, group=group))
    tell(request, uow, _("L’invitation est refusée. Rien n’a été partagé."))
    return redirect(request, path_of(request, "groups:list", slug=actor.slug))


@router.post("/{group}/sortie", name="groups:leave")
def leave(
    request: Request, group: UUID, form: Annotated[LeaveForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the day the cooperative leaves, or show the form again with what is to be corrected."""
    try:
        usecases.leave_group(uow, usecases.LeaveGroup(group, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, group, left=form, error=error)
    tell(request, uow, _("La sortie du groupe est inscrite."))
    return redirect(request, path_of(request, "groups:list", slug=actor.slug))


def _faults(error: GovernanceError | None) -> dict[str, Any]:
    faults = fault_sentences(error.faults) if isinstance(error, FaultyGroup) else {}
    return {
        "status": 200 if error is None else 422 if isinstance(error, Malformed) else 409,
        "errors": faults,
        "refusal": translate_error(error) if error is not None and not faults else None,
    }


def _list(
    request: Request,
    uow: Read,
    actor: Actor,
    *,
    form: GroupForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "groups/list.html",
        view=queries.groups_page(uow, actor),
        form=form or GroupForm(),
        kinds=[
            (kind.value, _(name).capitalize(), _(KIND_HINTS[kind])) for kind, name in GROUP_KIND_NAMES.items()
        ],
        kind_names=GROUP_KIND_NAMES,
        writes=actor.holds(*usecases.OFFICERS),
        **_faults(error),
    )


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    group: UUID,
    *,
    invited: InviteForm | None = None,
    left: LeaveForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "groups/show.html",
        view=queries.group_shown(uow, group, actor),
        shared=shared_of_group(uow, group),
        wholes=WHOLE_TAGS,
        standings=STANDING_NAMES,
        proposes=actor.holds(Role.SECRETARY),
        invited=invited or InviteForm(),
        left=left or LeaveForm(),
        leaving=left is not None,
        kind_names=GROUP_KIND_NAMES,
        states=STATE_NAMES,
        writes=actor.holds(*usecases.OFFICERS),
        **_faults(error),
    )
