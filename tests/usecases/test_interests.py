"""Who is interested in a resolution does not vote on it: L. 225-40 (SA), L. 223-19 (SARL); a SAS has none."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.actors import WrongHat
from governance.assembly import interests as refused
from governance.assembly.minutes_draft import proposal
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import WrongStage
from governance.bylaws.clauses import BlocTie
from governance.bylaws.models import load_model
from governance.errors import NotFound
from governance.queries.elections import election_outcome
from governance.queries.polls import booth
from governance.queries.results import outcome
from governance.queries.session import closing_poll, paper_ballots
from governance.queries.verification import verification
from governance.store.assemblies import AssemblyRow
from governance.store.interests import lines
from governance.store.minutes_facts import gathered
from governance.usecases.attendance import close_session, open_session
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.interests import Interest, write_interest
from governance.usecases.polls import AnnulPoll, annul_poll, close_poll
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.second_calls import CallAgain, call_again
from governance.usecases.voices import AddVoice, add_voice
from governance.vote.elections.marks import marks_text
from tests.by_post import convened, received, stand
from tests.interested import SMALL, held_on, interest, take_back
from tests.meetings import a_meeting, a_poll
from tests.minuting import seen, within
from tests.usecases.test_second_calls import later
from tests.usecases.test_voices import draft


def cast(database, meeting, poll, by, choice="for", member=None):
    command = CastBallot(poll, choice, by, member.hat.member if member else None)
    return within(database, meeting, lambda uow: cast_ballot(uow, command, by=by))


def close(database, meeting, poll):
    return within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))


def college(database, meeting, poll, name):
    sheet = seen(database, meeting, lambda uow: outcome(uow, poll)).sheet
    return next(one for one in sheet.colleges if one.id == name)


def represent(database, meeting, principal, holder):
    member = holder.hat.member if holder else None
    command = MarkRepresented(meeting.assembly, principal.hat.member, member)
    within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def box(database, meeting, poll):
    asked = text("SELECT member_id FROM ballots WHERE poll_id = :poll")
    return seen(
        database, meeting, lambda uow: set(uow.session.connection().execute(asked, {"poll": poll}).scalars())
    )


def test_in_a_sa_they_are_in_the_quorum_and_cast_nothing(database):
    meeting = a_meeting(database, colleges=SMALL)
    who = meeting.voters[0]
    interest(database, meeting, who)
    poll = a_poll(database, meeting)
    with pytest.raises(refused.InterestedDoesNotVote) as why:
        cast(database, meeting, poll, who)
    assert str(why.value.source) == "Code de commerce, art. L. 225-40"
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, poll, meeting.secretary, member=who)
    for voter in meeting.voters[1:]:
        cast(database, meeting, poll, voter)
    result = close(database, meeting, poll)
    assert (result.adopted, result.quorum[0].got) == (True, 1)
    found = college(database, meeting, poll, "entrepreneurs")
    assert (found.members, found.entitled, found.present, found.counts.said) == (4, 4, 4, 3)
    assert seen(database, meeting, lambda uow: verification(uow, poll)).differences == ()


def test_in_a_sarl_they_are_in_neither_the_quorum_nor_the_majority(database):
    meeting = a_meeting(database, colleges={"employees": 3, "users": 2}, model="three_colleges_bloc")
    who = meeting.voters[0]
    interest(database, meeting, who)
    poll = a_poll(database, meeting)
    with pytest.raises(refused.InterestedDoesNotVote) as why:
        cast(database, meeting, poll, who)
    assert str(why.value.source) == "Code de commerce, art. L. 223-19"
    for voter in meeting.voters[1:]:
        cast(database, meeting, poll, voter)
    assert close(database, meeting, poll).adopted
    found = college(database, meeting, poll, "employees")
    assert (found.members, found.entitled, found.present, found.counts.said) == (3, 2, 2, 2)
    assert seen(database, meeting, lambda uow: verification(uow, poll)).differences == ()


def test_in_a_sas_nobody_is_noted_and_everybody_votes(database):
    meeting = a_meeting(database, colleges={"": 3}, model="no_college")
    with pytest.raises(refused.InterestedVotes) as why:
        interest(database, meeting, meeting.voters[0])
    assert str(why.value.source) == "Code de commerce, art. L. 227-10"
    poll = a_poll(database, meeting)
    cast(database, meeting, poll, meeting.voters[0])
    assert len(box(database, meeting, poll)) == 1


@pytest.mark.parametrize(("day", "entitled"), [(date(2019, 5, 23), 3), (date(2019, 5, 24), 4)])
def test_the_quorum_of_a_sa_holds_them_since_24_may_2019(database, monkeypatch, day, entitled):
    monkeypatch.setattr("tests.builders.LONG_AGO", date(2015, 1, 1))
    meeting = a_meeting(database, colleges=SMALL)
    held_on(database, meeting, day)
    interest(database, meeting, meeting.voters[0])
    poll = a_poll(database, meeting)
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, poll, meeting.voters[0])
    close(database, meeting, poll)
    found = college(database, meeting, poll, "entrepreneurs")
    assert (found.members, found.entitled, found.present) == (4, entitled, entitled)


def test_the_proxy_they_gave_is_not_cast_and_the_one_they_hold_is(database):
    meeting = a_meeting(database, colleges={"partners": 2, "entrepreneurs": 6}, absent=1)
    holder, other, absent = meeting.voters[2], meeting.voters[3], meeting.voters[-1]
    represent(database, meeting, absent, holder)
    interest(database, meeting, holder)
    interest(database, meeting, absent, at=1)
    poll = a_poll(database, meeting)
    cast(database, meeting, poll, holder, member=absent)
    assert box(database, meeting, poll) == {absent.hat.member}
    close(database, meeting, poll)
    second = a_poll(database, meeting, at=1)
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, second, holder, member=absent)
    cast(database, meeting, second, holder)
    cast(database, meeting, second, other)
    assert box(database, meeting, second) == {holder.hat.member, other.hat.member}


def test_a_blank_proxy_says_nothing_of_them(database):
    meeting = a_meeting(database, colleges=SMALL, absent=2)
    silent, heard = meeting.voters[-2:]
    for one in (silent, heard):
        represent(database, meeting, one, None)
    interest(database, meeting, silent)
    poll = a_poll(database, meeting)
    assert box(database, meeting, poll) == {heard.hat.member}


def test_what_they_sent_by_post_stays_out_of_the_box_and_they_stay_in_the_quorum(database):
    meeting = convened(database)
    who, heard = meeting.voters[0], meeting.voters[1:]
    for voter in meeting.voters:
        received(database, meeting, voter, "for", "for")
    interest(database, meeting, who)
    within(database, meeting, lambda uow: open_session(uow, meeting.assembly, by=meeting.secretary))
    poll = a_poll(database, meeting)
    assert box(database, meeting, poll) == {voter.hat.member for voter in heard}
    shown = seen(database, meeting, lambda uow: booth(uow, poll, who))
    assert (shown.ballot, shown.may_vote, str(shown.interested.source.article)) == (None, False, "L. 225-40")
    close(database, meeting, poll)
    assert college(database, meeting, poll, "entrepreneurs").present == 4


def test_nobody_is_asked_to_wait_for_their_ballot(database):
    meeting = a_meeting(database, colleges=SMALL)
    interest(database, meeting, meeting.voters[0])
    poll = a_poll(database, meeting)
    waiting = seen(
        database, meeting, lambda uow: closing_poll(uow, meeting.assembly, poll, meeting.secretary)
    )
    assert waiting.still == len(meeting.voters) - 1
    found = seen(database, meeting, lambda uow: paper_ballots(uow, poll, meeting.secretary, "1"))
    assert meeting.voters[0].hat.member not in {line.member for line in found.found}


def test_the_list_changes_until_a_poll_is_opened_then_once_it_is_annulled(database):
    meeting = a_meeting(database, colleges=SMALL)
    first, second = meeting.voters[:2]
    interest(database, meeting, first)
    with pytest.raises(refused.AlreadyInterested):
        interest(database, meeting, first)
    poll = a_poll(database, meeting)
    with pytest.raises(refused.InterestsSettled):
        interest(database, meeting, second)
    with pytest.raises(refused.InterestsSettled):
        take_back(database, meeting, first)
    reason = AnnulPoll(poll, "Un intéressé avait été oublié")
    within(database, meeting, lambda uow: annul_poll(uow, reason, by=meeting.secretary))
    take_back(database, meeting, first)
    interest(database, meeting, second)
    again = a_poll(database, meeting)
    cast(database, meeting, again, first)
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, again, second)


def test_only_the_secretary_writes_of_a_member_and_a_resolution_of_this_meeting(database):
    meeting = a_meeting(database, colleges=SMALL)
    who = meeting.voters[0]
    with pytest.raises(WrongHat):
        interest(database, meeting, who, by=who)
    with pytest.raises(refused.NotInterested):
        take_back(database, meeting, who)
    for command, refusal in (
        (Interest(meeting.assembly, meeting.assembly, who.hat.member), NotOnTheAgenda),
        (Interest(meeting.assembly, meeting.resolutions[0], meeting.assembly), NotFound),
    ):
        with pytest.raises(refusal):
            within(database, meeting, lambda uow, c=command: write_interest(uow, c, by=meeting.secretary))
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    with pytest.raises(WrongStage):
        interest(database, meeting, who)


def test_each_change_is_an_act_of_the_log(database):
    meeting = a_meeting(database, colleges=SMALL)
    interest(database, meeting, meeting.voters[0])
    take_back(database, meeting, meeting.voters[0])
    asked = text("SELECT type FROM acts WHERE log = :log AND type LIKE 'interest.%' ORDER BY seq")
    log = {"log": f"{meeting.cooperative.id}/{meeting.assembly}"}
    found = seen(database, meeting, lambda uow: list(uow.session.connection().execute(asked, log).scalars()))
    assert found == ["interest.write", "interest.withdraw"]


def test_the_minutes_keep_them_among_those_who_took_part_in_the_meeting(database):
    meeting = a_meeting(database, colleges={"employees": 3, "users": 2}, model="three_colleges_bloc")
    interest(database, meeting, meeting.voters[0], at=1)
    close(database, meeting, a_poll(database, meeting, at=1))

    def read(uow):
        return gathered(uow, uow.session.get(AssemblyRow, meeting.assembly)).facts

    assert sum(one.taking_part for one in seen(database, meeting, read).attendance) == 5


def test_a_second_call_keeps_them(database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 11}, absent=10)
    interest(database, meeting, meeting.voters[0])
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))

    def act(uow):
        again = call_again(uow, CallAgain(meeting.assembly, later(uow), "Salle Haute"), by=meeting.secretary)
        asked = text("SELECT id FROM resolutions WHERE assembly_id = :again ORDER BY position")
        return list(uow.session.connection().execute(asked, {"again": again}).scalars())

    copied = within(database, meeting, act)
    listed = seen(database, meeting, lambda uow: [len(lines(uow.session, one)) for one in copied])
    assert listed == [1, 0]


def sarl_in_blocs():
    """Give bylaws of a SARL where three fifths carry a college, and more than half of a second vote does."""
    model = load_model("three_colleges_bloc")
    own = replace(model.colleges, bloc_part=Fraction(3, 5), bloc_at_least=False, bloc_tie=BlocTie.AGAINST)
    return replace(model, colleges=replace(own, second_round_part=Fraction(1, 2)))


def test_they_do_not_vote_in_the_second_round_of_the_resolution_either(database):
    meeting = a_meeting(
        database, colleges={"employees": 5, "users": 1, "supporters": 1}, model=sarl_in_blocs()
    )
    who = meeting.voters[0]
    interest(database, meeting, who)
    first = a_poll(database, meeting)
    for rank, voter in enumerate(meeting.voters[1:]):
        cast(database, meeting, first, voter, "for" if rank < 2 or rank > 3 else "against")
    assert close(database, meeting, first).again == ("employees",)
    second = a_poll(database, meeting)
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, second, who)
    for voter in meeting.voters[1:5]:
        cast(database, meeting, second, voter)
    close(database, meeting, second)
    found = college(database, meeting, second, "employees")
    assert (found.members, found.entitled, found.present, found.counts.said) == (5, 4, 4, 4)
    assert seen(database, meeting, lambda uow: verification(uow, second)).differences == ()


def test_they_do_not_vote_in_any_round_of_an_election(database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 5})
    who, others = meeting.voters[0], meeting.voters[1:]
    option = within(database, meeting, lambda uow: stand(uow, meeting.resolutions[0]))
    interest(database, meeting, who)
    poll = a_poll(database, meeting)
    with pytest.raises(refused.InterestedDoesNotVote):
        cast(database, meeting, poll, who, "blank")
    for voter in others:
        cast(database, meeting, poll, voter, marks_text({option: 1}))
    assert close(database, meeting, poll).count.elected == (option,)
    found = seen(database, meeting, lambda uow: election_outcome(uow, poll))
    assert sum(one.entitled for one in found.sheet.poll.colleges) == 5
    assert found.aside == (
        "N’ont pas pris part au vote, intéressés\u00a0: 1 (Code de commerce, art. L. 225-40).",
    )
    assert seen(database, meeting, lambda uow: verification(uow, poll)).differences == ()


def test_a_person_is_interested_under_all_their_voices(database):
    model = load_model("three_colleges_bloc")
    model = replace(model, colleges=replace(model.colleges, several_per_person=True))
    meeting = a_meeting(database, colleges={"employees": 3, "users": 2}, model=model)
    who, category = meeting.voters[0].hat.member, model.colleges.items[1].categories[0]
    command = AddVoice(who, "users", category)
    draft(database, meeting)
    voice = within(database, meeting, lambda uow: add_voice(uow, command, by=meeting.secretary))
    draft(database, meeting, "open")
    interest(database, meeting, meeting.voters[0])
    again = Interest(meeting.assembly, meeting.resolutions[0], voice)
    with pytest.raises(refused.AlreadyInterested):
        within(database, meeting, lambda uow: write_interest(uow, again, by=meeting.secretary))
    poll = a_poll(database, meeting)
    asked = text("SELECT member_id FROM electors WHERE poll_id = :poll AND interested AND NOT entitled")
    rows = seen(
        database, meeting, lambda uow: set(uow.session.connection().execute(asked, {"poll": poll}).scalars())
    )
    assert rows == {who, voice}


def test_sheet_result_and_minutes_say_how_many_took_no_part_and_by_which_text(database):
    meeting = a_meeting(database, colleges=SMALL)
    for voter in meeting.voters[:2]:
        interest(database, meeting, voter)
    poll = a_poll(database, meeting)
    for voter in meeting.voters[2:]:
        cast(database, meeting, poll, voter)
    close(database, meeting, poll)
    said = "N’ont pas pris part au vote, intéressés\u00a0: 2 (Code de commerce, art. L. 225-40)."
    found = seen(database, meeting, lambda uow: outcome(uow, poll))
    assert (found.told[-1], found.aside) == (said, (said,))
    assert found.sheet_document["colleges"][0]["interested"] == 2
    assert "interested" not in found.sheet_document["colleges"][1]
    english = seen(database, meeting, lambda uow: outcome(uow, poll, "en"))
    assert english.aside[0].startswith("Took no part in the vote, being interested in it: 2")
    facts = seen(
        database, meeting, lambda uow: gathered(uow, uow.session.get(AssemblyRow, meeting.assembly)).facts
    )
    assert facts.resolutions[0].explanation[0] == said
    proposed = proposal(facts).debates
    assert proposed[1].endswith("Les sociétaires intéressés ne prennent pas part au vote.")
    assert "intéressés" not in proposed[2]
