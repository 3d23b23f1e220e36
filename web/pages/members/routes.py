"""The register of members: the list, one member, what the secretary changes, files to take away."""

import secrets
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.refusals import NumberTaken
from governance.errors import NotFound
from governance.queries import exits
from governance.queries import members as queries
from governance.queries.members import Look, MemberShown, Newcomer
from governance.register.activity_reading import FORMS_FOUNDED
from governance.register.refusals import (
    CollegeIsFrozen,
    FaultyMember,
    FaultyMovement,
    MemberInDoubt,
    NotSoManyShares,
)
from governance.register.shares import MOVEMENT_NAMES
from governance.register.ties import STRUCTURE_FORM_NAMES
from governance.usecases import accounts, exit_ties, shares
from governance.usecases import members as usecases
from governance.words import N_
from web.auth.session import secret_hash
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.documents.member_files import CSV_TYPE, XLSX_TYPE, write_csv, write_template, write_xlsx
from web.files import attached
from web.i18n import ErrorText, fault_sentences, translate_error
from web.i18n import gettext as _
from web.pages.members.forms import (
    FILE_FIELDS,
    HEADERS,
    AddForm,
    MemberForm,
    MovementForm,
    file_row,
    founded_form,
    typed,
)
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/societaires")

TEMPLATE_HELP = (
    N_("Une ligne par sociétaire, sous les en-têtes de la feuille « Sociétaires »."),
    N_("Le numéro désigne le sociétaire : un numéro connu change sa fiche, un numéro nouveau en crée une."),
    N_("Obligatoires pour un nouveau sociétaire : numéro, nom, catégorie et date d’admission."),
    N_("Le prénom est obligatoire aussi pour une personne physique."),
    N_("Les dates s’écrivent 24/06/2027. Les codes postaux ont 5 chiffres."),
    N_("Le type est « personne physique » ou « personne morale »."),
    N_("L’accord pour la convocation électronique est une date : celle où le sociétaire l’a donné."),
    N_("Les parts d’un nouveau sociétaire sont reprises au registre des mouvements."),
    N_("Une colonne absente ne change rien. Une case vide efface ce qui est facultatif."),
    N_("Aucun sociétaire n’est retiré parce qu’il manque au fichier."),
)


@router.get("", name="members:list")
def show_list(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    q: str = "",
    college: str = "",
    etat: str = "member",
    apres: UUID | None = None,
    avant: UUID | None = None,
) -> Response:
    """Show a page of the list."""
    look = Look(q[:100], college[:100], etat[:20], apres, avant)
    view = queries.members_page(uow, look, by=actor)
    return page(request, "members/list.html", fragment="members", view=view)


@router.get("/liste.{kind}", name="members:export")
def export(uow: Read, actor: CurrentActor, kind: str) -> Response:
    """Give the whole list as a workbook or as CSV."""
    rows = [file_row(*found) for found in queries.exported_members(uow, by=actor)]
    if kind == "xlsx":
        return attached(write_xlsx("Sociétaires", HEADERS, rows), XLSX_TYPE, "societaires.xlsx")
    if kind == "csv":
        return attached(write_csv(HEADERS, rows), CSV_TYPE, "societaires.csv")
    raise NotFound


@router.get("/modele.xlsx", name="members:template")
def template(uow: Read, actor: CurrentActor) -> Response:
    """Give an empty workbook to fill in, with this cooperative's categories and colleges."""
    actor.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    categories, colleges = queries.choices(uow)
    lists = [
        (FILE_FIELDS.index("kind"), ("personne physique", "personne morale")),
        (FILE_FIELDS.index("category"), [name for _id, name in categories]),
        (FILE_FIELDS.index("college"), [name for _id, name in colleges]),
    ]
    return attached(
        write_template(HEADERS, lists, [_(line) for line in TEMPLATE_HELP]),
        XLSX_TYPE,
        "modele-societaires.xlsx",
    )


@router.get("/ajouter", name="members:new")
def new(request: Request, uow: Read, actor: CurrentActor, sortie: UUID | None = None) -> Response:
    """Show the form that adds a member, with the next free number; `sortie` is an exit that founds one."""
    proposed = queries.newcomer(uow, by=actor)
    form = AddForm(number=str(proposed.number), kind="person")
    if sortie is not None:
        form = founded_form(proposed, exits.founding(uow, sortie, actor))
    return _new_page(request, uow, actor, proposed, form)


