"""Before, during and after the sending of the notices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.convening import Check, checklist
from governance.assembly.notice import NoticeFacts
from governance.assembly.papers import Candidacy, WayOfVoting
from governance.assembly.stages import Stage
from governance.bylaws.rules import Rules
from governance.errors import NotFound
from governance.law.calendar import Deadline, deadlines
from governance.law.legal_forms import AssemblyKind
from governance.law.notice import email_consent_by
from governance.queries.assemblies import AssemblyView, show_assembly, visible_assembly
from governance.queries.papers import PaperLine, paper_lines
from governance.queries.polls import Declared, declared
from governance.register.names import search_words
from governance.store import notice_facts as facts_store
from governance.store import preparation as store
from governance.store import proxies
from governance.store.assemblies import AssemblyRow, LetterFileRow
from governance.store.elections import candidacies, ways_told
from governance.store.outbox import JobRow
from governance.store.proxies import Proxy
from governance.store.reach import Reach, reach
from governance.store.unit_of_work import UnitOfWork

PAGE = 50
OUTCOMES = ("waiting", "sent", "refused", "to_print", "posted")


@dataclass(frozen=True, slots=True)
class ConveningView:
    """The check list of an assembly. `ready` when nothing forbids to convene now."""

    assembly: UUID
    title: str
    stage: str
    held_at: datetime
    checks: tuple[Check, ...]
    ready: bool
    may_convene: bool
    total: int
    by_email: int
    by_letter: int
    last_day: date | None
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background: `state` is waiting, done or failed; `detail` a sentence."""

    kind: str
    state: str
    done: int
    total: int
    detail: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One member's notice in the follow-up."""

    id: UUID
    member: UUID
    number: int
    name: str
    channel: str
    address: str
    outcome: str
    detail: str
    attempts: int
    concluded_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One PDF of letters to print. `size` in bytes."""

    part: int
    letter_count: int
    size: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of the notices. `next` is the cursor of the following page, None on the last.

    `reach` goes from those convened to the members of the day of the meeting.
    """

    assembly: UUID
    title: str
    stage: str
    held_at: datetime
    convened_at: datetime
    counts: dict[str, int]
    mails: Job | None
    letters: Job | None
    files: tuple[LetterFile, ...]
    lines: tuple[NoticeLine, ...]
    next: UUID | None
    outcome: str
    search: str
    may_change: bool
    reach: Reach

    @property
    def total(self) -> int:
        """Every member convened."""
        return sum(self.counts.values())

    @property
    def missed(self) -> int:
        """Members on the day of the meeting to whom no notice was written."""
        return self.reach.joined + self.reach.entered

    @property
    def by_email(self) -> int:
        """Those convened by e-mail."""
        return self.counts["waiting"] + self.counts["sent"] + self.counts["refused"]

    @property
    def by_letter(self) -> int:
        """Those convened by letter."""
        return self.counts["to_print"] + self.counts["posted"]

    @property
    def concluded(self) -> int:
        """Mails of which the server said what became."""
        return self.counts["sent"] + self.counts["refused"]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The notice as a member reads it on the screen; `ways` are sentences to translate.

    `candidates` gives, for each item of the agenda, who stands, and `votes` how they are voted on.
    `by_post` tells that the meeting is voted by post too.
    `proxy` is the one the reader gave and that holds, `received` whose votes they were given.
    """

    view: AssemblyView
    ways: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    results: tuple[Declared, ...]
    candidates: Mapping[UUID, tuple[Candidacy, ...]]
    votes: Mapping[UUID, WayOfVoting]
    by_post: bool
    proxy: Proxy | None
    received: tuple[str, ...]


_COUNTS = text("SELECT outcome, count(*) FROM notices WHERE assembly_id = :assembly GROUP BY outcome")


def convening(uow: UnitOfWork, assembly: UUID, actor: Actor) -> ConveningView:
    """Give the check list « Avant de convoquer ». Raises NoSuchAssembly, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = store.assembly(uow, assembly)
    in_force = store.rules_of(uow, row)
    cutoff = email_consent_by(in_force.rules.form, store.held_on(row))
    prepared = store.preparation(uow, row, in_force, cutoff)
    checks = checklist(prepared)
    last = [check.facts["last_day"] for check in checks if check.key == "time"]
    members = prepared.members
    return ConveningView(
        assembly=row.id,
        title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        checks=checks,
        ready=all(check.state != "missing" for check in checks),
        may_convene=row.stage == Stage.DRAFT and actor.holds(Role.SECRETARY),
        total=members.total,
        by_email=members.by_email,
        by_letter=members.by_letter,
        last_day=last[0] if last and isinstance(last[0], date) else None,
        deadlines=_deadlines(uow, row, in_force.rules),
    )


def _deadlines(uow: UnitOfWork, row: AssemblyRow, rules: Rules) -> tuple[Deadline, ...]:
    """Give the days to keep around this assembly, with the days of notice of its own bylaws."""
    return deadlines(
        rules.form,
        rules.day,
        call=rules.call,
        notice_days=rules.notice_days,
        notice_source=rules.sources.get("notice_days"),
        kind=AssemblyKind(row.kind),
        put_back=store.was_put_back(uow, row),
    )


