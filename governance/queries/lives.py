"""The whole life of a structure with the cooperative: what happened, and what lasted from when to when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from governance.actors import Actor
from governance.errors import NotAllowed
from governance.register.members import MemberKind
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(eq=False)
class NotAStructure(NotAllowed):
    """Who acts for no structure asks for the history of theirs."""

    acting_as: str

    message = N_(
        "Cette page raconte à une structure son histoire avec la coopérative. "
        "Vous agissez comme « %(acting_as)s », qui n’est pas une structure."
    )
    remedy = N_("La page « Écosystème » montre toutes les structures et leurs liens.")


@dataclass(eq=False)
class StructureOfAnotherHat(NotAStructure):
    """The same, from somebody who also acts for `structure`."""

    structure: str

    remedy = N_("Changez de qualité en haut de la page : choisissez « %(structure)s ».")


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One thing that happened to a structure: `kind` names its sentence, `detail` fills it."""

    on: date
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class LifeSpan:
    """One thing that lasted, from `since` to `until` excluded (None: it lasts). `lane` says what it is."""

    lane: str
    since: date
    until: date | None
    detail: str


@dataclass(frozen=True, slots=True)
class Life:
    """A structure’s life: events by date, spans by lane then by date; `today` is where it has come to."""

    events: tuple[LifeEvent, ...]
    spans: tuple[LifeSpan, ...]
    today: date


