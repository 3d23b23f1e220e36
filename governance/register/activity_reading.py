"""What a secretary types about an activity, the people who run it and their exit, every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from governance.errors import Malformed, NotFound, Refused
from governance.law.annual import months_after
from governance.register.activities import Activity, ExitReason, Hosted, Outcome
from governance.register.faults import Fault
from governance.register.reading import Choice, read_choice, read_day, read_number, read_text, tidy
from governance.register.ties import StructureForm
from governance.words import N_

NOT_MONTHS = N_("« %(text)s » n’est pas un nombre de mois : un nombre entier, à partir de 0.")
BEFORE_START = N_("Le premier jour dehors vient avant le début de l’activité ou d’un contrat.")
NOBODY = N_("Choisissez au moins une personne qui part.")
NAME_IT = N_("Donnez le nom de l’entreprise créée.")
NAME_ACTIVITY = N_("Donnez le nom de l’activité.")
SINCE_WHEN = N_("Donnez le jour depuis lequel l’activité est hébergée.")
NAME_PERSON = N_("Donnez le nom de la personne.")
CONTRACT_WHEN = N_("Donnez le premier jour du contrat.")
WHY = N_("Dites pourquoi cette sortie.")
WHEN = N_("Donnez le premier jour hors de la coopérative.")
WHAT_BECOMES = N_("Dites ce que souhaite %(name)s comme sociétaire.")
WHICH_FORM = N_("Choisissez la forme de l’entreprise créée.")
LONG_AGO = N_("Ce premier jour dehors date de plus d’un an. Vérifiez-le, ou cochez la case pour confirmer.")
FORMS_FOUNDED = tuple(form for form in StructureForm if form is not StructureForm.PUBLIC_BODY)
"""What an entrepreneur may found."""


@dataclass(eq=False)
class FaultyActivity(Malformed):
    """What was written about an activity or an exit cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchActivity(NotFound):
    """No such activity, person or exit in this cooperative."""

    message = N_("Cette activité n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des activités.")


@dataclass(eq=False)
class NoSuchExit(NoSuchActivity):
    """No such exit: it was taken back, or never prepared here."""

    message = N_("Cette sortie n’existe pas, ou elle a été annulée.")
    remedy = N_("Revenez à la liste des activités.")


@dataclass(eq=False)
class NothingFounded(NoSuchActivity):
    """The exit founds no company."""

    message = N_("Cette sortie ne crée pas d’entreprise.")
    remedy = N_("Corrigez la sortie si une entreprise est créée, puis recommencez.")


@dataclass(eq=False)
class AlreadyLeft(Refused):
    """The activity has left already."""

    message = N_("Tout le monde a quitté cette activité, ou sa sortie est déjà préparée.")
    remedy = N_("La page de la sortie dit ce qui reste à faire, et permet de la corriger.")


@dataclass(frozen=True, slots=True)
class ExitTyped:
    """An exit as it was typed and understood: outcomes by identifier of the person."""

    reason: ExitReason
    left_on: date
    structure: str
    form: StructureForm | None
    outcomes: Mapping[str, Outcome]


def read_activity(values: Mapping[str, str]) -> Activity:
    """Read an activity. Raises FaultyActivity."""
    typed = {name: tidy(values.get(name, "")) for name in ("name", "trade", "town", "code", "started_on")}
    texts = {name: read_text(name, typed[name]) for name in ("name", "trade", "town", "code")}
    found = [each for each in texts.values() if isinstance(each, Fault)]
    if not typed["name"]:
        found.append(Fault("name", NAME_ACTIVITY))
    started = _day("started_on", typed["started_on"], SINCE_WHEN)
    if found or isinstance(started, Fault):
        raise FaultyActivity(tuple(found) + ((started,) if isinstance(started, Fault) else ()))
    return Activity(typed["name"], typed["trade"], typed["town"], typed["code"], started)


def read_hosted(values: Mapping[str, str]) -> Hosted:
    """Read one entrepreneur of an activity. Raises FaultyActivity."""
    typed = {name: tidy(values.get(name, "")) for name in ("name", "contract_from", "earlier_months")}
    name, since = (
        read_text("name", typed["name"]),
        _day("contract_from", typed["contract_from"], CONTRACT_WHEN),
    )
    months = _months(typed["earlier_months"])
    found = [each for each in (name, since, months) if isinstance(each, Fault)]
    if not typed["name"]:
        found.append(Fault("name", NAME_PERSON))
    if found or isinstance(since, Fault) or isinstance(months, Fault):
        raise FaultyActivity(tuple(found))
    return Hosted(typed["name"], since, months)


def read_exit(
    values: Mapping[str, str], people: Sequence[tuple[str, str, date]], started_on: date, today: date
) -> ExitTyped:
    """Read an exit: `people` may leave, each by identifier, name and start of their contract.

    `leaves_<id>` says who leaves, `outcome_<id>` what becomes of their membership; `sure` that a
    day more than a year ago was checked. Raises FaultyActivity.
    """
    reason = _choice("reason", ExitReason, values, Fault("reason", WHY))
    left_on = _day("left_on", tidy(values.get("left_on", "")), WHEN)
    structure = tidy(values.get("structure", ""))
    leaving = [one for one in people if values.get(f"leaves_{one[0]}")]
    chosen = {
        key: _choice(f"outcome_{key}", Outcome, values, Fault(f"outcome_{key}", WHAT_BECOMES, {"name": name}))
        for key, name, _ in leaving
    }
    founds = reason is ExitReason.FOUNDS
    form = _choice("form", StructureForm, values, Fault("form", WHICH_FORM)) if founds else None
    if form is not None and form not in FORMS_FOUNDED:
        form = Fault("form", WHICH_FORM)
    found = [each for each in (reason, left_on) if isinstance(each, Fault)]
    if isinstance(left_on, date):
        found += _day_faults(left_on, [started_on, *(since for _, _, since in leaving)], values, today)
    found += [Fault("leavers", NOBODY)] if not leaving else []
    found += [each for each in chosen.values() if isinstance(each, Fault)]
    found += [Fault("structure", NAME_IT)] if founds and not structure else []
    found += [each for each in (read_text("structure", structure), form) if isinstance(each, Fault)]
    if found or isinstance(reason, Fault) or isinstance(left_on, Fault) or isinstance(form, Fault):
        raise FaultyActivity(tuple(found))
    outcomes = {key: each for key, each in chosen.items() if not isinstance(each, Fault)}
    return ExitTyped(reason, left_on, structure if founds else "", form, outcomes)


def _day_faults(left_on: date, starts: Sequence[date], values: Mapping[str, str], today: date) -> list[Fault]:
    if left_on <= max(starts):
        return [Fault("left_on", BEFORE_START)]
    return [Fault("sure", LONG_AGO)] if months_after(left_on, 12) < today and not values.get("sure") else []


def _choice(field: str, kind: type[Choice], values: Mapping[str, str], missing: Fault) -> Choice | Fault:
    text = tidy(values.get(field, ""))
    return read_choice(field, kind, text) if text else missing


def _day(field: str, text: str, missing: str) -> date | Fault:
    return read_day(field, text) if text else Fault(field, missing)


def _months(text: str) -> int | Fault:
    if text in ("", "0"):
        return 0
    months = read_number("earlier_months", text)
    return (
        months
        if isinstance(months, int) and months < 1000
        else Fault("earlier_months", NOT_MONTHS, {"text": text})
    )
