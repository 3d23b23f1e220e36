"""An election from the agenda to its result: prepared, frozen, voted, counted, held again."""

import json
from datetime import date

import pytest

from governance.actors import WrongHat
from governance.assembly.refusals import AlreadyPutToTheVote, NoSuchPoll, NotAnElector
from governance.queries.elections import election_item, election_outcome
from governance.queries.notices import convening
from governance.queries.polls import booth, declared, own_ballot
from governance.queries.results import outcome
from governance.queries.session import agenda_lines
from governance.queries.verification import verification
from governance.store.elections import contest_row
from governance.usecases import elections as usecases
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import AnnulPoll, OpenPoll, annul_poll, close_poll, open_poll
from governance.vote.elections.marks import UnreadableBallot, marks_text
from governance.vote.elections.method import ImpossibleContest
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.preparing import (
    CandidaciesClosed,
    Candidate,
    ElectionUnderWay,
    NoRoundToHold,
    SameCandidate,
    Shown,
    in_order,
)
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.electing import NAMES, an_election, elect, prepared, vote, within

TEAM = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


def parse(file):
    return read_election_sheet(json.loads(file), ELECTIONS)


def opened(database, election):
    command = OpenPoll(election.assembly, election.item)
    return within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))


def test_an_election_is_voted_counted_explained_and_counted_again_from_its_files(database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    a, b, c = election.options
    poll = elect(database, election, [{a: 1, b: 2}] * 5 + [{b: 1}] * 2 + [{c: 1, b: 2}])

    def read(uow):
        return election_outcome(uow, poll), verification(uow, poll), agenda_lines(uow, election.assembly)

    found, again, lines = within(database, election, read)
    assert found.result.state is ElectionState.COMPLETE
    assert found.result.count.elected == (a,)
    assert found.names[a] == "Alix Fournier"
    assert again.differences == ()
    assert again.ballots == 8
    assert (lines[0].election.elected, lines[0].adopted, lines[0].method) == (1, None, "instant_runoff")
    assert "Alix Fournier" in " ".join(found.explanation)
    recounted = count_election(parse(found.sheet_file), ELECTIONS)
    assert recounted == found.result
    with pytest.raises(NoSuchPoll):
        within(database, election, lambda uow: outcome(uow, poll))


def test_what_a_voter_said_comes_back_and_is_only_said_once(database):
    election = an_election(database, "majority_judgment", colleges=TEAM)
    a, _b, _c = election.options
    poll = opened(database, election)
    said = marks_text({a: 6})
    vote(database, election, poll, election.voters[0], said)
    kept = within(database, election, lambda uow: own_ballot(uow, poll, election.voters[0].hat.member))
    assert kept.choice == said
    shown = within(database, election, lambda uow: booth(uow, poll, election.voters[0]))
    assert [one.name for one in shown.candidates] == ["Alix Fournier", "Blaise Nkomo", "Camille Roy"]
    assert shown.contest.method == "majority_judgment"


def test_a_ballot_spoiled_on_paper_is_noted_by_the_desk_alone(database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    poll = opened(database, election)
    voter = election.voters[0]
    with pytest.raises(UnreadableBallot):
        vote(database, election, poll, voter, "spoiled")
    command = CastBallot(poll, "spoiled", election.secretary, voter.hat.member)
    within(database, election, lambda uow: cast_ballot(uow, command, by=election.secretary))
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    found = within(database, election, lambda uow: election_outcome(uow, poll))
    assert sum(college.counts.spoiled for college in found.sheet.poll.colleges) == 1


def test_a_college_alone_elects_and_the_others_are_no_electors(database):
    election = an_election(database, "instant_runoff", colleges=TEAM, college="team")
    a, b, _c = election.options
    poll = opened(database, election)
    stranger, mine = election.voters[0], election.voters[3]
    with pytest.raises(NotAnElector):
        vote(database, election, poll, stranger, marks_text({a: 1}))
    vote(database, election, poll, mine, marks_text({b: 1}))
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    found, again = within(
        database, election, lambda uow: (election_outcome(uow, poll), verification(uow, poll))
    )
    assert [college.id for college in found.sheet.poll.colleges] == ["team"]
    assert found.result.count.elected == (b,)
    assert again.differences == ()


def test_nominations_lead_to_consent_to_one_person_then_to_an_election(database):
    election = an_election(database, "without_candidate", colleges=TEAM)
    a, b, _c = election.options
    first = elect(database, election, [{a: 1}] * 5 + [{b: 1}] * 3)
    lines = within(database, election, lambda uow: agenda_lines(uow, election.assembly))
    assert lines[0].may_go_on
    assert (a, "Alix Fournier") in lines[0].proposable
    second = elect(database, election, [{a: 1}] * 7 + [{a: 0}], proposed=a)
    refused = within(database, election, lambda uow: election_outcome(uow, second))
    assert (refused.round, refused.result.count.elected) == (2, ())
    third = elect(database, election, [{a: 1}] * 8, proposed=a)
    found = within(database, election, lambda uow: election_outcome(uow, third))
    assert (found.round, found.result.count.elected) == (3, (a,))
    assert len(within(database, election, lambda uow: declared(uow, election.assembly))) == 3
    lines = within(database, election, lambda uow: agenda_lines(uow, election.assembly))
    assert [line.poll for line in lines].count(first) == 0
    assert lines[0].poll == third
    with pytest.raises(NoRoundToHold):
        elect(database, election, [], proposed=a)


def test_a_tie_that_the_bylaws_do_not_settle_is_voted_on_again_between_those_tied(database):
    election = an_election(database, "instant_runoff", colleges={"entrepreneurs": 4})
    a, b, c = election.options
    first = elect(database, election, [{a: 1}, {a: 1}, {b: 1}, {b: 1}])
    found = within(database, election, lambda uow: election_outcome(uow, first))
    assert found.result.state is ElectionState.TIED
    second = opened(database, election)
    shown = within(database, election, lambda uow: booth(uow, second, election.voters[0]))
    assert set(shown.contest.ids) == {a, b}
    assert c not in shown.contest.ids


def test_an_election_won_is_not_put_to_the_vote_again_nor_a_resolution(database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    a, *_others = election.options
    elect(database, election, [{a: 1}] * 8)
    with pytest.raises(NoRoundToHold):
        elect(database, election, [])
    other = election.meeting.resolutions[1]
    poll = within(
        database,
        election,
        lambda uow: open_poll(uow, OpenPoll(election.assembly, other), by=election.secretary),
    )
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    with pytest.raises(AlreadyPutToTheVote):
        within(
            database,
            election,
            lambda uow: open_poll(uow, OpenPoll(election.assembly, other), by=election.secretary),
        )


def test_an_election_nobody_stands_in_is_not_opened(database):
    election = an_election(database, "instant_runoff", colleges=TEAM, names=())
    with pytest.raises(ImpossibleContest, match="choix"):
        elect(database, election, [])


def test_who_stands_changes_until_the_vote_and_never_after(database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    _a, b, _c = election.options
    withdraw = usecases.WithdrawCandidate(election.assembly, election.item, b)
    within(database, election, lambda uow: usecases.withdraw_candidate(uow, withdraw, by=election.secretary))
    poll = opened(database, election)
    shown = within(database, election, lambda uow: booth(uow, poll, election.voters[0]))
    assert b not in shown.contest.ids
    assert [one.withdrawn for one in shown.candidates] == [False, True, False]
    late = usecases.AddCandidate(election.assembly, election.item, usecases.CandidateFields("Léa Tard"))
    with pytest.raises(ElectionUnderWay):
        within(database, election, lambda uow: usecases.add_candidate(uow, late, by=election.secretary))
    annul = AnnulPoll(poll, "Un nom manquait")
    within(database, election, lambda uow: annul_poll(uow, annul, by=election.secretary))
    within(database, election, lambda uow: usecases.add_candidate(uow, late, by=election.secretary))
    view = within(
        database,
        election,
        lambda uow: election_item(uow, election.assembly, election.item, election.secretary),
    )
    assert "Léa Tard" in {one.name for one in view.candidates}
    same = usecases.AddCandidate(election.assembly, election.item, usecases.CandidateFields(" léa  TARD "))
    with pytest.raises(SameCandidate):
        within(database, election, lambda uow: usecases.add_candidate(uow, same, by=election.secretary))


def test_a_member_prepares_no_election(database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    actor = election.voters[0]
    add = usecases.AddCandidate(election.assembly, election.item, usecases.CandidateFields("Moi"))
    for act in (
        lambda uow: usecases.add_candidate(uow, add, by=actor),
        lambda uow: usecases.choose_way(
            uow, usecases.ChooseWay(election.assembly, election.item, "stv"), by=actor
        ),
        lambda uow: election_item(uow, election.assembly, election.item, actor),
    ):
        with pytest.raises(WrongHat):
            within(database, election, act)


def test_age_and_seniority_become_ranks_and_no_date_leaves_the_register(database):
    fields = (
        usecases.CandidateFields("Aînée", born_on=date(1950, 1, 1)),
        usecases.CandidateFields("Jeune", born_on=date(1990, 1, 1)),
        usecases.CandidateFields("Sans date"),
    )
    election = an_election(database, "instant_runoff", colleges=TEAM, names=fields)
    poll = opened(database, election)
    shown = within(database, election, lambda uow: booth(uow, poll, election.voters[0]))
    assert [option.elder for option in shown.contest.options] == [1, 2, None]


def test_the_order_of_a_ballot_is_by_name_or_by_lot_and_never_that_of_entry():
    entered = [Candidate("1", "Zoé"), Candidate("2", "alix"), Candidate("3", "Mila")]
    assert [one.name for one in in_order(entered, Shown.ALPHABETICAL, "x")] == ["alix", "Mila", "Zoé"]
    drawn = {tuple(one.id for one in in_order(entered, Shown.LOT, str(seed))) for seed in range(40)}
    assert len(drawn) == 6
    assert in_order(entered, Shown.LOT, "s") == in_order(entered[::-1], Shown.LOT, "s")


def test_the_way_to_vote_of_the_bylaws_begins_with_their_settings(database):
    draft = prepared(database)

    def chosen(method):
        choose = usecases.ChooseWay(draft.assembly, draft.item, method)
        within(database, draft, lambda uow: usecases.choose_way(uow, choose, by=draft.secretary))
        return within(
            database, draft, lambda uow: election_item(uow, draft.assembly, draft.item, draft.secretary)
        )

    view = chosen("plurality")
    assert (view.proposed, view.article, dict(view.plan.settings)) == (
        "plurality",
        "20",
        {"rounds": "two", "last_round": "majority"},
    )
    assert dict(chosen("approval").plan.settings) == {}


def test_the_way_to_vote_of_an_item_is_chosen_while_it_is_prepared(database):
    draft = prepared(database)
    choose = usecases.ChooseWay(draft.assembly, draft.item, "majority_judgment")
    within(database, draft, lambda uow: usecases.choose_way(uow, choose, by=draft.secretary))
    settings = usecases.SetContest(
        draft.assembly, draft.item, 2, office="administrateur", years=3, settings={"grades": 5}
    )
    within(database, draft, lambda uow: usecases.set_contest(uow, settings, by=draft.secretary))
    view = within(
        database, draft, lambda uow: election_item(uow, draft.assembly, draft.item, draft.secretary)
    )
    assert (view.plan.seats, view.plan.office, view.plan.years, dict(view.plan.settings)) == (
        2,
        "administrateur",
        3,
        {"grades": 5},
    )
    wrong = usecases.SetContest(draft.assembly, draft.item, 2, settings={"grades": 99})
    with pytest.raises(ImpossibleContest):
        within(database, draft, lambda uow: usecases.set_contest(uow, wrong, by=draft.secretary))
    back = usecases.ChooseWay(draft.assembly, draft.item, "yes_no")
    within(database, draft, lambda uow: usecases.choose_way(uow, back, by=draft.secretary))
    assert (
        within(
            database, draft, lambda uow: election_item(uow, draft.assembly, draft.item, draft.secretary)
        ).plan
        is None
    )


def test_an_impossible_election_is_said_before_convening_and_at_the_opening(database):
    draft = prepared(database)
    way = usecases.ChooseWay(draft.assembly, draft.item, "instant_runoff")
    within(database, draft, lambda uow: usecases.choose_way(uow, way, by=draft.secretary))
    view = within(database, draft, lambda uow: convening(uow, draft.assembly, draft.secretary))
    said = [check for check in view.checks if check.key == "election"]
    assert {check.state for check in said} == {"missing"}
    assert "Il faut au moins un choix proposé." in {check.facts["fault"] for check in said}
    for name in NAMES:
        add = usecases.AddCandidate(draft.assembly, draft.item, usecases.CandidateFields(name))
        within(database, draft, lambda uow, a=add: usecases.add_candidate(uow, a, by=draft.secretary))
    view = within(database, draft, lambda uow: convening(uow, draft.assembly, draft.secretary))
    assert [check for check in view.checks if check.key == "election"] == []


@pytest.mark.parametrize(("days", "refused"), [(None, False), (0, False), (1, True)])
def test_nobody_stands_after_the_last_day_of_the_bylaws(database, days, refused):
    election = an_election(database, "instant_runoff", colleges=TEAM, candidacy_days=days)
    add = usecases.AddCandidate(election.assembly, election.item, usecases.CandidateFields("Léa Tard"))

    def stand():
        return within(database, election, lambda uow: usecases.add_candidate(uow, add, by=election.secretary))

    if refused:
        with pytest.raises(CandidaciesClosed, match="closes"):
            stand()
    else:
        assert stand()


def test_the_order_by_lot_of_a_ballot_is_drawn_from_its_poll_and_tells_no_seed(database):
    assert len({drawn_order(database) for _ in range(8)}) > 1


def drawn_order(database):
    """Open an election shown by lot, check its order from what is public, give it by name."""
    election = an_election(database, "instant_runoff", colleges={"entrepreneurs": 1})
    within(database, election, lambda uow: shown_by_lot(uow, election.item))
    poll = opened(database, election)
    shown = within(database, election, lambda uow: booth(uow, poll, election.voters[0]))
    entered = [Candidate(option, "") for option in election.options]
    assert [one.id for one in in_order(entered, Shown.LOT, str(poll))] == list(shown.contest.ids)
    assert shown.contest.seed == ""
    return tuple(one.name for one in shown.candidates)


def shown_by_lot(uow, item):
    row = contest_row(uow.session, item)
    row.shown = "lot"
    uow.session.add(row)
