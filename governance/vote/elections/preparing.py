"""An election being prepared: how people will vote, who stands, and what is frozen when it opens."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from governance.errors import Malformed, NotFound, Refused
from governance.vote.elections.contest import Contest, Option, SettingValue, TieRule
from governance.vote.elections.ties import lot_key
from governance.words import N_


class Shown(StrEnum):
    """In which order the ballot shows its options: never the one in which they were entered."""

    ALPHABETICAL = "alphabetical"
    LOT = "lot"


AGES = (TieRule.ELDEST, TieRule.YOUNGEST)
"""The rules that settle a tie by the age of persons."""


@dataclass(frozen=True, slots=True)
class ContestPlan:
    """How one item will be voted on. `college` is the one that votes alone, "" for all together.

    `office` and `years` say what one becomes, for how long: the minutes print them.
    """

    method: str
    seats: int = 1
    college: str = ""
    office: str = ""
    years: int | None = None
    shown: Shown = Shown.ALPHABETICAL
    settings: Mapping[str, SettingValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands, a list, or an answer of a consultation.

    `born_on` and `member_since` only serve to settle a tie as the bylaws say, None when not known;
    `places` is how many names a list holds, `persons` these names in the order of the list. `member` is
    who stands, when chosen in the register of members.
    """

    id: str
    name: str
    words: str = ""
    presentation: str = ""
    born_on: date | None = None
    member_since: date | None = None
    places: int | None = None
    withdrawn: bool = False
    persons: tuple[str, ...] = ()
    member: UUID | None = None


@dataclass(eq=False)
class SamePerson(Refused):
    """One name stands twice on a list."""

    name: str

    message = N_("« %(name)s » figure deux fois sur la liste.")
    remedy = N_("Gardez chaque nom une fois, dans l’ordre de la liste.")


@dataclass(eq=False)
class UnknownMethod(Malformed):
    """The way to vote is none of those there are."""

    method: str

    message = N_("Ce mode de scrutin n’existe pas (%(method)s).")
    remedy = N_("Choisissez un des modes proposés.")


@dataclass(eq=False)
class NoSuchCandidate(NotFound):
    """The candidate does not exist in this election."""

    message = N_("Cette candidature n’existe pas.")
    remedy = N_("Revenez à la page de l’élection.")


@dataclass(eq=False)
class SameCandidate(Refused):
    """Two candidates would have one name on the ballot."""

    name: str

    message = N_("« %(name)s » figure déjà sur le bulletin.")
    remedy = N_("Ajoutez un prénom ou un mot qui les distingue.")


@dataclass(eq=False)
class ElectionUnderWay(Refused):
    """The poll of this election is open or counted: what was put to the vote does not change."""

    message = N_("Cette élection a déjà été mise aux voix : elle ne peut plus être modifiée.")
    remedy = N_("Pour recommencer, annulez d’abord son scrutin sur la page de séance.")


@dataclass(eq=False)
class CandidaciesClosed(Refused):
    """The bylaws close candidacies some days before the assembly: nobody stands any more."""

    last_day: date
    article: str

    message = N_("Les candidatures sont closes depuis le %(last_day)s (statuts, article %(article)s).")
    remedy = N_("L’élection se tient entre les personnes déjà candidates. Une candidature peut être retirée.")


@dataclass(eq=False)
class NoRoundToHold(Refused):
    """Nothing of this election remains to be voted on."""

    message = N_("Cette élection n’appelle pas de nouveau tour.")
    remedy = N_("Voyez son résultat : les sièges y sont pourvus, ou restent vacants.")


def read_persons(text: str) -> tuple[str, ...]:
    """Read the persons of a list, one a line, in their order. Raises SamePerson."""
    found: dict[str, str] = {}
    for name in (" ".join(line.split()) for line in text.splitlines()):
        if name.casefold() in found:
            raise SamePerson(name)
        if name:
            found[name.casefold()] = name
    return tuple(found.values())


def seated_names(
    seats_of: Mapping[str, int],
    elected: Sequence[str],
    names: Mapping[str, str],
    persons: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """Name who holds the seats, in the order they were given: of a list, its first persons, as many as seats.

    A list whose persons are not known is named itself.
    """
    found: list[str] = []
    for option in elected:
        found += list(persons.get(option, ()))[: seats_of.get(option, 1)] or [names.get(option, option)]
    return tuple(found)


def in_order(candidates: Sequence[Candidate], shown: Shown, seed: str) -> tuple[Candidate, ...]:
    """Put candidates in the order of the ballot: by name, or drawn by lot from the seed."""
    if shown is Shown.LOT:
        return tuple(sorted(candidates, key=lambda one: lot_key(f"order:{seed}", one.id)))
    return tuple(sorted(candidates, key=lambda one: (one.name.casefold(), one.id)))


def contest_of(
    plan: ContestPlan, candidates: Sequence[Candidate], ties: Sequence[TieRule], seed: str
) -> Contest:
    """Freeze an election: options without names nor birth dates, in the order of the ballot.

    `seed` is published with the result; lots are drawn from it.
    """
    ordered = in_order(candidates, plan.shown, seed)
    elder = _ranks({one.id: one.born_on for one in ordered})
    senior = _ranks({one.id: one.member_since for one in ordered})
    return Contest(
        method=plan.method,
        seats=plan.seats,
        options=tuple(
            Option(one.id, elder.get(one.id), senior.get(one.id), one.places, one.withdrawn)
            for one in ordered
        ),
        ties=tuple(ties),
        seed=seed,
        settings=dict(plan.settings),
    )


def undated_candidates(
    candidates: Sequence[Candidate], ties: Sequence[TieRule], ageless: Collection[str] = ()
) -> tuple[tuple[TieRule, tuple[str, ...]], ...]:
    """Name, for each rule that settles ties by a date, the candidates whose date is missing.

    After a draw by lot no rule is ever needed; who withdrew needs no date. `ageless` are the options that
    have no birth date to give: organisations.
    """
    before_lot = ties[: ties.index(TieRule.LOT)] if TieRule.LOT in ties else ties
    found = (
        (
            rule,
            tuple(
                one.name
                for one in candidates
                if not one.withdrawn
                and not (one.id in ageless and rule is not TieRule.SENIORITY)
                and (one.member_since if rule is TieRule.SENIORITY else one.born_on) is None
            ),
        )
        for rule in before_lot
    )
    return tuple((rule, names) for rule, names in found if names)


def after_age(ties: Sequence[TieRule]) -> tuple[bool, TieRule | None]:
    """Tell whether bylaws settle a tie by age before any draw by lot, and the first other rule after that.

    With an organisation among those tied, the rule of age tells nothing and that other rule settles; None:
    nothing does.
    """
    before_lot = ties[: ties.index(TieRule.LOT)] if TieRule.LOT in ties else ties
    ages = [rank for rank, rule in enumerate(before_lot) if rule in AGES]
    others = [rule for rule in ties[ages[0] :] if rule not in AGES] if ages else []
    return bool(ages), others[0] if others else None


def _ranks(days: Mapping[str, date | None]) -> dict[str, int]:
    """Rank days from the earliest, equal ones equal; what is unknown has no rank."""
    known = sorted(day for day in days.values() if day is not None)
    return {option: known.index(day) + 1 for option, day in days.items() if day is not None}
