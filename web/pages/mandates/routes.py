"""Who represents the structures: the list, the mandates of one, what is written about them."""

import secrets
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Role
from governance.assembly.papers_required import LARGEST
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import mandates as queries
from governance.queries.connected import connected_persons
from governance.queries.mandates import Filter
from governance.register.faults import CHOOSE, Fault
from governance.register.mandate_reading import REASON_REPLACED, REASON_WITHDRAWN, FaultyMandate
from governance.register.mandates import CAPACITY_NAMES, REMINDERS, STATE_NAMES, Capacity, Connected, Link
from governance.usecases import deputies
from governance.usecases import mandates as usecases
from governance.words import N_
from web.auth.session import secret_hash
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.files import received
from web.i18n import fault_sentences, listing, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}")

FILTER_NAMES = {
    Filter.ALL: N_("Toutes"),
    Filter.IN_FORCE: N_("En cours"),
    Filter.ENDING: N_("Finissent bientôt"),
    Filter.ENDED: N_("Terminés"),
    Filter.NONE: N_("Sans mandat"),
}


class MandateForm(BaseModel):
    """A mandate as typed."""

    holder: str = ""
    email: str = ""
    person: str = ""
    capacity: str = Capacity.LEGAL.value
    rank: str = "holder"
    since: str = ""
    until: str = ""
    decision: str = ""
    note: str = ""
    account: str = ""


class DeputyForm(BaseModel):
    """Which deputy is called to which assembly, and why, as typed."""

    assembly: str = ""
    mandate: str = ""
    reason: str = ""


class EndForm(BaseModel):
    """An end before the term, as typed."""

    last_day: str = ""
    reason: str = ""


@router.get("/mandats", name="mandates:list")
def show_list(
    request: Request, uow: Read, actor: CurrentActor, etat: Filter = Filter.ALL, apres: UUID | None = None
) -> Response:
    """List the structures with who represents them today."""
    return page(
        request,
        "mandates/list.html",
        view=queries.mandates_page(uow, actor, etat, apres),
        filters=[(each.value, _(name), each) for each, name in FILTER_NAMES.items()],
        states=STATE_NAMES,
        reminders=REMINDERS,
        today=uow.today,
        links=[_told(one, names) for one, names in connected_persons(uow)] if apres is None else [],
    )


def _told(one: Connected, names: tuple[str, ...]) -> str:
    said = listing([_(name) for name in names]) if one.link is Link.ROLE else listing(names)
    return _(one.sentence) % {"person": one.person, "what": one.what or said, "detail": said}


