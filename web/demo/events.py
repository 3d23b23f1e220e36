"""The demonstration's events: last year's seminar, a meeting of a college just held, a seminar to come."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor
from governance.law.days import PARIS
from governance.store.events import EventInvitationRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.event_answers import (
    AnswerByLink,
    Arrival,
    NoteArrivals,
    answer_by_link,
    note_arrivals,
)
from governance.usecases.events import EventTyped, close_event, invite, prepare_event
from web.demo.clock import at

SEMINAR = """Deux jours pour se retrouver, parler de nos métiers et de ce que nous partageons encore.

- **Premier jour** : accueil avec du pain chaud, ateliers par métier, visite des voisins, repas commun
- **Second jour** : ce que les structures prennent à la coopérative, ce qu’elles apportent, puis chantier

Des lits sont réservés au gîte d’à côté : dites-nous combien vous serez."""
MEETING = "Avant l’assemblée, parlons entre nous : la contribution, les achats groupés, qui nous représente."
UNANSWERED = "La Huche Voyageuse"  # whose representative one can sign in as
BOTH = ("structures", "team")
_SENT = text(
    "UPDATE event_invitations SET mail = 'sent', told_sequence = 0 WHERE event_id = :event AND mail <> 'none'"
)
_DONE = text(
    "UPDATE jobs SET state = 'done', done = total, ended_at = created_at"
    " WHERE subject = :event AND kind = 'send_event_mails'"
)


def gather(uow: UnitOfWork, secretary: Actor, random: Random, assembly: date) -> None:
    """Hold last year's seminar and last month's meeting of the structures; prepare the next seminar.

    Nobody is asked to come twice in a week: the seminar leaves the week of the assembly free.
    """
    today = uow.today
    last_year = {
        "kind": "seminar", "title": "Séminaire : d’une cuisine partagée à sa propre maison",
        "description": SEMINAR, "place": "Ferme des Trois Chênes, 69440 Mornant", "capacity": "90",
        **_days(today - timedelta(days=400), 1, "10:00", "16:30"),
    }  # fmt: skip
    meeting = {
        "kind": "college_meeting", "title": "Réunion du collège des structures", "description": MEETING,
        "place": "14 quai des Meuniers, 69007 Lyon", "link": "https://visio.exemple/structures",
        **_days(today - timedelta(days=33), 0, "18:00", "20:00"),
    }  # fmt: skip
    to_come = {
        "kind": "seminar", "title": "Séminaire : grandir sans se quitter", "description": SEMINAR,
        "place": "Moulin de la Rive, 38200 Vienne", "capacity": "80",
        **_days(today + timedelta(days=35), 1, "10:00", "16:30", assembly),
        "answer_by": f"{today + timedelta(days=25):%d/%m/%Y}",
    }  # fmt: skip
    _hold(uow, secretary, random, EventTyped(last_year, colleges=BOTH), chance=70)
    _hold(uow, secretary, random, EventTyped(meeting, colleges=("structures",)), chance=60)
    event = _invite(uow, secretary, EventTyped(to_come, colleges=BOTH))
    _answer(uow, secretary, random, event, chance=55)


def _days(first: date, more: int, starts: str, ends: str, assembly: date | None = None) -> dict[str, str]:
    first += timedelta(days=(3 - first.weekday()) % 7)  # a Thursday
    while (
        first.month == 8
        or (first.month, first.day) >= (12, 17)
        or (first.month, first.day) <= (1, 3)
        or (assembly is not None and abs(first - assembly) < timedelta(days=7))
    ):
        first += timedelta(days=7)  # holidays, and the week of the assembly
    last = first + timedelta(days=more)
    return {
        "starts_on": f"{first:%d/%m/%Y}", "starts_at": starts, "ends_on": f"{last:%d/%m/%Y}", "ends_at": ends
    }  # fmt: skip


def _invite(uow: UnitOfWork, secretary: Actor, typed: EventTyped) -> UUID:
    event = prepare_event(uow, typed, by=secretary)
    uow.session.flush()  # invitations refer to it
    invite(uow, event, by=secretary)
    uow.session.flush()  # the job is there to be ended
    for statement in (_SENT, _DONE):
        uow.session.connection().execute(statement, {"event": event})
    return event


def _hold(uow: UnitOfWork, secretary: Actor, random: Random, typed: EventTyped, *, chance: int) -> None:
    """Play an event of the past: invited forty days before, answered, attended, closed."""
    day, month, year = (int(part) for part in typed.values["starts_on"].split("/"))
    held_on = datetime.combine(date(year, month, day), time(18, 5), PARIS)
    with at(uow, held_on - timedelta(days=40)):
        event = _invite(uow, secretary, typed)
    with at(uow, held_on - timedelta(days=12)):
        _answer(uow, secretary, random, event, chance=chance)
    with at(uow, held_on):
        rows = _rows(uow, event)
        came = [row for row in rows if random.randrange(100) < (85 if row.answer == "yes" else 12)]
        arrivals = tuple(Arrival(row.id, max(1, row.people)) for row in came)
        note_arrivals(uow, NoteArrivals(event, arrivals), by=secretary)
    with at(uow, held_on + timedelta(days=2)):
        close_event(uow, event, by=secretary)
        uow.session.flush()  # while it is still that day


def _answer(uow: UnitOfWork, secretary: Actor, random: Random, event: UUID, *, chance: int) -> None:
    """Let most of those invited answer by their link."""
    unanswered = set(uow.session.exec(select(MemberRow.id).where(MemberRow.name == UNANSWERED)))
    for row in _rows(uow, event):
        if row.member_id in unanswered:
            continue
        drawn = random.randrange(100)
        if drawn >= 85:
            continue
        choice = "yes" if drawn < chance else "no" if drawn < chance + 20 else "maybe"
        values = {"choice": choice, "people": str(random.choice((1, 1, 1, 2))), "name": ""}
        answer_by_link(uow, AnswerByLink(secretary.slug, row.id, values))


def _rows(uow: UnitOfWork, event: UUID) -> list[EventInvitationRow]:
    asked = (
        select(EventInvitationRow)
        .join(MemberRow, col(MemberRow.id) == col(EventInvitationRow.member_id))
        .where(EventInvitationRow.event_id == event)
        .order_by(col(MemberRow.sort_key))
    )
    return list(uow.session.exec(asked.execution_options(populate_existing=True)))
