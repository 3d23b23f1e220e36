"""What every way to elect promises, and what the count of an election does before any of them."""

import json
from fractions import Fraction
from random import Random

import pytest

from governance.vote.command import count_documents
from governance.vote.elections.contest import Contest, Option, Shape, TieRule
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import marks_text
from governance.vote.elections.method import read_ballot
from governance.vote.elections.outcome import election_document, read_election
from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.elections.ties import lot_key, settle, undated
from governance.vote.methods import ELECTIONS
from governance.vote.result import WeightsState
from governance.vote.sheet import FaultySheet
from tests.vote.elections import a_document, a_sheet, elected

F = Fraction
OPTIONS = ("a", "b", "c", "d")
SHAPES = {
    Shape.ONE: lambda random: {random.choice(OPTIONS): 1},
    Shape.MANY: lambda random: dict.fromkeys(random.sample(OPTIONS, random.randint(1, 2)), 1),
    Shape.POINTS: lambda random: {random.choice(OPTIONS): 1},
    Shape.RANKS: lambda random: {
        option: rank for rank, option in enumerate(random.sample(OPTIONS, random.randint(1, 4)), 1)
    },
    Shape.GRADES: lambda random: {option: random.randint(0, 2) for option in OPTIONS},
}
EACH = pytest.mark.parametrize("method", ELECTIONS.values(), ids=lambda method: method.name)


ODD_NUMBERS = (f'{{"a":{number}}}' for number in ("-1", '"1"', "1.5", "true"))
WRONG = ("", "{}", "spoiled", "[]", "null", "{", '{"z":1}', *ODD_NUMBERS)


def some_ballots(method, random, number=30):
    """Draw ballots of the shape of a method, grouped."""
    drawn = [tuple(sorted(SHAPES[method.shape](random).items())) for _ in range(number)]
    return [(dict(marks), drawn.count(marks)) for marks in sorted(set(drawn))]


def seats_of(method):
    """Give two seats, or one where the method knows no more."""
    options = tuple(Option(option) for option in OPTIONS)
    return next(seats for seats in (2, 1) if not method.faults(Contest(method.name, seats, options)))


def a_contest(method, random):
    """Make the sheet of a small election by one method: three colleges, two seats where it may."""
    colleges = {name: some_ballots(method, random) for name in ("A", "B", "C")}
    points = {"A": "40", "B": "35", "C": "25"}
    return a_document(
        method.name, OPTIONS, colleges, seats=seats_of(method), carry="proportional", points=points
    )


@EACH
def test_neither_the_order_of_options_nor_of_ballots_nor_of_colleges_changes_a_count(method):
    for seed in range(20):
        random = Random(seed)
        document = a_contest(method, random)
        before = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
        random.shuffle(document["election"]["options"])
        random.shuffle(document["colleges"])
        for college in document["colleges"]:
            random.shuffle(college["ballots"])
        after = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
        assert (after.state, after.count) == (before.state, before.count)


@EACH
def test_the_names_of_options_change_nothing_when_no_lot_is_drawn(method):
    renamed = dict(zip(OPTIONS, ("z", "m", "k", "b"), strict=True))
    for seed in range(20):
        document = a_contest(method, Random(seed))
        before = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
        for option in document["election"]["options"]:
            option["id"] = renamed[option["id"]]
        for college in document["colleges"]:
            for ballot in college["ballots"]:
                ballot["says"] = {renamed[option]: number for option, number in ballot["says"].items()}
        after = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
        assert after.state is before.state
        assert set(after.count.elected) == {renamed[option] for option in before.count.elected}
        assert set(after.count.runoff) == {renamed[option] for option in before.count.runoff}


@EACH
def test_without_a_ballot_nobody_is_elected_and_it_is_said(method):
    sheet = a_sheet(method.name, OPTIONS, [], seats=seats_of(method))
    result = count_election(sheet, ELECTIONS)
    assert (result.count.elected, result.count.ties) == ((), ())
    assert all(explain_election(sheet, result, method, {}, lang) for lang in ("fr", "en"))