@router.post("/ajouter", name="members:add")
def add(request: Request, form: Annotated[AddForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Add a member, or show the form again with what is to be corrected or checked."""
    proposed = queries.newcomer(uow, by=actor)
    left = form.exit
    try:
        if left is None:
            added = usecases.add_member(uow, form.addition(), by=actor)
        else:
            added = exit_ties.admit_founded(uow, form.founded(left), by=actor)
    except FaultyMember as error:
        return _new_page(request, uow, actor, proposed, form, fault_sentences(error.faults), status=422)
    except NumberTaken as error:
        faults = {"number": translate_error(error).message}
        return _new_page(request, uow, actor, proposed, form, faults, status=409)
    except MemberInDoubt as error:
        return _new_page(
            request, uow, actor, proposed, form, fault_sentences(error.faults), status=409, doubtful=True
        )
    if left is not None:
        tell(
            request,
            uow,
            _("L’entreprise est au registre, et reliée à l’activité dont elle est née."),
        )
        return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))
    tell(request, uow, _("Le sociétaire est inscrit au registre."))
    return redirect(request, path_of(request, "members:show", slug=actor.slug, member=added))


@router.get("/{member}", name="members:show")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one member."""
    return _member_page(request, queries.member_shown(uow, member, by=actor))


@router.get("/{member}/modifier", name="members:edit")
def edit(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the form that changes a member."""
    actor.ensure(Role.SECRETARY)
    shown = queries.member_shown(uow, member, by=actor)
    return _edit_page(request, uow, shown, typed(shown.member))


@router.post("/{member}/modifier", name="members:change")
def change(
    request: Request, member: UUID, form: Annotated[MemberForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Change a member, or show the form again with what is to be corrected."""
    try:
        changed = usecases.change_member(uow, form.command(member), by=actor)
    except FaultyMember as error:
        shown = queries.member_shown(uow, member, by=actor)
        return _edit_page(request, uow, shown, form, fault_sentences(error.faults), status=422)
    except CollegeIsFrozen as error:
        shown = queries.member_shown(uow, member, by=actor)
        faults = {"college": translate_error(error).message}
        return _edit_page(request, uow, shown, form, faults, status=409)
    except NumberTaken as error:
        shown = queries.member_shown(uow, member, by=actor)
        faults = {"number": translate_error(error).message}
        return _edit_page(request, uow, shown, form, faults, status=409)
    tell(request, uow, _("La fiche est enregistrée.") if changed else _("Rien n’a changé dans cette fiche."))
    return redirect(request, path_of(request, "members:show", slug=actor.slug, member=member))


@router.post("/{member}/parts", name="members:move_shares")
def move_shares(
    request: Request, member: UUID, form: Annotated[MovementForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write a movement of shares, or show the form again with what is to be corrected."""
    try:
        sequence = shares.record_movement(uow, form.command(member), by=actor)
    except FaultyMovement as error:
        shown = queries.member_shown(uow, member, by=actor)
        return _shares_page(request, shown, form, errors=fault_sentences(error.faults), status=422)
    except NotSoManyShares as error:
        shown = queries.member_shown(uow, member, by=actor)
        return _shares_page(request, shown, form, refusal=translate_error(error), status=409)
    said = _("Le mouvement est inscrit au registre sous le n° %(sequence)s.") % {"sequence": sequence}
    tell(request, uow, said)
    return redirect(request, path_of(request, "members:show", slug=actor.slug, member=member))


@router.post("/{member}/lien", name="members:invite")
def invite(request: Request, member: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Prepare a personal link and show it once. No redirect: the secret is kept nowhere."""
    shown = queries.member_shown(uow, member, by=actor)
    secret = secrets.token_urlsafe(32)
    represents = shown.member.kind == "organisation"
    accounts.invite(uow, member, secret_hash(secret), represents=represents, by=actor)
    settings = services_of(request).settings
    path = path_of(request, "account:invitation", here=actor.slug, secret=secret)
    return _member_page(request, shown, link=settings.public_url + path)


def _member_page(request: Request, shown: MemberShown, link: str = "") -> Response:
    values = _member_values(shown, MovementForm())
    return page(request, "members/show.html", fragment="invitation", link=link, **values)


def _shares_page(
    request: Request,
    shown: MemberShown,
    form: MovementForm,
    *,
    status: int,
    errors: dict[str, str] | None = None,
    refusal: ErrorText | None = None,
) -> Response:
    values = {**_member_values(shown, form), "errors": errors or {}, "refusal": refusal, "link": ""}
    return page(request, "members/show.html", fragment="shares", status=status, **values)


def _member_values(shown: MemberShown, form: MovementForm) -> dict[str, Any]:
    names = {kind.value: name for kind, name in MOVEMENT_NAMES.items()}
    return {"shown": shown, "movement_names": names, "form": form, "errors": {}, "refusal": None}


def _new_page(
    request: Request,
    uow: Read,
    actor: Actor,
    newcomer: Newcomer,
    form: AddForm,
    errors: dict[str, str] | None = None,
    status: int = 200,
    *,
    doubtful: bool = False,
) -> Response:
    categories, colleges = queries.choices(uow)
    return page(
        request,
        "members/new.html",
        fragment="form",
        status=status,
        newcomer=newcomer,
        adding=True,
        form=form,
        founding=exits.founding(uow, form.exit, actor) if form.exit else None,
        forms=[
            ("", _("Choisissez une forme")),
            *((one.value, _(STRUCTURE_FORM_NAMES[one])) for one in FORMS_FOUNDED),
        ],
        categories=(("", _("Choisissez une catégorie")), *categories),
        colleges=(("", _("Celui de la catégorie")), *colleges) if colleges else (),
        errors=errors or {},
        doubtful=doubtful,
    )


def _edit_page(
    request: Request,
    uow: Read,
    shown: MemberShown,
    form: MemberForm,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    categories, colleges = queries.choices(uow)
    return page(
        request,
        "members/edit.html",
        fragment="form",
        status=status,
        shown=shown,
        adding=False,
        form=form,
        categories=categories,
        colleges=colleges,
        errors=errors or {},
    )
