"""An assembly being prepared: its row held, its agenda in order, how its members can be reached."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from governance.assembly.agenda import Place
from governance.assembly.convening import AgendaFacts, AgendaLocked, MembersFacts, Preparation
from governance.assembly.refusals import NoSuchAssembly
from governance.assembly.second_call import SecondAgendaKept, keeps_agenda
from governance.assembly.stages import Stage
from governance.bylaws.by_hand import by_hand
from governance.bylaws.clauses import Bylaws
from governance.errors import Refused
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.register.mandates import Link
from governance.store.assemblies import AssemblyRow, AttachmentRow, ResolutionRow
from governance.store.connected import two_votes
from governance.store.elections import impossible
from governance.store.in_force import InForce, rules_in_force
from governance.store.members import MemberRow
from governance.store.non_voters import serving_on
from governance.store.representing import email_on, unrepresented
from governance.store.requests import lawful_waiting
from governance.store.ties import suspended
from governance.store.unit_of_work import PARIS, UnitOfWork

WHO_AND_HOW = f"""
SELECT m.id, m.cooperative_id, m.sort_key,
       CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name) ELSE m.name END AS recipient,
       e.email,
       m.email_notice_since <= :cutoff AND e.email <> '' AS by_email,
       concat_ws(chr(10), nullif(m.address, ''), nullif(trim(m.postcode || ' ' || m.city), '')) AS lines,
       m.address = '' OR m.city = '' AS incomplete
  FROM members m
 CROSS JOIN LATERAL (SELECT {email_on(":today")} AS email) e
 WHERE m.cooperative_id = :cooperative
   AND m.same_as IS NULL AND m.admitted_on <= :day AND (m.left_on IS NULL OR m.left_on > :day)
"""
"""Members on the day of the assembly, with the channel each one's consent (before `:cutoff`) allows."""

_REACHED = text(
    "SELECT count(*), count(*) FILTER (WHERE by_email IS TRUE),"
    " count(*) FILTER (WHERE by_email IS NOT TRUE),"
    f" count(*) FILTER (WHERE by_email IS NOT TRUE AND incomplete) FROM ({WHO_AND_HOW}) w"
)

_ARRANGE = text(
    "UPDATE resolutions r SET position = n.position, number = n.number, voted = n.number IS NOT NULL"
    " FROM unnest(cast(:ids AS uuid[]), cast(:positions AS int[]), cast(:numbers AS int[]))"
    " AS n(id, position, number) WHERE r.id = n.id AND r.assembly_id = :assembly"
)


