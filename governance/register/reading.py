"""What people write, read as what the register holds. Each reader gives a value or a fault.

A text comes from a form or from a cell of a spreadsheet, where a date may already be a date.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeVar

from governance.register import faults
from governance.register.faults import Fault
from governance.register.members import MemberKind
from governance.register.names import plain
from governance.units import Cents, parse_part

Choice = TypeVar("Choice", bound=StrEnum)

Cell = str | date
"""What a cell or a field holds: a text, or a date already."""

LONGEST: Final = 200
LARGEST: Final = 2**31 - 1
PART_CHARACTERS: Final = 30
LA_POSTE: Final = "356000000"
MOST_JOBS: Final = 100_000

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_POSTCODE = re.compile(r"\d{5}|[A-Z]{1,3}-[A-Z0-9][A-Z0-9 -]{1,9}", re.ASCII)
_AMOUNT = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)

_KINDS: Mapping[str, MemberKind] = MappingProxyType(
    {
        **dict.fromkeys(
            ("person", "personne", "personne physique", "physique", "pp", "particulier", "individu"),
            MemberKind.PERSON,
        ),
        **dict.fromkeys(
            (
                "organisation", "organization", "personne morale", "morale", "pm", "societe", "structure",
                "association", "entreprise", "collectivite", "cooperative",
            ),
            MemberKind.ORGANISATION,
        ),
    }
)  # fmt: skip


def tidy(cell: Cell | None) -> str:
    """Write a cell as one line without control characters or doubled spaces."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    letters = unicodedata.normalize("NFC", cell)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in letters).split())


def read_text(field: str, text: str) -> str | Fault:
    """Read any text of at most 200 characters."""
    return text if len(text) <= LONGEST else Fault(field, faults.TOO_LONG, {"most": LONGEST})


def read_number(field: str, text: str) -> int | Fault:
    """Read a member's number: a whole number from 1 on."""
    if _NUMBER.fullmatch(text) and 1 <= int(text) <= LARGEST:
        return int(text)
    return Fault(field, faults.NOT_A_NUMBER, {"text": text})


def read_shares(field: str, text: str) -> int | Fault:
    """Read a number of shares: a whole number from 0 on; thousands may be set apart."""
    digits = text.replace(" ", "").replace("\u202f", "")
    if _NUMBER.fullmatch(digits) and int(digits) <= LARGEST:
        return int(digits)
    return Fault(field, faults.NOT_SHARES, {"text": text})


def read_part(field: str, text: str) -> Fraction | Fault:
    """Read a part above 0, exactly: 1/10, 10 %, 12,5 % or 0,1. A number above 1 lacks its %."""
    written = _pointed(text)
    percent = written.endswith("%")
    if not percent and re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) and parse_part(written) > 1:
        return Fault(field, faults.PERCENT_MISSING, {"text": text})
    try:
        part = parse_part(written.removesuffix("%")) / (100 if percent else 1)
    except ValueError:
        part = Fraction(0)
    if part > 0 and len(written) <= PART_CHARACTERS:
        return part
    return Fault(field, faults.NOT_A_PART, {"text": text})


def _pointed(text: str) -> str:
    """Write a number without the spaces that set thousands apart, with a point."""
    return re.sub(r"\s", "", text).replace(",", ".")


