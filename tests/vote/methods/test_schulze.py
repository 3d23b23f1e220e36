"""Schulze: the author's own example, circles, ties, seats, and a second count by brute force."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import NumberOutOfBounds
from governance.vote.elections.outcome import ElectionState
from governance.vote.methods.schulze import SCHULZE
from tests.vote.elections import a_sheet, elected
from tests.vote.ranked_ballots import a_race, an_urn, counted, some_orders

F = Fraction
SOME = settings(max_examples=150, deadline=None)
# The 45 voters of example 1 of Schulze's article.
ARTICLE = "5 acbed, 5 adecb, 8 bedac, 3 cabed, 7 caebd, 2 cbade, 7 dceba, 8 ebadc"
PATHS = {
    "a": {"b": 28, "c": 28, "d": 30, "e": 24},
    "b": {"a": 25, "c": 28, "d": 33, "e": 24},
    "c": {"a": 25, "b": 29, "d": 29, "e": 24},
    "d": {"a": 25, "b": 28, "c": 28, "e": 24},
    "e": {"a": 25, "b": 28, "c": 28, "d": 31},
}
CIRCLE = "4 abc, 3 bca, 2 cab"


def table(count, name):
    return next(one.cells for one in count.tables if one.name == name)


def test_the_example_of_the_author_gives_his_paths_and_his_order():
    count = counted("schulze", ARTICLE, "abcde", 5)
    assert table(count, "paths") == PATHS
    assert table(count, "duels")["a"] == {"b": 20, "c": 26, "d": 30, "e": 22}
    assert count.elected == ("e", "a", "c", "b", "d")
    assert count.figures == {"condorcet": ""}
    assert [one.name for one in count.rounds] == ["seat"] * 5


def test_one_who_wins_every_duel_has_the_seat():
    count = counted("schulze", "42 mncK, 26 ncKm, 15 cKnm, 17 Kcnm", "mncK", 1)
    assert (count.elected, count.figures["condorcet"], count.vacant) == (("n",), "n", 0)
    assert count.seats_of == {"n": 1}


def test_a_circle_has_no_condorcet_winner_and_its_weakest_duel_gives_way():
    count = counted("schulze", CIRCLE, "abc")
    assert table(count, "duels") == {
        "a": {"b": 6, "c": 4},
        "b": {"a": 3, "c": 7},
        "c": {"a": 5, "b": 2},
    }
    assert table(count, "paths") == {
        "a": {"b": 6, "c": 6},
        "b": {"a": 5, "c": 7},
        "c": {"a": 5, "b": 5},
    }
    assert (count.figures["condorcet"], count.elected) == ("", ("a",))


@pytest.mark.parametrize(("strength", "winner"), [("winning", "c"), ("margins", "b")])
def test_winning_votes_and_margins_may_elect_another(strength, winner):
    # b-a 6 to 3, a-c 4 to 2, c-b 5 to 4: the fewest voices win a-c, the shortest lead is that of c-b.
    count = counted("schulze", "2 cba, 3 b, 2 acb, 1 ac, 1 ba", "abc", strength=strength)
    assert table(count, "duels") == {"a": {"b": 3, "c": 4}, "b": {"a": 6, "c": 4}, "c": {"a": 2, "b": 5}}
    force = {"winning": {"b": 4, "c": 4}, "margins": {"b": 1, "c": 2}}[strength]
    assert table(count, "paths")["a"] == force
    assert count.elected == (winner,)


def test_a_duel_without_a_winner_makes_no_path():
    count = counted("schulze", "3 ab, 3 ba", "ab")
    assert table(count, "paths") == {"a": {"b": 0}, "b": {"a": 0}}
    assert [(tie.options, tie.places, tie.round) for tie in count.ties] == [(("a", "b"), 1, 1)]
    assert (count.elected, count.vacant) == ((), 1)


def test_a_tie_for_a_seat_is_settled_only_by_the_bylaws():
    options = [{"id": "a", "elder": 2}, {"id": "b", "elder": 1}, {"id": "c", "elder": 3}]
    ballots = [({"a": 1, "b": 1, "c": 2}, 3), ({"c": 1}, 1)]
    stopped = elected("schulze", options, ballots)
    assert (stopped.state, stopped.count.elected) == (ElectionState.TIED, ())
    settled = elected("schulze", options, ballots, ties=["eldest"])
    assert (settled.state, settled.count.elected) == (ElectionState.COMPLETE, ("b",))
    both = elected("schulze", options, ballots, seats=2)
    assert (both.count.elected, both.count.ties) == (("a", "b"), ())
    assert [one.name for one in both.count.rounds] == ["seats"]


def test_a_tie_after_a_first_seat_keeps_that_seat():
    count = counted("schulze", "3 abc, 3 acb, 1 d", "abcd", 2)
    assert (count.elected, count.vacant) == (("a",), 1)
    assert [(tie.options, tie.places, tie.round) for tie in count.ties] == [(("b", "c"), 1, 2)]


def test_equal_ranks_prefer_neither_and_unranked_come_last():
    ballots = [({"a": 1, "b": 1}, 5), ({"c": 3, "a": 1}, 2)]
    count = elected("schulze", "abc", ballots).count
    assert table(count, "duels") == {
        "a": {"b": 2, "c": 7},
        "b": {"a": 0, "c": 5},
        "c": {"a": 0, "b": 2},
    }
    assert count.elected == ("a",)


@pytest.mark.parametrize(("rank", "fits"), [(0, False), (1, True), (3, True), (4, False)])
def test_a_rank_goes_from_one_to_the_number_of_options(rank, fits):
    contest = a_race("schulze", "abc")
    if fits:
        SCHULZE.check((("a", rank), ("b", 1)), contest)
    else:
        with pytest.raises(NumberOutOfBounds):
            SCHULZE.check((("a", rank), ("b", 1)), contest)


def test_nobody_is_elected_whom_no_ballot_ranks():
    result = elected("schulze", "abc", [({"a": 1}, 3)], seats=2)
    assert (result.state, result.count.elected, result.count.vacant) == (ElectionState.VACANT, ("a",), 1)
    assert elected("schulze", "abc", [], seats=2).count.vacant == 2


def test_in_points_a_duel_is_won_by_points():
    ballots = {"A": [({"a": 1, "b": 2}, 1)], "B": [({"b": 1, "a": 2}, 30), ({"a": 1, "b": 2}, 10)]}
    points = {"A": "30", "B": "70"}
    count = elected("schulze", "ab", ballots, carry="proportional", points=points).count
    assert table(count, "duels") == {"a": {"b": F(475, 1000)}, "b": {"a": F(525, 1000)}}
    assert count.elected == ("b",)


def told(said, lang="fr", seats=1, **more):
    ballots = [(dict(zip(choices, range(1, 9), strict=False)), number) for choices, number in said]
    sheet = a_sheet("schulze", "abcd", ballots, seats=seats, **more)
    labels = {"a": "Alix", "b": "Bo", "c": "Cy", "d": "Dom"}
    result = elected("schulze", "abcd", ballots, seats=seats, **more)
    return explain_election(sheet, result, SCHULZE, labels, lang)


def test_a_condorcet_winner_is_told_with_its_duels():
    assert told([("ab", 3), ("ca", 2), ("ba", 1)]) == [
        "Chaque voix compte autant.",
        "Sur aucun bulletin, donc hors du décompte : Dom.",
        "Alix gagne tous ses duels : c’est le gagnant de Condorcet.",
        "Alix face à Bo : 5 contre 1.",
        "Alix face à Cy : 4 contre 2.",
        "Aucun de ceux qui restent ne passe devant, le siège va à Alix.",
        "Élus : Alix.",
    ]


def test_a_circle_is_told_with_its_paths():
    assert told([("abc", 4), ("bca", 3), ("cab", 2)], "en") == [
        "Every voice counts alike.",
        "On no ballot, so out of the count: Dom.",
        (
            "Nobody wins every duel: there is no Condorcet winner. Paths of duels won are then compared, "
            "each as strong as its weakest duel."
        ),
        "Alix against Bo: 6 to 3.",
        "Alix against Cy: 4 to 5.",
        "From Alix to Bo the strongest path is worth 6; the other way, 5.",
        "From Alix to Cy the strongest path is worth 6; the other way, 5.",
        "None of those left comes before, the seat goes to Alix.",
        "Elected: Alix.",
    ]


def test_without_a_ballot_or_with_a_tie_nothing_false_is_told():
    assert told([])[-1] == "Personne n’est élu. Sièges vacants : 1."
    assert told([("ab", 1), ("ba", 1)])[2:] == [
        (
            "Personne ne gagne tous ses duels : il n’y a pas de gagnant de Condorcet. On compare alors les "
            "chemins de duels gagnés, chacun aussi fort que son duel le plus faible."
        ),
        "À égalité : Alix et Bo. Sièges en jeu : 1. Aucune règle des statuts ne départage.",
        "Sièges qui attendent que l’égalité soit départagée : 1.",
    ]


def test_each_table_has_its_sentence():
    count = counted("schulze", CIRCLE, "abc")
    assert all(f"table {one.name}" in SCHULZE.sentences for one in count.tables)


def naive_strength(links, start, end):
    """Give the strongest path by trying every one."""
    others = [option for option in links if option not in (start, end)]
    return max(
        min(links[one][other] for one, other in zip((start, *way), (*way, end), strict=True))
        for length in range(len(others) + 1)
        for way in permutations(others, length)
    )


def equal_ranks(options="abcd"):
    """Imagine ballots that may rank several options alike."""
    ranks = st.dictionaries(st.sampled_from(options), st.integers(1, 4), min_size=1)
    one = ranks.map(lambda found: tuple(sorted(found.items())))
    return st.dictionaries(one, st.integers(1, 9), min_size=1, max_size=6)


def count_of(ballots, seats=1, weight=1, **more):
    contest = a_race("schulze", "abcd", seats, seed="x", **more)
    return SCHULZE.elect(contest, an_urn(ballots, F(weight), marks=lambda marks: marks))


@SOME
@given(equal_ranks(), st.sampled_from(("winning", "margins")))
def test_the_paths_are_those_found_by_trying_them_all(ballots, strength):
    count = count_of(ballots, strength=strength)
    duels, paths = table(count, "duels"), table(count, "paths")
    links = {
        one: {
            other: (voices if strength == "winning" else voices - duels[other][one])
            if voices > duels[other][one]
            else 0
            for other, voices in row.items()
        }
        for one, row in duels.items()
    }
    for one in links:
        for other in links[one]:
            prefer = sum(
                number
                for marks, number in ballots.items()
                if dict(marks).get(one, 99) < dict(marks).get(other, 99)
            )
            assert duels[one][other] == prefer
            assert paths[one][other] == naive_strength(links, one, other)


@SOME
@given(equal_ranks(), st.integers(1, 3))
def test_whoever_is_elected_is_beaten_by_nobody_who_is_not(ballots, seats):
    count = count_of(ballots, seats)
    paths = table(count, "paths")
    settled = {option for tie in count.ties for option in tie.options}
    for one in set(paths) - set(count.elected):
        for other in count.elected:
            assert paths[one][other] <= paths[other][one] or {one, other} <= settled


@SOME
@given(equal_ranks())
def test_a_condorcet_winner_is_always_elected(ballots):
    count = count_of(ballots)
    duels = table(count, "duels")
    winners = [one for one in duels if all(duels[one][other] > duels[other][one] for other in duels[one])]
    assert winners == [option for option in [count.figures["condorcet"]] if option]
    if winners:
        assert count.elected == tuple(winners)
        assert not count.ties


@SOME
@given(some_orders(), st.data())
def test_raising_the_winner_on_a_ballot_never_makes_it_lose(ballots, data):
    before = counted("schulze", ballots, "abcd")
    if before.elected:
        (winner,) = before.elected
        lifted = data.draw(st.sampled_from(sorted(ballots)))
        after = dict(ballots)
        number = after.pop(lifted)
        raised = winner + lifted.replace(winner, "")
        after[raised] = after.get(raised, 0) + number
        assert counted("schulze", after, "abcd").elected == (winner,)


@SOME
@given(equal_ranks(), st.fractions(F(1, 1000), 1000, max_denominator=1000))
def test_the_unit_of_the_weights_changes_nothing(ballots, unit):
    for strength in ("winning", "margins"):
        before = count_of(ballots, 2, strength=strength)
        after = count_of(ballots, 2, unit, strength=strength)
        assert (after.elected, after.ties, after.figures) == (before.elected, before.ties, before.figures)
