"""The rules of law as one table, made from the values the rules themselves use."""

from datetime import date

from governance.law import ALL_RULES
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawLine


def law_table(on: date, form: CompanyForm | None = None) -> list[LawLine]:
    """Give every rule as it stands on a day, for one form or for the three.

    Each line carries its own `source` and how sure it is; a value left to the bylaws says so.
    """
    forms = tuple(CompanyForm) if form is None else (form,)
    return [rule.line(wanted, on) for rule in ALL_RULES for wanted in forms]
