"""One rule of law as a reader sees it: a title, a value for each form through time, its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.sources import ChangedBy, Confidence, Dated, LegalSource, Since
from governance.words import N_, Sentence

T = TypeVar("T")


def _as_is(sentence: str) -> str:
    return Sentence(sentence)


@dataclass(frozen=True, slots=True)
class Said:
    """A French sentence of the catalogue and the facts that fill it.

    A fact may itself be a sentence, or a tuple of sentences shown as a list.
    """

    message: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = _as_is) -> str:
        """Give the sentence in the reader's language."""
        if not self.facts:
            return translate(self.message)
        return translate(self.message) % {name: _fact(fact, translate) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        return self.text()


def _fact(fact: object, translate: Callable[[str], str]) -> object:
    if isinstance(fact, Said):
        return fact.text(translate)
    if isinstance(fact, tuple):
        return ", ".join(str(_fact(item, translate)) for item in fact)
    return fact


def said(message: str, **facts: object) -> Said:
    """Put a marked sentence and its facts together."""
    return Said(message, facts)


PART_WORDS = {
    Fraction(1): N_("la totalité"),
    Fraction(3, 4): N_("les trois quarts"),
    Fraction(2, 3): N_("les deux tiers"),
    Fraction(1, 2): N_("la moitié"),
    Fraction(1, 3): N_("le tiers"),
    Fraction(1, 4): N_("le quart"),
    Fraction(1, 5): N_("le cinquième"),
    Fraction(2, 5): N_("les deux cinquièmes"),
    Fraction(1, 10): N_("le dixième"),
    Fraction(1, 20): N_("le vingtième"),
}

MORE_THAN_WORDS = {
    Fraction(3, 4): N_("plus des trois quarts"),
    Fraction(2, 3): N_("plus des deux tiers"),
    Fraction(1, 2): N_("plus de la moitié"),
    Fraction(2, 5): N_("plus des deux cinquièmes"),
    Fraction(1, 3): N_("plus du tiers"),
    Fraction(1, 4): N_("plus du quart"),
    Fraction(1, 5): N_("plus du cinquième"),
    Fraction(1, 10): N_("plus du dixième"),
}

AT_LEAST = N_("au moins %(part)s")
MORE_THAN = N_("plus de %(part)s")


def say_part(part: Fraction) -> Said:
    """Say a part in words: « les deux tiers »; the fraction itself when it has no name."""
    return Said(PART_WORDS[part]) if part in PART_WORDS else Said(str(part))


OF_PART_WORDS = {
    Fraction(1, 2): N_("de la moitié"),
    Fraction(1, 3): N_("du tiers"),
    Fraction(1, 10): N_("du dixième"),
}


def say_of_part(part: Fraction) -> Said:
    """Say whose part it is: « du dixième ». Raises KeyError for a part that no rule names so."""
    return Said(OF_PART_WORDS[part])


def say_at_least(part: Fraction) -> Said:
    """Say « au moins les deux tiers »."""
    return said(AT_LEAST, part=say_part(part))


def say_more_than(part: Fraction) -> Said:
    """Say « plus de la moitié »."""
    return Said(MORE_THAN_WORDS[part]) if part in MORE_THAN_WORDS else said(MORE_THAN, part=str(part))


def always(value: T, source: LegalSource) -> Dated[T]:
    """Give a value for which no change of text is known here."""
    return Dated((Since(date.min, value, source),))


def everywhere(value: T, source: LegalSource) -> dict[CompanyForm, Dated[T | None]]:
    """Give the same value, from the same text, to every form."""
    return {form: always(value, source) for form in CompanyForm}


LEFT_TO_BYLAWS = N_("les statuts le fixent")


class Direction(StrEnum):
    """Which way the bylaws may move a value: any, only more demanding, only easier on members."""

    FREE = "free"
    STRICTER = "stricter"
    EASIER = "easier"


@dataclass(frozen=True, slots=True)
class LawLine:
    """One line of the table of rules, for one form on one day.

    `since` is the first day of the text in force, None when no earlier one is known here.
    `proposed` is what the service suggests where the law leaves the value to others.
    """

    key: str
    title: str
    form: CompanyForm
    value: Said
    source: LegalSource
    confidence: Confidence
    changed_by: ChangedBy
    since: date | None
    direction: Direction = Direction.FREE
    proposed: Said | None = None


@dataclass(frozen=True, slots=True)
class LawRule(Generic[T]):
    """A rule: its value for each form, None where the law leaves it to the bylaws.

    `proposed` is the value the service suggests to a form; it binds nobody. `direction` says
    which way whoever may change the value may move it. `changed_for` names the values
    that someone else than `changed_by` may change.
    """

    key: str
    title: str
    by_form: Mapping[CompanyForm, Dated[T | None]]
    say: Callable[[T], Said]
    changed_by: ChangedBy
    direction: Direction = Direction.FREE
    proposed: Mapping[CompanyForm, T] = field(default_factory=dict)
    changed_for: Mapping[T, ChangedBy] = field(default_factory=dict)

    def line(self, form: CompanyForm, day: date) -> LawLine:
        """Say what the rule is for `form` on `day`."""
        period = self.by_form[form].period(day)
        left = period.value is None
        return LawLine(
            key=self.key,
            title=self.title,
            form=form,
            value=Said(LEFT_TO_BYLAWS) if period.value is None else self.say(period.value),
            source=period.source,
            confidence=period.source.confidence,
            changed_by=ChangedBy.BYLAWS if period.value is None else self._changer(period.value),
            since=None if period.day == date.min else period.day,
            direction=Direction.FREE if left else self.direction,
            proposed=self.say(self.proposed[form]) if form in self.proposed else None,
        )

    def _changer(self, value: T) -> ChangedBy:
        return self.changed_for.get(value, self.changed_by) if self.changed_for else self.changed_by


Words = tuple[str | Said | None, LegalSource] | Dated[str | Said | None]


def _as_said(words: str | Said) -> Said:
    return Said(words) if isinstance(words, str) else words


def told(
    key: str,
    title: str,
    changed_by: ChangedBy,
    *,
    all_forms: Words | None = None,
    sa: Words | None = None,
    sarl: Words | None = None,
    sas: Words | None = None,
    proposed: str = "",
    direction: Direction = Direction.FREE,
) -> LawRule[str | Said]:
    """Make a rule that is a sentence: the same for every form, or one for each, through time if dated.

    A sentence carries its numbers as facts, so that none is typed twice; it is None where the
    bylaws decide, and `proposed` is then what the service suggests.
    Raises ValueError when a form has no words.
    """
    by_form: dict[CompanyForm, Dated[str | Said | None]] = {}
    for form, own in ((CompanyForm.SA, sa), (CompanyForm.SARL, sarl), (CompanyForm.SAS, sas)):
        words = own or all_forms
        if words is None:
            raise ValueError(f"{key} says nothing for {form}")
        by_form[form] = words if isinstance(words, Dated) else always(*words)
    silent = [form for form, dated in by_form.items() if proposed and dated.periods[-1].value is None]
    suggested = dict.fromkeys(silent, proposed)
    return LawRule(key, title, by_form, _as_said, changed_by, direction, suggested)


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of the table of the law and the rules under it, in the order they are read."""

    key: str
    title: str
    rules: tuple[LawRule[Any], ...]


@dataclass(eq=False)
class RefusedByText(Refused):
    """A refusal whose text depends on the form, the day, or an article of the bylaws."""

    source: Any = field(kw_only=True)  # type: ignore[misc]
