"""Written questions to the board, and their answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field

from governance.store.base import TenantRow, same_cooperative
from governance.store.unit_of_work import UnitOfWork


class QuestionRow(TenantRow, table=True):
    """One question of a member before an assembly; the answer may be corrected until the minutes."""

    __tablename__ = "written_questions"
    __table_args__ = (
        same_cooperative("written_questions", "assembly_id", "assemblies"),
        same_cooperative("written_questions", "member_id", "members"),
        CheckConstraint(
            "(answer = '') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)",
            name="answered_by_somebody",
        ),
    )

    assembly_id: UUID = Field(index=True)
    member_id: UUID
    text: str
    asked_at: datetime
    asked_by: UUID = Field(foreign_key="accounts.id")
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="accounts.id")


_WITH_NAMES = text(
    "SELECT q.id, q.member_id, q.text, q.asked_at, q.answer, q.answered_at,"
    " CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name) ELSE m.name END AS name"
    " FROM written_questions q JOIN members m ON m.id = q.member_id WHERE q.assembly_id = :assembly"
    " ORDER BY q.asked_at, q.id"
)
UNANSWERED = "réponse donnée en séance"


def questions(uow: UnitOfWork, assembly: UUID) -> list[tuple[UUID, UUID, str, datetime, str, str]]:
    """List the questions of an assembly, oldest first: id, member, text, when, answer, name."""
    rows = uow.session.connection().execute(_WITH_NAMES, {"assembly": assembly})
    return [(r.id, r.member_id, r.text, r.asked_at, r.answer, r.name) for r in rows]


def question_remarks(uow: UnitOfWork, assembly: UUID) -> tuple[str, ...]:
    """Say each question and its answer, as the minutes note them."""
    return tuple(
        f"Question écrite ({name}) : « {_one_line(asked)} » Réponse : {_one_line(answer) or UNANSWERED}"
        for _, _, asked, _, answer, name in questions(uow, assembly)
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())
