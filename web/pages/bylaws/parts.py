"""Numbers as people type them in bylaws: « 1/3 », « 33,5 % », « 40 », « 18 500 € »; exact, never a float."""

import re
from fractions import Fraction

from governance.units import parse_part, part_text, percent
from web.i18n import language

_WHOLE = re.compile(r"-?[0-9]{1,12}", re.ASCII)
_EUROS = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?€?", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def read_whole(typed: str) -> int | str:
    """Read a whole number; what was typed when it is none."""
    plain = _SPACES.sub("", typed)
    return int(plain) if _WHOLE.fullmatch(plain) else typed.strip()


def read_euros(typed: str) -> int | str:
    """Read an amount in euros as cents; what was typed when it is none."""
    found = _EUROS.fullmatch(_SPACES.sub("", typed).replace(",", "."))
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else typed.strip()


def read_part(typed: str, *, of_one: bool) -> str:
    """Read a part as the document writes it ("67/200"); what was typed when it is none.

    With `of_one` the part is one of a whole: « 33,5 % », and a bare number above 1 is a percentage.
    Otherwise it is a number of points, and a percent sign changes nothing.
    """
    plain = _SPACES.sub("", typed).replace(",", ".")
    number = plain.removesuffix("%")
    try:
        part = parse_part(number)
    except ValueError:
        return typed.strip()
    if of_one and (plain.endswith("%") or (part > 1 and "/" not in number)):
        part /= 100
    return part_text(part)


def show_euros(cents: object) -> str:
    """Write cents in euros, as they are typed."""
    if not isinstance(cents, int):
        return str(cents)
    euros, rest = divmod(cents, 100)
    return _decimal(f"{euros}.{rest:02d}" if rest else str(euros))


def show_part(part: object, *, of_one: bool) -> str:
    """Write a part as it is best read: « 50 % », « 33,5 % », else « 1/3 »; points without a sign."""
    try:
        value = part if isinstance(part, Fraction) else parse_part(str(part))
    except ValueError:
        return str(part)
    if (value * (10_000 if of_one else 100)).denominator != 1:
        return part_text(value)
    text = percent(value if of_one else value / 100).rstrip("0").rstrip(".")
    return (
        f"{_decimal(text)} %" if of_one and language() == "fr" else _decimal(text) + ("%" if of_one else "")
    )


def _decimal(text: str) -> str:
    return text.replace(".", ",") if language() == "fr" else text