def notice_page(uow: UnitOfWork, assembly: UUID, actor: Actor) -> NoticePage:
    """Give the notice with its papers, and the results once declared. Raises NoSuchAssembly."""
    row = visible_assembly(uow, assembly, actor)
    view = show_assembly(uow, assembly, actor)
    in_force, items = store.rules_of(uow, row), [item.id for item in view.items]
    mine = actor.hat.member
    held = proxies.in_force(uow.session, row.id, [mine]) if mine else []
    return NoticePage(
        view=view,
        ways=facts_store.ways(row, in_force.rules),
        papers=paper_lines(uow, row.id),
        results=declared(uow, row.id),
        candidates=candidacies(uow.session, items),
        votes=ways_told(uow.session, items, in_force),
        by_post=in_force.rules.postal_allowed,
        proxy=next((one for one in held if one.principal == mine), None),
        received=tuple(one.principal_name for one in held if one.holder == mine),
    )


def notice_of(uow: UnitOfWork, assembly: UUID, actor: Actor, *, page: str) -> NoticeFacts:
    """Give the notice as every member reads it. `page` is the whole address of the assembly's page.

    Raises NoSuchAssembly.
    """
    row = visible_assembly(uow, assembly, actor)
    return facts_store.notice_facts(uow, row, store.rules_of(uow, row), page=page)


def follow_up(
    uow: UnitOfWork,
    assembly: UUID,
    actor: Actor,
    *,
    outcome: str = "",
    search: str = "",
    after: UUID | None = None,
) -> FollowUp:
    """Give what became of the notices, 50 a page by name; seven statements whatever the number.

    `outcome` filters on one of OUTCOMES; `search` on beginnings of words of the member's name.
    Raises NoSuchAssembly, WrongHat, NotFound before the assembly was convened.
    """
    actor.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = store.assembly(uow, assembly)
    if row.convened_at is None:
        raise NotFound
    outcome = outcome if outcome in OUTCOMES else ""
    found = uow.session.connection().execute(_COUNTS, {"assembly": row.id}).all()
    lines = _lines(uow, row, outcome, search, after)
    return FollowUp(
        assembly=row.id,
        title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        convened_at=row.convened_at,
        counts={**dict.fromkeys(OUTCOMES, 0), **{name: count for name, count in found}},  # noqa: C416
        mails=_job(uow, row, "send_notices"),
        letters=_job(uow, row, "print_letters"),
        files=_files(uow, row),
        lines=lines[:PAGE],
        next=lines[PAGE - 1].member if len(lines) > PAGE else None,
        outcome=outcome,
        search=search,
        may_change=row.stage == Stage.CONVENED and actor.holds(Role.SECRETARY),
        reach=reach(uow.session, uow.tenant, row.id, row.convened_on or uow.today, store.held_on(row)),
    )


def one_notice(uow: UnitOfWork, assembly: UUID, notice: UUID, actor: Actor) -> NoticeLine:
    """Give one line of the follow-up, to correct it. Raises NoSuchAssembly, WrongHat, NotFound."""
    actor.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = store.assembly(uow, assembly)
    asked = text(f"{_LINE} AND n.id = :notice")
    found = uow.session.connection().execute(asked, {"assembly": row.id, "notice": notice}).one_or_none()
    if found is None:
        raise NotFound
    return NoticeLine(*found)


def letter_file(uow: UnitOfWork, assembly: UUID, part: int, actor: Actor) -> bytes:
    """Give one PDF of letters to print. Raises NoSuchAssembly, WrongHat, NotFound."""
    actor.ensure(Role.SECRETARY)
    row = store.assembly(uow, assembly)
    asked = select(LetterFileRow.pdf).where(LetterFileRow.assembly_id == row.id, LetterFileRow.part == part)
    pdf = uow.session.exec(asked).one_or_none()
    if pdf is None:
        raise NotFound
    return pdf


_LINE = (
    "SELECT n.id, n.member_id, m.number, n.recipient, n.channel, n.address, n.outcome, n.detail, n.attempts,"
    " n.concluded_at FROM notices n JOIN members m ON m.id = n.member_id"
    " AND m.cooperative_id = n.cooperative_id WHERE n.assembly_id = :assembly"
)


def _lines(
    uow: UnitOfWork, row: AssemblyRow, outcome: str, search: str, after: UUID | None
) -> tuple[NoticeLine, ...]:
    asked, facts = _LINE, {"assembly": row.id, "most": PAGE + 1}
    wanted: dict[str, Any] = {}
    if outcome:
        asked += " AND n.outcome = :outcome"
        wanted["outcome"] = outcome
    for place, word in enumerate(search_words(search)):
        asked += f" AND m.search_key LIKE :word{place}"
        wanted[f"word{place}"] = f"% {word}%"
    if after:
        asked += " AND (m.sort_key, m.id) > (SELECT a.sort_key, a.id FROM members a WHERE a.id = :after)"
        wanted["after"] = after
    asked += " ORDER BY m.sort_key, m.id LIMIT :most"
    found = uow.session.connection().execute(text(asked), {**facts, **wanted}).all()
    return tuple(NoticeLine(*line) for line in found)


def _job(uow: UnitOfWork, row: AssemblyRow, kind: str) -> Job | None:
    asked = select(JobRow).where(JobRow.subject == row.id, JobRow.kind == kind)
    found = uow.session.exec(asked.order_by(col(JobRow.created_at).desc()).limit(1)).one_or_none()
    return Job(found.kind, found.state, found.done, found.total, found.detail) if found else None


def _files(uow: UnitOfWork, row: AssemblyRow) -> tuple[LetterFile, ...]:
    asked = text(
        "SELECT part, letter_count, octet_length(pdf), made_at FROM letter_files"
        " WHERE assembly_id = :assembly ORDER BY part"
    )
    found = uow.session.connection().execute(asked, {"assembly": row.id}).all()
    return tuple(LetterFile(*line) for line in found)
