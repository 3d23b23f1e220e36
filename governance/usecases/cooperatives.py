"""A new cooperative, from the command line: nobody holds a role in it yet."""

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.errors import Malformed, Refused
from governance.store.cooperatives import CooperativeRow, by_slug
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.bylaws import AdoptBylaws, adopt_bylaws
from governance.words import N_

LONGEST_SLUG = 60
LONGEST_NAME = 200
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(eq=False)
class NotASlug(Malformed):
    """The slug cannot stand in an address."""

    slug: str
    longest: int

    message = N_("« %(slug)s » ne peut pas servir d’adresse à une coopérative.")
    remedy = N_(
        "Écrivez des lettres sans accent, des chiffres et des tirets, %(longest)s caractères au plus."
    )


@dataclass(eq=False)
class NotAName(Malformed):
    """The cooperative has no name, or one that is too long or cannot be printed."""

    longest: int

    message = N_("Le nom de la coopérative manque, ou ne tient pas en une ligne de %(longest)s caractères.")
    remedy = N_("Donnez le nom qui figure dans ses statuts.")


@dataclass(eq=False)
class SlugTaken(Refused):
    """Another cooperative has this address."""

    slug: str

    message = N_("Une coopérative a déjà l’adresse « %(slug)s ».")
    remedy = N_("Choisissez une autre adresse : elle ne changera plus.")


@dataclass(frozen=True, slots=True)
class CreateCooperative:
    """The address and the name of a cooperative, the model of its bylaws, the day they begin to hold."""

    slug: str
    name: str
    model: str
    in_force_from: date | None = None


def create_cooperative(uow: UnitOfWork, command: CreateCooperative) -> UUID:
    """Add a cooperative with the first version of its bylaws, and enter it.

    Who      the command line only
    Writes   the cooperative, bylaws version 1, acts cooperative.create and bylaws.adopt
    Refuses  NotASlug, NotAName, SlugTaken, NotFound (unknown model), BylawsBreakTheLaw
    """
    name = command.name.strip()
    if len(command.slug) > LONGEST_SLUG or not _SLUG.fullmatch(command.slug):
        raise NotASlug(command.slug, LONGEST_SLUG)
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise NotAName(LONGEST_NAME)
    if by_slug(uow.session, command.slug) is not None:
        raise SlugTaken(command.slug)
    model = load_model(command.model)
    bylaws = replace(model, identity=replace(model.identity, name=name))
    row = CooperativeRow(slug=command.slug, name=name, created_at=uow.now)
    uow.session.add(row)
    uow.session.flush()  # the tenant must exist before anything that belongs to it
    uow.enter(row.id)
    uow.acts([("cooperative.create", {"by": "", "as": "operator", "slug": row.slug})])
    begins = command.in_force_from or uow.today
    adopted = AdoptBylaws(bylaws_document(bylaws), min(begins, uow.today), begins)
    adopt_bylaws(uow, adopted, by=None)
    return row.id
