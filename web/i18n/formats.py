"""Dates, hours, numbers and parts as people write them, in the language in use.

Hours are those of Paris. Percentages are rounded half up and exist only on the screen.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from governance.units import part_text
from governance.units import percent as exact_percent
from web.i18n.language import language

PARIS = ZoneInfo("Europe/Paris")
NO_BREAK = "\u00a0"


def _babel_locale() -> str:
    return {"fr": "fr_FR", "en": "en_GB"}[language()]


def _in_paris(value: datetime) -> datetime:
    """Turn an aware datetime to Paris time. Raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {value!r}")
    return value.astimezone(PARIS)


def day(value: date) -> str:
    """Write a day in full: « jeudi 24 juin 2027 », "Thursday 24 June 2027"."""
    if isinstance(value, datetime):
        value = _in_paris(value).date()
    first = language() == "fr" and value.day == 1
    pattern = "EEEE '1er' MMMM y" if first else "EEEE d MMMM y"
    return format_date(value, pattern, locale=_babel_locale())


def short_day(value: date) -> str:
    """Write a day for the cell of a table: « 24/06/2027 »."""
    if isinstance(value, datetime):
        value = _in_paris(value).date()
    return format_date(value, "dd/MM/y", locale=_babel_locale())


def hour(value: datetime | time) -> str:
    """Write an hour, in Paris: « 18 h », « 18 h 05 », "18:05"."""
    if isinstance(value, datetime):
        value = _in_paris(value).time()
    if language() == "en":
        return f"{value.hour:02d}:{value.minute:02d}"
    minutes = f"{NO_BREAK}{value.minute:02d}" if value.minute else ""
    return f"{value.hour}{NO_BREAK}h{minutes}"


def moment(value: datetime) -> str:
    """Write a day and its hour in Paris: « jeudi 24 juin 2027 à 18 h »."""
    link = "at" if language() == "en" else "à"
    return f"{day(value)} {link} {hour(value)}"


def number(value: int) -> str:
    """Write a whole number with its thousands apart: « 2 000 », "2,000"."""
    return format_decimal(value, locale=_babel_locale())


def hundredths(value: Fraction) -> str:
    """Write a number exact to the hundredth: « 4 », « 4,5 », « 3,85 », "3.85"."""
    return format_decimal(Decimal(int(value * 100)) / 100, locale=_babel_locale())


def company_number(digits: str) -> str:
    """Write a SIREN or a SIRET in groups: « 732 829 320 00074 »."""
    groups = (digits[:3], digits[3:6], digits[6:9], digits[9:])
    return NO_BREAK.join(group for group in groups if group)


def money(cents: int) -> str:
    """Write an amount given in euro cents: « 1 234,50 € », "€1,234.50"."""
    euros, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    mark = "." if language() == "en" else ","
    amount = f"{number(euros)}{mark}{rest:02d}"
    return f"{sign}€{amount}" if language() == "en" else f"{sign}{amount}{NO_BREAK}€"


def percent(part: Fraction | int, decimals: int = 2) -> str:
    """Write a part as a percentage: « 36,84 % », "36.84%".

    Zeros after the mark are dropped only when nothing was rounded away: « 50 % » is exactly one
    half, « 50,00 % » is near it.
    """
    exact = Fraction(part)
    text = exact_percent(exact, decimals)
    if "." in text and Fraction(text) == exact * 100:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if language() == "en" else f"{text.replace('.', ',')}{NO_BREAK}%"


def fraction(part: Fraction | int) -> str:
    """Write a part as an exact fraction in lowest terms: « 7/19 »."""
    return part_text(Fraction(part))


def listing(items: Iterable[object]) -> str:
    """Write several things one after the other: « a, b et c », "a, b and c"."""
    return format_list([str(item) for item in items], locale=_babel_locale())
