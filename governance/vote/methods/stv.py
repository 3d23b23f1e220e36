"""Single transferable vote: each voice goes to its first choice; what is not needed goes to the next.

The count is the weighted inclusive Gregory method, that of the Scottish Local Government Elections
Order 2007, with two choices of our own. Those who pass the quota at one count give
their surplus at the same time, each ballot to its next choice still in play: no order among them is
to be drawn. And the quota is the exact one unless the bylaws say otherwise: points of colleges have
no next whole number.

The part of each ballot that passes on is an exact fraction: no tie is ever made or broken by a cut.
Only when its denominator would pass thirty digits, after many transfers, is it cut after thirty
decimals, for digits double at each transfer. Bylaws that follow the public rule have it cut after
five decimals each time (a setting). The part is that of the ballot, whatever it weighs, so that the
unit of the weights changes nothing. What is cut belongs to nobody; the result says how much it is.

The figures of the count are `valid`, `quota`, `kind` (of the quota) and `lost` (what was cut).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.ranks import (
    BY_ELIMINATION,
    ensure_strict_ranks,
    in_order,
    lowest,
    named,
    say_eliminated,
    say_exhausted,
    say_scores,
    say_unranked,
    unranked,
    whole_weights,
)
from governance.vote.elections.ties import TiedOptions, settle
from governance.vote.figures import exact_text
from governance.words import N_

QUOTA = Setting(
    "quota",
    SettingKind.WORD,
    "droop",
    N_("Quota à réunir pour être élu"),
    N_(
        "Le quota de Droop est le plus petit qui ne puisse pas être dépassé par plus de candidats "
        "que de sièges."
    ),
    {
        "droop": N_("Droop exact : plus des voix valables divisées par les sièges plus un"),
        "droop_whole": N_("Droop entier : ce nombre arrondi à la voix supérieure"),
        "hare": N_("Hare : au moins les voix valables divisées par les sièges"),
    },
)
PARTS = Setting(
    "parts",
    SettingKind.WORD,
    "exact",
    N_("Part de chaque bulletin qui passe au choix suivant"),
    N_("La fraction exacte ne fait ni ne défait aucune égalité. La coupe est celle de règles publiques."),
    {
        "exact": N_("La fraction exacte"),
        "five": N_("Coupée après cinq décimales"),
    },
)
DECIMALS = {"exact": 30, "five": 5}
SENTENCES: Sentences = {
    **BY_ELIMINATION,
    "quota droop": (
        (
            "Sièges : %(seats)s ; voix valables : %(valid)s. Le quota est le total divisé par les sièges "
            "plus un : il faut plus de %(quota)s."
        ),
        (
            "Seats: %(seats)s; valid voices: %(valid)s. The quota is the total divided by the seats plus "
            "one: more than %(quota)s is needed."
        ),
    ),
    "quota droop_whole": (
        (
            "Sièges : %(seats)s ; voix valables : %(valid)s. Le quota est le nombre entier juste au-dessus "
            "du total divisé par les sièges plus un : il faut au moins %(quota)s."
        ),
        (
            "Seats: %(seats)s; valid voices: %(valid)s. The quota is the whole number just above the total "
            "divided by the seats plus one: at least %(quota)s is needed."
        ),
    ),
    "quota hare": (
        (
            "Sièges : %(seats)s ; voix valables : %(valid)s. Le quota est le total divisé par les sièges : "
            "il faut au moins %(quota)s."
        ),
        (
            "Seats: %(seats)s; valid voices: %(valid)s. The quota is the total divided by the seats: "
            "at least %(quota)s is needed."
        ),
    ),
    "round": ("Décompte %(number)s : %(scores)s.", "Count %(number)s: %(scores)s."),
    "reaches": ("Le quota est réuni par %(names)s.", "The quota is met by %(names)s."),
    "exceeds": ("Le quota est dépassé par %(names)s.", "The quota is exceeded by %(names)s."),
    "surplus": (
        (
            "%(name)s a %(surplus)s de trop : cela passe aux choix suivants, la même part de chacun de ses "
            "bulletins."
        ),
        "%(name)s has %(surplus)s too much: it goes to the next choices, the same part of each ballot held.",
    ),
    "rest": (
        "Il ne reste pas plus de candidats que de sièges : un siège à %(names)s, sans quota.",
        "No more candidates are left than seats: a seat to %(names)s, without quota.",
    ),
    "lost": (
        (
            "Des parts de bulletins sont coupées après %(decimals)s décimales ; ce qui est coupé fait en "
            "tout moins de %(lost)s et ne va à personne."
        ),
        (
            "Parts of ballots are cut after %(decimals)s decimals; all that is cut is less than %(lost)s "
            "and goes to nobody."
        ),
    ),
}


WHOLE = Fraction(1)


@dataclass(slots=True)
class _Paper:
    """Ballots that say the same: what they weigh, the part of each in play, the choice they are at."""

    choices: tuple[str, ...]
    weight: int
    part: Fraction = WHOLE
    at: int = 0


@dataclass(slots=True)
class _Piles:
    """The ballots on the table, in whole `units` of a voice or of a point: nothing is ever cut unseen.

    `kept` is what those elected keep, `lost` what was cut, both in units.
    """

    units: int
    parts: str
    held: dict[str, list[_Paper]]
    kept: dict[str, Fraction] = field(default_factory=dict)
    lost: Fraction = Fraction(0)

    def scores(self) -> dict[str, Fraction]:
        """Give what each option still in play holds, in units."""
        return {option: _weight(papers) for option, papers in self.held.items()}

    def place(self, papers: Iterable[_Paper]) -> None:
        """Put papers with their next choice that is still in play; those without one leave."""
        for paper in papers:
            while paper.at < len(paper.choices) and paper.choices[paper.at] not in self.held:
                paper.at += 1
            if paper.at < len(paper.choices):
                self.held[paper.choices[paper.at]].append(paper)

    def drop(self, options: Sequence[str]) -> None:
        """Pass on all that these options hold, at its whole part."""
        self.place([paper for option in options for paper in self.held.pop(option)])

    def pass_on(self, winners: Sequence[str], scores: Mapping[str, Fraction], quota: Fraction) -> None:
        """Leave the quota to each winner and pass on the rest, the same part of each of their ballots."""
        passing: list[_Paper] = []
        for option in winners:
            surplus = scores[option] - quota
            papers = self.held.pop(option)
            after = {part: self.cut(part * surplus / scores[option]) for part in {one.part for one in papers}}
            for paper in papers:
                paper.part = after[paper.part]
            self.kept[option] = quota
            self.lost += surplus - _weight(papers)
            passing += papers
        self.place(passing)

    def cut(self, part: Fraction) -> Fraction:
        """Cut a part where the setting says; an exact one stays exact within thirty digits."""
        whole = 10 ** DECIMALS[self.parts]
        if self.parts == "exact" and part.denominator <= whole:
            return part
        return Fraction(part.numerator * whole // part.denominator, whole)


def _weight(papers: Iterable[_Paper]) -> Fraction:
    """Add up papers: whole numbers first, by the part in play, for fractions add slowly."""
    by_part: dict[Fraction, int] = {}
    for paper in papers:
        by_part[paper.part] = by_part.get(paper.part, 0) + paper.weight
    return sum((part * weight for part, weight in by_part.items()), Fraction(0))


@dataclass(slots=True)
class _Count:
    """One count under way: the piles, the quota in units, and what the rounds gave so far."""

    contest: Contest
    piles: _Piles
    total: Fraction
    quota: Fraction
    must_exceed: bool
    elected: list[str] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    ties: list[TiedOptions] = field(default_factory=list)

    def run(self) -> None:
        """Count until the seats are filled, nobody is left, or a tie stops it."""
        while self.piles.held and len(self.elected) < self.contest.seats and self.step():
            pass

    def step(self) -> bool:
        """Count once: elect, or else eliminate. False when a tie stops the count."""
        scores = self.piles.scores()
        left = self.contest.seats - len(self.elected)
        if len(scores) <= left:
            self.note("rest", scores, elected=_by_score(scores, scores))
            self.piles.held.clear()
            return True
        reached = [option for option in scores if self.reaches(scores[option])]
        if reached:
            self.note("quota", scores, elected=_by_score(reached, scores))
            if len(reached) < left:
                self.piles.pass_on(reached, scores, self.quota)
            return True
        leaving = self.leaving(scores, left)
        self.note("out", scores, eliminated=leaving)
        self.piles.drop(leaving)
        return bool(leaving)

    def reaches(self, score: Fraction) -> bool:
        """Tell whether a score makes one elected."""
        return score > self.quota if self.must_exceed else score >= self.quota

    def leaving(self, scores: Mapping[str, Fraction], left: int) -> tuple[str, ...]:
        """Give who leaves the count; nobody when a tie stays a tie.

        All who hold nothing leave together when enough others remain: their order changes nothing.
        """
        last = lowest(scores)
        if len(last) == 1 or (scores[last[0]] == 0 and len(scores) - len(last) >= left):
            return last
        tie = settle(self.contest, last, len(last) - 1, len(self.rounds) + 1)
        self.ties.append(tie)
        return tuple(option for option in last if option not in tie.winners) if tie.settled_by else ()

    def note(
        self,
        name: str,
        scores: Mapping[str, Fraction],
        elected: tuple[str, ...] = (),
        eliminated: tuple[str, ...] = (),
    ) -> None:
        """Note one count: what each holds, those elected before included, and what is held by nobody."""
        unit = self.piles.units
        held = {**scores, **self.piles.kept}
        self.rounds.append(
            Round(
                name,
                ranked({option: score / unit for option, score in held.items()}),
                elected,
                eliminated,
                self.quota / unit,
                (self.total - sum(held.values(), Fraction(0))) / unit,
            )
        )
        self.elected += elected


def _by_score(options: Collection[str], scores: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Give options from the highest score, equal ones by identifier: for reading, never to decide."""
    return tuple(sorted(options, key=lambda option: (-scores[option], option)))