@EACH
@pytest.mark.parametrize("ballots", [[], [({"a": 1}, 3)], [({"a": 1}, 3), ({"b": 1}, 2), ({"c": 1}, 2)]])
def test_seats_held_and_seats_left_are_those_to_fill_and_a_person_holds_one(method, ballots):
    seats = 0 if method.name == "consultation" else seats_of(method)
    count = elected(method.name, OPTIONS, ballots, seats=seats).count
    assert sum(count.seats_of.values()) + count.vacant == seats
    assert set(count.seats_of) == set(count.elected)
    assert method.name == "lists" or set(count.seats_of.values()) <= {1}


@EACH
def test_who_has_withdrawn_is_never_elected(method):
    options = ["a", "b", {"id": "c", "withdrawn": True}]
    ballots = [({"a": 1}, 2), ({"b": 1}, 1)]
    for seats in range(1, seats_of(method) + 1):
        count = elected(method.name, options, ballots, seats=seats).count
        assert "c" not in {*count.elected, *count.runoff}


@EACH
def test_a_sheet_and_a_result_are_written_and_read_back_whole(method):
    document = a_contest(method, Random(1))
    document["election"] |= {"ties": ["seniority", "lot"], "seed": "dés 4 2 6"}
    sheet = read_election_sheet(document, ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    assert read_election_sheet(election_sheet_document(sheet), ELECTIONS) == sheet
    assert read_election(json.loads(json.dumps(election_document(result)))) == result


@EACH
def test_a_count_is_explained_in_two_languages_with_the_same_facts(method):
    assert {key: facts(french) for key, (french, _) in method.sentences.items()} == {
        key: facts(english) for key, (_, english) in method.sentences.items()
    }
    sheet = read_election_sheet(a_contest(method, Random(2)), ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    french, english = (explain_election(sheet, result, method, {"a": "Alix"}, lang) for lang in ("fr", "en"))
    assert len(french) == len(english) >= 2
    assert all(sentence.endswith(".") for sentence in (*french, *english))
    assert "Alix" in " ".join(french)


def facts(sentence):
    return sorted(part.split(")")[0] for part in sentence.split("%(")[1:])


@EACH
def test_what_a_voter_says_is_read_strictly_and_kept_in_one_form(method):
    contest = a_sheet(method.name, OPTIONS, [], seats=seats_of(method)).contest
    says = SHAPES[method.shape](Random(3))
    kept = read_ballot(method, json.dumps(dict(reversed(says.items())), indent=1), contest)
    assert kept == marks_text(says) == read_ballot(method, kept, contest)
    assert read_ballot(method, "blank", contest) == "blank"
    for wrong in WRONG:
        with pytest.raises(Exception, match=r"\.$") as refused:
            read_ballot(method, wrong, contest)
        assert refused.type.__module__.startswith("governance")


@EACH
def test_a_setting_out_of_its_bounds_is_refused_and_each_default_fits(method):
    assert all(setting.fits(setting.default) for setting in method.settings)
    with pytest.raises(FaultySheet):
        a_sheet(method.name, OPTIONS, [], no_such_setting=1)


def test_each_college_weighs_its_points_whatever_its_size():
    said = {"A": [({"a": 1}, 1)], "B": [({"b": 1}, 300)], "C": [({"b": 1}, 1), ({"a": 1}, 3)]}
    points = {"A": "50", "B": "30", "C": "20"}
    result = elected("consultation", ("a", "b"), said, seats=0, carry="proportional", points=points)
    assert [(score.option, score.figure) for score in result.count.rounds[0].scores] == [
        ("a", F(65, 100)),
        ("b", F(35, 100)),
    ]
    assert result.weights is WeightsState.IN_FORCE


def test_without_colleges_each_voice_weighs_one():
    said = {"A": [({"a": 1}, 1)], "B": [({"b": 1}, 300)]}
    result = elected("consultation", ("a", "b"), said, seats=0)
    assert result.count.rounds[0].scores[0].figure == 300


TIED = Contest(
    "consultation",
    1,
    (Option("a", elder=2, senior=1), Option("b", elder=1, senior=2), Option("c", elder=1, senior=3)),
)


@pytest.mark.parametrize(
    ("ties", "seed", "among", "settled_by", "winners"),
    [
        ((), "", "abc", None, ()),
        ((TieRule.ELDEST,), "", "ab", TieRule.ELDEST, ("b",)),
        ((TieRule.ELDEST,), "", "bc", None, ()),
        ((TieRule.ELDEST, TieRule.SENIORITY), "", "bc", TieRule.SENIORITY, ("b",)),
        ((TieRule.YOUNGEST,), "", "abc", TieRule.YOUNGEST, ("a",)),
        ((TieRule.SENIORITY,), "", "abc", TieRule.SENIORITY, ("a",)),
        ((TieRule.LOT,), "", "ab", None, ()),
    ],
)
def test_only_a_rule_of_the_bylaws_settles_a_tie(ties, seed, among, settled_by, winners):
    contest = Contest("consultation", 1, TIED.options, ties, seed)
    for order in (among, among[::-1]):
        found = settle(contest, tuple(order), 1)
        assert (found.settled_by, found.winners) == (settled_by, winners)


def test_a_lot_is_drawn_from_the_seed_by_a_rule_anyone_can_run_again():
    contest = Contest("consultation", 1, TIED.options, (TieRule.LOT,), "dés : 4 2 6")
    first = min("abc", key=lambda option: lot_key("dés : 4 2 6", option))
    assert settle(contest, ("c", "a", "b"), 1).winners == (first,)
    contests = (Contest("x", 1, TIED.options, (TieRule.LOT,), str(number)) for number in range(40))
    drawn = {settle(contest, "abc", 1).winners for contest in contests}
    assert drawn == {("a",), ("b",), ("c",)}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda d: d["election"].update(method="magic"), "magic"),
        (lambda d: d["election"]["options"].append({"id": "a"}), "« a »"),
        (lambda d: d["colleges"][0]["ballots"].append({"says": {"z": 1}, "count": 1}), "« z »"),
        (lambda d: d["colleges"][0]["ballots"].append({"says": {"a": 2}, "count": 1}), "valable"),
        (lambda d: d["colleges"][0]["ballots"].append({"says": {"a": 1}, "count": 1}), "déjà"),
        (lambda d: d["colleges"][0].update(present=2), "2"),
        (lambda d: d["colleges"][0].pop("ballots"), "obligatoire"),
        (lambda d: d["colleges"][0].update({"for": 3}), "cette clé"),
        (lambda d: d["rules"].update(carry="bloc"), "bloc"),
        (lambda d: d["election"].update(ties=["luck"]), "luck"),
        (lambda d: d["election"].update(settings={"x": 1}), "réglage"),
    ],
)
def test_a_faulty_sheet_is_refused_with_what_is_wrong(change, word):
    document = a_document("consultation", ("a", "b"), [({"a": 1}, 3)], seats=0)
    change(document)
    with pytest.raises(FaultySheet) as refused:
        read_election_sheet(document, ELECTIONS)
    assert word in " ".join(refused.value.faults).replace("\u00a0", " ")


