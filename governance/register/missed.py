"""Membership that ends by missed assemblies: where a member stands, and what must come first.

The clause counts ordinary assemblies missed in a row. Nothing happens by itself: one is warned, then
summoned with the reason, then heard; who may exclude decides; and only then is the end written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.bylaws.choices import Organ
from governance.bylaws.clauses import Bylaws
from governance.bylaws.rules import BylawsArticle
from governance.errors import Refused
from governance.law.members import EXCLUSION_SOURCE, HEARD_SOURCE
from governance.law.rule import RefusedByText
from governance.words import N_


class StepKind(StrEnum):
    """What was done about a member who misses assemblies; a decision keeps them or ends membership."""

    WARNED = "warned"
    SUMMONED = "summoned"
    HEARD = "heard"
    KEPT = "kept"
    ENDED = "ended"


class MissedState(StrEnum):
    """Where a member stands, each state naming what comes next."""

    FEW = "few"
    TO_WARN = "to_warn"
    WARNED = "warned"
    TO_SUMMON = "to_summon"
    SUMMONED = "summoned"
    TO_DECIDE = "to_decide"


STATE_NAMES = {
    MissedState.FEW: N_("rien à faire"),
    MissedState.TO_WARN: N_("à prévenir"),
    MissedState.WARNED: N_("prévenu"),
    MissedState.TO_SUMMON: N_("à entendre"),
    MissedState.SUMMONED: N_("invité à s’expliquer"),
    MissedState.TO_DECIDE: N_("à décider"),
}


@dataclass(frozen=True, slots=True)
class MissedClause:
    """From how many assemblies missed in a row one is warned, and at which membership ends."""

    warned: int | None
    ends: int | None
    decided_by: Organ
    article: str

    @property
    def source(self) -> BylawsArticle:
        """Name the article."""
        return BylawsArticle(self.article)


def clause_of(bylaws: Bylaws) -> MissedClause:
    """Read the clause in bylaws."""
    own = bylaws.membership
    return MissedClause(own.missed_warned, own.missed_ends, own.excluded_by, own.article)


@dataclass(frozen=True, slots=True)
class MissedStep:
    """One step. `on` is the day it counts from: a letter's, that it left; None while it waits.

    `hearing_on` is the day until which somebody summoned may speak.
    """

    kind: StepKind
    on: date | None
    hearing_on: date | None = None


def may_end(clause: MissedClause, missed: Sequence[date], steps: Sequence[MissedStep]) -> bool:
    """Tell whether enough assemblies were missed in a row, one of them after a lawful warning.

    `missed` are the days of the assemblies missed since the last one attended, in order. Where the
    bylaws ask no warning, the number is enough.
    """
    if clause.ends is None or len(missed) < clause.ends:
        return False
    if clause.warned is None:
        return True
    return any(
        _warning(clause, missed, step) and step.on is not None and missed[-1] > step.on for step in steps
    )


def _warning(clause: MissedClause, missed: Sequence[date], step: MissedStep) -> bool:
    """Tell whether a step is a warning about these absences, given once enough of them were there."""
    if step.kind is not StepKind.WARNED or clause.warned is None:
        return False
    return step.on is None or sum(day <= step.on for day in missed) >= clause.warned


def standing(clause: MissedClause, missed: Sequence[date], steps: Sequence[MissedStep]) -> MissedState:
    """Say where a member stands; steps about absences older than these count no more."""
    if may_end(clause, missed, steps):
        after = [s for s in steps if s.on is None or s.on >= missed[(clause.ends or 1) - 1]]
        summons = [step for step in after if step.kind is StepKind.SUMMONED]
        heard = [step for step in after if step.kind is StepKind.HEARD]
        if summons and heard:
            return MissedState.TO_DECIDE
        return MissedState.SUMMONED if summons else MissedState.TO_SUMMON
    if clause.warned is not None and len(missed) >= clause.warned:
        warned = any(_warning(clause, missed, step) for step in steps)
        return MissedState.WARNED if warned else MissedState.TO_WARN
    return MissedState.FEW


@dataclass(eq=False)
class NotEnoughMissed(RefusedByText):
    """The member has not missed enough assemblies, or was not warned before the last one."""

    name: str
    missed: int

    message = N_(
        "« %(name)s » a manqué %(missed)d assemblées à la suite : la clause ne permet pas cette étape."
    )
    remedy = N_("Relisez la clause. Une perte demande aussi une assemblée manquée après l’avertissement.")


@dataclass(eq=False)
class StepDone(Refused):
    """This step was taken already, or another comes first."""

    name: str
    next: str

    message = N_("Cette étape n’est pas celle qui vient pour « %(name)s » : %(next)s.")
    remedy = N_("Revenez à sa page : elle dit ce qui vient ensuite.")


@dataclass(eq=False)
class NotHeard(Refused):
    """Nobody loses membership without having been able to speak first."""

    name: str

    message = N_("« %(name)s » n’a pas encore été entendu, ni mis en mesure de l’être.")
    remedy = N_("Envoyez d’abord la lettre qui donne le motif et la date, puis notez ce qui a été dit.")
    source = HEARD_SOURCE


@dataclass(eq=False)
class SummonsNotServed(Refused):
    """The letter that summons has not left, as far as is known."""

    message = N_("La lettre qui invite ce sociétaire à s’expliquer n’est pas encore notée comme partie.")
    remedy = N_("Notez le jour où elle a été postée, ou attendez que le courriel soit envoyé.")
    source = HEARD_SOURCE


@dataclass(eq=False)
class HearingToCome(Refused):
    """The day is not between what comes before it and today."""

    first: date

    message = N_("Cette date n’est pas possible : elle va du %(first)s à aujourd’hui.")
    remedy = N_("Corrigez la date, ou attendez ce jour.")
    source = HEARD_SOURCE


@dataclass(eq=False)
class HearingTooSoon(Refused):
    """The member is left no day to prepare."""

    message = N_("Le sociétaire doit avoir le temps de répondre : cette date ne vient pas après aujourd’hui.")
    remedy = N_("Choisissez un jour à venir ; quinze jours ou plus sont prudents.")
    source = HEARD_SOURCE


@dataclass(eq=False)
class NotDecidedByAssembly(Refused):
    """The bylaws leave the decision to the assembly, and no adopted resolution of one was named."""

    message = N_(
        "Vos statuts confient cette décision à l’assemblée : il faut une résolution adoptée par une "
        "assemblée extraordinaire, après que le sociétaire a été entendu."
    )
    remedy = N_("Inscrivez cette résolution à une assemblée extraordinaire, puis choisissez-la ici.")
    source = EXCLUSION_SOURCE


@dataclass(eq=False)
class UnsaidStep(Refused):
    """The step must be told in a few words."""

    message = N_("Quelques mots manquent : ils sont gardés au dossier (2 000 caractères au plus).")
    remedy = N_("Écrivez-les, puis enregistrez.")
