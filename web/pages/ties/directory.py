"""A structure looked up by its SIREN: what the directory says beside what is written here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.errors import NotFound
from governance.queries.ties import StructureShown, structure_shown
from governance.register.faults import Fault
from governance.register.names import plain
from governance.register.reading import read_siren
from governance.register.ties import ORIGIN_NAMES, STRUCTURE_FORM_NAMES, Origin
from governance.words import N_
from web.deps import CurrentActor, Read, services_of
from web.directory import Company
from web.i18n import company_number, fault_sentences, short_day
from web.i18n import gettext as _
from web.render import page

router = APIRouter(prefix="/coop/{slug}/societaires/{member}/liens")

LABELS = {
    "form": N_("Forme juridique"),
    "founded_on": N_("Créée le"),
    "siret": N_("SIRET du siège"),
    "registration": N_("Immatriculation"),
    "ceased_on": N_("A cessé le"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of the form: what is written here and what the directory says, as typed and as shown."""

    name: str
    label: str
    here: str
    here_shown: str
    there: str
    there_shown: str

    @property
    def differs(self) -> bool:
        """Tell whether both say something, and not the same thing."""
        return bool(self.here and self.there and self.here != self.there)

    @property
    def new(self) -> bool:
        """Tell whether the directory says something that is not written here."""
        return bool(self.there) and self.here != self.there

    @property
    def kept(self) -> str:
        """Give what the form holds: what is written here, or else what the directory says."""
        return self.here or self.there


@router.get("/annuaire", name="ties:look_up")
def look_up(request: Request, member: UUID, uow: Read, actor: CurrentActor, siren: str = "") -> Response:
    """Look a structure up, and show what taking it over would change."""
    actor.ensure(Role.SECRETARY)
    directory = services_of(request).directory
    if directory is None:
        raise NotFound
    view = structure_shown(uow, member, actor)
    read = read_siren("siren", siren[:40])
    sound = not isinstance(read, Fault)
    company = directory.look_up(read) if isinstance(read, str) else None
    errors = fault_sentences((read,)) if isinstance(read, Fault) else {}
    if sound and company is None:
        errors = {"siren": _("Ce SIREN n’est pas dans l’annuaire, ou c’est celui d’une personne.")}
    return page(
        request,
        "ties/directory.html",
        status=422 if errors else 200,
        view=view,
        siren=siren[:40],
        errors=errors,
        company=company,
        source=_(directory.source),
        as_of=directory.as_of,
        fields=_compared(view, company) if company else (),
        same_name=company is None or plain(company.name) == plain(view.tied.name),
        same_place=company is None or _place(company) == plain(f"{view.address} {view.postcode} {view.city}"),
        known=view.structure,
        origins=[(origin.value, _(ORIGIN_NAMES[origin])) for origin in Origin],
    )


def _place(company: Company) -> str:
    return plain(f"{company.address} {company.postcode} {company.city}")


def _compared(view: StructureShown, company: Company) -> tuple[Compared, ...]:
    known = view.structure
    return tuple(
        Compared(
            name=name,
            label=_(label),
            here=_typed(getattr(known, name, None)),
            here_shown=_shown(name, getattr(known, name, None)),
            there=_typed(getattr(company, name)),
            there_shown=_shown(name, getattr(company, name)),
        )
        for name, label in LABELS.items()
    )


def _typed(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return short_day(value)
    if name == "siret" and value:
        return company_number(str(value))
    names = {form.value: label for form, label in STRUCTURE_FORM_NAMES.items()}
    return _(names[str(value)]) if name == "form" and value else str(value or "")