def test_the_command_counts_the_sheet_of_an_election():
    document = a_document("consultation", ("a", "b"), [({"a": 1}, 3), ({"b": 1}, 1)], seats=0)
    ((line, faults),) = count_documents([json.dumps(document)])
    counted = json.loads(line)
    assert faults == []
    assert counted["state"] == "advice"
    assert counted["count"]["rounds"][0]["scores"][0] == {"option": "a", "figure": "3"}
    assert counted["explanation"]


@pytest.mark.parametrize(
    ("ties", "dates", "said"),
    [
        (["seniority", "eldest"], {}, "par l’ancienneté dans la coopérative et au bénéfice de l’âge, mais"),
        (["seniority"], {"senior": 1}, "par l’ancienneté dans la coopérative, mais une date manque"),
        (["eldest"], {"elder": 1}, "au bénéfice de l’âge, mais une date manque"),
        (["eldest", "seniority"], {"elder": 1}, "au bénéfice de l’âge et par l’ancienneté"),
        ([], {}, "Aucune règle des statuts ne départage"),
    ],
)
def test_a_tie_left_for_want_of_a_date_does_not_say_that_no_rule_settles_it(ties, dates, said):
    sheet = a_sheet("approval", [{"id": "a", **dates}, "b"], [({"a": 1}, 5), ({"b": 1}, 5)], ties=ties)
    method = ELECTIONS["approval"]
    told = " ".join(explain_election(sheet, count_election(sheet, ELECTIONS), method, {}))
    assert said in told
    assert ("Aucune règle" in told) is (not ties)


