"""The mandates of those who represent structures, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.stages import Stage
from governance.errors import NotFound
from governance.register.mandates import HOLDER, SOON, Mandate, MandateState
from governance.store.accounts import AccountRow, CapacityRow, secretaries
from governance.store.assemblies import AssemblyRow
from governance.store.mandates import MandateProofRow, mandate_of, mandates_of, organisation
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


class Filter(StrEnum):
    """What a list of structures keeps: by the state of their holder's mandate."""

    ALL = ""
    IN_FORCE = "en-cours"
    ENDING = "bientot"
    ENDED = "termines"
    NONE = "aucun"


@dataclass(frozen=True, slots=True)
class RepresentedStructure:
    """One structure today: its holder's mandate, in force, else to come, else the last; how many deputies.

    Its day of admission may be to come. `holder` is "" and `state` None for
    one without any mandate; `fallback` is then the name on its record.
    """

    member: UUID
    number: int
    name: str
    holder: str
    since: date | None
    last_day: date | None
    state: MandateState | None
    deputies: int
    fallback: str
    admitted_on: date


@dataclass(frozen=True, slots=True)
class MandatesPage:
    """At most 50 structures by name, those of one state, and how many there are of each."""

    structures: tuple[RepresentedStructure, ...]
    counts: Mapping[Filter, int]
    chosen: Filter
    next: UUID | None


