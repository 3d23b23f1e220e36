"""An assembly in preparation, ready to be convened, committed; and a relay that answers as told."""

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from uuid import UUID

from aiosmtpd.controller import Controller

from governance.assembly.agenda import Template
from governance.register.names import search_key, sort_key
from governance.store.members import MemberRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.agenda import AddItem, ItemFields, add_item
from governance.usecases.assemblies import AssemblyFields, CreateAssembly, create_assembly
from governance.usecases.notices import Convene, convene
from tests.builders import ACooperative, a_cooperative

AGREED = date(2021, 3, 1)


@dataclass(frozen=True)
class Prepared:
    """A cooperative and one of its assemblies, in preparation or convened."""

    cooperative: ACooperative
    assembly: UUID

    @property
    def secretary(self):
        """The secretary of the cooperative."""
        return self.cooperative.secretary


def fields(uow: UnitOfWork, *, days: int = 60, **changes: object) -> AssemblyFields:
    """Say the least of an assembly held in `days` days."""
    values = {"title": "", "held_at": uow.now + timedelta(days=days), "place": "Salle des fêtes", **changes}
    return AssemblyFields(**values)


def add_members(uow: UnitOfWork, many: int, *, letters: int = 0, first: int = 1) -> None:
    """Add members who agreed to e-mails, and `letters` more who did not."""
    for number in range(first, first + many + letters):
        by_email = number < first + many
        name = f"Sociétaire {number:06d}"
        uow.session.add(
            MemberRow(
                cooperative_id=uow.tenant, number=number, kind="person", name=name, first_name="Alix",
                category="salaries", college="salaries", admitted_on=AGREED, address="1 rue de l’Essai",
                postcode="35000", city="Rennes", email=f"m{number}@exemple.test",
                email_notice_since=AGREED if by_email else None,
                sort_key=sort_key(name, "Alix"), search_key=search_key(name, "Alix"),
            )
        )  # fmt: skip


def a_draft(database: Database, *, members: int = 3, letters: int = 0, days: int = 60) -> Prepared:
    """Commit an ordinary assembly with one resolution, and members to convene."""
    cooperative = a_cooperative(database)
    with database.write() as uow:
        uow.enter(cooperative.id)
        add_members(uow, members, letters=letters)
        command = CreateAssembly(Template.ORDINARY, fields(uow, days=days))
        assembly = create_assembly(uow, command, by=cooperative.secretary)
        item = ItemFields("Ouverture d’un magasin", "L’assemblée **décide** d’ouvrir un magasin.")
        add_item(uow, AddItem(assembly, item), by=cooperative.secretary)
    return Prepared(cooperative, assembly)


def a_convened(database: Database, *, members: int = 3, letters: int = 0) -> Prepared:
    """Commit an assembly just convened, its mails not yet sent."""
    prepared = a_draft(database, members=members, letters=letters)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        convene(uow, Convene(prepared.assembly), by=prepared.secretary)
    return prepared


@dataclass
class Relay:
    """An SMTP server that remembers what it took, and answers each recipient as told."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    recipients: Counter[str] = field(default_factory=Counter)
    crash_after: int | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_RCPT(self, server, session, envelope, address, options):
        waiting = self.answers.get(address)
        if waiting:
            answer = waiting[0] if len(waiting) == 1 else waiting.pop(0)
            if not answer.startswith("250"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        with self._lock:
            self.mails.append(envelope.content)
            self.recipients.update(envelope.rcpt_tos)
        return "250 taken"

    def messages(self):
        """Read the mails taken."""
        return [message_from_bytes(mail, policy=default) for mail in self.mails]


@contextmanager
def listening(relay: Relay, port: int):
    """Run a relay on this machine until the block ends."""
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield relay
    finally:
        controller.stop()
