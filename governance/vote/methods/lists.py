"""Lists: each ballot names one list, and seats are shared among lists in proportion to their ballots.

A list under the threshold, a part of the valid ballots, has no seat. The leading list may first have a
part of the seats (prime majoritaire), rounded up. A list never has more seats than it has names: what
it could not take goes to the others.

In a SA directors are elected by the majority of votes cast (code de commerce, L. 225-98): electing them
by lists rests on the bylaws and is to be confirmed by counsel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.apportion import Apportioned, SeatBounds, SeatRule, apportion
from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_between, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import BY_NAMES, highest, say_scores, scores_of
from governance.vote.elections.ties import TiedOptions, settle
from governance.words import N_

RULE = Setting(
    "rule",
    SettingKind.WORD,
    SeatRule.DHONDT.value,
    N_("Comment les sièges suivent les voix"),
    N_(
        "Dans une SA, élire les administrateurs par listes est à faire confirmer par un conseil "
        "(code de commerce, article L. 225-98)."
    ),
    {
        SeatRule.DHONDT.value: N_("Plus forte moyenne (D’Hondt)"),
        SeatRule.SAINTE_LAGUE.value: N_("Plus forte moyenne (Sainte-Laguë)"),
        SeatRule.MODIFIED_SAINTE_LAGUE.value: N_("Plus forte moyenne (Sainte-Laguë modifiée)"),
        SeatRule.LARGEST_REMAINDER_HARE.value: N_("Plus fort reste (quotient de Hare)"),
        SeatRule.LARGEST_REMAINDER_DROOP.value: N_("Plus fort reste (quotient de Droop)"),
    },
)
THRESHOLD = Setting(
    "threshold",
    SettingKind.PART,
    "0",
    N_("Part des voix valables pour avoir des sièges"),
    N_("0 : aucune. Une liste qui réunit exactement cette part a des sièges."),
    most=1,
)
BONUS = Setting(
    "bonus",
    SettingKind.PART,
    "0",
    N_("Part des sièges donnée d’abord à la liste en tête"),
    N_("0 : aucune. Arrondie au siège supérieur ; le reste est partagé entre toutes les listes."),
    most=1,
)

SENTENCES: Sentences = {
    **BY_NAMES,
    "under": (
        "Sous le seuil de %(needed)s, sans siège : %(names)s.",
        "Under the threshold of %(needed)s, without a seat: %(names)s.",
    ),
    "bonus": (
        "Sièges donnés d’abord à la liste en tête, « %(name)s » : %(seats)s.",
        "Seats given first to the list in the lead, “%(name)s”: %(seats)s.",
    ),
    "rule dhondt": (
        "Chaque siège va à la liste qui aurait le plus de voix par siège en le recevant.",
        "Each seat goes to the list that would have the most voices for each seat with it.",
    ),
    "rule sainte_lague": (
        "Chaque siège va au plus fort quotient : les voix divisées par 1, 3, 5 et ainsi de suite.",
        "Each seat goes to the highest quotient: voices divided by 1, 3, 5 and so on.",
    ),
    "rule modified_sainte_lague": (
        "Chaque siège va au plus fort quotient : les voix divisées par 1,4 puis 3, 5 et ainsi de suite.",
        "Each seat goes to the highest quotient: voices divided by 1.4, then 3, 5 and so on.",
    ),
    "rule hare": (
        "Un siège par quotient entier (les voix divisées par les sièges), puis aux plus forts restes.",
        "A seat for each whole quotient (voices divided by seats), then to the largest remainders.",
    ),
    "rule droop": (
        "Un siège par quotient dépassé (les voix par les sièges plus un), puis aux plus forts restes.",
        "A seat for each quotient exceeded (voices by seats plus one), then to the largest remainders.",
    ),
    "has": ("Sièges de « %(name)s » : %(seats)s.", "Seats of “%(name)s”: %(seats)s."),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """One list a ballot; seats in proportion."""

    name: str = "lists"
    shape: Shape = Shape.ONE
    settings: Sequence[Setting] = (RULE, THRESHOLD, BONUS)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        return contest_faults(self, contest)

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept one list. Raises TooManyChosen, NumberOutOfBounds."""
        ensure_numbers(marks, 1, 1)
        ensure_between(len(marks), 1, 1)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Share the seats among the lists over the threshold."""
        scores = scores_of(contest, urn)
        needed = contest.part(THRESHOLD) * sum(scores.values(), Fraction(0))
        able = {option: score for option, score in scores.items() if score >= needed}
        bonus, leading = _bonus(contest, able)
        if leading is not None and not bonus:
            return _counted(contest, scores, needed, {}, (leading,), {})
        places = {option.id: option.places for option in contest.running}
        shared = apportion(
            SeatRule(contest.word(RULE)),
            able,
            contest.seats - sum(bonus.values()),
            lambda tied, seats: settle(contest, tied, seats),
            {option: SeatBounds(0, _room(places[option], bonus.get(option, 0))) for option in able},
        )
        ties = tuple(tie for tie in (leading, shared.tie) if tie is not None)
        return _counted(contest, scores, needed, _added(shared, bonus), ties, bonus)

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the voices, the threshold, the lead, the rule, and who has how many seats."""
        count = told.count
        (one,) = count.rounds
        said = [teller.say("seats", seats=teller.whole(told.contest.seats)), *say_scores(one.scores, teller)]
        if one.needed is not None and one.eliminated:
            needed = teller.figure(one.needed)
            said.append(teller.say("under", needed=needed, names=teller.names(one.eliminated)))
        for key, seats in count.figures.items():
            option = key.removeprefix("bonus ")
            said.append(teller.say("bonus", name=teller.name(option), seats=teller.whole(int(seats))))
        said.append(teller.say(f"rule {told.contest.word(RULE)}"))
        return said + [
            teller.say("has", name=teller.name(option), seats=teller.whole(count.seats_of[option]))
            for option in count.elected
        ]


def _room(places: int | None, given: int) -> int | None:
    return None if places is None else max(places - given, 0)


def _bonus(contest: Contest, able: Mapping[str, Fraction]) -> tuple[dict[str, int], TiedOptions | None]:
    """Give the seats of the leading list, and the tie for the lead when there is one."""
    exact = contest.part(BONUS) * contest.seats
    seats = -(-exact.numerator // exact.denominator)
    if not seats or not able:
        return {}, None
    first = highest(contest, able, 1)
    if not first.elected:
        return {}, first.tie
    places = {option.id: option.places for option in contest.running}[first.elected[0]]
    given = seats if places is None else min(seats, places)
    return {first.elected[0]: given}, first.tie


def _added(shared: Apportioned, bonus: Mapping[str, int]) -> dict[str, int]:
    total = {option: seats + bonus.get(option, 0) for option, seats in shared.seats_of.items()}
    return {option: seats for option, seats in total.items() if seats}


def _counted(
    contest: Contest,
    scores: Mapping[str, Fraction],
    needed: Fraction,
    seats_of: Mapping[str, int],
    ties: tuple[TiedOptions, ...],
    bonus: Mapping[str, int],
) -> ElectionCount:
    elected = tuple(sorted(seats_of, key=lambda option: (-seats_of[option], -scores[option], option)))
    under = tuple(sorted(option for option, score in scores.items() if 0 < score < needed))
    return ElectionCount(
        elected=elected,
        rounds=(Round("lists", ranked(scores), elected, under, needed or None),),
        seats_of=dict(seats_of),
        vacant=contest.seats - sum(seats_of.values()),
        ties=ties,
        figures={f"bonus {option}": str(seats) for option, seats in bonus.items()},
    )


LISTS = Lists()
