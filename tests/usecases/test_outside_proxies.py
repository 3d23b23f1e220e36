"""A spouse, a civil partner or whom the bylaws allow holds a proxy: noted, there, heard on paper, printed."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from governance.actors import WrongHat
from governance.assembly import proxy_refusals as refused
from governance.assembly.refusals import NotInTheRoom
from governance.bylaws.clauses import Holder
from governance.bylaws.models import load_model
from governance.queries.attendance import attendance
from governance.queries.polls import now
from governance.queries.proxies import proxy_page
from governance.queries.session import paper_ballots
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.minutes_facts import attendance_facts, gathered
from governance.usecases.attendance import MarkPresent, mark_present
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.outside_proxies import (
    MarkOutside,
    Outside,
    mark_outside,
    outsider_arrives,
    outsider_leaves,
)
from governance.usecases.proxies import MarkRepresented, mark_represented, withdraw_proxy
from tests.meetings import a_meeting, a_poll
from tests.minuting import within

SA, SARL, SAS = "five_colleges_proportional", "three_colleges_bloc", "no_college"
SPOUSE, PARTNER, ANYONE = Holder.SPOUSE, Holder.PARTNER, Holder.ANYONE


def meets(database, model=SAS, holders=None, absent=3, **clause):
    bylaws = load_model(model)
    own = {**clause, **({"holders": holders} if holders is not None else {})}
    own_bylaws = replace(bylaws, proxies=replace(bylaws.proxies, **own))
    college = bylaws.colleges.items[0].id if bylaws.colleges.items else "team"
    return a_meeting(database, colleges={college: 6}, absent=absent, model=own_bylaws)


def note(database, meeting, at=-1, name="Jo Dehors", quality=SPOUSE, by=None):
    command = MarkOutside(meeting.assembly, meeting.voters[at].hat.member, Outside(name, quality))
    return within(database, meeting, lambda uow: mark_outside(uow, command, by=by or meeting.secretary))


def arrives(database, meeting, at=-1):
    who = meeting.voters[at].hat.member
    return within(
        database, meeting, lambda uow: outsider_arrives(uow, meeting.assembly, who, by=meeting.secretary)
    )


def leaves(database, meeting, at=-1):
    who = meeting.voters[at].hat.member
    return within(
        database, meeting, lambda uow: outsider_leaves(uow, meeting.assembly, who, by=meeting.secretary)
    )


def there(database, meeting):
    def read(uow):
        return attendance(uow, uow.session.get(AssemblyRow, meeting.assembly)).present

    return within(database, meeting, read)


def allowed(database, model, holders):
    meeting = meets(database, model, holders)
    found = {}
    for at, quality in enumerate((SPOUSE, PARTNER, ANYONE), 3):
        try:
            note(database, meeting, at, f"Jo {quality.value}", quality)
            found[quality.value] = True
        except refused.OutsiderNotAllowed as error:
            found[quality.value] = error.source.article
    return found


@pytest.mark.parametrize(
    ("model", "holders", "expected"),
    [
        (SA, (Holder.MEMBER,), {"spouse": True, "partner": True, "anyone": "L. 225-106"}),
        (SA, (Holder.MEMBER, ANYONE), {"spouse": True, "partner": True, "anyone": "L. 225-106"}),
        (SARL, (Holder.MEMBER,), {"spouse": True, "partner": "L. 223-28", "anyone": "L. 223-28"}),
        (SARL, (Holder.MEMBER, PARTNER), {"spouse": True, "partner": True, "anyone": "L. 223-28"}),
        (SARL, (ANYONE,), {"spouse": True, "partner": True, "anyone": True}),
        (SAS, (Holder.MEMBER,), {"spouse": "24", "partner": "24", "anyone": "24"}),
        (SAS, (Holder.MEMBER, SPOUSE), {"spouse": True, "partner": "24", "anyone": "24"}),
        (SAS, (ANYONE,), {"spouse": True, "partner": True, "anyone": True}),
    ],
)
def test_who_may_hold_one_is_said_by_the_law_then_by_the_bylaws(database, model, holders, expected):
    assert allowed(database, model, holders) == expected


def test_the_member_is_represented_while_the_holder_is_there(database):
    meeting = meets(database, SA)
    note(database, meeting)
    assert there(database, meeting) == 3
    assert arrives(database, meeting) == 1
    assert there(database, meeting) == 4
    assert arrives(database, meeting) == 0
    assert leaves(database, meeting) == 1
    assert there(database, meeting) == 3
    arrives(database, meeting)
    seen = within(database, meeting, lambda uow: now(uow, meeting.assembly, meeting.voters[-1]))
    assert (seen.mode, seen.is_present) == ("outsider", False)


def test_their_ballot_is_on_paper_entered_by_the_desk_in_the_college_of_the_member(database):
    meeting = meets(database, SA)
    note(database, meeting)
    arrives(database, meeting)
    poll = a_poll(database, meeting)
    right = meeting.voters[-1].hat.member

    def found(uow):
        return [line.member for line in paper_ballots(uow, poll, meeting.secretary, "votante 6").found]

    assert within(database, meeting, found) == [right]
    command = CastBallot(poll, "against", meeting.secretary, right)
    receipt = within(database, meeting, lambda uow: cast_ballot(uow, command, by=meeting.secretary))
    assert receipt.member == right
    own = CastBallot(poll, "for", meeting.voters[-1], right)
    with pytest.raises(Exception, match="déjà") as error:
        within(database, meeting, lambda uow: cast_ballot(uow, own, by=meeting.voters[-1]))
    assert type(error.value).__name__ == "AlreadyVoted"


def test_no_paper_is_entered_for_a_holder_who_is_not_there(database):
    meeting = meets(database, SA)
    note(database, meeting)
    poll = a_poll(database, meeting)
    command = CastBallot(poll, "for", meeting.secretary, meeting.voters[-1].hat.member)
    with pytest.raises(NotInTheRoom):
        within(database, meeting, lambda uow: cast_ballot(uow, command, by=meeting.secretary))


def test_a_member_who_comes_takes_their_vote_back(database):
    meeting = meets(database, SA)
    note(database, meeting)
    arrives(database, meeting)
    who = meeting.voters[-1].hat.member
    within(
        database,
        meeting,
        lambda uow: mark_present(uow, MarkPresent(meeting.assembly, who), by=meeting.secretary),
    )
    assert (
        within(database, meeting, lambda uow: now(uow, meeting.assembly, meeting.voters[-1])).mode == "room"
    )
    with pytest.raises(refused.NoProxyGiven):
        arrives(database, meeting)


def test_withdrawn_it_represents_nobody(database):
    meeting = meets(database, SA)
    note(database, meeting)
    arrives(database, meeting)
    who = meeting.voters[-1].hat.member
    within(database, meeting, lambda uow: withdraw_proxy(uow, meeting.assembly, who, by=meeting.secretary))
    assert there(database, meeting) == 3


def test_a_spouse_holds_the_proxy_of_one_member(database):
    meeting = meets(database, SA)
    note(database, meeting, -1, "Jo  Dehors")
    with pytest.raises(refused.SpouseOfAnother) as error:
        note(database, meeting, -2, "jo dehors", PARTNER)
    assert error.value.principal == "Alix Votante 6"
    note(database, meeting, -2, "Jo Dehors-Second")


@pytest.mark.parametrize(
    ("caps", "most"),
    [({"per_holder": 1}, 1), ({"per_holder": None, "most_votes": 2}, 2), ({"per_holder": 2}, 2)],
)
def test_the_caps_of_the_bylaws_hold_for_them_and_their_votes_are_all_of_others(database, caps, most):
    meeting = meets(database, SAS, (Holder.MEMBER, ANYONE), **caps)
    for at in range(most):
        note(database, meeting, 3 + at, "Jo Dehors", ANYONE)
    with pytest.raises(refused.TooManyProxies) as error:
        note(database, meeting, 3 + most, "JO DEHORS", ANYONE)
    assert (error.value.limit, error.value.source.article) == (most, "24")


def test_a_holder_of_one_college_only_is_counted_by_college(database):
    meeting = meets(database, SAS, (ANYONE,), per_holder=None, per_college=1)
    note(database, meeting, 3, "Jo Dehors", ANYONE)
    with pytest.raises(refused.TooManyOfOneCollege):
        note(database, meeting, 4, "Jo Dehors", ANYONE)


def test_who_holds_several_brings_them_all_in(database):
    meeting = meets(database, SAS, (ANYONE,), per_holder=2)
    note(database, meeting, 3, "Jo Dehors", ANYONE)
    note(database, meeting, 4, "Jo Dehors", ANYONE)
    assert arrives(database, meeting, 3) == 2
    assert leaves(database, meeting, 4) == 2


def test_they_are_named_one_is_given_and_a_company_has_no_spouse(database):
    meeting = meets(database, SA)
    with pytest.raises(refused.OutsiderWithoutName):
        note(database, meeting, name="  ")
    note(database, meeting)
    with pytest.raises(refused.AlreadyRepresented) as error:
        note(database, meeting, name="Une Autre")
    assert error.value.holder == "Jo Dehors"
    with pytest.raises(refused.PrincipalIsThere):
        note(database, meeting, 0)
    company = meeting.voters[-2].hat.member
    within(
        database, meeting, lambda uow: setattr(uow.session.get(MemberRow, company), "kind", "organisation")
    )
    with pytest.raises(refused.OutsiderNotAllowed):
        note(database, meeting, -2, "Jo Autre")
    with pytest.raises(WrongHat):
        note(database, meeting, -3, "Jo Encore", by=meeting.voters[0])


def test_a_member_who_gave_one_receives_none(database):
    meeting = meets(database, SA)
    note(database, meeting)
    command = MarkRepresented(meeting.assembly, meeting.voters[-2].hat.member, meeting.voters[-1].hat.member)
    with pytest.raises(refused.HolderIsRepresented):
        within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def test_the_sheet_and_the_minutes_name_them_and_the_log_does_not(database):
    meeting = meets(database, SA)
    note(database, meeting)
    arrives(database, meeting)

    def read(uow):
        row = uow.session.get(AssemblyRow, meeting.assembly)
        facts = gathered(uow, row).facts
        lines = {line.surname: line.holder for line in attendance_facts(uow, row, facts).lines}
        acts = text("SELECT string_agg(line, ' ') FROM acts WHERE log = :log")
        log = {"log": f"{meeting.cooperative.id}/{meeting.assembly}"}
        page = proxy_page(uow, row.id, meeting.secretary, principal=meeting.voters[-1].hat.member)
        represented = sum(college.represented for college in facts.attendance)
        said = uow.session.connection().execute(acts, log).scalar_one()
        return facts.remarks, lines["Votante 6"], represented, said, page.given

    remarks, holder, represented, log, given = within(database, meeting, read)
    said = "Ont représenté des sociétaires sans l’être eux-mêmes, leurs bulletins remis au bureau : "
    assert remarks == (f"{said}Jo Dehors (conjoint) pour Alix Votante 6.",)
    assert (holder, represented) == ("Jo Dehors, conjoint", 1)
    assert (given.holder_name, given.quality, given.holder) == ("Jo Dehors", "spouse", None)
    assert "Dehors" not in log
    assert '"outsider":"spouse"' in log
