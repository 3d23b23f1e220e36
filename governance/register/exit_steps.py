"""The steps of an exit: who decides each, what the registers show of it, what people note themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.errors import Refused
from governance.law.cae import SOURCE as CAE_SOURCE
from governance.law.shares import REIMBURSEMENT_SOURCE
from governance.law.texts import law_of_1947
from governance.register.activities import Outcome, TaskKind
from governance.register.activity_reading import FaultyActivity
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, read_text, tidy
from governance.sources import LegalSource
from governance.words import N_

ADMISSION_SOURCE = law_of_1947("19 septies")
CATEGORY_SOURCE = law_of_1947("19 octies", sure=False, note="les statuts disent qui affecte à un collège")

DAY_MISSING = N_("Donnez le jour : par exemple 24/06/2027.")
DAY_TO_COME = N_("Ce jour n’est pas encore venu : on note ce qui est fait.")
ORGAN_MISSING = N_("Dites qui a décidé ou signé.")
ANSWER_MISSING = N_("Choisissez ce que la personne a répondu.")


class Decider(StrEnum):
    """Who decides a step, or does it."""

    SECRETARY = "secretary"
    ADMITS = "admits"
    ASSIGNS = "assigns"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TaskRule:
    """How a step is said and done.

    `sentence` and `note` are French; `sentence` is filled with `name`. `note` is what people attest
    when no register can show it, "" where only a register counts. `after` is the step that comes
    first, for the same person or company; `source` the text behind the step.
    """

    sentence: str
    by: Decider
    note: str = ""
    after: TaskKind | None = None
    source: LegalSource | None = None


TASKS: Mapping[TaskKind, TaskRule] = {
    TaskKind.END_CONTRACT: TaskRule(
        N_("Signer la fin du contrat d’entrepreneur salarié de %(name)s."),
        Decider.SECRETARY,
        N_("La fin du contrat est signée"),
        source=CAE_SOURCE,
    ),
    TaskKind.ASK: TaskRule(
        N_("Demander à %(name)s : rester sociétaire dans une autre catégorie, ou être remboursé ?"),
        Decider.PERSON,
        N_("La personne a répondu"),
    ),
    TaskKind.CHANGE_CATEGORY: TaskRule(
        N_(
            "Faire décider du passage de %(name)s dans une autre catégorie et son collège, puis modifier sa "
            "fiche. Entre une convocation et l’assemblée, le collège ne change pas."
        ),
        Decider.ASSIGNS,
        N_("Il est décidé que sa catégorie ne change pas"),
        source=CATEGORY_SOURCE,
    ),
    TaskKind.NOTE_LEAVING: TaskRule(
        N_("Recevoir la demande de retrait de %(name)s, puis inscrire sa date de sortie sur sa fiche."),
        Decider.PERSON,
        source=ADMISSION_SOURCE,
    ),
    TaskKind.REDEEM: TaskRule(
        N_("Inscrire au registre le remboursement des parts de %(name)s, à leur valeur nominale."),
        Decider.SECRETARY,
        after=TaskKind.NOTE_LEAVING,
        source=REIMBURSEMENT_SOURCE,
    ),
    TaskKind.ADMIT: TaskRule(
        N_("Faire admettre %(name)s comme nouveau sociétaire, l’ajouter au registre, puis la relier ici."),
        Decider.ADMITS,
        source=ADMISSION_SOURCE,
    ),
    TaskKind.SUBSCRIBE: TaskRule(
        N_("Inscrire au registre les parts que %(name)s souscrit."), Decider.SECRETARY, after=TaskKind.ADMIT
    ),
    TaskKind.REPRESENT: TaskRule(
        N_("Inscrire qui représente %(name)s. Sa page donne ensuite le lien personnel à lui envoyer."),
        Decider.SECRETARY,
        after=TaskKind.ADMIT,
    ),
    TaskKind.DESCRIBE_TIES: TaskRule(
        N_(
            "Inscrire ce que la coopérative détient du capital de %(name)s, ou noter qu’elle n’en détient "
            "rien."
        ),
        Decider.SECRETARY,
        N_("La coopérative ne détient rien de son capital"),
        after=TaskKind.ADMIT,
    ),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the registers say today of whom a step is about.

    `known` tells that they are a member at all; `shares` are those of every movement, to come
    included; `moved` that the category is no longer that of the day the exit was prepared.
    """

    known: bool = False
    left_on: date | None = None
    shares: int = 0
    moved: bool = False
    represented: bool = False
    held: bool = False