@pytest.mark.parametrize(
    ("ties", "rank", "unsaid"),
    [
        ((TieRule.ELDEST,), "senior", (TieRule.ELDEST,)),
        ((TieRule.YOUNGEST, TieRule.SENIORITY), "senior", (TieRule.YOUNGEST,)),
        ((TieRule.YOUNGEST, TieRule.SENIORITY), "elder", (TieRule.SENIORITY,)),
        ((TieRule.LOT,), "senior", ()),
    ],
)
def test_a_date_of_membership_is_not_a_date_of_birth(ties, rank, unsaid):
    options = tuple(Option(one, **{rank: 1}) for one in "ab")
    assert undated(Contest("approval", 1, options, ties), "ab") == unsaid


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d: d.update(state="won"), "complete, second_round"),
        (lambda d: d.pop("base"), "base"),
        (lambda d: d["count"].update(vacant="1"), "entier"),
    ],
)
def test_what_is_not_the_result_of_an_election_is_refused_with_what_is_wrong(change, fault):
    sheet = a_sheet("approval", ("a", "b"), [({"a": 1}, 5)])
    document = json.loads(json.dumps(election_document(count_election(sheet, ELECTIONS))))
    change(document)
    with pytest.raises(ValueError, match=f"not the result of an election.*{fault}"):
        read_election(document)


def test_equal_dates_leave_a_tie_that_no_rule_settles():
    options = [{"id": one, "senior": 1} for one in ("a", "b")]
    sheet = a_sheet("approval", options, [({"a": 1}, 5), ({"b": 1}, 5)], ties=["seniority"])
    told = explain_election(sheet, count_election(sheet, ELECTIONS), ELECTIONS["approval"], {})
    assert any("Aucune règle des statuts ne départage" in one for one in told)


def faults_of(document):
    with pytest.raises(FaultySheet) as refused:
        read_election_sheet(document, ELECTIONS)
    return [fault.replace("\u00a0", " ") for fault in refused.value.faults]


def test_every_faulty_ballot_of_a_sheet_is_named_in_its_place():
    document = a_document("consultation", ("a", "b"), [({"a": 1}, 3)], seats=0)
    ballots = document["colleges"][0]["ballots"]
    ballots += [{"says": {"z": 1}, "count": 1}, {"says": 3, "count": 1}, {"says": {"y": 1}, "count": 1}]
    found = [fault.split(" ", 1)[0] for fault in faults_of(document)]
    assert found == [f"colleges[0].ballots[{rank}].says" for rank in (1, 2, 3)] + ["colleges[0]"]


def test_a_sheet_without_a_seed_draws_no_lot():
    document = a_document("approval", ("a", "b"), [({"a": 1}, 5), ({"b": 1}, 5)], ties=["lot"])
    del document["election"]["seed"]
    sheet = read_election_sheet(document, ELECTIONS)
    assert sheet.contest.seed == ""
    assert count_election(sheet, ELECTIONS).count.ties[0].settled_by is None


def test_a_sheet_without_its_parts_says_which_at_the_root():
    assert [fault.split(" ", 1)[0] for fault in faults_of({"rules": 1})] == ["election", "colleges", "rules"]
