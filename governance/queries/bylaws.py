"""The bylaws that hold on a day, what they give for one meeting, and what their page shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import text
from sqlmodel import col, select

from governance.bylaws.by_hand import ByHand, by_hand
from governance.bylaws.chapters import CHAPTER_TITLES
from governance.bylaws.check import breaches
from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import read_bylaws
from governance.bylaws.plain import CARRY_SENTENCES, sentences
from governance.bylaws.rules import WHOLE_ASSEMBLY, WHOLE_ASSEMBLY_NAME
from governance.errors import NotFound, Refused
from governance.law.legal_forms import AssemblyKind, Call
from governance.law.rule import Said, said, say_at_least, say_more_than
from governance.store import in_force as store
from governance.store.bylaws import BylawsVersionRow
from governance.store.in_force import InForce, NoBylaws
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(eq=False)
class NoSuchVersion(NotFound):
    """The cooperative has no version of this number."""

    number: int

    message = N_("Vos statuts n’ont pas de version %(number)s.")
    remedy = N_("Revenez à la page des statuts : elle donne la liste des versions.")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the bylaws in plain sentences."""

    number: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that go together, under a French title."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class VersionListed:
    """One version among the others. `in_force` tells whether it holds today."""

    number: int
    adopted_on: date
    in_force_from: date
    in_force: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BylawsShown:
    """One version of the bylaws, what the law forbids in it, and the other versions."""

    version: VersionListed
    sha256: str
    name: str
    chapters: tuple[Chapter, ...]
    breaches: tuple[Refused, ...]
    by_hand: tuple[ByHand, ...]
    versions: tuple[VersionListed, ...]


@dataclass(frozen=True, slots=True)
class CollegeShown:
    """A college: its part of the vote (points over all the points), its members today, by category."""

    id: str
    name: str
    article: str
    points: Fraction
    part: Fraction
    members: int
    categories: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CollegesShown:
    """All the colleges, or the whole assembly when there are none. `carry` says how they are counted."""

    colleges: tuple[CollegeShown, ...]
    has_colleges: bool
    total_points: Fraction
    members: int
    carry: Said
    article: str
    version: int


_COUNTS = text(
    "SELECT college, category, count(*) AS members FROM members WHERE cooperative_id = :cooperative"
    " AND admitted_on <= :today AND (left_on IS NULL OR left_on > :today) GROUP BY college, category"
)


def bylaws_in_force(uow: UnitOfWork, day: date) -> tuple[BylawsVersionRow, Bylaws]:
    """Give the version that holds on `day` and the bylaws read in it. Raises NoBylaws."""
    return store.bylaws_in_force(uow.session, day)


def rules_in_force(uow: UnitOfWork, kind: AssemblyKind, call: Call, day: date) -> InForce:
    """Give the rules of one meeting held on `day`, and the version they come from. Raises NoBylaws."""
    return store.rules_in_force(uow.session, kind, call, day)


def bylaws_shown(uow: UnitOfWork, number: int | None = None) -> BylawsShown:
    """Show the bylaws in force, or the version of this number. Raises NoBylaws, NoSuchVersion."""
    rows = list(uow.session.exec(select(BylawsVersionRow).order_by(col(BylawsVersionRow.number))))
    begun = [row for row in rows if row.in_force_from <= uow.today]
    current = max(begun, key=lambda row: (row.in_force_from, row.number), default=None)
    if number is None and current is None:
        raise NoBylaws(uow.today)
    row = current if number is None else next((each for each in rows if each.number == number), None)
    if row is None:
        raise NoSuchVersion(number or 0)
    bylaws = read_bylaws(row.document)
    listed = {each.id: _version(each, current) for each in rows}
    return BylawsShown(
        version=listed[row.id],
        sha256=row.sha256,
        name=bylaws.identity.name,
        chapters=chapters(bylaws),
        by_hand=by_hand(bylaws),
        breaches=tuple(breaches(bylaws, uow.today if row is current else row.in_force_from)),
        versions=tuple(reversed(listed.values())),
    )


