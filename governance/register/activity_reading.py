"""What a secretary types about an activity, the people who run it and their exit, every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.activities import Activity, ExitReason, Hosted, Outcome
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, read_number, read_text, tidy
from governance.register.ties import StructureForm
from governance.words import N_

NOT_MONTHS = N_("« %(text)s » n’est pas un nombre de mois : un nombre entier, à partir de 0.")
BEFORE_START = N_("Cette date vient avant le début de l’activité ou du contrat.")
NOBODY = N_("Choisissez au moins une personne qui part.")
NAME_IT = N_("Donnez le nom de l’entreprise créée.")


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
class AlreadyLeft(Refused):
    """The activity has left already."""

    message = N_("Cette activité a déjà quitté la coopérative.")
    remedy = N_("La page de sa sortie dit ce qui reste à faire.")


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
        found.append(Fault("name", faults.MISSING))
    started = _day("started_on", typed["started_on"])
    if found or isinstance(started, Fault):
        raise FaultyActivity(tuple(found) + ((started,) if isinstance(started, Fault) else ()))
    return Activity(typed["name"], typed["trade"], typed["town"], typed["code"], started)


def read_hosted(values: Mapping[str, str]) -> Hosted:
    """Read one entrepreneur of an activity. Raises FaultyActivity."""
    typed = {name: tidy(values.get(name, "")) for name in ("name", "contract_from", "earlier_months")}
    name, since = read_text("name", typed["name"]), _day("contract_from", typed["contract_from"])
    months = _months(typed["earlier_months"])
    found = [each for each in (name, since, months) if isinstance(each, Fault)]
    if not typed["name"]:
        found.append(Fault("name", faults.MISSING))
    if found or isinstance(since, Fault) or isinstance(months, Fault):
        raise FaultyActivity(tuple(found))
    return Hosted(typed["name"], since, months)


def read_exit(values: Mapping[str, str], people: Sequence[tuple[str, date]], started_on: date) -> ExitTyped:
    """Read an exit: `people` are the identifiers of those who may leave, with the start of their contract.

    `leaves_<id>` says who leaves, `outcome_<id>` what becomes of their membership. Raises FaultyActivity.
    """
    reason = read_choice("reason", ExitReason, tidy(values.get("reason", "")))
    left_on = _day("left_on", tidy(values.get("left_on", "")))
    structure = tidy(values.get("structure", ""))
    found = [each for each in (reason, left_on) if isinstance(each, Fault)]
    outcomes: dict[str, Outcome] = {}
    for key, since in people:
        if not values.get(f"leaves_{key}"):
            continue
        outcome = read_choice(f"outcome_{key}", Outcome, tidy(values.get(f"outcome_{key}", "")))
        if isinstance(outcome, Fault):
            found.append(outcome)
        else:
            outcomes[key] = outcome
        if isinstance(left_on, date) and left_on <= since:
            found.append(Fault("left_on", BEFORE_START))
    if not outcomes and not any(fault.field.startswith("outcome_") for fault in found):
        found.append(Fault("leavers", NOBODY))
    if isinstance(left_on, date) and left_on <= started_on:
        found.append(Fault("left_on", BEFORE_START))
    founds = reason is ExitReason.FOUNDS
    if founds and not structure:
        found.append(Fault("structure", NAME_IT))
    form = read_choice("form", StructureForm, tidy(values.get("form", ""))) if founds else None
    found += [each for each in (read_text("structure", structure), form) if isinstance(each, Fault)]
    if found or isinstance(reason, Fault) or isinstance(left_on, Fault) or isinstance(form, Fault):
        raise FaultyActivity(tuple(found))
    return ExitTyped(reason, left_on, structure if founds else "", form, outcomes)


def _day(field: str, text: str) -> date | Fault:
    return read_day(field, text) if text else Fault(field, faults.MISSING)


def _months(text: str) -> int | Fault:
    if text in ("", "0"):
        return 0
    months = read_number("earlier_months", text)
    return (
        months
        if isinstance(months, int) and months < 1000
        else Fault("earlier_months", NOT_MONTHS, {"text": text})
    )
