"""Asking the board a question in writing, and answering it."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.questions import (
    LONGEST_QUESTION,
    EmptyQuestion,
    NoSuchQuestion,
    QuestionTooLate,
    question_term,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import NotFound
from governance.store import preparation
from governance.store.questions import QuestionRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """A question of a member before an assembly."""

    assembly: UUID
    text: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """What the board answers to one question."""

    assembly: UUID
    question: UUID
    answer: str


def ask_question(uow: UnitOfWork, command: AskQuestion, *, by: Actor) -> UUID:
    """Ask the board a question in writing; give it.

    Who      a member, or who speaks for one
    When     once convened, until the last day that the law or the bylaws give
    Writes   the question, act question.ask
    Refuses  WrongHat, NotFound, NoSuchAssembly, WrongStage, QuestionTooLate, EmptyQuestion
    Law      L. 225-108, R. 225-84; L. 223-26
    """
    by.ensure(Role.MEMBER)
    if by.hat.member is None:
        raise NotFound
    meeting = preparation.assembly(uow, command.assembly)
    ensure_stage(meeting.title, meeting.stage, Stage.CONVENED)
    term = question_term(preparation.rules_of(uow, meeting).bylaws, preparation.held_on(meeting))
    if term.last_day is not None and uow.today > term.last_day:
        raise QuestionTooLate(term.last_day, source=term.source)
    _ensure_written(command.text)
    row = QuestionRow(
        cooperative_id=uow.tenant,
        assembly_id=meeting.id,
        member_id=by.hat.member,
        text=command.text.strip(),
        asked_at=uow.now,
        asked_by=by.account,
    )
    uow.session.add(row)
    uow.act("question.ask", by=by, assembly=meeting.id, question=str(row.id))
    return row.id


def answer_question(uow: UnitOfWork, command: AnswerQuestion, *, by: Actor) -> None:
    """Write what the board answers; members read it, and the minutes note it.

    Who      the secretary
    When     once asked, until the minutes are signed
    Writes   the answer, act question.answer
    Refuses  WrongHat, NoSuchAssembly, WrongStage, NoSuchQuestion, EmptyQuestion
    """
    by.ensure(Role.SECRETARY)
    meeting = preparation.assembly(uow, command.assembly, hold=True)
    if meeting.stage not in (Stage.CONVENED, Stage.OPEN, Stage.CLOSED):
        ensure_stage(meeting.title, meeting.stage, Stage.CLOSED)
    row = uow.session.get(QuestionRow, command.question, with_for_update=True)
    if row is None or row.assembly_id != meeting.id:
        raise NoSuchQuestion
    _ensure_written(command.answer)
    row.answer, row.answered_at, row.answered_by = command.answer.strip(), uow.now, by.account
    uow.session.add(row)
    uow.act("question.answer", by=by, assembly=meeting.id, question=str(row.id))


def _ensure_written(words: str) -> None:
    if not words.strip() or len(words) > LONGEST_QUESTION or "\x00" in words:
        raise EmptyQuestion
