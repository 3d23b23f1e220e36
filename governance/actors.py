"""Who acts, and in which capacity. A person may wear several hats; one act is done under one."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from governance.errors import NotAllowed
from governance.words import N_


class Role(StrEnum):
    """What a person may do in one cooperative; given with a first and a last day."""

    ADMINISTRATOR = "administrator"
    SECRETARY = "secretary"
    CHAIR = "chair"
    TELLER = "teller"
    AUDITOR = "auditor"
    MEMBER = "member"


ROLE_NAMES = {
    Role.ADMINISTRATOR: N_("administrateur"),
    Role.SECRETARY: N_("secrétaire"),
    Role.CHAIR: N_("président de séance"),
    Role.TELLER: N_("scrutateur"),
    Role.AUDITOR: N_("auditeur"),
    Role.MEMBER: N_("sociétaire"),
}


@dataclass(eq=False)
class WrongHat(NotAllowed):
    """The capacity in which the person acts does not give this right, nor does any other they hold."""

    acting_as: str

    message = N_("Vous agissez comme « %(acting_as)s » : cette qualité ne permet pas cette opération.")
    remedy = N_("Si cette tâche vous revient, demandez à votre coopérative de vous en donner le rôle.")


@dataclass(eq=False)
class AnotherHat(WrongHat):
    """The capacity in which the person acts does not give this right; `wear`, which they hold too, does."""

    wear: str

    remedy = N_("Changez de qualité en haut de la page : choisissez « %(wear)s ».")


@dataclass(frozen=True, slots=True)
class Hat:
    """One capacity: a role of the cooperative, or a member (oneself or a company represented).

    `key` identifies it within the cooperative ("secretary", "member:<uuid>"). For a member,
    `label` is the member's name and `represents` is true when the person speaks for a company.
    """

    key: str
    role: Role
    label: str
    member: UUID | None = None
    college: str = ""
    represents: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person in one cooperative, under one hat among those they hold."""

    account: UUID
    account_name: str
    cooperative: UUID
    slug: str
    cooperative_name: str
    hat: Hat
    hats: tuple[Hat, ...]

    def holds(self, *roles: Role) -> bool:
        """Tell whether the hat worn now is one of `roles`."""
        return self.hat.role in roles

    def ensure(self, *roles: Role) -> None:
        """Raise WrongHat unless the hat worn now is one of `roles`; AnotherHat when a hat held would do."""
        if self.holds(*roles):
            return
        other = next((hat.label for hat in self.hats if hat.role in roles), None)
        raise WrongHat(self.hat.label) if other is None else AnotherHat(self.hat.label, other)
