"""What a refusal of the core says to the person who reads it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

from governance.errors import GovernanceError
from governance.register.faults import Fault as Faulty
from governance.sources import LegalSource
from governance.words import N_
from web.i18n.formats import day, fraction, hour, listing, moment, number, percent
from web.i18n.language import gettext


@dataclass(frozen=True, slots=True)
class ErrorText:
    """A refusal in the language in use: what happened, what to do, which text ("" when none)."""

    message: str
    remedy: str
    source: str


class _Number(int):
    """A number that `%(n)d` and `%(n)s` both accept; the second writes its thousands apart."""

    def __str__(self) -> str:
        return number(int(self))


def _part(part: Fraction) -> str:
    if part.denominator == 1 and part > 1:
        return number(part.numerator)
    return f"{percent(part)} ({fraction(part)})"


_WRITERS: tuple[tuple[type, Callable[..., object]], ...] = (
    (bool, lambda value: gettext(N_("oui")) if value else gettext(N_("non"))),
    (int, _Number),
    (Fraction, _part),
    (datetime, moment),
    (date, day),
    (time, hour),
    (str, lambda value: gettext(str(value))),
    (LegalSource, lambda value: source_text(value)),
)


def fact_text(value: object) -> object:
    """Write one fact of an error: dates in full, parts as percentage and fraction, lists joined."""
    if value is None:
        return "—"
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if isinstance(value, Collection):
        return listing(fact_text(item) for item in value)
    return str(value)


def source_text(source: LegalSource | str | None) -> str:
    """Name a text: « loi 47-1775, article 19 octies »; "" when there is none."""
    if source is None:
        return ""
    if isinstance(source, str):
        return gettext(source)
    if not source.article:
        return gettext(source.text)
    words = gettext(N_("%(text)s, article %(article)s"))
    return words % {"text": gettext(source.text), "article": source.article}


def fault_sentences(faults: Sequence[Faulty]) -> dict[str, str]:
    """Give one sentence for each faulty field, in the language in use: the first fault of each."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(fault.field, gettext(fault.message) % fault.facts)
    return found


def translate_error(error: GovernanceError) -> ErrorText:
    """Give the sentences of an error with its facts, in the language in use."""
    facts = {name: fact_text(value) for name, value in error.facts().items()}
    return ErrorText(
        message=gettext(error.message) % facts,
        remedy=gettext(error.remedy) % facts,
        source=source_text(error.source),
    )
