"""Written questions of an assembly, as members and the office read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.questions import question_term
from governance.assembly.refusals import NoSuchAssembly
from governance.assembly.requests import RequestTerm
from governance.assembly.stages import Stage
from governance.store import preparation
from governance.store import questions as store
from governance.store.unit_of_work import UnitOfWork

OFFICE: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question; `name` is "" for members who did not ask it."""

    id: UUID
    text: str
    asked_at: datetime
    answer: str
    name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The questions one may read: all of them in the office; one's own and those answered for members."""

    assembly: UUID
    title: str
    stage: str
    term: RequestTerm
    over: bool
    questions: tuple[QuestionShown, ...]


def questions_page(uow: UnitOfWork, assembly: UUID, actor: Actor) -> QuestionsPage:
    """Show the questions of an assembly, to members once convened. Raises WrongHat, NoSuchAssembly."""
    office = actor.holds(*OFFICE)
    if not office:
        actor.ensure(Role.MEMBER)
    row = preparation.assembly(uow, assembly)
    if row.stage == Stage.DRAFT and not office:
        raise NoSuchAssembly
    term = question_term(preparation.rules_of(uow, row).bylaws, preparation.held_on(row))
    found = []
    for one, member, asked, at, answer, name in store.questions(uow, assembly):
        mine = member == actor.hat.member
        if office or mine or answer:
            found.append(QuestionShown(one, asked, at, answer, name if office or mine else "", mine))
    over = row.stage != Stage.CONVENED or (term.last_day is not None and uow.today > term.last_day)
    return QuestionsPage(row.id, row.title, row.stage, term, over, tuple(found))
