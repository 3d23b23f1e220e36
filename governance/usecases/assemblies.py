"""Preparing an assembly: create, change, name its officers, cancel."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.agenda import TEMPLATE_NAMES, Template, annual_agenda, kind_of, places
from governance.assembly.convening import HeldInThePast, MissingField, ensure_remote
from governance.assembly.second_call import day_refusals
from governance.assembly.shared_resolutions import Told
from governance.assembly.stages import Stage, ensure_stage
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.store import preparation as store
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.in_force import rules_in_force
from governance.store.second_calls import before_next
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.words import N_


@dataclass(frozen=True, slots=True)
class AssemblyFields:
    """What the secretary says of an assembly. `held_at` is aware; texts are trimmed."""

    title: str
    held_at: datetime
    place: str
    remote_allowed: bool = False
    remote_link: str = ""
    contact: str = ""
    fiscal_year: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class CreateAssembly:
    """Prepare an assembly from a template; an empty title takes the template's name."""

    template: Template
    fields: AssemblyFields


@dataclass(frozen=True, slots=True)
class ChangeAssembly:
    """Change what was said of an assembly in preparation."""

    assembly: UUID
    fields: AssemblyFields


@dataclass(frozen=True, slots=True)
class NameOfficers:
    """Name who should chair, write and check the votes; the meeting itself decides."""

    assembly: UUID
    chair: str
    secretary: str
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CancelAssembly:
    """Give up an assembly that was not opened."""

    assembly: UUID


def create_assembly(uow: UnitOfWork, command: CreateAssembly, *, by: Actor) -> UUID:
    """Prepare an assembly, its agenda filled from the template.

    Who      the secretary
    Writes   assemblies, resolutions, act assembly.create
    Refuses  HeldInThePast, MissingField, RemoteForbidden, NoBylaws
    """
    by.ensure(Role.SECRETARY)
    fields, template = command.fields, command.template
    _ensure_complete(uow, fields)
    kind, day = kind_of(template), fields.held_at.astimezone(PARIS).date()
    in_force = rules_in_force(uow.session, kind, Call.FIRST, day)
    annual = template is Template.ANNUAL
    ensure_remote(in_force.rules, remote=fields.remote_allowed, annual=annual)
    row = AssemblyRow(
        cooperative_id=uow.tenant,
        title=fields.title.strip() or TEMPLATE_NAMES[template],
        kind=kind.value,
        annual=annual,
        held_at=fields.held_at,
        place=fields.place.strip(),
        bylaws_version_id=in_force.version_row.id,
        created_at=uow.now,
    )
    _fill(row, fields)
    uow.session.add(row)
    uow.session.flush()  # the agenda refers to it
    count = _fill_agenda(uow, row, in_force.rules.form) if annual else 0
    uow.act("assembly.create", by=by, assembly=row.id, assembly_id=str(row.id), items=count)
    return row.id


def change_assembly(uow: UnitOfWork, command: ChangeAssembly, *, by: Actor) -> None:
    """Change title, time, place and the ways to take part.

    Who      the secretary
    When     in preparation
    Writes   assemblies, act assembly.change
    Refuses  NoSuchAssembly, WrongStage, HeldInThePast, MissingField, RemoteForbidden,
             SecondMeetingTooSoon, SecondMeetingTooLate
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.DRAFT)
    _ensure_complete(uow, command.fields)
    fields = command.fields
    day = fields.held_at.astimezone(PARIS).date()
    in_force = rules_in_force(uow.session, AssemblyKind(row.kind), Call(row.call), day)
    ensure_remote(in_force.rules, remote=fields.remote_allowed, annual=row.annual)
    if row.second_of is not None:
        _ensure_second_day(uow, row.second_of, day)
    row.title, row.held_at, row.place = (
        fields.title.strip() or row.title,
        fields.held_at,
        fields.place.strip(),
    )
    row.bylaws_version_id = in_force.version_row.id
    _fill(row, fields)
    uow.session.add(row)
    sharing.tell_of_assembly(uow, row.id, Told.TAKEN)
    uow.act("assembly.change", by=by, assembly=row.id, what="settings")


def name_officers(uow: UnitOfWork, command: NameOfficers, *, by: Actor) -> None:
    """Name the bureau of the meeting.

    Who      the secretary
    When     until the assembly closes
    Writes   assemblies, act assembly.change
    Refuses  NoSuchAssembly, WrongStage, MissingField
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.DRAFT, Stage.CONVENED, Stage.OPEN)
    tellers = [name.strip() for name in command.tellers if name.strip()]
    for name in (command.chair, command.secretary, *tellers):
        _ensure_short(name, N_("Nom"), most=160)
    row.chair, row.secretary, row.tellers = command.chair.strip(), command.secretary.strip(), tellers
    uow.session.add(row)
    uow.act("assembly.change", by=by, assembly=row.id, what="officers", tellers=len(tellers))


def cancel_assembly(uow: UnitOfWork, command: CancelAssembly, *, by: Actor) -> None:
    """Give up an assembly; nothing is erased. Members already convened are told by the secretary.

    Who      the secretary
    When     in preparation, or convened
    Writes   assemblies, act assembly.cancel
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.DRAFT, Stage.CONVENED)
    before, row.stage = row.stage, Stage.CANCELLED.value
    uow.session.add(row)
    sharing.forget(uow, Told.CANCELLED, assembly=row.id)
    uow.act("assembly.cancel", by=by, assembly=row.id, stage_before=before)


def _ensure_second_day(uow: UnitOfWork, previous: UUID, day: date) -> None:
    row = store.assembly(uow, previous)
    bylaws, before = store.rules_of(uow, row).bylaws, before_next(uow, row)
    for refusal in day_refusals(bylaws, AssemblyKind(row.kind), before, uow.today, day):
        raise refusal


def _fill(row: AssemblyRow, fields: AssemblyFields) -> None:
    row.remote_allowed = fields.remote_allowed
    row.remote_link = fields.remote_link.strip() if fields.remote_allowed else ""
    row.contact, row.fiscal_year = fields.contact.strip(), fields.fiscal_year.strip()
    row.introduction = fields.introduction.strip()


def _fill_agenda(uow: UnitOfWork, row: AssemblyRow, form: CompanyForm) -> int:
    rows = [
        ResolutionRow(
            cooperative_id=uow.tenant,
            assembly_id=row.id,
            position=0,
            voted=i.voted,
            title=i.title,
            text=i.text,
        )
        for i in annual_agenda(form, row.fiscal_year)
    ]
    for item, place in zip(rows, places([(item.id, item.voted) for item in rows]), strict=True):
        item.position, item.number = place.position, place.number
    uow.session.add_all(rows)
    return len(rows)


def _ensure_complete(uow: UnitOfWork, fields: AssemblyFields) -> None:
    if fields.held_at.astimezone(PARIS).date() < uow.today:
        raise HeldInThePast
    if not fields.place.strip():
        raise MissingField(N_("Lieu"))
    _ensure_short(fields.title, N_("Titre"), most=160)
    _ensure_short(fields.place, N_("Lieu"), most=300)
    _ensure_short(fields.remote_link, N_("Adresse de la visioconférence"), most=500)
    _ensure_short(fields.contact, N_("À qui écrire"), most=300)
    _ensure_short(fields.fiscal_year, N_("Exercice"), most=80)
    _ensure_short(fields.introduction, N_("Mot d’introduction"), most=5_000)


def _ensure_short(text: str, label: str, *, most: int) -> None:
    if len(text) > most or "\x00" in text:
        raise MissingField(label)
