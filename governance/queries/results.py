"""A declared result, whole: the sheet, the exact figures, the sentences, the three views."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.assembly.refusals import NoSuchPoll
from governance.queries.attendance import assembly_row
from governance.store.assemblies import ResolutionRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.journal import canonical
from governance.store.polls import PollRow, ResultRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.cautions import cautions
from governance.vote.explanation import explain
from governance.vote.result import Result, read_result
from governance.vote.sheet import CountingSheet, read_sheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """The one result object: page, projector, minutes, interface and verifier render this.

    `bylaws` is the number of the version that counted it.
    `cautions` are the warnings a reader should weigh, each with a sentence naming the colleges.
    """

    poll: UUID
    assembly: UUID
    assembly_title: str
    number: int
    resolution_number: int
    title: str
    text: str
    opened_at: datetime
    declared_at: datetime
    sheet: CountingSheet
    sheet_document: dict[str, Any]
    sheet_sha256: str
    result: Result
    explanation: tuple[str, ...]
    cautions: tuple[tuple[str, str], ...]
    bylaws: int

    @property
    def told(self) -> tuple[str, ...]:
        """Every sentence, in order: how the result is reached, then what deserves a look."""
        return (*self.explanation, *(sentence for _, sentence in self.cautions))

    @property
    def sheet_file(self) -> bytes:
        """The counting sheet as a file: its canonical form, whose SHA-256 is `sheet_sha256`."""
        return canonical(self.sheet_document).encode()


def outcome(uow: UnitOfWork, poll: UUID, lang: str = "fr") -> Outcome:
    """Give the declared result of a resolution, explained in `lang`.

    Raises NoSuchPoll while nothing is declared, and for an election: see `queries.elections`.
    """
    row = uow.session.get(PollRow, poll)
    declared = uow.session.get(ResultRow, poll)
    if row is None or declared is None or row.state != "closed" or row.contest is not None:
        raise NoSuchPoll
    assembly = assembly_row(uow, row.assembly_id)
    resolution = uow.session.get_one(ResolutionRow, row.resolution_id)
    sheet, result = read_sheet(declared.sheet), read_result(declared.result)
    return Outcome(
        poll=poll,
        assembly=assembly.id,
        assembly_title=assembly.title,
        number=row.number,
        resolution_number=resolution.number or 0,
        title=resolution.title,
        text=resolution.text,
        opened_at=row.opened_at,
        declared_at=declared.declared_at,
        sheet=sheet,
        sheet_document=declared.sheet,
        sheet_sha256=declared.sheet_sha256,
        result=result,
        explanation=tuple(explain(sheet, result, lang)),
        cautions=cautions(sheet, result, lang),
        bylaws=uow.session.get_one(BylawsVersionRow, row.bylaws_version_id).number,
    )