@router.get("/societaires/{member}/mandats", name="mandates:show")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the mandates of one structure."""
    return _shown(request, uow, actor, member)


@router.post("/societaires/{member}/mandats", name="mandates:record")
def record(
    request: Request, member: UUID, form: Annotated[MandateForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write that a mandate begins, or show the form again with what is to be corrected."""
    try:
        account = UUID(form.account) if form.account else None
        usecases.record_mandate(uow, usecases.RecordMandate(member, form.model_dump(), account), by=actor)
    except (FaultyMandate, Refused) as error:
        return _shown(request, uow, actor, member, begun=form, error=error)
    tell(request, uow, _("Le mandat est inscrit."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/mandats/{mandate}/suite", name="mandates:replace")
def replace(
    request: Request,
    member: UUID,
    mandate: UUID,
    form: Annotated[MandateForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write who follows somebody: the former mandate ends on the eve of the new one."""
    try:
        usecases.replace_mandate(uow, usecases.ReplaceMandate(mandate, form.model_dump()), by=actor)
    except (FaultyMandate, Refused) as error:
        return _shown(request, uow, actor, member, followed=(mandate, form), error=error)
    tell(request, uow, _("Le nouveau mandat est inscrit ; le précédent finit la veille."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/mandats/{mandate}/fin", name="mandates:end")
def end(
    request: Request,
    member: UUID,
    mandate: UUID,
    form: Annotated[EndForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write that a mandate ends before its term."""
    try:
        usecases.end_mandate(uow, usecases.EndMandate(mandate, form.model_dump()), by=actor)
    except (FaultyMandate, Refused) as error:
        return _shown(request, uow, actor, member, ended=(mandate, form), error=error)
    tell(request, uow, _("La fin du mandat est inscrite. L’accès qu’il donnait finit le même jour."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/mandats/{mandate}/retirer", name="mandates:withdraw")
def withdraw(request: Request, member: UUID, mandate: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Withdraw a mandate written by mistake."""
    usecases.withdraw_mandate(uow, mandate, by=actor)
    tell(request, uow, _("Le mandat est retiré : il n’a jamais compté, et son accès est fermé."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/mandats/{mandate}/preuves", name="mandates:prove")
def prove(
    request: Request,
    member: UUID,
    mandate: UUID,
    uow: Uow,
    actor: CurrentActor,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Keep a file that proves a mandate."""
    content = file.file.read(LARGEST + 1) if file else b""
    name = (file.filename or "") if file else ""
    try:
        usecases.keep_proof(uow, usecases.KeepProof(mandate, name, content), by=actor)
    except Malformed as error:
        return _shown(request, uow, actor, member, error=error)
    tell(request, uow, _("La preuve est gardée avec le mandat."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.get("/societaires/{member}/preuves/{proof}", name="mandates:proof")
def download(member: UUID, proof: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give a proof as received; a browser never shows it inside this site."""
    return received(queries.proof_content(uow, member, proof, actor))


@router.post("/societaires/{member}/mandats/{mandate}/lien", name="mandates:invite")
def invite(request: Request, member: UUID, mandate: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Prepare a personal link and show it once. No redirect: the secret is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    try:
        deputies.invite_mandated(uow, mandate, secret_hash(secret), by=actor)
    except Refused as error:
        return _shown(request, uow, actor, member, error=error)
    path = path_of(request, "account:invitation", here=actor.slug, secret=secret)
    return _shown(
        request, uow, actor, member, link=(mandate, services_of(request).settings.public_url + path)
    )


@router.post("/societaires/{member}/empechements", name="mandates:prevent")
def prevent(
    request: Request, member: UUID, form: Annotated[DeputyForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write that the holder is prevented from an assembly, and which deputy acts."""
    try:
        assembly, mandate = UUID(form.assembly), UUID(form.mandate)
    except ValueError:
        missing = {name: CHOOSE for name in ("assembly", "mandate") if not getattr(form, name)}
        error = FaultyMandate(tuple(Fault(name, sentence) for name, sentence in missing.items()))
        return _shown(request, uow, actor, member, called=form, error=error)
    try:
        deputies.call_deputy(uow, deputies.CallDeputy(assembly, mandate, form.reason), by=actor)
    except (FaultyMandate, Refused) as error:
        return _shown(request, uow, actor, member, called=form, error=error)
    tell(request, uow, _("L’empêchement est inscrit : dans cette assemblée, le suppléant agit, lui seul."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/empechements/{prevention}/levee", name="mandates:lift")
def lift(request: Request, member: UUID, prevention: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Write that the holder can act after all."""
    deputies.lift_prevention(uow, prevention, by=actor)
    tell(request, uow, _("L’empêchement est levé : le titulaire agit de nouveau."))
    return redirect(request, path_of(request, "mandates:show", slug=actor.slug, member=member))


def _shown(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    member: UUID,
    *,
    begun: MandateForm | None = None,
    followed: tuple[UUID, MandateForm] | None = None,
    ended: tuple[UUID, EndForm] | None = None,
    called: DeputyForm | None = None,
    link: tuple[UUID, str] | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = queries.mandates_shown(uow, member, actor)
    faults = fault_sentences(error.faults) if isinstance(error, FaultyMandate) else {}
    return page(
        request,
        "mandates/show.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=view,
        form=begun or MandateForm(rank="deputy" if view.holder else "holder"),
        begun=begun is not None,
        followed=followed,
        ended=ended,
        called=called or DeputyForm(),
        link=link,
        errors={
            "begin": faults if begun else {},
            "follow": faults if followed else {},
            "end": faults if ended else {},
            "call": faults if called else {},
        },
        refusal=translate_error(error) if error is not None and not faults else None,
        capacities=[(each.value, _(name)) for each, name in CAPACITY_NAMES.items()],
        capacity_names=CAPACITY_NAMES,
        ranks=[
            ("holder", _("Titulaire"), _("Une seule personne à la fois.")),
            ("deputy", _("Suppléant"), _("Agit quand le titulaire est empêché, dans l’ordre d’inscription.")),
        ],
        accounts=[("", _("Aucun")), *((str(account), name) for account, name in view.unmandated)],
        states=STATE_NAMES,
        end_reasons={REASON_REPLACED: _("remplacement"), REASON_WITHDRAWN: _("inscrit par erreur")},
        withdrawn=REASON_WITHDRAWN,
        reminders=REMINDERS,
        invites=actor.holds(Role.SECRETARY, Role.ADMINISTRATOR),
        calls=actor.holds(Role.SECRETARY, Role.CHAIR),
        writes=actor.holds(Role.SECRETARY),
    )