def assembly(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> AssemblyRow:
    """Find an assembly of the cooperative; `hold` keeps others from changing it until the end.

    Raises NoSuchAssembly.
    """
    asked = select(AssemblyRow).where(AssemblyRow.id == wanted, AssemblyRow.cooperative_id == uow.tenant)
    if hold:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchAssembly
    return row


def first_of(uow: UnitOfWork, row: AssemblyRow) -> AssemblyRow:
    """Find the first meeting of a second call, whether or not it was put back; itself for a first."""
    while row.second_of is not None:
        row = assembly(uow, row.second_of)
    return row


def was_put_back(uow: UnitOfWork, row: AssemblyRow) -> bool:
    """Tell whether a meeting is a second call already put back."""
    return row.second_of is not None and assembly(uow, row.second_of).second_of is not None


def held_in_draft(uow: UnitOfWork, wanted: UUID) -> AssemblyRow:
    """Hold an assembly whose agenda may still change. Raises NoSuchAssembly, AgendaLocked once convened."""
    row = assembly(uow, wanted, hold=True)
    if row.stage != Stage.DRAFT:
        raise AgendaLocked
    return row


def held_agenda(uow: UnitOfWork, wanted: UUID) -> AssemblyRow:
    """Hold an assembly whose items may still change.

    Raises NoSuchAssembly, AgendaLocked, SecondAgendaKept.
    """
    row = held_in_draft(uow, wanted)
    if row.second_of is not None and keeps_agenda(rules_of(uow, row).bylaws, held_on(row)):
        raise SecondAgendaKept
    return row


def items(session: Session, assembly_id: UUID) -> list[ResolutionRow]:
    """List the agenda in order."""
    asked = select(ResolutionRow).where(ResolutionRow.assembly_id == assembly_id)
    return list(session.exec(asked.order_by(col(ResolutionRow.position))).all())


def arrange(session: Session, assembly_id: UUID, order: Sequence[Place]) -> None:
    """Write positions and numbers in one statement."""
    session.flush()  # a new item must be there to be numbered
    session.connection().execute(
        _ARRANGE,
        {
            "assembly": assembly_id,
            "ids": [place.item for place in order],
            "positions": [place.position for place in order],
            "numbers": [place.number for place in order],
        },
    )
    session.expire_all()


def held_on(row: AssemblyRow) -> date:
    """Give the day of the assembly in Paris."""
    return row.held_at.astimezone(PARIS).date()


def rules_of(uow: UnitOfWork, row: AssemblyRow) -> InForce:
    """Give the bylaws in force on the day of the assembly, and the rules they give it."""
    return rules_in_force(uow.session, AssemblyKind(row.kind), Call(row.call), held_on(row))


def year_closed_on(bylaws: Bylaws, held: date) -> date:
    """Give the last day of the last fiscal year closed before `held`."""
    month, day = (int(part) for part in bylaws.identity.year_end.split("-"))
    leap_safe = 28 if (month, day) == (2, 29) else day
    closed = date(held.year, month, leap_safe)
    return closed if closed < held else closed.replace(year=held.year - 1)


def to_convene(uow: UnitOfWork, cutoff: date | None, day: date) -> dict[str, object]:
    """Give what WHO_AND_HOW asks: who is a member on `day`, reached as is known today."""
    return {"cooperative": uow.tenant, "today": uow.today, "cutoff": cutoff or uow.today, "day": day}


def reached(uow: UnitOfWork, cutoff: date | None, day: date) -> MembersFacts:
    """Count the members of the day of an assembly, by the way they can be convened."""
    asked = to_convene(uow, cutoff, day)
    total, by_email, by_letter, without = uow.session.connection().execute(_REACHED, asked).one()
    return MembersFacts(total, by_email, by_letter, without)


def preparation(uow: UnitOfWork, row: AssemblyRow, in_force: InForce, cutoff: date | None) -> Preparation:
    """Gather what the check list reads; a few statements whatever the number of members."""
    natures = select(AttachmentRow.nature).where(AttachmentRow.assembly_id == row.id)
    day = held_on(row)
    mute, by_record = unrepresented(uow.session, uow.tenant, day, row.id)
    return Preparation(
        today=uow.today,
        held_on=day,
        place=row.place,
        annual=row.annual,
        year_closed_on=year_closed_on(in_force.bylaws, day) if row.annual else None,
        items=tuple(AgendaFacts(i.title, i.text, i.voted) for i in items(uow.session, row.id)),
        natures=tuple(uow.session.exec(natures).all()),
        members=reached(uow, cutoff, day),
        rules=in_force.rules,
        suspended=_suspended(uow, in_force.rules.form, day),
        unrepresented=mute,
        without_mandate=by_record,
        two_votes=[
            (one.person_name, one.structure_name)
            for one in two_votes(uow.session, uow.tenant, day)
            if one.link is Link.MEMBER
        ],
        impossible=impossible(uow.session, row.id, in_force.bylaws),
        by_hand=len(by_hand(in_force.bylaws)),
        requested=lawful_waiting(uow, in_force.bylaws, day) if row.second_of is None else (),
        only_one=not _others(uow, row),
        beside=tuple(one.value for one in serving_on(uow, day)),
        has_employees=in_force.bylaws.identity.has_employees,
    )


def _others(uow: UnitOfWork, row: AssemblyRow) -> bool:
    """Tell whether another assembly is in preparation too."""
    asked = select(AssemblyRow.id).where(
        AssemblyRow.stage == Stage.DRAFT, AssemblyRow.id != row.id, col(AssemblyRow.second_of).is_(None)
    )
    return uow.session.exec(asked).first() is not None


def _suspended(uow: UnitOfWork, form: CompanyForm, day: date) -> tuple[tuple[str, Refused], ...]:
    """Name the members whose votes the law suspends on `day`."""
    found = suspended(uow.session, uow.tenant, form, day)
    if not found:
        return ()
    named = select(MemberRow.id, MemberRow.name).where(col(MemberRow.id).in_(found))
    ordered = uow.session.exec(named.order_by(col(MemberRow.sort_key)))
    return tuple((name, found[member]) for member, name in ordered)