_LIFE = text(
    "SELECT a.started_on AS day, 'hosted' AS kind, a.name AS detail FROM exits x"
    " JOIN activities a ON a.id = x.activity_id WHERE x.structure_id = :member"
    " UNION ALL SELECT x.left_on, 'left', a.name FROM exits x"
    " JOIN activities a ON a.id = x.activity_id WHERE x.structure_id = :member"
    " UNION ALL SELECT s.founded_on, 'founded', s.trade FROM structures s"
    " WHERE s.member_id = :member AND s.founded_on IS NOT NULL"
    " UNION ALL SELECT s.ceased_on, 'ceased', '' FROM structures s"
    " WHERE s.member_id = :member AND s.ceased_on IS NOT NULL"
    " UNION ALL SELECT m.admitted_on, 'admitted', m.college FROM members m WHERE m.id = :member"
    " UNION ALL SELECT m.left_on, 'gone', '' FROM members m WHERE m.id = :member AND m.left_on IS NOT NULL"
    " UNION ALL SELECT v.moved_on, CASE WHEN v.shares > 0 THEN 'shares_in' ELSE 'shares_out' END,"
    " abs(v.shares)::text FROM share_movements v WHERE v.member_id = :member"
    " UNION ALL SELECT t.since, 'tie_' || t.kind, coalesce(t.part, '') FROM ties t"
    " WHERE t.member_id = :member AND t.until IS DISTINCT FROM t.since"
    " UNION ALL SELECT t.until, 'end_' || t.kind, coalesce(t.part, '') FROM ties t"
    " WHERE t.member_id = :member AND t.until > t.since"
    " UNION ALL SELECT u.since, 'service', c.name FROM service_uses u JOIN services c ON c.id = u.service_id"
    " WHERE u.member_id = :member"
    " UNION ALL SELECT u.until, 'end_service', c.name FROM service_uses u"
    " JOIN services c ON c.id = u.service_id WHERE u.member_id = :member AND u.until IS NOT NULL"
    " UNION ALL SELECT r.since, 'rate', r.part FROM contribution_rates r WHERE r.member_id = :member"
    " UNION ALL SELECT min(c.starts_on), 'represented', '' FROM capacities c WHERE c.member_id = :member"
    " AND NOT EXISTS (SELECT 1 FROM mandates d WHERE d.member_id = :member AND d.since <= c.starts_on"
    " AND coalesce(d.ended_on, d.since) >= d.since)"
    " HAVING count(*) > 0"
    " UNION ALL SELECT d.since, CASE WHEN d.rank = 0 THEN 'mandate' ELSE 'deputy' END, d.holder"
    " FROM mandates d WHERE d.member_id = :member AND coalesce(d.ended_on, d.since) >= d.since"
    " UNION ALL SELECT g.signed_on, CASE WHEN g.rank = 0 THEN 'agreement' ELSE 'amendment' END, g.title"
    " FROM agreements g WHERE g.member_id = :member AND g.signed_on IS NOT NULL"
    " UNION ALL SELECT g.ended_on, 'end_agreement', g.title FROM agreements g"
    " WHERE g.member_id = :member AND g.ended_on IS NOT NULL"
    " UNION ALL SELECT (p.arrived_at AT TIME ZONE 'Europe/Paris')::date, 'present', a.title FROM attendance p"
    " JOIN assemblies a ON a.id = p.assembly_id WHERE p.member_id = :member"
    " UNION ALL SELECT (e.starts_at AT TIME ZONE 'Europe/Paris')::date, 'came', e.title"
    " FROM event_invitations i JOIN events e ON e.id = i.event_id"
    " WHERE i.member_id = :member AND i.came IS NOT NULL"
    " ORDER BY 1, 2, 3"
)
_SPANS = text(
    "SELECT * FROM ("
    "SELECT 1 AS rank, 'hosted' AS lane, a.started_on AS since, x.left_on AS until, a.name AS detail"
    " FROM exits x JOIN activities a ON a.id = x.activity_id WHERE x.structure_id = :member"
    " UNION ALL SELECT 2, 'member', m.admitted_on, m.left_on, '' FROM members m WHERE m.id = :member"
    " UNION ALL SELECT CASE t.kind WHEN 'holding' THEN 3 ELSE 4 END, t.kind, t.since, t.until,"
    " coalesce(t.part, '') FROM ties t WHERE t.member_id = :member AND t.until IS DISTINCT FROM t.since"
    " UNION ALL SELECT 5, 'service', u.since, u.until, c.name FROM service_uses u"
    " JOIN services c ON c.id = u.service_id WHERE u.member_id = :member"
    " UNION ALL SELECT 6, 'rate', r.since, lead(r.since) OVER (ORDER BY r.since), r.part"
    " FROM contribution_rates r WHERE r.member_id = :member"
    " UNION ALL SELECT 7, CASE WHEN d.rank = 0 THEN 'mandate' ELSE 'deputy' END, d.since,"
    " coalesce(d.ended_on, d.until) + 1, d.holder FROM mandates d"
    " WHERE d.member_id = :member AND coalesce(d.ended_on, d.since) >= d.since"
    " UNION ALL SELECT 8, 'agreement', g.starts_on,"
    " coalesce(g.ended_on, CASE g.renewal WHEN 'none' THEN g.ends_on END) + 1, g.title"
    " FROM agreements g WHERE g.member_id = :member AND g.rank = 0 AND g.signed_on IS NOT NULL"
    ") s WHERE s.until IS NULL OR s.until > s.since ORDER BY s.rank, s.since, s.until, s.detail"
)


def life_of(uow: UnitOfWork, member: UUID) -> Life:
    """Tell the whole life of a structure with the cooperative, from the first day, in two statements.

    What is to come (a mandate that ends next year) is told as well.
    """
    connection = uow.session.connection()
    events = connection.execute(_LIFE, {"member": member}).all()
    spans = connection.execute(_SPANS, {"member": member}).all()
    return Life(
        tuple(LifeEvent(row.day, row.kind, row.detail) for row in events),
        tuple(LifeSpan(row.lane, row.since, row.until, row.detail) for row in spans),
        uow.today,
    )


def own_life(uow: UnitOfWork, actor: Actor) -> tuple[str, Life]:
    """Tell the life of the structure one acts for, and its name. Raises NotAStructure."""
    row = uow.session.get(MemberRow, actor.hat.member) if actor.hat.member else None
    if row is None or row.kind != MemberKind.ORGANISATION:
        other = next((hat.label for hat in actor.hats if hat.represents), None)
        acting_as = actor.hat.label
        raise NotAStructure(acting_as) if other is None else StructureOfAnotherHat(acting_as, other)
    return row.name, life_of(uow, row.id)