def _version(row: BylawsVersionRow, current: BylawsVersionRow | None) -> VersionListed:
    return VersionListed(
        row.number, row.adopted_on, row.in_force_from, in_force=row is current, reason=row.reason
    )


def chapters(bylaws: Bylaws) -> tuple[Chapter, ...]:
    """Put the plain sentences under the title of their chapter, article by article."""
    told: dict[str, list[Said]] = {}
    for article, sentence in sentences(bylaws):
        told.setdefault(article, []).append(sentence)
    titles = _titles(bylaws)
    gathered: dict[str, list[Article]] = {title: [] for _, title in titles}
    for article, lines in told.items():
        nearest = max(
            (pair for pair in titles if article == pair[0] or article.startswith(f"{pair[0]}.")),
            key=lambda pair: len(pair[0]),
            default=("", OTHER_RULES),
        )
        gathered.setdefault(nearest[1], []).append(Article(article, tuple(lines)))
    return tuple(
        Chapter(title, tuple(sorted(articles, key=lambda article: _place(article.number))))
        for title, articles in gathered.items()
        if articles
    )


def _place(number: str) -> list[tuple[int, str]]:
    """Give what puts article 17 before 17.2, and 17.2 before 17.10."""
    return [(int(step) if step.isdecimal() else 0, step) for step in number.split(".")]


OTHER_RULES = N_("Autres règles")


def _titles(bylaws: Bylaws) -> Sequence[tuple[str, str]]:
    """Give the article and the title of each chapter, in the order of the bylaws.

    Where two chapters share an article, the first one titles it.
    """
    found = []
    for name, title in CHAPTER_TITLES.items():
        chapter = getattr(bylaws, name)
        article = bylaws.categories_article if name == "categories" else getattr(chapter, "article", "")
        found += [(article, title)] if article else []
    return found


def colleges_shown(uow: UnitOfWork) -> CollegesShown:
    """Show each college with its part of the vote and its members today. Raises NoBylaws."""
    row, bylaws = bylaws_in_force(uow, uow.today)
    found = uow.session.connection().execute(_COUNTS, {"cooperative": uow.tenant, "today": uow.today}).all()
    counted = Counter({(each.college, each.category): each.members for each in found})
    names = {clause.id: clause.name for clause in bylaws.categories}
    total = sum((college.points for college in bylaws.colleges.items), Fraction(0))
    shown = [
        CollegeShown(
            id=college.id,
            name=college.name,
            article=college.article,
            points=college.points,
            part=college.points / total if total else Fraction(0),
            members=sum(many for (where, _), many in counted.items() if where == college.id),
            categories=tuple((names.get(c, c), counted[college.id, c]) for c in college.categories),
        )
        for college in bylaws.colleges.items
    ]
    clause = bylaws.colleges
    bloc = (say_at_least if clause.bloc_at_least else say_more_than)(clause.bloc_part)
    everybody = sum(counted.values())
    return CollegesShown(
        colleges=tuple(shown) or (_whole(bylaws, counted, everybody),),
        has_colleges=bool(shown),
        total_points=total,
        members=everybody,
        carry=said(CARRY_SENTENCES[clause.carry], bloc=bloc),
        article=clause.article,
        version=row.number,
    )


def _whole(bylaws: Bylaws, counted: Counter[tuple[str, str]], members: int) -> CollegeShown:
    by_category = tuple(
        (clause.name, sum(many for (_, category), many in counted.items() if category == clause.id))
        for clause in bylaws.categories
    )
    article = bylaws.colleges.article
    return CollegeShown(
        WHOLE_ASSEMBLY, WHOLE_ASSEMBLY_NAME, article, Fraction(1), Fraction(1), members, by_category
    )


__all__ = [
    "BylawsShown",
    "CollegesShown",
    "InForce",
    "bylaws_in_force",
    "bylaws_shown",
    "chapters",
    "colleges_shown",
    "rules_in_force",
]
