"""The JSON document of bylaws, format 2, and back. All its faults are named, by article.

Documents of format 1 are read too (`upgrade`), and written back in format 2.

What is checked here is sense, not law: a name, a part between 0 and 1, a category that exists.
Unlawful bylaws can be read; `check.breaches` then says what is wrong with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from governance.bylaws.clauses import Bylaws, Carry, Policy, QuorumOf
from governance.bylaws.codec import NOT_OBJECT, Fault, Place, read, write
from governance.bylaws.sense import clause_faults
from governance.bylaws.upgrade import upgraded
from governance.errors import Malformed
from governance.law.legal_forms import MEETINGS
from governance.law.rule import Said, said
from governance.words import N_

FORMAT = 2

WRONG_FORMAT = N_("il faut le format %(format)d")
EMPTY_NAME = N_("il faut un nom")
EMPTY_ID = N_("il faut un identifiant")
SAME_ID = N_("l’identifiant « %(name)s » sert deux fois")
UNKNOWN_CATEGORY = N_("la catégorie « %(name)s » n’existe pas")
TWO_COLLEGES = N_("la catégorie « %(name)s » est dans deux collèges")
NO_COLLEGE = N_("la catégorie « %(name)s » n’est dans aucun collège")
NOT_ABOVE_ZERO = N_("il faut un nombre plus grand que zéro")
NEGATIVE = N_("il faut un nombre qui ne soit pas négatif")
NOT_A_PART = N_("il faut une part entre 0 et 1")
NOT_A_MAJORITY = N_("il faut une part au-dessus de 0, jusqu’à 1")
NO_CARRY = N_("sans collège, le vote se compte en un seul corps")
SILENT_SHARES = N_("un collège qui se tait ne partage pas ses points : neutral ou stays")
NO_DAY = N_("il faut un mois et un jour : 12-31")
COLLEGE_QUORUM = N_("sans collège, le quorum se mesure sur les sociétaires")
TWICE = N_("« %(name)s » y est deux fois")


@dataclass(eq=False)
class FaultyBylaws(Malformed):
    """The document is not one of bylaws. `faults` names all that is wrong with it."""

    faults: tuple[Fault, ...]

    message = N_("Ces statuts ne peuvent pas être lus. Défauts : %(faults)s")
    remedy = N_("Corrigez chaque défaut, article par article, puis enregistrez.")


def bylaws_document(bylaws: Bylaws) -> dict[str, Any]:
    """Write bylaws as a JSON document; `read_bylaws` gives back the same value."""
    return {"format": FORMAT, **write(bylaws)}


def read_bylaws(document: object) -> Bylaws:
    """Read a JSON document of bylaws.

    Raises FaultyBylaws with every fault: unknown or missing keys, values that make no sense,
    categories that do not exist.
    """
    faults: list[Fault] = []
    place = Place("", "", faults)
    document = upgraded(document)
    if not isinstance(document, dict):
        raise FaultyBylaws((Fault("", "", Said(NOT_OBJECT)),))
    if document.get("format") != FORMAT or type(document.get("format")) is not int:
        place.inside("format").fault(said(WRONG_FORMAT, format=FORMAT))
    content = {name: value for name, value in document.items() if name != "format"}
    bylaws = read(Bylaws, content, place)
    if isinstance(bylaws, Bylaws):
        faults.extend(_nonsense(bylaws))
    if faults or not isinstance(bylaws, Bylaws):
        raise FaultyBylaws(tuple(faults))
    return bylaws


def _nonsense(bylaws: Bylaws) -> Iterator[Fault]:
    yield from _identity(bylaws)
    yield from _categories(bylaws)
    yield from _colleges(bylaws)
    yield from _parts(bylaws)
    yield from _numbers(bylaws)
    yield from clause_faults(bylaws)


def _identity(bylaws: Bylaws) -> Iterator[Fault]:
    identity = bylaws.identity
    for name in ("name", "purpose", "registered_office", "rcs_town"):
        if not getattr(identity, name).strip():
            yield Fault(identity.article, f"identity.{name}", Said(EMPTY_NAME))
    for name in ("capital_min", "nominal_value"):
        if getattr(identity, name) <= 0:
            yield Fault(identity.article, f"identity.{name}", Said(NOT_ABOVE_ZERO))
    if not _is_day_of_year(identity.year_end):
        yield Fault(identity.article, "identity.year_end", Said(NO_DAY))


def _is_day_of_year(text: str) -> bool:
    try:
        return date.fromisoformat(f"2027-{text}").isoformat() == f"2027-{text}"
    except ValueError:
        return False


def _categories(bylaws: Bylaws) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, category in enumerate(bylaws.categories, 1):
        where = f"categories.{index}"
        yield from _named(where, category.article, category.id, category.name, seen)
        if category.min_shares < 1:
            yield Fault(category.article, f"{where}.min_shares", Said(NOT_ABOVE_ZERO))


def _named(where: str, article: str, identifier: str, name: str, seen: set[str]) -> Iterator[Fault]:
    if not identifier.strip():
        yield Fault(article, f"{where}.id", Said(EMPTY_ID))
    elif identifier in seen:
        yield Fault(article, f"{where}.id", said(SAME_ID, name=identifier))
    seen.add(identifier)
    if not name.strip():
        yield Fault(article, f"{where}.name", Said(EMPTY_NAME))


def _colleges(bylaws: Bylaws) -> Iterator[Fault]:
    colleges = bylaws.colleges
    if not colleges.items and colleges.carry is not Carry.SINGLE_BODY:
        yield Fault(colleges.article, "colleges.carry", Said(NO_CARRY))
    if colleges.silent_college not in (Policy.NEUTRAL, Policy.STAYS):
        yield Fault(colleges.article, "colleges.silent_college", Said(SILENT_SHARES))
    seen: set[str] = set()
    for index, college in enumerate(colleges.items, 1):
        where = f"colleges.items.{index}"
        yield from _named(where, college.article, college.id, college.name, seen)
        if college.points <= 0 and (colleges.weigh or colleges.carry is not Carry.SINGLE_BODY):
            yield Fault(college.article, f"{where}.points", Said(NOT_ABOVE_ZERO))
    if colleges.items:
        yield from _membership(bylaws)


def _membership(bylaws: Bylaws) -> Iterator[Fault]:
    known = [category.id for category in bylaws.categories]
    placed: set[str] = set()
    for index, college in enumerate(bylaws.colleges.items, 1):
        where = f"colleges.items.{index}.categories"
        for name in college.categories:
            if name not in known:
                yield Fault(college.article, where, said(UNKNOWN_CATEGORY, name=name))
            elif name in placed and not bylaws.colleges.several_per_person:
                yield Fault(college.article, where, said(TWO_COLLEGES, name=name))
            placed.add(name)
    for name in known:
        if name not in placed:
            yield Fault(bylaws.colleges.article, "colleges.items", said(NO_COLLEGE, name=name))


def _parts(bylaws: Bylaws) -> Iterator[Fault]:
    colleges = bylaws.colleges
    for name in ("bloc_part", "max_college_part", "min_college_part"):
        if not 0 < getattr(colleges, name) <= 1:
            yield Fault(colleges.article, f"colleges.{name}", Said(NOT_A_MAJORITY))
    if not 0 <= bylaws.allocation.statutory_reserve_part <= 1:
        article = bylaws.allocation.article
        yield Fault(article, "allocation.statutory_reserve_part", Said(NOT_A_PART))
    for kind, call in MEETINGS:
        where = f"by_meeting.{kind.value}_{call.value}"
        for clause in bylaws.quorum.by_meeting.of(kind, call):
            if not Fraction(0) <= clause.part <= 1:
                yield Fault(bylaws.quorum.article, f"quorum.{where}", Said(NOT_A_PART))
            if clause.of is not QuorumOf.HEADS and not colleges.items:
                yield Fault(bylaws.quorum.article, f"quorum.{where}", Said(COLLEGE_QUORUM))
        majority = bylaws.majority.by_meeting.of(kind, call)
        if majority and not 0 < majority.part <= 1:
            yield Fault(bylaws.majority.article, f"majority.{where}", Said(NOT_A_MAJORITY))


def _numbers(bylaws: Bylaws) -> Iterator[Fault]:
    notice, proxies, officers = bylaws.notice, bylaws.proxies, bylaws.officers
    if bylaws.colleges.min_colleges < 1:
        yield Fault(bylaws.colleges.article, "colleges.min_colleges", Said(NOT_ABOVE_ZERO))
    counts = (
        (notice.article, "notice.first_days", notice.first_days),
        (notice.article, "notice.second_days", notice.second_days),
        (proxies.article, "proxies.per_holder", proxies.per_holder or 0),
        (officers.article, "officers.teller_count", officers.teller_count),
    )
    for article, where, count in counts:
        if count < 0:
            yield Fault(article, where, Said(NEGATIVE))
    lists = (
        (notice.article, "notice.channels", notice.channels),
        (proxies.article, "proxies.holders", proxies.holders),
        (bylaws.remote.article, "remote.secret_for", bylaws.remote.secret_for),
    )
    for article, where, words in lists:
        for word in sorted({word.value for word in words if words.count(word) > 1}):
            yield Fault(article, where, said(TWICE, name=word))