class StepState(StrEnum):
    """Where a step stands: shown by a register, noted by somebody, to do, or to come after another."""

    SHOWN = "shown"
    NOTED = "noted"
    WAITING = "waiting"
    BLOCKED = "blocked"

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to do."""
        return self in {StepState.SHOWN, StepState.NOTED}


def shows(kind: TaskKind, found: Shown) -> bool:
    """Tell whether the registers show that a step is done."""
    match kind:
        case TaskKind.CHANGE_CATEGORY:
            return found.known and found.moved
        case TaskKind.NOTE_LEAVING:
            return found.left_on is not None
        case TaskKind.REDEEM:
            return found.known and found.shares == 0
        case TaskKind.ADMIT:
            return found.known
        case TaskKind.SUBSCRIBE:
            return found.known and found.shares > 0
        case TaskKind.REPRESENT:
            return found.known and found.represented
        case TaskKind.DESCRIBE_TIES:
            return found.known and found.held
        case _:
            return False


def state_of(kind: TaskKind, found: Shown, *, noted: bool) -> StepState:
    """Tell where a step stands: `found` is what registers show of whom it is about.

    What a register shows counts first. A note counts only for what people alone can know.
    """
    rule = TASKS[kind]
    if shows(kind, found):
        return StepState.SHOWN
    if noted and rule.note:
        return StepState.NOTED
    if rule.after is not None and not shows(rule.after, found):
        return StepState.BLOCKED
    return StepState.WAITING


@dataclass(frozen=True, slots=True)
class StepNoted:
    """What somebody attests of a step: its day, who decided or signed; what was answered, if asked."""

    decided_on: date
    organ: str
    note: str
    answer: Outcome | None = None


def read_note(kind: TaskKind, values: Mapping[str, str], today: date) -> StepNoted:
    """Read what is noted of a step: decided_on up to `today`, organ, note, answer. Raises FaultyActivity."""
    typed = {name: tidy(values.get(name, "")) for name in ("decided_on", "organ", "note", "answer")}
    asks = kind is TaskKind.ASK
    day = (
        read_day("decided_on", typed["decided_on"])
        if typed["decided_on"]
        else Fault("decided_on", DAY_MISSING)
    )
    if isinstance(day, date) and day > today:
        day = Fault("decided_on", DAY_TO_COME)
    organ = read_text("organ", typed["organ"])
    if not asks and not typed["organ"]:
        organ = Fault("organ", ORGAN_MISSING)
    note = read_text("note", typed["note"])
    answer = read_choice("answer", Outcome, typed["answer"]) if asks else None
    if isinstance(answer, Fault) or answer is Outcome.LATER:
        answer = Fault("answer", ANSWER_MISSING)
    found = tuple(each for each in (day, organ, note, answer) if isinstance(each, Fault))
    if found or isinstance(day, Fault) or isinstance(organ, Fault) or isinstance(note, Fault):
        raise FaultyActivity(found)
    return StepNoted(day, organ, note, None if isinstance(answer, Fault) else answer)


@dataclass(eq=False)
class TaskDone(Refused):
    """The step is done already."""

    message = N_("Cette étape est déjà faite.")
    remedy = N_("La page de la sortie est à jour.")


@dataclass(eq=False)
class TaskNotNoted(Refused):
    """The step was noted by nobody: there is nothing to erase."""

    message = N_("Personne n’a noté cette étape : il n’y a rien à effacer.")
    remedy = N_("Ce qu’un registre montre se corrige dans ce registre.")


@dataclass(eq=False)
class OnlyRegister(Refused):
    """Only a register tells whether this step is done."""

    message = N_("Cette étape ne se note pas à la main : elle est faite quand le registre la montre.")
    remedy = N_("Suivez le lien de l’étape, et inscrivez-la au registre.")


@dataclass(eq=False)
class StepTooEarly(Refused):
    """Another step comes first."""

    message = N_("Cette étape vient après une autre, qui n’est pas encore faite.")
    remedy = N_("La page de la sortie dit laquelle.")


@dataclass(eq=False)
class AnswerFollowed(Refused):
    """What follows from an answer is noted already."""

    message = N_("Une étape qui suit cette réponse est déjà faite.")
    remedy = N_("Effacez d’abord ce qui en est noté, ou corrigez le registre.")


@dataclass(eq=False)
class ExitFollowed(Refused):
    """Something was written because of the exit: it is neither corrected nor cancelled."""

    message = N_(
        "Cette sortie ne se corrige plus et ne s’annule plus : une étape est notée, ou un registre en garde "
        "déjà la trace (entreprise reliée, catégorie changée, date de sortie inscrite)."
    )
    remedy = N_("Effacez d’abord ce qui est noté, déliez l’entreprise, ou corrigez la fiche du sociétaire.")


FOLLOWS: frozenset[TaskKind] = frozenset({TaskKind.CHANGE_CATEGORY, TaskKind.NOTE_LEAVING, TaskKind.ADMIT})
"""The steps whose register bears the trace of an exit; shares follow them."""


def followed(steps: Iterable[tuple[TaskKind, StepState]]) -> bool:
    """Tell whether something was noted or written because of an exit."""
    return any(
        state is StepState.NOTED or (state is StepState.SHOWN and kind in FOLLOWS) for kind, state in steps
    )
