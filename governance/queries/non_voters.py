"""Who is called beside the members, as the office reads it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.non_voters import NonVoter
from governance.queries.letters import LetterShown, shown
from governance.register.letters import LetterOutcome
from governance.store import non_voters as store
from governance.store import preparation
from governance.store.unit_of_work import UnitOfWork

READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class NonVoterShown:
    """One of them; `now` tells whether they serve today, `letters` what convened them to one assembly."""

    id: UUID
    person: NonVoter
    now: bool
    letters: tuple[LetterShown, ...] = ()

    @property
    def called(self) -> bool:
        """Tell whether a letter that was not refused convened them."""
        return any(letter.outcome is not LetterOutcome.REFUSED for letter in self.letters)


def non_voters(uow: UnitOfWork, actor: Actor) -> tuple[NonVoterShown, ...]:
    """List who is or was called, the latest first. Raises WrongHat."""
    actor.ensure(*READERS)
    return tuple(
        NonVoterShown(row.id, row.value, row.value.serves_on(uow.today)) for row in store.everybody(uow)
    )


def called_to(uow: UnitOfWork, assembly: UUID) -> tuple[NonVoterShown, ...]:
    """List who is to be convened to an assembly, or was, each with their letters. Raises NoSuchAssembly."""
    row = preparation.assembly(uow, assembly)
    sent: dict[UUID, list[LetterShown]] = {}
    people = {one.id: one for one in store.serving_on(uow, preparation.held_on(row))}
    for person, letter in store.calls(uow, assembly):
        people.setdefault(person.id, person)
        sent.setdefault(person.id, []).append(shown(letter))
    return tuple(
        NonVoterShown(one.id, one.value, one.value.serves_on(uow.today), tuple(sent.get(one.id, ())))
        for one in people.values()
    )
