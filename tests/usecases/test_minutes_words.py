"""The words proposed for the minutes are true of what happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from governance.assembly.minutes_draft import proposal
from governance.bylaws.choices import TieRule
from governance.store.minutes_facts import gathered
from governance.store.polls import PollRow
from governance.store.preparation import assembly as assembly_of
from tests.electing import an_election, elect, within
from tests.papers import some_minutes
from web.documents.minutes_view import minutes_view


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), "L’ordre du jour étant épuisé, la séance est levée."),
        ((1,), "La résolution n° 2 n’a pas été mise aux voix. La séance est levée."),
        ((0, 1), "Les résolutions n° 1 et n° 2 n’ont pas été mises aux voix. La séance est levée."),
    ],
)
def test_the_agenda_is_exhausted_only_when_all_of_it_was_voted(left, said):
    facts = some_minutes()
    voted = facts.resolutions[0]
    assert voted.result is not None
    resolutions = tuple(
        replace(voted, number=place + 1, result=None if place in left else voted.result) for place in (0, 1)
    )
    assert proposal(replace(facts, resolutions=resolutions)).closing == said


def test_documents_are_said_to_be_listed_only_when_there_are_some():
    facts = some_minutes(papers=("Feuille de présence",))
    assert "documents" not in proposal(facts).opening
    assert "la feuille de présence a été tenue." in proposal(facts).opening
    facts = some_minutes(papers=("Feuille de présence", "Comptes annuels"))
    assert "documents énumérés ci-dessous" in proposal(facts).opening


@pytest.mark.parametrize(
    ("opened", "another"),
    [
        (datetime(2027, 6, 24, 21, 59, tzinfo=UTC), False),  # 23 h 59 in Paris
        (datetime(2027, 6, 24, 22, 0, tzinfo=UTC), True),  # midnight in Paris
        (datetime(2027, 6, 23, 21, 59, tzinfo=UTC), True),
        (datetime(2027, 6, 23, 22, 0, tzinfo=UTC), False),
    ],
)
def test_a_meeting_held_on_another_day_than_convened_is_said(opened, another):
    planned = datetime(2027, 6, 24, 16, 0, tzinfo=UTC)
    meeting = replace(some_minutes().meeting, held_at=planned)
    facts = some_minutes(meeting=meeting, opened_at=opened, closed_at=opened + timedelta(hours=1))
    assert facts.on_another_day is another
    said = " ".join(minutes_view(facts)["opening"])
    assert ("s’est tenue un autre jour" in said) is another


@pytest.mark.parametrize(("ties", "said"), [((TieRule.LOT,), True), ((TieRule.ELDEST,), False)])
def test_the_pledge_of_a_lot_that_could_be_drawn_is_in_the_minutes(database, ties, said):
    election = an_election(database, "plurality", colleges={"entrepreneurs": 4}, ties=ties)
    poll = elect(database, election, [{election.options[0]: 1}] * 4)

    def pledged(uow):
        row = uow.session.get_one(PollRow, poll)
        return sha256(row.lot["secret"].encode()).hexdigest()

    facts = within(database, election, lambda uow: gathered(uow, assembly_of(uow, election.assembly)).facts)
    printed = " ".join(minutes_view(facts)["resolutions"][0]["election"]["ties"])
    assert (within(database, election, pledged) in printed) is said
