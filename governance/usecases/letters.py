"""Saying that a letter was posted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from governance.actors import Actor, Role
from governance.register.letters import LetterAbout, LetterGone, LetterOutcome
from governance.store import letters as store
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PostLetter:
    """A letter printed and posted on a day."""

    letter: UUID
    on: date


def post_letter(uow: UnitOfWork, command: PostLetter, *, by: Actor) -> tuple[LetterAbout, UUID]:
    """Write that a letter was posted; give what it is about.

    Who      the secretary
    When     once, from the day it was written to today
    Writes   the letter, act letter.post
    Refuses  WrongHat, NoSuchLetter, LetterGone
    """
    by.ensure(Role.SECRETARY)
    row = store.letter(uow, command.letter, hold=True)
    written_on = store.written_on(row)
    if row.outcome != LetterOutcome.TO_PRINT or not written_on <= command.on <= uow.today:
        raise LetterGone
    row.outcome, row.concluded_on = LetterOutcome.POSTED.value, command.on
    uow.session.add(row)
    uow.act("letter.post", by=by, letter=str(row.id), about=row.about, on=command.on.isoformat())
    return LetterAbout(row.about), row.subject_id
