"""What the cooperative holds of companies that are not its members: those founded by who left, for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_siren, read_text, tidy
from governance.register.tie_reading import FaultyTie, read_tie, sound
from governance.register.ties import StructureForm, Tie, TieKind


@dataclass(frozen=True, slots=True)
class OutsideHolding:
    """A company that is no member, and the part of its capital the cooperative holds.

    `siren` is its nine digits, or "". No vote of an assembly depends on it.
    """

    company: str
    form: StructureForm
    siren: str
    tie: Tie


def read_outside_holding(values: Mapping[str, str], today: date) -> OutsideHolding:
    """Read a holding as typed: company, form, siren, part, since, price, decision. Raises FaultyTie."""
    typed = {name: tidy(values.get(name, "")) for name in ("company", "form", "siren")}
    company = read_text("company", typed["company"]) if typed["company"] else Fault("company", faults.MISSING)
    form = read_choice("form", StructureForm, typed["form"])
    siren = read_siren("siren", typed["siren"]) if typed["siren"] else ""
    found = [each for each in (company, form, siren) if isinstance(each, Fault)]
    tie: Tie | None = None
    try:
        told = form if isinstance(form, StructureForm) else None
        tie = read_tie({**values, "kind": TieKind.HOLDING.value}, today, told)
    except FaultyTie as error:
        found.extend(error.faults)
    if found or tie is None:
        raise FaultyTie(tuple(found))
    return OutsideHolding(sound(company), sound(form), sound(siren), tie)
