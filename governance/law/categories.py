"""Which categories of members a SCIC must have. A category says who a member is, not how votes weigh."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.errors import Refused
from governance.law.rule import Direction, LawRule, Said, everywhere, said
from governance.law.texts import law_of_1947
from governance.sources import ChangedBy
from governance.words import N_

SOURCE = law_of_1947("19 septies")

FEWEST = 3
EMPLOYEES, PRODUCERS, BENEFICIARIES = "employees", "producers", "beneficiaries"


@dataclass(eq=False)
class TooFewCategories(Refused):
    """Fewer than three categories of members."""

    count: int

    message = N_("Nombre de catégories de sociétaires : %(count)d. Il en faut au moins trois.")
    remedy = N_("Ajoutez une catégorie.")
    source = SOURCE


@dataclass(eq=False)
class NoBeneficiaries(Refused):
    """No category for those who habitually benefit from the activity."""

    message = N_("Aucune catégorie ne réunit les bénéficiaires habituels des activités de la coopérative.")
    remedy = N_("Ajoutez une catégorie de bénéficiaires.")
    source = SOURCE


@dataclass(eq=False)
class NoEmployees(Refused):
    """The cooperative has employees, and no category for them."""

    message = N_("La coopérative a des salariés, et aucune catégorie ne les réunit.")
    remedy = N_("Ajoutez une catégorie de salariés.")
    source = SOURCE


@dataclass(eq=False)
class NoProducers(Refused):
    """Without employees, no category for the producers either."""

    message = N_("Sans salariés, il faut une catégorie de producteurs des biens ou des services.")
    remedy = N_("Ajoutez une catégorie de producteurs, ou de salariés.")
    source = SOURCE


def breaches(kinds: Sequence[str], *, has_employees: bool) -> list[Refused]:
    """Find what is missing among the categories; `kinds` gives one kind for each category.

    Employees may be members of the producers' category only when there is no employee.

    Law: loi 47-1775, art. 19 septies.
    """
    found: list[Refused] = []
    if len(kinds) < FEWEST:
        found.append(TooFewCategories(len(kinds)))
    if BENEFICIARIES not in kinds:
        found.append(NoBeneficiaries())
    if has_employees and EMPLOYEES not in kinds:
        found.append(NoEmployees())
    if not has_employees and not {EMPLOYEES, PRODUCERS} & set(kinds):
        found.append(NoProducers())
    return found


COUNT = N_("au moins %(count)d")
COMPULSORY = N_("les bénéficiaires habituels, et les salariés (les producteurs s’il n’y a pas de salarié)")


def _say_count(count: int) -> Said:
    return said(COUNT, count=count)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "categories_count",
        N_("Nombre de catégories de sociétaires"),
        everywhere(FEWEST, SOURCE),
        _say_count,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "categories_compulsory",
        N_("Catégories obligatoires"),
        everywhere(COMPULSORY, SOURCE),
        Said,
        ChangedBy.LAW,
    ),
)
