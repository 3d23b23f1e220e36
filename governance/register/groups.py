"""Cooperatives tied as a group: the kinds of tie, what is typed about one, what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, tidy
from governance.words import N_

LONGEST_NAME = 120
LONGEST_PURPOSE = 2_000

NAME_TOO_LONG = N_("Ce nom est trop long : au plus 120 signes.")
PURPOSE_TOO_LONG = N_("Ce texte est trop long : au plus 2 000 signes.")
LEAVES_IN_THE_PAST = N_(
    "Une sortie n’est pas inscrite après coup : choisissez aujourd’hui ou un jour à venir."
)


class GroupKind(StrEnum):
    """What ties the cooperatives of a group."""

    PARENT = "parent"
    UNION = "union"
    GROUPEMENT = "groupement"
    TERRITORY = "territory"


GROUP_KIND_NAMES = {
    GroupKind.PARENT: N_("société mère et filiales"),
    GroupKind.UNION: N_("union de coopératives"),
    GroupKind.GROUPEMENT: N_("groupement"),
    GroupKind.TERRITORY: N_("territoire"),
}


class InvitationState(StrEnum):
    """What became of an invitation; only one that is sent can change."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class GroupTyped:
    """A group that begins: its kind, its name, why it exists."""

    kind: GroupKind
    name: str
    purpose: str


@dataclass(eq=False)
class FaultyGroup(Malformed):
    """What was written about a group cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchGroup(NotFound):
    """No such group, or this cooperative is not in it."""

    message = N_("Ce groupe n’existe pas, ou votre coopérative n’en fait pas partie.")
    remedy = N_("Revenez à la page des groupes.")


@dataclass(eq=False)
class NoSuchInvitation(NotFound):
    """No such invitation for this cooperative."""

    message = N_("Cette invitation n’existe pas, ou ne s’adresse pas à votre coopérative.")
    remedy = N_("Revenez à la page des groupes.")


@dataclass(eq=False)
class InvitationClosed(Refused):
    """The invitation was answered or withdrawn in the meantime."""

    message = N_("Cette invitation n’est plus en attente : elle a reçu une réponse, ou elle a été retirée.")
    remedy = N_("La page des groupes dit où vous en êtes. Une nouvelle invitation peut être envoyée.")


@dataclass(eq=False)
class AlreadyInGroup(Refused):
    """The cooperative is in the group, or an invitation waits for its answer."""

    message = N_("Cette coopérative fait déjà partie du groupe, ou elle a déjà une invitation en attente.")
    remedy = N_("Attendez sa réponse, ou retirez l’invitation pour en envoyer une autre.")


@dataclass(eq=False)
class UnknownCooperative(Malformed):
    """No cooperative of this service, or several, answer to what was typed."""

    typed: str

    message = N_("« %(typed)s » n’est ni l’adresse ni le nom d’une seule coopérative de ce service.")
    remedy = N_("Écrivez son adresse : ce qui suit « /coop/ » dans ses pages. Demandez-la-lui au besoin.")


@dataclass(eq=False)
class AlreadyLeaving(Refused):
    """The end of this membership is written already."""

    message = N_("La sortie de votre coopérative est déjà inscrite.")
    remedy = N_("Pour revenir, demandez une nouvelle invitation à une coopérative du groupe.")


def read_group(values: Mapping[str, str]) -> GroupTyped:
    """Read a group that begins, as typed: kind, name, purpose. Raises FaultyGroup."""
    kind = read_choice("kind", GroupKind, tidy(values.get("kind", "")))
    name, purpose = tidy(values.get("name", "")), values.get("purpose", "").strip()
    found = [kind] if isinstance(kind, Fault) else []
    found += _written("name", name, LONGEST_NAME, NAME_TOO_LONG)
    found += _written("purpose", purpose, LONGEST_PURPOSE, PURPOSE_TOO_LONG)
    if found or isinstance(kind, Fault):
        raise FaultyGroup(tuple(found))
    return GroupTyped(kind, name, purpose)


def read_leaving(values: Mapping[str, str], today: date) -> date:
    """Read the first day outside the group, as typed in "until": today or later. Raises FaultyGroup."""
    typed = tidy(values.get("until", ""))
    until = read_day("until", typed) if typed else Fault("until", faults.MISSING)
    if not isinstance(until, Fault) and until < today:
        until = Fault("until", LEAVES_IN_THE_PAST)
    if isinstance(until, Fault):
        raise FaultyGroup((until,))
    return until


def _written(field: str, text: str, most: int, too_long: str) -> list[Fault]:
    if not text or "\x00" in text:
        return [Fault(field, faults.MISSING)]
    return [Fault(field, too_long)] if len(text) > most else []