def _table(urn: Urn, parts: str) -> _Piles:
    """Put every ballot with its first choice."""
    weights, units = whole_weights(urn)
    piles = _Piles(units, parts, {option: [] for option in sorted(named(urn))})
    piles.place(
        _Paper(in_order(ballot.marks), weight) for ballot, weight in zip(urn.ballots, weights, strict=True)
    )
    return piles


def quota_of(valid: Fraction, seats: int, kind: str) -> Fraction:
    """Give the quota of one kind: the exact one of Droop is to be exceeded, the others reached."""
    if kind == "hare":
        return valid / seats
    exact = valid / (seats + 1)
    return Fraction(exact.numerator // exact.denominator + 1) if kind == "droop_whole" else exact


@dataclass(frozen=True, slots=True)
class SingleTransferableVote:
    """Options in order of preference; seats go to those who reach a quota, surpluses pass on."""

    name: str = "stv"
    shape: Shape = Shape.RANKS
    settings: Sequence[Setting] = (QUOTA, PARTS)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        return contest_faults(self, contest)

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept options in order, not always all of them. Raises SameRank, MissingRank."""
        ensure_strict_ranks(marks)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count: elect those who reach the quota and pass on their surplus, or else eliminate the last."""
        piles = _table(urn, contest.word(PARTS))
        valid = sum((ballot.weight for ballot in urn.ballots), Fraction(0))
        kind = contest.word(QUOTA)
        if kind == "droop_whole" and any(ballot.weight != ballot.voices for ballot in urn.ballots):
            kind = "droop"  # points have no next whole number
        quota = quota_of(valid, contest.seats, kind)
        count = _Count(contest, piles, valid * piles.units, quota * piles.units, must_exceed=kind == "droop")
        count.run()
        return ElectionCount(
            elected=tuple(count.elected),
            rounds=tuple(count.rounds),
            seats_of=dict.fromkeys(count.elected, 1),
            vacant=contest.seats - len(count.elected),
            ties=tuple(count.ties),
            figures={
                "valid": exact_text(valid),
                "quota": exact_text(quota),
                "kind": kind,
                "lost": exact_text(piles.lost / piles.units),
            },
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the quota, then each count: who is elected, what passes on, who leaves."""
        count = told.count
        seen = {score.option for score in count.rounds[0].scores} if count.rounds else set()
        said = [
            teller.say(
                f"quota {count.figures['kind']}",
                seats=teller.whole(told.contest.seats),
                valid=teller.figure(Fraction(count.figures["valid"])),
                quota=teller.figure(Fraction(count.figures["quota"])),
            ),
            *say_unranked(unranked(told.contest.ids, seen), teller),
        ]
        before: set[str] = set()
        for number, one in enumerate(count.rounds, 1):
            last = number == len(count.rounds)
            said += _say_round(number, one, before, last=last, exceed=count.must_exceed, teller=teller)
            before |= set(one.elected)
        lost = Fraction(count.figures["lost"])
        if count.rounds:
            said += say_exhausted(count.rounds[-1].exhausted - lost, teller)
        return said + _say_lost(lost, told, teller)


def _say_round(
    number: int, one: Round, before: Collection[str], *, last: bool, exceed: bool, teller: ElectionTeller
) -> list[str]:
    """Say one count; those elected before it are not told again."""
    running = [score for score in one.scores if score.option not in before]
    said = [teller.say("round", number=teller.whole(number), scores=say_scores(running, teller))]
    if one.elected:
        passed = "exceeds" if exceed else "reaches"
        key = "rest" if one.name == "rest" else passed
        said.append(teller.say(key, names=teller.names(one.elected)))
    if one.name == "quota" and not last and one.needed is not None:
        figures = {score.option: score.figure - one.needed for score in running}
        said += [
            teller.say("surplus", name=teller.name(option), surplus=teller.figure(figures[option]))
            for option in one.elected
            if figures[option]
        ]
    return said + say_eliminated(one.eliminated, teller)


def _say_lost(lost: Fraction, told: Told, teller: ElectionTeller) -> list[str]:
    """Say under how many hundredths, of a voice or of one per cent, what was cut adds up."""
    if not lost:
        return []
    parts = 10_000 if told.in_points else 100
    under = Fraction(lost.numerator * parts // lost.denominator + 1, parts)
    decimals = teller.whole(DECIMALS[told.contest.word(PARTS)])
    return [teller.say("lost", decimals=decimals, lost=teller.figure(under))]


STV = SingleTransferableVote()
