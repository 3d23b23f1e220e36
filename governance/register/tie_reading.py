"""What a secretary types about a tie, read with every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import read_amount, read_choice, read_day, read_part, read_text, tidy
from governance.register.ties import StructureForm, Tie, TieKind
from governance.words import N_

T = TypeVar("T")

WITHOUT_CAPITAL = (StructureForm.ASSOCIATION, StructureForm.PUBLIC_BODY)
TOO_MUCH_HELD = N_("Une part du capital ne dépasse pas la totalité : au plus 100 %%.")


@dataclass(eq=False)
class FaultyTie(Malformed):
    """What was written about a structure or a tie cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class AlreadyTied(Refused):
    """A tie of this kind is already in force: it ends before another begins."""

    message = N_("Un lien de cette nature est déjà en cours avec cette structure.")
    remedy = N_("Mettez d’abord fin au lien en cours, à la veille du nouveau.")


@dataclass(eq=False)
class NoSuchTie(NotFound):
    """No such tie in this cooperative."""

    message = N_("Ce lien n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la page des liens.")


@dataclass(eq=False)
class TieEnded(Refused):
    """The tie has an end already, or would end before it begins."""

    message = N_("Ce lien a déjà une fin, ou finirait avant d’avoir commencé.")
    remedy = N_("Vérifiez la date de fin.")


@dataclass(eq=False)
class HeldAsMember(Refused):
    """The company held is a member: its tie belongs on its own record, where votes depend on it."""

    name: str
    number: int

    message = N_("Ce SIREN est celui de « %(name)s », sociétaire n° %(number)d.")
    remedy = N_("Inscrivez la part sur la page de cette structure : ses voix peuvent en dépendre.")


@dataclass(eq=False)
class NamedAsMember(Refused):
    """The company held has the name of a member, and no SIREN tells them apart."""

    name: str
    number: int

    message = N_("« %(name)s » est le nom du sociétaire n° %(number)d.")
    remedy = N_(
        "Si c’est la même entreprise, inscrivez la part sur sa page. Sinon, donnez le SIREN de l’autre."
    )


@dataclass(eq=False)
class NotAMemberYet(Refused):
    """No member bears the SIREN of the company held: there is no record to move the tie to."""

    message = N_("Aucun sociétaire ne porte le SIREN de cette entreprise.")
    remedy = N_("Inscrivez d’abord l’entreprise au registre, avec son SIREN.")


@dataclass(eq=False)
class NotAnOrganisation(Refused):
    """A person is no structure."""

    message = N_("Ce sociétaire est une personne physique : il n’a pas de capital à détenir.")
    remedy = N_("Choisissez une personne morale.")


def read_tie(values: Mapping[str, str], today: date, form: StructureForm | None = None) -> Tie:
    """Read a tie that begins with an organisation of this form (None: not told).

    "part" as 1/10, 10 % or 0.1, "price" in euros. Raises FaultyTie.
    """
    typed = {name: tidy(values.get(name, "")) for name in ("kind", "part", "since", "price", "decision")}
    kind = read_choice("kind", TieKind, typed["kind"])
    held = kind is TieKind.HOLDING
    part = _part(typed["part"]) if held else None
    if held and form in WITHOUT_CAPITAL:
        part = Fault("part", faults.NO_CAPITAL)
    since = read_day("since", typed["since"]) if typed["since"] else Fault("since", faults.MISSING)
    if isinstance(since, date) and since > today:
        since = Fault("since", faults.NOT_YET)
    price = read_amount("price", typed["price"]) if held and typed["price"] else None
    decision = read_text("decision", typed["decision"])
    found = tuple(each for each in (kind, part, since, price, decision) if isinstance(each, Fault))
    if found:
        raise FaultyTie(found)
    return Tie(sound(kind), sound(since), None, sound(part), sound(price), sound(decision))


def read_end(values: Mapping[str, str]) -> date:
    """Read the first day without the tie. Raises FaultyTie."""
    typed = tidy(values.get("until", ""))
    until = read_day("until", typed) if typed else Fault("until", faults.MISSING)
    if isinstance(until, Fault):
        raise FaultyTie((until,))
    return until


def _part(text: str) -> Fraction | Fault:
    if not text:
        return Fault("part", faults.MISSING)
    part = read_part("part", text)
    if isinstance(part, Fraction) and part > 1:
        return Fault("part", TOO_MUCH_HELD)
    return part


def sound(value: T | Fault) -> T:
    """Give a value whose faults were already told."""
    if isinstance(value, Fault):
        raise TypeError(value)
    return value
