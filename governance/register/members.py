"""Who belongs to the cooperative: a frozen value, and its standing on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.words import N_


class MemberKind(StrEnum):
    """A natural person, or an organisation that acts through its representative."""

    PERSON = "person"
    ORGANISATION = "organisation"


KIND_NAMES = {
    MemberKind.PERSON: N_("personne physique"),
    MemberKind.ORGANISATION: N_("personne morale"),
}


class Standing(StrEnum):
    """Where somebody stands on a day."""

    TO_COME = "to_come"
    MEMBER = "member"
    LEFT = "left"


STANDING_NAMES = {
    Standing.TO_COME: N_("pas encore admis"),
    Standing.MEMBER: N_("sociétaire"),
    Standing.LEFT: N_("parti"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the register describes them.

    `number` is given by the cooperative and never used twice. `college` is "" when the bylaws
    have no college. `email_notice_since` is the day the member agreed to be convened by e-mail.
    `left_on` is the first day they are no longer a member.
    """

    number: int
    kind: MemberKind
    name: str
    category: str
    college: str
    admitted_on: date
    first_name: str = ""
    siren: str = ""
    email: str = ""
    email_notice_since: date | None = None
    address: str = ""
    postcode: str = ""
    city: str = ""
    left_on: date | None = None
    representative: str = ""
    representative_email: str = ""

    @property
    def label(self) -> str:
        """Give the name people say: first name then name, or the organisation's name."""
        return label(self.name, self.first_name)


FIELD_NAMES = {
    "number": N_("Numéro"),
    "kind": N_("Type"),
    "name": N_("Nom ou dénomination"),
    "first_name": N_("Prénom"),
    "siren": N_("SIREN"),
    "category": N_("Catégorie"),
    "college": N_("Collège"),
    "email": N_("Courriel"),
    "email_notice_since": N_("Accord pour la convocation électronique"),
    "address": N_("Adresse"),
    "postcode": N_("Code postal"),
    "city": N_("Ville"),
    "admitted_on": N_("Date d’admission"),
    "left_on": N_("Date de sortie"),
    "representative": N_("Représentant"),
    "representative_email": N_("Courriel du représentant"),
    "shares": N_("Parts"),
}
"""Every field of a member by its French name; shares come from the register of movements."""


def label(name: str, first_name: str) -> str:
    """Give the name people say."""
    return f"{first_name} {name}" if first_name else name


def standing(admitted_on: date, left_on: date | None, day: date) -> Standing:
    """Tell where somebody stands on `day`.

    One is a member from the day of admission, included, to the day of leaving, excluded: who has
    left is a creditor, and no longer votes.
    """
    if day < admitted_on:
        return Standing.TO_COME
    if left_on is not None and left_on <= day:
        return Standing.LEFT
    return Standing.MEMBER


def is_member(admitted_on: date, left_on: date | None, day: date) -> bool:
    """Tell whether somebody is a member on `day`."""
    return standing(admitted_on, left_on, day) is Standing.MEMBER
