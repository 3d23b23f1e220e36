"""What is typed of a shared resolution, and what is refused around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from governance.assembly.shared_resolutions import WholeRule
from governance.errors import Malformed, NotFound, Refused
from governance.law.legal_forms import AssemblyKind
from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, read_number, tidy
from governance.words import N_

LONGEST_TITLE = 300
LONGEST_TEXT = 20_000
LONGEST_REASON = 500

TITLE_TOO_LONG = N_("Ce titre est trop long : au plus 300 signes.")
TEXT_TOO_LONG = N_("Ce texte est trop long : au plus 20 000 signes.")
REASON_TOO_LONG = N_("Ce motif est trop long : au plus 500 signes.")
NEEDED_OUT = N_("Un nombre entre 1 et celui des coopératives à qui la résolution est proposée.")
NOBODY_ASKED = N_("Choisissez au moins deux coopératives.")


@dataclass(eq=False)
class FaultyShared(Malformed):
    """What was written of a shared resolution cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchShared(NotFound):
    """No such shared resolution, or this cooperative is not in its group."""

    message = N_("Cette résolution commune n’existe pas, ou votre coopérative n’est pas de son groupe.")
    remedy = N_("Revenez à la page des groupes.")


@dataclass(eq=False)
class NotAsked(Refused):
    """The resolution was not proposed to this cooperative."""

    message = N_("Cette résolution n’a pas été proposée à votre coopérative.")
    remedy = N_("Demandez à la coopérative qui l’a rédigée de vous en proposer une.")


@dataclass(eq=False)
class AnsweredAlready(Refused):
    """The cooperative already has it on an agenda, or has given its answer."""

    message = N_("Votre coopérative a déjà cette résolution à un ordre du jour, ou a déjà répondu.")
    remedy = N_("La page de la résolution dit où vous en êtes.")


@dataclass(eq=False)
class NotTaken(Refused):
    """The resolution is on no agenda that may still change here."""

    message = N_("Cette résolution n’est à l’ordre du jour d’aucune assemblée en préparation chez vous.")
    remedy = N_("Reprenez-la d’abord dans une assemblée en préparation.")


@dataclass(eq=False)
class OtherKindOfAssembly(Refused):
    """An extraordinary resolution is for an extraordinary assembly, and the other way round."""

    message = N_("Cette assemblée n’est pas de la nature demandée par la résolution commune.")
    remedy = N_("Choisissez une assemblée de la même nature : ordinaire ou extraordinaire.")


@dataclass(eq=False)
class SharedTextFrozen(Refused):
    """A notice already left with this text."""

    message = N_("Une convocation est déjà partie avec ce texte : il ne change plus.")
    remedy = N_("Proposez une nouvelle résolution commune si le texte doit changer.")


@dataclass(eq=False)
class SharedTextChanged(Refused):
    """The shared text has a new version; the agenda still holds the former one."""

    title: str

    message = N_("Le texte commun « %(title)s » a une nouvelle version : votre ordre du jour a l’ancienne.")
    remedy = N_(
        "Ouvrez la résolution depuis la page du groupe, reprenez la nouvelle version, puis convoquez."
    )


@dataclass(eq=False)
class NotCertified(Refused):
    """Answers that are missing can still change the whole."""

    message = N_("L’attestation n’existe pas encore : les réponses qui manquent peuvent tout changer.")
    remedy = N_("Elle sera là dès que la règle du groupe sera remplie, ou ne pourra plus l’être.")


@dataclass(eq=False)
class NotTheAuthor(Refused):
    """Only the cooperative that proposed it writes a new version."""

    message = N_("Seule la coopérative qui a proposé cette résolution peut en changer le texte.")
    remedy = N_("Écrivez-lui ce que vous voudriez changer.")


@dataclass(frozen=True, slots=True)
class SharedText:
    """What a shared resolution says: its title on one line, its text in Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedTyped:
    """A shared resolution as proposed. `needed` is set for a rule « at least N » only."""

    text: SharedText
    kind: AssemblyKind
    rule: WholeRule
    needed: int | None
    wished_on: date | None


def read_shared(values: Mapping[str, str], asked: int) -> SharedTyped:
    """Read a proposal put to `asked` cooperatives. Raises FaultyShared with every fault."""
    found = _text_faults(values)
    kind = read_choice("kind", AssemblyKind, tidy(values.get("kind", "")))
    rule = read_choice("rule", WholeRule, tidy(values.get("rule", "")))
    needed: int | Fault | None = None
    if rule is WholeRule.AT_LEAST:
        needed = read_number("needed", tidy(values.get("needed", "")))
        if isinstance(needed, int) and needed > asked:
            needed = Fault("needed", NEEDED_OUT)
    typed = tidy(values.get("wished_on", ""))
    wished = read_day("wished_on", typed) if typed else None
    found += [one for one in (kind, rule, needed, wished) if isinstance(one, Fault)]
    if asked < 2:
        found.append(Fault("asked", NOBODY_ASKED))
    if found or isinstance(kind, Fault) or isinstance(rule, Fault):
        raise FaultyShared(tuple(found))
    number = None if isinstance(needed, Fault) else needed
    day = None if isinstance(wished, Fault) else wished
    return SharedTyped(_text(values), kind, rule, number, day)


def read_shared_text(values: Mapping[str, str]) -> SharedText:
    """Read a title and a text. Raises FaultyShared."""
    found = _text_faults(values)
    if found:
        raise FaultyShared(tuple(found))
    return _text(values)


def read_reason(values: Mapping[str, str]) -> str:
    """Read why a cooperative declines. Raises FaultyShared."""
    reason = tidy(values.get("reason", ""))
    found = _written("reason", reason, LONGEST_REASON, REASON_TOO_LONG)
    if found:
        raise FaultyShared(tuple(found))
    return reason


def _text(values: Mapping[str, str]) -> SharedText:
    return SharedText(tidy(values.get("title", "")), values.get("text", "").replace("\r\n", "\n").strip())


def _text_faults(values: Mapping[str, str]) -> list[Fault]:
    read = _text(values)
    return [
        *_written("title", read.title, LONGEST_TITLE, TITLE_TOO_LONG),
        *_written("text", read.text, LONGEST_TEXT, TEXT_TOO_LONG),
    ]


def _written(field: str, text: str, most: int, too_long: str) -> list[Fault]:
    if not text or "\x00" in text:
        return [Fault(field, faults.MISSING)]
    return [Fault(field, too_long)] if len(text) > most else []
