"""The rules of law as one table, made from the values the rules themselves use."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from governance.law import TOPICS
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawLine, LawRule, Said, Topic, said
from governance.sources import ChangedBy
from governance.words import N_


def law_topics(on: date, form: CompanyForm | None = None) -> list[tuple[Topic, list[LawLine]]]:
    """Give every rule as it stands on a day, under its heading, for one form or for the three.

    Each line carries its own `source` and how sure it is; a value left to the bylaws says so.
    """
    forms = tuple(CompanyForm) if form is None else (form,)
    return [(topic, _lines(topic.rules, forms, on)) for topic in TOPICS]


def law_table(on: date, form: CompanyForm | None = None) -> list[LawLine]:
    """Give the same lines without their headings."""
    return [line for _, lines in law_topics(on, form) for line in lines]


def _lines(rules: Sequence[LawRule[Any]], forms: Sequence[CompanyForm], on: date) -> list[LawLine]:
    return [rule.line(form, on) for rule in rules for form in forms]


CHANGERS = {
    ChangedBy.LAW: N_("la loi seule"),
    ChangedBy.BYLAWS: N_("les statuts"),
    ChangedBy.SECRETARY: N_("la secrétaire"),
}
WAYS = {
    Direction.STRICTER: N_("%(who)s, pour exiger davantage"),
    Direction.EASIER: N_("%(who)s, en faveur des sociétaires"),
}


def who_changes(line: LawLine) -> Said:
    """Say who may change the value of a line, and which way."""
    who = Said(CHANGERS[line.changed_by])
    return who if line.direction is Direction.FREE else said(WAYS[line.direction], who=who)
