"""An event of a cooperative with two colleges of members, committed."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from governance.law.days import PARIS
from governance.store.unit_of_work import Database
from governance.usecases.event_answers import AnswerEvent, answer_event
from governance.usecases.events import EventTyped, invite, prepare_event
from tests.builders import ACooperative, a_cooperative, add_account, add_member, as_member, link

TYPED = {
    "kind": "seminar", "title": "Séminaire d’hiver", "description": "On **parle** du pain.",
    "place": "Ferme du Vieux Pré", "starts_at": "9:00", "ends_at": "17 h 30",
}  # fmt: skip


@dataclass
class Gathering:
    """A cooperative, its members by number, and what is needed to act as one of them."""

    database: Database
    home: ACooperative
    members: dict[int, UUID]
    actors: dict[int, object] = field(default_factory=dict)

    @property
    def secretary(self):
        return self.home.secretary

    def write(self, act):
        with self.database.write() as uow:
            uow.enter(self.home.id)
            return act(uow)

    def read(self, act):
        with self.database.read() as uow:
            uow.enter(self.home.id)
            return act(uow)

    def acting(self, number):
        """Give the actor of a member, the same account each time."""
        if number not in self.actors:
            self.actors[number] = self.write(lambda uow: _actor(uow, self.home, self.members[number]))
        return self.actors[number]

    def prepare(self, days=30, **changes):
        """Prepare an event in `days` days for the structures' college, unless told otherwise."""
        whom = {"colleges": ("structures",), **changes.pop("whom", {})}
        day = self.read(lambda uow: uow.now.astimezone(PARIS).date()) + timedelta(days=days)
        values = {**TYPED, "starts_on": day.isoformat(), **changes}
        command = EventTyped(values=values, **whom)
        return self.write(lambda uow: prepare_event(uow, command, by=self.secretary))

    def sent(self, **changes):
        """Prepare an event and invite its members."""
        event = self.prepare(**changes)
        self.write(lambda uow: invite(uow, event, by=self.secretary))
        return event

    def answer(self, event, number, choice, people="1", name=""):
        command = AnswerEvent(event, {"choice": choice, "people": people, "name": name})
        actor = self.acting(number)
        return self.write(lambda uow: answer_event(uow, command, by=actor))


def _actor(uow, home, member):
    from governance.store.members import MemberRow

    row = uow.session.get(MemberRow, member)
    account = add_account(uow, f"Compte {row.name}")
    link(uow, account, row)
    return as_member(home, account, row)


def a_gathering(database: Database, structures: int = 4, team: int = 2) -> Gathering:
    """Commit a cooperative of some structures (numbers from 1) and employees (numbers from 101)."""
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        rows = [
            add_member(uow, n, f"Fournil {n:03d}", college="structures", kind="organisation", first_name="")
            for n in range(1, structures + 1)
        ]
        rows += [add_member(uow, n, f"Salariée {n}", college="team") for n in range(101, 101 + team)]
        return Gathering(database, home, {row.number: row.id for row in rows})
