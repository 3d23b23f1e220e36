"""What the declared results of a resolution and of an election have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.assembly.refusals import NoSuchPoll
from governance.bylaws.rules import read_rules
from governance.law.votes import interested
from governance.queries.attendance import assembly_row
from governance.sources import LegalSource
from governance.store.assemblies import ResolutionRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.journal import canonical
from governance.store.polls import PollRow, ResultRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declared result: what was voted on, when, and the sheet it is counted from.

    `bylaws` is the number of the version of the bylaws it was counted on. `aside_source` is the text that
    keeps those interested out of the vote, and `aside` says how many they were, when there were some.
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
    sheet_document: dict[str, Any]
    sheet_sha256: str
    bylaws: int
    aside_source: LegalSource
    aside: tuple[str, ...]

    @property
    def sheet_file(self) -> bytes:
        """The counting sheet as a file: its canonical form, whose SHA-256 is `sheet_sha256`."""
        return canonical(self.sheet_document).encode()


def declared(
    uow: UnitOfWork, poll: UUID, *, election: bool
) -> tuple[PollRow, dict[str, Any], dict[str, Any]]:
    """Give a poll that is closed and declared, its result, and the fields of Declared.

    Raises NoSuchPoll while nothing is declared, and for an election asked for as a resolution or
    the other way round.
    """
    row, result = uow.session.get(PollRow, poll), uow.session.get(ResultRow, poll)
    if row is None or result is None or row.state != "closed" or (row.contest is not None) != election:
        raise NoSuchPoll
    assembly = assembly_row(uow, row.assembly_id)
    resolution = uow.session.get_one(ResolutionRow, row.resolution_id)
    rules = read_rules(row.rules)
    fields = {
        "poll": poll,
        "assembly": assembly.id,
        "assembly_title": assembly.title,
        "number": row.number,
        "resolution_number": resolution.number or 0,
        "title": resolution.title,
        "text": resolution.text,
        "opened_at": row.opened_at,
        "declared_at": result.declared_at,
        "sheet_document": result.sheet,
        "sheet_sha256": result.sheet_sha256,
        "bylaws": uow.session.get_one(BylawsVersionRow, row.bylaws_version_id).number,
        "aside_source": interested(rules.form, rules.day).source,
    }
    return row, result.result, fields
