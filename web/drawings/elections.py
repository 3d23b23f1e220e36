"""What the page of an election shows: its result in, names, texts and lengths out. Pure; no HTML here.

Nothing is decided here: who is elected, who leaves, which tie was settled are read in the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from governance.vote.alerts import FEW_VOTERS
from governance.vote.elections.contest import Shape, TieRule
from governance.vote.elections.outcome import ElectionResult, ElectionState
from governance.vote.elections.preparing import seated_names
from governance.vote.elections.reading import in_reading_order
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.elections.ties import TiedOptions, lot_key, undated
from governance.vote.methods import ELECTIONS
from governance.vote.methods.cumulative import CUMULATIVE, points_of
from governance.vote.methods.majority_judgment import MAJORITY_JUDGMENT
from governance.words import N_
from web.drawings.artist import Artist
from web.drawings.rounds import Grid, RoundBars, rounded_in, rounds_of, story_of
from web.drawings.tables import Duel, Profile, duels_of, grades_of, grid_of, profiles_of
from web.i18n import gettext as _

SETTLED: Mapping[TieRule, str] = {
    TieRule.ELDEST: N_("au bénéfice de l’âge"),
    TieRule.YOUNGEST: N_("au bénéfice de la jeunesse"),
    TieRule.SENIORITY: N_("par l’ancienneté dans la coopérative"),
    TieRule.LOT: N_("par tirage au sort"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie: those concerned, how it was settled ("" when it is not), who came first, the draw to redo.

    `undated` names the rules of the bylaws that a missing date kept from settling it.
    """

    names: tuple[str, ...]
    places: int
    settled: str
    winners: tuple[str, ...]
    draw: tuple[tuple[str, str, str], ...]
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElectionView:
    """All that the page of an election draws. `winners` gives a name and its number of seats.

    `seated` gives for each list that has seats the persons who hold them.
    `rounded` says that some figures of the rounds are rounded, `shared` why percentages add up to more
    than 100, "" otherwise. `entitled` is how many could vote.

    `few` tells that so few voted that the detail would say who voted what: only totals are shown.
    """

    state: ElectionState
    seats: int
    winners: tuple[tuple[str, int], ...]
    seated: Mapping[str, tuple[str, ...]]
    vacant: int
    runoff: tuple[str, ...]
    rounds: tuple[RoundBars, ...]
    rounded: str
    shared: str
    story: Grid | None
    grids: tuple[Grid, ...]
    duels: tuple[Duel, ...]
    profiles: tuple[Profile, ...]
    grades: tuple[tuple[int, str], ...]
    chambers: tuple[tuple[str, int, str], ...]
    ties: tuple[Tie, ...]
    colleges: tuple[tuple[str, int, int, str], ...]
    counts: tuple[tuple[str, int], ...]
    entitled: int
    in_points: bool
    few: bool


def election_view(
    sheet: ElectionSheet,
    result: ElectionResult,
    labels: Mapping[str, str],
    persons: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    *,
    whole: bool = False,
) -> ElectionView:
    """Draw the result of an election: what its page shows.

    `labels` names the options, `persons` those of lists, in their order.

    Under FEW_VOTERS ballots, an order or grades would say who voted what: they are left out unless
    `whole` asks for all, as minutes must.
    """
    count = in_reading_order(result.count, sheet.contest, ELECTIONS[sheet.contest.method])
    result = replace(result, count=count)
    artist = Artist(sheet, result, labels)
    scored = [one for one in count.rounds if one.scores]
    telling = ELECTIONS[sheet.contest.method].shape in (Shape.RANKS, Shape.GRADES, Shape.POINTS)
    few = not whole and telling and sum(college.valid for college in result.colleges) < FEW_VOTERS
    graded = sheet.contest.method == MAJORITY_JUDGMENT.name
    return ElectionView(
        state=result.state,
        seats=sheet.contest.seats,
        winners=tuple((artist.name(one), count.seats_of.get(one, 1)) for one in count.elected),
        seated={
            artist.name(one): seated_names(count.seats_of, [one], labels, persons)
            for one in count.elected
            if one in persons
        },
        vacant=count.vacant,
        runoff=tuple(artist.name(one) for one in count.runoff),
        rounds=() if few or graded else tuple(rounds_of(scored, artist)),
        rounded="" if few or graded else rounded_in(scored, artist),
        shared=_shared(artist),
        story=None if few or graded or len(scored) < 2 else story_of(scored, artist),
        grids=() if few or graded else tuple(grid_of(table, artist) for table in count.tables),
        duels=() if few or graded else tuple(duels_of(artist)),
        profiles=() if few or not graded else tuple(profiles_of(artist)),
        grades=grades_of(sheet) if graded else (),
        chambers=_chambers(artist),
        ties=tuple(_tie(tie, artist) for tie in count.ties),
        colleges=_colleges(artist),
        counts=_counts(sheet),
        entitled=sum(college.entitled for college in sheet.poll.colleges),
        in_points=artist.in_points,
        few=few,
    )


