"""The bylaws that hold on a day, and what they give for one meeting."""

from datetime import date

from governance.bylaws.clauses import Bylaws
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import in_force as store
from governance.store.bylaws import BylawsVersionRow
from governance.store.in_force import InForce
from governance.store.unit_of_work import UnitOfWork


def bylaws_in_force(uow: UnitOfWork, day: date) -> tuple[BylawsVersionRow, Bylaws]:
    """Give the version that holds on `day` and the bylaws read in it. Raises NoBylaws."""
    return store.bylaws_in_force(uow.session, day)


def rules_in_force(uow: UnitOfWork, kind: AssemblyKind, call: Call, day: date) -> InForce:
    """Give the rules of one meeting held on `day`, and the version they come from. Raises NoBylaws."""
    return store.rules_in_force(uow.session, kind, call, day)
