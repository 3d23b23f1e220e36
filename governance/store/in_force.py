"""The bylaws that hold on a day, read from their rows."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import read_bylaws
from governance.bylaws.rules import Rules, rules_for
from governance.errors import NotFound
from governance.law.legal_forms import AssemblyKind, Call
from governance.store.bylaws import BylawsVersionRow
from governance.words import N_


@dataclass(eq=False)
class NoBylaws(NotFound):
    """The cooperative has no bylaws in force on that day."""

    day: date

    message = N_("Aucune version des statuts n’est en vigueur à cette date (%(day)s).")
    remedy = N_("Enregistrez d’abord les statuts de la coopérative, avec leur date d’entrée en vigueur.")


@dataclass(frozen=True, slots=True)
class InForce:
    """The version of the bylaws that holds on a day, read, and what it gives for one meeting."""

    version_row: BylawsVersionRow
    bylaws: Bylaws
    rules: Rules


def version_in_force(session: Session, day: date) -> BylawsVersionRow:
    """Give the version that holds on `day`: the latest to come into force, then the latest adopted.

    Raises NoBylaws when none does yet.
    """
    row = session.exec(
        select(BylawsVersionRow)
        .where(col(BylawsVersionRow.in_force_from) <= day)
        .order_by(col(BylawsVersionRow.in_force_from).desc(), col(BylawsVersionRow.number).desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NoBylaws(day)
    return row


def bylaws_in_force(session: Session, day: date) -> tuple[BylawsVersionRow, Bylaws]:
    """Give the version that holds on `day` and the bylaws read in it. Raises NoBylaws."""
    row = version_in_force(session, day)
    return row, read_bylaws(row.document)


def rules_in_force(session: Session, kind: AssemblyKind, call: Call, day: date) -> InForce:
    """Give the rules of one meeting held on `day`, and the version they come from. Raises NoBylaws."""
    row, bylaws = bylaws_in_force(session, day)
    return InForce(row, bylaws, rules_for(bylaws, kind, call, day))