def _chambers(artist: Artist) -> tuple[tuple[str, int, str], ...]:
    """Give the seats of each list, when some option holds several; the last of them are vacant."""
    count = artist.result.count
    if all(seats < 2 for seats in count.seats_of.values()):
        return ()
    held = [(artist.name(one), count.seats_of[one], str(at % 6)) for at, one in enumerate(count.elected)]
    return tuple(held) + (((_("Vacants"), count.vacant, "vacant"),) if count.vacant else ())


def _tie(tie: TiedOptions, artist: Artist) -> Tie:
    contest = artist.sheet.contest
    keys = sorted((lot_key(contest.seed, option), option) for option in tie.options)
    by_lot = tie.settled_by is TieRule.LOT
    return Tie(
        names=tuple(artist.name(one) for one in tie.options),
        places=tie.places,
        settled=_(SETTLED[tie.settled_by]) if tie.settled_by else "",
        winners=tuple(artist.name(one) for one in tie.winners),
        draw=tuple((artist.name(one), one, key) for key, one in keys) if by_lot else (),
        undated=() if tie.settled_by else tuple(_(SETTLED[rule]) for rule in undated(contest, tie.options)),
    )


def _colleges(artist: Artist) -> tuple[tuple[str, int, int, str], ...]:
    """Give what each college weighed: valid ballots, those that count, its part ("–" without weights)."""
    names = {college.id: college.name or college.id for college in artist.sheet.poll.colleges}
    return tuple(
        (names[one.id], one.valid, one.counted, artist.figure(one.part) if one.part is not None else "–")
        for one in artist.result.colleges
    )


def _shared(artist: Artist) -> str:
    """Say what percentages are of where one ballot gives several points, or names: they pass 100 together."""
    contest = artist.sheet.contest
    if not artist.in_points:
        return ""
    if contest.method == CUMULATIVE.name:
        said = _(
            "Chaque bulletin partage %(points)d points : chaque pourcentage est une part du total des "
            "collèges pour un point, et ensemble ils font jusqu’à %(points)d fois 100 %%."
        )
        return said % {"points": points_of(contest)}
    if ELECTIONS[contest.method].shape is Shape.MANY and contest.seats > 1:
        return _("Un bulletin peut nommer plusieurs personnes : ensemble, les pourcentages passent 100 %.")
    return ""


def _counts(sheet: ElectionSheet) -> tuple[tuple[str, int], ...]:
    """Give how many took part, and how many ballots were valid, blank, abstaining, spoiled, or silent."""
    colleges = sheet.poll.colleges
    told = {
        "present": sum(college.present for college in colleges),
        "valid": sum(college.counts.in_favour for college in colleges),
        "blank": sum(college.counts.blank for college in colleges),
        "abstain": sum(college.counts.abstain for college in colleges),
        "spoiled": sum(college.counts.spoiled for college in colleges),
        "silent": sum(college.present - college.counts.said for college in colleges),
    }
    return tuple(told.items())
