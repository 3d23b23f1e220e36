"""A declared result, whole: the sheet, the exact figures, the sentences, the three views."""

from dataclasses import dataclass
from uuid import UUID

from governance.queries.declared import Declared, declared
from governance.store.second_rounds import rounds_declared
from governance.store.unit_of_work import UnitOfWork
from governance.vote.cautions import aside, cautions
from governance.vote.explanation import explain
from governance.vote.result import Result, read_result
from governance.vote.sheet import CountingSheet, read_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Declared):
    """The one result object: page, projector, minutes, interface and verifier render this.

    `cautions` are the warnings a reader should weigh, each with a sentence naming the colleges. `rounds`
    gives the number of each round that was declared, with its poll: one, or two.
    """

    sheet: CountingSheet
    result: Result
    explanation: tuple[str, ...]
    cautions: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[int, UUID], ...]

    @property
    def round(self) -> int:
        """Give the number of this round, from 1."""
        return next(number for number, poll in self.rounds if poll == self.poll)

    @property
    def told(self) -> tuple[str, ...]:
        """Every sentence, in order: how the result is reached, what deserves a look, who was set aside."""
        return (*self.explanation, *(sentence for _, sentence in self.cautions), *self.aside)


def outcome(uow: UnitOfWork, poll: UUID, lang: str = "fr") -> Outcome:
    """Give the declared result of a resolution, explained in `lang`.

    Raises NoSuchPoll while nothing is declared, and for an election: see `queries.elections`.
    """
    row, document, fields = declared(uow, poll, election=False)
    sheet, result = read_sheet(fields["sheet_document"]), read_result(document)
    return Outcome(
        **fields,
        sheet=sheet,
        result=result,
        explanation=tuple(explain(sheet, result, lang)),
        cautions=cautions(sheet, result, lang),
        aside=aside(sheet, lang, str(fields["aside_source"])),
        rounds=rounds_declared(uow.session, row.resolution_id),
    )
