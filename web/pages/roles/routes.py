"""Who may do what in a cooperative: roles given, by name or by a personal link, and taken back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import ROLE_NAMES, Role
from governance.errors import Malformed, NotFound, Refused
from governance.queries import roles as queries
from governance.usecases import roles as usecases
from web.auth.session import new_secret, secret_hash
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.i18n import day as written_day
from web.i18n import gettext as _
from web.i18n import listing, translate_error
from web.pages.roles.forms import BY_LINK, Asked, EndForm, RoleForm, role_options
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/roles")


@router.get("", name="roles:list")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """List who holds which role."""
    shown = queries.roles_shown(uow, by=actor)
    return page(request, "roles/list.html", shown=shown, may_give=actor.holds(Role.ADMINISTRATOR))


@router.get("/donner", name="roles:new")
def new(request: Request, uow: Read, actor: CurrentActor, q: str = "") -> Response:
    """Ask whom a role is given to, which one, from when until when."""
    return _give_page(request, uow, actor, RoleForm(starts_on=uow.today.isoformat(), q=q), {})


@router.post("/donner", name="roles:give")
def give(request: Request, form: Annotated[RoleForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Give a role, or prepare its personal link and show it once: the secret is kept nowhere."""
    asked = form.read()
    if not isinstance(asked, Asked):
        return _give_page(request, uow, actor, form, asked, status=422)
    try:
        if asked.account is None:
            return _offer(request, uow, actor, asked)
        command = usecases.GrantRole(asked.account, asked.role, asked.starts_on, asked.ends_on)
        usecases.grant_role(uow, command, by=actor)
    except (Malformed, Refused) as error:
        status = 422 if isinstance(error, Malformed) else 409
        return _give_page(request, uow, actor, form, _faults(error), status=status)
    tell(request, uow, _("Le rôle est donné."))
    return redirect(request, path_of(request, "roles:list", slug=actor.slug))


@router.get("/{grant}/fin", name="roles:end_form")
def end_form(request: Request, grant: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask when a role ends."""
    held = queries.held_role(uow, grant, by=actor)
    return page(request, "roles/end.html", held=held, form=EndForm(), errors={})


@router.post("/{grant}/fin", name="roles:end")
def end(
    request: Request, grant: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Take a role back."""
    held = queries.held_role(uow, grant, by=actor)
    asked = form.read()
    if isinstance(asked, dict):
        return page(request, "roles/end.html", status=422, held=held, form=form, errors=asked)
    try:
        last = usecases.end_role(uow, usecases.EndRole(grant, asked), by=actor)
    except (Malformed, Refused) as error:
        status = 422 if isinstance(error, Malformed) else 409
        faults = _faults(error, end="last_day")
        return page(request, "roles/end.html", status=status, held=held, form=form, errors=faults)
    tell(request, uow, _ended(asked, last))
    if asked is None and held.account == actor.account:  # perhaps the very role that showed this page
        return redirect(request, path_of(request, "account:cooperatives"))
    return redirect(request, path_of(request, "roles:list", slug=actor.slug))


@router.post("/liens/{offer}/annuler", name="roles:withdraw")
def withdraw(request: Request, offer: str, uow: Uow, actor: CurrentActor) -> Response:
    """Cancel a personal link nobody used."""
    try:
        hashed = bytes.fromhex(offer)
    except ValueError:
        raise NotFound from None
    usecases.withdraw_offer(uow, hashed, by=actor)
    tell(request, uow, _("Le lien personnel est annulé : il ne donnera plus ce rôle."))
    return redirect(request, path_of(request, "roles:list", slug=actor.slug))


def _offer(request: Request, uow: Uow, actor: CurrentActor, asked: Asked) -> Response:
    secret = new_secret()
    command = usecases.OfferRole(asked.role, asked.starts_on, secret_hash(secret), asked.ends_on)
    until = usecases.offer_role(uow, command, by=actor)
    path = path_of(request, "account:invitation", here=actor.slug, secret=secret)
    link = services_of(request).settings.public_url + path
    name = ROLE_NAMES[asked.role]
    return page(request, "roles/link.html", link=link, until=until, asked=asked, role=name)


def _give_page(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    form: RoleForm,
    errors: dict[str, str],
    status: int = 200,
) -> Response:
    known = queries.known_people(uow, form.q, by=actor)
    people: list[tuple[str, ...]] = [
        (str(person.account), person.name, listing(filter(None, [*map(_, person.known_as), person.email])))
        for person in known
    ]
    people.append((BY_LINK, _("Quelqu’un d’autre : préparer un lien personnel")))
    return page(
        request,
        "roles/give.html",
        status=status,
        people=people,
        roles=role_options(),
        form=form,
        errors=errors,
    )


def _faults(error: Malformed | Refused, *, end: str = "ends_on") -> dict[str, str]:
    said = translate_error(error)
    fields = {
        usecases.RoleStartsInThePast: "starts_on",
        usecases.RoleEndsBeforeItStarts: end,
        usecases.AuditorWithoutEnd: end,
        usecases.AlreadyHolds: "person",
    }
    return {fields.get(type(error), ""): f"{said.message} {said.remedy}"}


def _ended(asked: date | None, last: date) -> str:
    if asked is None:
        return _("Le rôle a pris fin.")
    return _("Le rôle prendra fin après le %(last)s.") % {"last": written_day(last)}
