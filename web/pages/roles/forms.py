"""What is typed to give a role or to take one back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from governance.actors import ROLE_NAMES, Role
from governance.register.faults import Fault
from governance.register.reading import read_day, tidy
from governance.usecases.roles import GIVEN
from web.i18n import gettext as _

BY_LINK = "link"
"""The choice of somebody who is not in the list: the role goes by a personal link."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A role asked for, read; `account` is None for a personal link."""

    account: UUID | None
    role: Role
    starts_on: date
    ends_on: date | None


class RoleForm(BaseModel):
    """Whom, which role, from when until when, as typed."""

    person: str = ""
    role: str = ""
    starts_on: str = ""
    ends_on: str = ""
    q: str = ""

    def read(self) -> Asked | dict[str, str]:
        """Give what is asked for, or one sentence for each field to correct."""
        errors: dict[str, str] = {}
        account = None
        if self.person != BY_LINK:
            try:
                account = UUID(self.person)
            except ValueError:
                errors["person"] = _("Choisissez une personne, ou le lien personnel.")
        if self.role not in GIVEN:
            errors["role"] = _("Choisissez un rôle.")
        starts_on = _day("starts_on", self.starts_on, errors)
        ends_on = _day("ends_on", self.ends_on, errors) if tidy(self.ends_on) else None
        if errors or starts_on is None:
            return errors
        return Asked(account, Role(self.role), starts_on, ends_on)


class EndForm(BaseModel):
    """The last day of a role, as typed; empty to end it at once."""

    last_day: str = ""

    def read(self) -> date | dict[str, str] | None:
        """Give the day, None for at once, or the sentence of the field to correct."""
        errors: dict[str, str] = {}
        day = _day("last_day", self.last_day, errors) if tidy(self.last_day) else None
        return errors or day


def role_options() -> list[tuple[str, str, str]]:
    """List the roles that are given, each with what it allows."""
    hints = {
        Role.ADMINISTRATOR: _("donne et retire les rôles, enregistre les statuts"),
        Role.SECRETARY: _("tient le registre, prépare et convoque les assemblées, rédige le procès-verbal"),
        Role.CHAIR: _("ouvre et clôt la séance et les scrutins"),
        Role.TELLER: _("note les présents"),
        Role.AUDITOR: _("lit les registres, les résultats et le journal, jusqu’à un jour fixé"),
    }
    return [(role.value, _(ROLE_NAMES[role]), hints[role]) for role in GIVEN]


def _day(field: str, typed: str, errors: dict[str, str]) -> date | None:
    found = read_day(field, tidy(typed))
    if isinstance(found, Fault):
        errors[field] = _(found.message) % found.facts
        return None
    return found
