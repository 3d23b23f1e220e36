"""Assemblies: their list, and one of them with what can be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.refusals import NoSuchAssembly
from governance.assembly.stages import Stage
from governance.law.legal_forms import AssemblyKind, Call
from governance.law.notice import NoticeTooLate, breaches, last_sending_day
from governance.law.nullity import IRREGULAR_NOTICE, WORDS
from governance.queries.agenda import Item, agenda_items
from governance.sources import LegalSource
from governance.store import preparation as store
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import rules_in_force
from governance.store.second_calls import second_call_of
from governance.store.unit_of_work import UnitOfWork

PREPARERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER)
"""Who sees an assembly before it is convened."""

PAST = (Stage.CLOSED, Stage.MINUTED)


@dataclass(frozen=True, slots=True)
class AssemblyLine:
    """One assembly in the list."""

    id: UUID
    title: str
    held_at: datetime
    place: str
    stage: str


@dataclass(frozen=True, slots=True)
class AssemblyList:
    """The assemblies one may see, the next ones first. `may_create` for the secretary."""

    coming: tuple[AssemblyLine, ...]
    past: tuple[AssemblyLine, ...]
    may_create: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on an assembly is: numbers of items, papers, notices by outcome, presents."""

    voted: int
    papers: int
    notices: int
    waiting: int
    sent: int
    refused: int
    to_print: int
    posted: int
    present: int
    polls: int


@dataclass(frozen=True, slots=True)
class AssemblyView:
    """One assembly with its agenda. `last_day` is the last lawful day to send the notice.

    `second_of` is the first meeting of a second call, and `second_call` the second call of a first.
    Of a second call `put_back`, `second_of` is the second, whose `second_call` it is.
    """

    id: UUID
    title: str
    kind: str
    call: str
    second_of: UUID | None
    second_call: UUID | None
    put_back: bool
    annual: bool
    fiscal_year: str
    stage: str
    held_at: datetime
    place: str
    remote_allowed: bool
    remote_link: str
    contact: str
    introduction: str
    chair: str
    secretary: str
    tellers: tuple[str, ...]
    convened_at: datetime | None
    last_day: date
    notice_days: int
    notice_source: object
    remote_possible: bool
    postal_allowed: bool
    items: tuple[Item, ...]
    progress: Progress


_PROGRESS = text(
    "SELECT (SELECT count(*) FROM attachments a WHERE a.assembly_id = :assembly) AS papers,"
    " (SELECT count(*) FROM attendance t WHERE t.assembly_id = :assembly) AS present,"
    " (SELECT count(*) FROM polls p JOIN resolutions r ON r.id = p.resolution_id"
    "   WHERE r.assembly_id = :assembly) AS polls,"
    " count(n.id) AS notices, count(n.id) FILTER (WHERE n.outcome = 'waiting') AS waiting,"
    " count(n.id) FILTER (WHERE n.outcome = 'sent') AS sent,"
    " count(n.id) FILTER (WHERE n.outcome = 'refused') AS refused,"
    " count(n.id) FILTER (WHERE n.outcome = 'to_print') AS to_print,"
    " count(n.id) FILTER (WHERE n.outcome = 'posted') AS posted"
    " FROM notices n WHERE n.assembly_id = :assembly"
)


def visible_assembly(uow: UnitOfWork, wanted: UUID, actor: Actor) -> AssemblyRow:
    """Find an assembly this hat may see: a member or an auditor only once it was convened.

    Raises NoSuchAssembly.
    """
    row = store.assembly(uow, wanted)
    if row.convened_at is None and not actor.holds(*PREPARERS):
        raise NoSuchAssembly
    return row


@dataclass(frozen=True, slots=True)
class LateNotice:
    """A day too near for its notice to leave in time: why, and what the law says may follow.

    `consequence` is a marked sentence, "" where the bylaws decide; `source` its text.
    """

    refusal: NoticeTooLate
    consequence: str
    source: LegalSource


def late_notice(
    uow: UnitOfWork, kind: AssemblyKind, held_on: date, call: Call = Call.FIRST
) -> LateNotice | None:
    """Tell whether a notice sent today would leave too late for an assembly; None when it is in time.

    Raises NoBylaws.
    """
    rules = rules_in_force(uow.session, kind, call, held_on).rules
    found = breaches(uow.today, held_on, full_days=rules.notice_days, text=rules.sources.get("notice_days"))
    if not found:
        return None
    said = IRREGULAR_NOTICE[rules.form].period(held_on)
    return LateNotice(found[0], WORDS[said.value] if said.value else "", said.source)


def list_assemblies(uow: UnitOfWork, actor: Actor) -> AssemblyList:
    """List the assemblies this hat may see, in one statement (at most the last 200)."""
    asked = select(AssemblyRow).where(AssemblyRow.cooperative_id == uow.tenant)
    if not actor.holds(*PREPARERS):
        asked = asked.where(col(AssemblyRow.convened_at).is_not(None))
    rows = uow.session.exec(asked.order_by(col(AssemblyRow.held_at).desc()).limit(200)).all()
    lines = [AssemblyLine(r.id, r.title, r.held_at, r.place, r.stage) for r in rows]
    coming = (Stage.DRAFT, Stage.CONVENED, Stage.OPEN)
    return AssemblyList(
        coming=tuple(line for line in reversed(lines) if line.stage in coming),
        past=tuple(line for line in lines if line.stage not in coming),
        may_create=actor.holds(Role.SECRETARY),
    )


def show_assembly(uow: UnitOfWork, wanted: UUID, actor: Actor) -> AssemblyView:
    """Give one assembly, its agenda, its rules of notice and how far the work is.

    Raises NoSuchAssembly.
    """
    row = visible_assembly(uow, wanted, actor)
    in_force = store.rules_of(uow, row)
    items = agenda_items(uow, row.id)
    counted = uow.session.connection().execute(_PROGRESS, {"assembly": row.id}).mappings().one()
    rules = in_force.rules
    return AssemblyView(
        id=row.id,
        title=row.title,
        kind=row.kind,
        call=row.call,
        second_of=row.second_of,
        second_call=second_call_of(uow.session, row.id) if row.stage in PAST else None,
        put_back=store.was_put_back(uow, row),
        annual=row.annual,
        fiscal_year=row.fiscal_year,
        stage=row.stage,
        held_at=row.held_at,
        place=row.place,
        remote_allowed=row.remote_allowed,
        remote_link=row.remote_link,
        contact=row.contact,
        introduction=row.introduction,
        chair=row.chair,
        secretary=row.secretary,
        tellers=tuple(row.tellers),
        convened_at=row.convened_at,
        last_day=last_sending_day(store.held_on(row), rules.notice_days),
        notice_days=rules.notice_days,
        notice_source=rules.sources.get("notice_days"),
        remote_possible=rules.remote_allowed and (rules.remote_for_accounts or not row.annual),
        postal_allowed=rules.postal_allowed,
        items=items,
        progress=Progress(voted=sum(item.voted for item in items), **counted),
    )