@dataclass(frozen=True, slots=True)
class ProofShown:
    """A file kept with a mandate."""

    id: UUID
    filename: str
    size: int
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class MandateShown:
    """One mandate on the page of its structure; `accounts` are those who accepted its link."""

    id: UUID
    mandate: Mandate
    state: MandateState
    reason: str
    person: tuple[UUID, str] | None
    proofs: tuple[ProofShown, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreventionShown:
    """A holder prevented from an assembly, and the deputy called.

    `acts`: the deputy acts there, alone, whatever becomes of the holder; not when their own mandate does
    not hold on that day: then nobody acts until this is lifted.
    """

    id: UUID
    assembly: UUID
    title: str
    held_at: datetime
    deputy: str
    reason: str
    open: bool
    acts: bool


@dataclass(frozen=True, slots=True)
class MandatesOf:
    """One structure with all its mandates: those in force, then to come, then over.

    `unmandated` are the accounts that act for it today though no mandate says so; `assemblies` are those
    not closed yet, where a deputy may be called.
    """

    member: UUID
    number: int
    name: str
    fallback: str
    mandates: tuple[MandateShown, ...]
    unmandated: tuple[tuple[UUID, str], ...]
    preventions: tuple[PreventionShown, ...]
    assemblies: tuple[tuple[UUID, str, datetime], ...]

    @property
    def deputies(self) -> tuple[MandateShown, ...]:
        """Give the deputies in force or to come."""
        return tuple(m for m in self.mandates if m.mandate.rank and m.state is not MandateState.ENDED)

    @property
    def called(self) -> tuple[PreventionShown, ...]:
        """Give the assemblies to come where a deputy acts for it."""
        return tuple(one for one in self.preventions if one.open and one.acts)

    @property
    def known(self) -> tuple[MandateShown, ...]:
        """Give the mandates that held or will hold on some day."""
        return tuple(m for m in self.mandates if not m.mandate.void)

    @property
    def holder(self) -> MandateShown | None:
        """Give the holder in force today."""
        live = (MandateState.IN_FORCE, MandateState.ENDING)
        return next((m for m in self.mandates if m.mandate.rank == 0 and m.state in live), None)


_STRUCTURES = """
SELECT m.id, m.number, m.name, m.sort_key, m.representative, m.admitted_on,
       h.holder, h.since, h.last_day,
       CASE WHEN h.id IS NULL THEN 'aucun' WHEN h.last_day < :today OR h.last_day < h.since THEN 'termines'
            WHEN h.since > :today THEN 'a-venir' WHEN h.last_day <= :soon THEN 'bientot'
            ELSE 'en-cours' END AS state,
       (SELECT count(*) FROM mandates d WHERE d.member_id = m.id AND d.rank > 0 AND d.since <= :today
           AND coalesce(d.ended_on, d.until, :today) >= :today) AS deputies
  FROM members m
  LEFT JOIN LATERAL (
       SELECT x.id, x.holder, x.since, coalesce(x.ended_on, x.until) AS last_day FROM mandates x
        WHERE x.member_id = m.id AND x.rank = 0 AND coalesce(x.ended_on, x.since) >= x.since
        ORDER BY (x.since <= :today AND coalesce(x.ended_on, x.until, :today) >= :today) DESC,
                 x.since > :today DESC, x.since DESC LIMIT 1) h ON true
 WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation'
   AND (m.left_on IS NULL OR m.left_on > :today)
"""
_LIST = text(
    f"SELECT * FROM ({_STRUCTURES}) s WHERE (:wanted = '' OR s.state = :wanted)"  # noqa: S608
    " AND (cast(:after AS uuid) IS NULL OR (s.sort_key, s.id) >"
    " (SELECT a.sort_key, a.id FROM members a WHERE a.id = cast(:after AS uuid)))"
    " ORDER BY s.sort_key, s.id LIMIT :most"
)
_SOONEST = text(
    f"SELECT s.id, s.name, s.last_day FROM ({_STRUCTURES}) s WHERE s.state IN ('bientot', 'termines')"  # noqa: S608
    " ORDER BY s.last_day, s.sort_key, s.id LIMIT :most"
)
_COUNTS = text(f"SELECT s.state, count(*) AS number FROM ({_STRUCTURES}) s GROUP BY s.state")  # noqa: S608
_PROOFS = text(
    "SELECT mandate_id, id, filename, size, sha256, added_at FROM mandate_proofs"
    " WHERE mandate_id = ANY(cast(:mandates AS uuid[])) ORDER BY added_at, id"
)
_STATES: Mapping[str, MandateState | None] = {
    "aucun": None,
    "termines": MandateState.ENDED,
    "a-venir": MandateState.COMING,
    "bientot": MandateState.ENDING,
    "en-cours": MandateState.IN_FORCE,
}


def mandates_page(
    uow: UnitOfWork, actor: Actor, chosen: Filter = Filter.ALL, after: UUID | None = None
) -> MandatesPage:
    """List the structures, those admitted for a later day too, with who represents them. Raises WrongHat.

    Two statements.
    """
    actor.ensure(*READERS)
    asked = {"cooperative": uow.tenant, "today": uow.today, "soon": uow.today + timedelta(days=SOON)}
    connection = uow.session.connection()
    wanted = {"wanted": chosen.value, "after": after, "most": PAGE + 1}
    rows = list(connection.execute(_LIST, {**asked, **wanted}))
    found: dict[str, int] = {row.state: row.number for row in connection.execute(_COUNTS, asked)}
    return MandatesPage(
        structures=tuple(
            RepresentedStructure(
                member=row.id,
                number=row.number,
                name=row.name,
                holder=row.holder or "",
                since=row.since,
                last_day=row.last_day,
                state=_STATES[row.state],
                deputies=row.deputies,
                fallback=row.representative,
                admitted_on=row.admitted_on,
            )
            for row in rows[:PAGE]
        ),
        counts={
            each: found.get(each.value, 0) if each is not Filter.ALL else sum(found.values())
            for each in Filter
        },
        chosen=chosen,
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def mandates_shown(uow: UnitOfWork, member: UUID, actor: Actor) -> MandatesOf:
    """Show one structure and its mandates. Seven statements. Raises WrongHat, NoSuchMember, ActsAlone."""
    actor.ensure(*READERS)
    row = organisation(uow.session, member)
    rows = mandates_of(uow.session, member)
    ids = [each.id for each in rows]
    proofs = _proofs(uow, ids)
    accounts, unmandated = _accounts(uow, member)
    people = {
        each.id: (each.id, f"{each.first_name} {each.name}".strip())
        for each in uow.session.exec(
            select(MemberRow).where(col(MemberRow.id).in_([r.person_id for r in rows if r.person_id]))
        )
    }
    shown = [
        MandateShown(
            id=each.id,
            mandate=mandate_of(each),
            state=mandate_of(each).state(uow.today),
            reason=each.end_reason,
            person=people.get(each.person_id) if each.person_id else None,
            proofs=proofs.get(each.id, ()),
            accounts=accounts.get(each.id, ()),
        )
        for each in rows
    ]
    last = (MandateState.COMING, MandateState.ENDED)
    shown.sort(key=lambda each: last.index(each.state) + 1 if each.state in last else 0)
    return MandatesOf(
        member,
        row.number,
        row.name,
        row.representative,
        tuple(shown),
        unmandated,
        preventions=_preventions(uow, member),
        assemblies=_assemblies_ahead(uow),
    )


@dataclass(frozen=True, slots=True)
class MyMandate:
    """What who acts for a structure reads: their own mandate, who else speaks for it, whom to write to.

    `prevented` names the assemblies, not closed yet, where a deputy acts in the holder's place.
    """

    structure: str
    mandate: Mandate
    state: MandateState
    holder: str
    deputies: tuple[str, ...]
    prevented: tuple[tuple[str, str], ...]
    contact: tuple[tuple[str, str], ...]


def my_mandate(uow: UnitOfWork, actor: Actor) -> MyMandate | None:
    """Show their mandate to who acts for a structure; None for anybody else, or without a mandate."""
    member = actor.hat.member
    if member is None or not actor.hat.represents:
        return None
    under = select(CapacityRow.mandate_id).where(
        CapacityRow.account_id == actor.account, CapacityRow.member_id == member
    )
    held = set(uow.session.exec(under))
    rows = [(row.id, mandate_of(row)) for row in mandates_of(uow.session, member)]
    live = [(key, mandate) for key, mandate in rows if mandate.holds_on(uow.today)]
    mine = next((mandate for key, mandate in live if key in held), None)
    if mine is None:
        return None
    return MyMandate(
        structure=actor.hat.label,
        mandate=mine,
        state=mine.state(uow.today),
        holder=next((mandate.holder for _, mandate in live if mandate.rank == HOLDER), ""),
        deputies=tuple(mandate.holder for _, mandate in live if mandate.rank != HOLDER),
        prevented=tuple((one.title, one.deputy) for one in _preventions(uow, member) if one.open),
        contact=tuple((one.name, one.email) for one in secretaries(uow.session, uow.today)),
    )


@dataclass(frozen=True, slots=True)
class EndingMandates:
    """How many structures have a mandate about to end, or over with nobody to follow; the first of them."""

    ending: int
    ended: int
    first: tuple[tuple[UUID, str, date], ...]


def ending_mandates(uow: UnitOfWork, most: int = 5) -> EndingMandates:
    """Tell the office what to look at: mandates that end, soonest first. Two statements."""
    asked = {"cooperative": uow.tenant, "today": uow.today, "soon": uow.today + timedelta(days=SOON)}
    connection = uow.session.connection()
    found = {row.state: row.number for row in connection.execute(_COUNTS, asked)}
    rows = connection.execute(_SOONEST, {**asked, "most": most})
    return EndingMandates(
        ending=found.get(Filter.ENDING, 0),
        ended=found.get(Filter.ENDED, 0),
        first=tuple((row.id, row.name, row.last_day) for row in rows),
    )


def proof_content(uow: UnitOfWork, member: UUID, proof: UUID, actor: Actor) -> MandateProofRow:
    """Give a proof as received. Raises WrongHat, NotFound."""
    actor.ensure(*READERS)
    row = uow.session.get(MandateProofRow, proof)
    if row is None or row.mandate_id not in {each.id for each in mandates_of(uow.session, member)}:
        raise NotFound
    return row


_PREVENTIONS = text(
    "SELECT v.id, a.id AS assembly, a.title, a.held_at, x.holder, v.reason,"
    " a.stage IN ('draft', 'convened', 'open') AS open,"
    " (a.held_at AT TIME ZONE 'Europe/Paris')::date BETWEEN x.since"
    " AND coalesce(x.ended_on, x.until, 'infinity'::date) AS acts FROM preventions v"
    " JOIN assemblies a ON a.id = v.assembly_id JOIN mandates x ON x.id = v.mandate_id"
    " WHERE v.member_id = :member AND v.lifted_at IS NULL ORDER BY a.held_at DESC, v.id"
)


def _preventions(uow: UnitOfWork, member: UUID) -> tuple[PreventionShown, ...]:
    return tuple(
        PreventionShown(*row) for row in uow.session.connection().execute(_PREVENTIONS, {"member": member})
    )


def _assemblies_ahead(uow: UnitOfWork) -> tuple[tuple[UUID, str, datetime], ...]:
    asked = (
        select(AssemblyRow.id, AssemblyRow.title, AssemblyRow.held_at)
        .where(col(AssemblyRow.stage).in_([Stage.DRAFT, Stage.CONVENED, Stage.OPEN]))
        .order_by(col(AssemblyRow.held_at), col(AssemblyRow.id))
        .limit(PAGE)
    )
    return tuple((assembly, title, held_at) for assembly, title, held_at in uow.session.exec(asked))


def _proofs(uow: UnitOfWork, mandates: list[UUID]) -> dict[UUID, tuple[ProofShown, ...]]:
    found: dict[UUID, tuple[ProofShown, ...]] = {}
    for mandate, *facts in uow.session.connection().execute(_PROOFS, {"mandates": mandates}):
        found[mandate] = (*found.get(mandate, ()), ProofShown(*facts))
    return found


def _accounts(
    uow: UnitOfWork, member: UUID
) -> tuple[dict[UUID, tuple[str, ...]], tuple[tuple[UUID, str], ...]]:
    """Name who accepted each mandate's link, and who acts today without a mandate."""
    asked = (
        select(CapacityRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == col(CapacityRow.account_id))
        .where(CapacityRow.member_id == member, CapacityRow.cooperative_id == uow.tenant)
        .order_by(col(AccountRow.name), col(AccountRow.id))
    )
    under: dict[UUID, tuple[str, ...]] = {}
    without: list[tuple[UUID, str]] = []
    for held, name in uow.session.exec(asked):
        if held.mandate_id is not None:
            under[held.mandate_id] = (*under.get(held.mandate_id, ()), name)
        elif held.starts_on <= uow.today and (held.ends_on is None or held.ends_on >= uow.today):
            without.append((held.account_id, name))
    return under, tuple(without)