def read_amount(field: str, text: str) -> Cents | Fault:
    """Read an amount in euros, up to the cent: 1500, 1 500,50 or 1500.5. Gives cents."""
    match = _AMOUNT.fullmatch(_pointed(text).removesuffix("€"))
    if match is None:
        return Fault(field, faults.NOT_AN_AMOUNT, {"text": text})
    return Cents(int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")))


def read_day(field: str, cell: Cell) -> date | Fault:
    """Read a date: a date, 24/06/2027, 24.06.2027, 24-06-2027 or 2027-06-24, from 1900 to 2199."""
    if isinstance(cell, date):
        found: date | None = cell
    else:
        found = _written_day(cell)
    if found is None or not 1900 <= found.year <= 2199:
        return Fault(field, faults.NOT_A_DATE, {"text": tidy(cell)})
    return found


def _written_day(text: str) -> date | None:
    french, iso = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None


def read_email(field: str, text: str) -> str | Fault:
    """Read one e-mail address; nothing but the address itself passes."""
    if len(text) <= 254 and _EMAIL.fullmatch(text):
        return text
    return Fault(field, faults.NOT_AN_EMAIL, {"text": text})


def read_postcode(field: str, text: str) -> str | Fault:
    """Read a French postcode (5 digits), or one of another country after its letters ("B-1000")."""
    if _POSTCODE.fullmatch(text):
        return text
    if _NUMBER.fullmatch(text) and len(text) == 4:
        return Fault(field, faults.ZERO_LOST, {"text": text, "suggestion": f"0{text}"})
    return Fault(field, faults.NOT_A_POSTCODE, {"text": text})


def read_siren(field: str, text: str) -> str | Fault:
    """Read a SIREN number, with or without spaces, and check its key."""
    digits = re.sub(r"[\s.]", "", text)
    if re.fullmatch(r"[0-9]{14}", digits) and _luhn(digits[:9]):
        return Fault(field, faults.SIRET_GIVEN, {"text": text, "suggestion": digits[:9]})
    if re.fullmatch(r"[0-9]{9}", digits) and digits != "0" * 9 and _luhn(digits):
        return digits
    return Fault(field, faults.NOT_A_SIREN, {"text": text})


def read_siret(field: str, text: str, siren: str) -> str | Fault:
    """Read a SIRET number: the `siren` it belongs to, 5 digits more, and a key over the 14.

    La Poste ran out of keyed numbers: for its SIREN a sum of digits that 5 divides is a key too.
    """
    digits = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"[0-9]{14}", digits) or isinstance(read_siren(field, digits[:9]), Fault):
        return Fault(field, faults.NOT_A_SIRET, {"text": text})
    by_sum = digits.startswith(LA_POSTE) and sum(int(c) for c in digits) % 5 == 0
    if not _luhn(digits) and not by_sum:
        return Fault(field, faults.NOT_A_SIRET, {"text": text})
    if not siren:
        return Fault(field, faults.SIREN_FIRST)
    if digits[:9] != siren:
        return Fault(field, faults.SIRET_ELSEWHERE, {"given": digits[:9], "siren": siren})
    return digits


def read_jobs(field: str, text: str) -> Fraction | Fault:
    """Read a number of full-time equivalents from 0 on, to the hundredth: 4, 4,5, 3,85 or 9/2."""
    written = _pointed(text)
    try:
        jobs = parse_part(written)
    except ValueError:
        jobs = Fraction(-1)
    if 0 <= jobs <= MOST_JOBS and (100 * jobs).denominator == 1 and len(written) <= PART_CHARACTERS:
        return jobs
    return Fault(field, faults.NOT_JOBS, {"text": text})


def read_year(field: str, text: str, latest: int) -> int | Fault:
    """Read a year from 1900 to `latest`."""
    if re.fullmatch(r"[0-9]{4}", text) and 1900 <= int(text) <= latest:
        return int(text)
    return Fault(field, faults.NOT_A_YEAR, {"text": text})


def _luhn(digits: str) -> bool:
    doubled = (int(c) * (1 + place % 2) for place, c in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def read_choice(field: str, choices: type[Choice], text: str) -> Choice | Fault:
    """Read one of a closed list of words."""
    try:
        return choices(text)
    except ValueError:
        return Fault(field, faults.CHOOSE)


def read_kind(field: str, text: str) -> MemberKind | Fault:
    """Read whether a member is a person or an organisation."""
    return _KINDS.get(plain(text)) or Fault(field, faults.UNKNOWN_KIND, {"text": text})


READERS: Mapping[str, Callable[[str, str], object]] = MappingProxyType(
    {
        "number": read_number,
        "name": read_text,
        "first_name": read_text,
        "siren": read_siren,
        "email": read_email,
        "address": read_text,
        "postcode": read_postcode,
        "city": read_text,
        "representative": read_text,
        "representative_email": read_email,
        "shares": read_shares,
    }
)
"""How to read each field that needs nothing else; dates, kind, category and college are apart."""

DAYS = frozenset({"admitted_on", "left_on", "email_notice_since"})
