"""Majority judgment: each voice gives a grade to each option; the best majority grade has the seat.

The majority grade is the highest that more than half of the voices give, or exceed: the lower middle
grade (M. Balinski and R. Laraki, Majority Judgment, 2010). Equal ones are told apart as they say:
take one middle voice away from each, look at the middle grade left, and again until one differs.
With voices of unequal weight the middle is taken away little by little, at the same pace for all:
for equal weights that gives exactly the same order. An option that a ballot does not grade has there
the lowest grade.

The table `grades` of the count gives for each option what gave each grade ("0" is the lowest); its figure
« grade <option> » is the majority grade; its one round has the options from the best, each with what
gives at least that grade.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from governance.vote.elections.contest import Contest, Setting, SettingKind, SettingValue, Shape
from governance.vote.elections.marks import Marks, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, Score, Table
from governance.vote.elections.ties import TiedOptions, settle
from governance.words import N_

WORDS: Sequence[tuple[str, str]] = (
    (N_("À rejeter"), "To reject"),
    (N_("Insuffisant"), "Poor"),
    (N_("Passable"), "Passable"),
    (N_("Assez bien"), "Fairly good"),
    (N_("Bien"), "Good"),
    (N_("Très bien"), "Very good"),
    (N_("Excellent"), "Excellent"),
)
"""The words of the grades, from the lowest, in French and in English: written here alone."""

USED: Mapping[int, tuple[int, ...]] = {5: (0, 1, 2, 4, 5), 6: (0, 1, 2, 3, 4, 5), 7: (0, 1, 2, 3, 4, 5, 6)}
"""Which words serve, by how many grades there are."""

NUMBER = Setting(
    "grades",
    SettingKind.WHOLE,
    7,
    N_("Nombre de mentions"),
    N_("De cinq à sept, de « À rejeter » à « Très bien » ou « Excellent »."),
    least=5,
    most=7,
)
LEAST = Setting(
    "least",
    SettingKind.WHOLE,
    0,
    N_("Mention majoritaire qu’il faut au moins pour être élu"),
    N_("0 pour la plus basse : la règle ne joue alors pas. 1 pour la suivante, et ainsi de suite."),
    most=6,
)
TOO_HIGH = N_("La mention qu’il faut au moins n’existe pas : il y a moins de mentions.")
SENTENCES: Sentences = {
    **{f"grade {rank}": word for rank, word in enumerate(WORDS)},
    "judged": (
        "%(place)s. %(name)s : %(grade)s, mention majoritaire. Plus haut : %(above)s ; plus bas : %(below)s.",
        "%(place)s. %(name)s: %(grade)s, majority grade. Higher: %(above)s; lower: %(below)s.",
    ),
    "how": (
        (
            "La mention majoritaire est la plus haute que plus de la moitié des voix donnent ou dépassent. "
            "Sans mention sur un bulletin, c’est la plus basse."
        ),
        (
            "The majority grade is the highest that more than half of the voices give or exceed. Without a "
            "grade on a ballot, it is the lowest."
        ),
    ),
    "again": (
        "À mention égale, on retire peu à peu les voix du milieu : la première différence classe.",
        "With equal grades, the voices in the middle are taken away bit by bit: the first difference ranks.",
    ),
    "too low": (
        "Sous la mention qu’il faut au moins (%(grade)s), donc pas élus : %(names)s.",
        "Under the grade needed at least (%(grade)s), so not elected: %(names)s.",
    ),
    "never above": (
        "Jamais mieux que la plus basse mention, donc pas élus : %(names)s.",
        "Never better than the lowest grade, so not elected: %(names)s.",
    ),
    "table grades": (
        "Mentions : combien ont donné à chacun chaque mention.",
        "Grades: how many gave each grade to each.",
    ),
}
Key = tuple[tuple[int, int], ...]


def words_asked(method: str, settings: Mapping[str, SettingValue]) -> tuple[str, ...]:
    """Give the marked words of the grades an election asks for, from the highest; () for another way."""
    if method != "majority_judgment":
        return ()
    number = settings.get(NUMBER.name, NUMBER.default)
    return tuple(WORDS[rank][0] for rank in reversed(USED[int(str(number))]))


def words_of(contest: Contest) -> tuple[tuple[str, str], ...]:
    """Give the words of the grades of a contest, from the lowest, each in French and in English."""
    return tuple(WORDS[rank] for rank in USED[contest.whole(NUMBER)])


@dataclass(frozen=True, slots=True)
class Profile:
    """How much gave each grade to one option, from the lowest. They add up to the same for all options."""

    given: tuple[Fraction, ...]

    @property
    def total(self) -> Fraction:
        """Give what all the grades add up to."""
        return sum(self.given, Fraction(0))

    @property
    def grade(self) -> int:
        """Give the majority grade: the lower middle one."""
        return self.middle(Fraction(0))[0]

    def moments(self) -> set[Fraction]:
        """Give what was taken away when a middle grade changes: nothing, then each bound between grades."""
        return {abs(self.total - 2 * upto) for upto in accumulate(self.given)}

    def middle(self, taken: Fraction) -> tuple[int, int]:
        """Give the two middle grades once `taken` is away: the lower one, which decides first, and the upper.

        Half of what is left lies under the middle, half above.
        """
        half = (self.total - taken) / 2
        upto = list(accumulate(self.given))
        downto = list(accumulate(reversed(self.given)))
        lower = next(rank for rank, weight in enumerate(upto) if weight >= half)
        upper = len(downto) - 1 - next(rank for rank, weight in enumerate(downto) if weight >= half)
        return lower, upper


def majority_values(profiles: Mapping[str, Profile]) -> dict[str, Key]:
    """Give for each option the middle grades met while the middle is taken away: the highest is the best.

    Two options have the same value only when they were given each grade alike.
    """
    moments = sorted(
        {moment for profile in profiles.values() for moment in profile.moments()} | {Fraction(0)}
    )
    return {
        option: tuple(profile.middle(moment) for moment in moments if moment < profile.total)
        for option, profile in profiles.items()
    }


def _profiles(contest: Contest, urn: Urn) -> dict[str, Profile]:
    """Add up the grades given to each option; none is the lowest."""
    grades = contest.whole(NUMBER)
    total = sum((ballot.weight for ballot in urn.ballots), Fraction(0))
    given = {option: [Fraction(0)] * grades for option in contest.ids}
    for ballot in urn.ballots:
        for option, grade in ballot.marks:
            given[option][grade] += ballot.weight
    for row in given.values():
        row[0] = total - sum(row[1:], Fraction(0))
    return {option: Profile(tuple(row)) for option, row in given.items()}


def _seats(
    contest: Contest, groups: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], tuple[TiedOptions, ...]]:
    """Give the seats from the best group of equals on; a group too large is settled by the bylaws."""
    elected: tuple[str, ...] = ()
    for group in groups:
        left = contest.seats - len(elected)
        if len(group) > left:
            if not left:
                break
            tie = settle(contest, group, left)
            return (*elected, *sorted(tie.winners)), (tie,)
        elected += tuple(group)
    return elected, ()


@dataclass(frozen=True, slots=True)
class MajorityJudgment:
    """A grade for each option; the best majority grades have the seats."""

    name: str = "majority_judgment"
    shape: Shape = Shape.GRADES
    settings: Sequence[Setting] = (NUMBER, LEAST)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        found = contest_faults(self, contest)
        if not found and contest.whole(LEAST) >= contest.whole(NUMBER):
            return [TOO_HIGH]
        return found

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept a grade for any option. Raises NumberOutOfBounds."""
        ensure_numbers(marks, 0, contest.whole(NUMBER) - 1)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Rank options by their majority grade, then by what is left of the middle, and seat the best."""
        profiles = _profiles(contest, urn) if urn.ballots else {}
        values = majority_values(profiles)
        order = sorted(sorted(values), key=lambda option: values[option], reverse=True)
        least = contest.whole(LEAST)
        able = [one for one in order if profiles[one].grade >= least and any(profiles[one].given[1:])]
        groups = [
            [one for one in able if values[one] == value]
            for value in dict.fromkeys(values[one] for one in able)
        ]
        elected, ties = _seats(contest, groups)
        scores = tuple(
            Score(one, sum(profiles[one].given[profiles[one].grade :], Fraction(0))) for one in order
        )
        cells = {
            one: {str(grade): weight for grade, weight in enumerate(profile.given)}
            for one, profile in profiles.items()
        }
        return ElectionCount(
            elected=elected,
            rounds=(Round("judgment", scores, elected),) if profiles else (),
            seats_of=dict.fromkeys(elected, 1),
            vacant=contest.seats - len(elected),
            ties=ties,
            figures={f"grade {option}": str(profile.grade) for option, profile in profiles.items()},
            tables=(Table("grades", cells),) if profiles else (),
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say each option from the best, with its majority grade and what is above and under it."""
        count = told.count
        if not count.rounds:
            return []
        ranks = USED[told.contest.whole(NUMBER)]
        order = [score.option for score in count.rounds[0].scores]
        grades = {option: int(count.figures[f"grade {option}"]) for option in order}
        said = [teller.say("how")]
        for place, option in enumerate(order, 1):
            given = [count.tables[0].cells[option][str(grade)] for grade in range(len(ranks))]
            said.append(
                teller.say(
                    "judged",
                    place=teller.whole(place),
                    name=teller.name(option),
                    grade=teller.say(f"grade {ranks[grades[option]]}"),
                    above=teller.figure(sum(given[grades[option] + 1 :], Fraction(0))),
                    below=teller.figure(sum(given[: grades[option]], Fraction(0))),
                )
            )
        if len(set(grades.values())) < len(order):
            said.append(teller.say("again"))
        return said + _say_unable(told, order, grades, teller)


def _say_unable(
    told: Told, order: Sequence[str], grades: Mapping[str, int], teller: ElectionTeller
) -> list[str]:
    """Say who cannot be elected: under the grade needed, or never above the lowest."""
    least = told.contest.whole(LEAST)
    low = [option for option in order if grades[option] < least]
    cells = told.count.tables[0].cells
    never = [
        option
        for option in order
        if option not in low and not any(weight for grade, weight in cells[option].items() if grade != "0")
    ]
    word = teller.say(f"grade {USED[told.contest.whole(NUMBER)][least]}")
    said = [teller.say("too low", grade=word, names=teller.names(low))] if low else []
    return said + ([teller.say("never above", names=teller.names(never))] if never else [])


MAJORITY_JUDGMENT = MajorityJudgment()
