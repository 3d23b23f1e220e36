"""Traps of assemblies that only rows show: who has how many votes, and what follows a company founded."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from governance.assembly import proxy_refusals
from governance.assembly.refusals import AlreadyVoted, NotAnElector
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.law.shares import public_breaches
from governance.queries.results import outcome
from governance.queries.ties import ties_page
from governance.register.shares import Movement, MovementKind
from governance.store.accounts import AccountRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from governance.store.ties import public_part, shares_on
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.exit_ties import AdmitFounded, admit_founded
from governance.usecases.members import AddMember
from governance.usecases.polls import close_poll
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.ties import DescribeStructure, describe_structure
from tests.builders import LONG_AGO, a_cooperative, add_member, link
from tests.exits import hosted, leave, write
from tests.mandating import a_structure, become_structure, replace_hat
from tests.meetings import a_meeting, a_poll
from tests.minuting import within
from tests.usecases import test_voices as voices

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


def speaks_for(database, meeting, person, company):
    """Let the account of a voter act for another voter, made an organisation; give it as an actor."""

    def act(uow):
        become_structure(uow, company.hat.member)
        account = uow.session.get(AccountRow, person.account)
        link(uow, account, uow.session.get(MemberRow, company.hat.member))

    within(database, meeting, act)
    return replace(replace_hat(company), account=person.account, account_name=person.account_name)


def vote(database, meeting, poll, by, choice="for", right=None):
    command = CastBallot(poll, choice, by, right)
    return within(database, meeting, lambda uow: cast_ballot(uow, command, by=by))


def counted(database, meeting, poll):
    """Close a poll and give how many had the vote, and how many votes are in favour."""
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    sheet = within(database, meeting, lambda uow: outcome(uow, poll)).sheet
    return sum(one.entitled for one in sheet.colleges), sum(one.counts.in_favour for one in sheet.colleges)


def test_trap_18_a_person_in_two_categories_has_one_vote_where_the_bylaws_give_one(database):
    meeting = a_meeting(database, colleges={voices.SECOND: 2, voices.FIRST: 4}, model=voices.bylaws())
    voice = voices.give(database, meeting)

    def one_voice(uow):
        row = BylawsVersionRow(
            cooperative_id=uow.tenant, number=2, document=bylaws_document(voices.bylaws(several=False)),
            sha256="0" * 64, adopted_on=uow.today, in_force_from=uow.today, recorded_at=uow.now,
        )  # fmt: skip
        uow.session.add(row)

    within(database, meeting, one_voice)
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, meeting.voters[-1])
    with pytest.raises(NotAnElector):
        vote(database, meeting, poll, voices.under(meeting, voice))
    assert counted(database, meeting, poll) == (6, 1)


def test_trap_18_who_speaks_for_a_member_company_has_its_vote_and_their_own_and_no_third(database):
    meeting = a_meeting(database, colleges=SMALL)
    person = meeting.voters[0]
    company = speaks_for(database, meeting, person, meeting.voters[5])
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, person)
    vote(database, meeting, poll, company)
    for again in (person, company):
        with pytest.raises(AlreadyVoted):
            vote(database, meeting, poll, again, "against")
    # a firm that is no member
    elsewhere = replace(company, hat=replace(company.hat, member=uuid4(), represents=False))
    with pytest.raises(NotAnElector):
        vote(database, meeting, poll, elsewhere)
    assert counted(database, meeting, poll) == (8, 2)


def test_trap_19_speaking_for_a_company_takes_no_place_in_the_cap_on_proxies(database):
    bylaws = load_model("five_colleges_proportional")
    own = replace(bylaws, proxies=replace(bylaws.proxies, per_holder=1, same_college=False))
    meeting = a_meeting(database, colleges={"partners": 2, "entrepreneurs": 6}, absent=4, model=own)
    person, absent = meeting.voters[2], [one.hat.member for one in meeting.voters[4:]]
    company = speaks_for(database, meeting, person, meeting.voters[0])

    def represent(principal, holder):
        command = MarkRepresented(meeting.assembly, principal, holder.hat.member)
        within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))

    represent(absent[0], person)
    represent(absent[1], company)
    for holder in (person, company):
        with pytest.raises(proxy_refusals.TooManyProxies) as refused:
            represent(absent[2], holder)
        assert refused.value.limit == 1
    poll = a_poll(database, meeting)
    for by, principal in ((person, absent[0]), (company, absent[1])):
        vote(database, meeting, poll, by)
        vote(database, meeting, poll, by, right=principal)
    entitled, in_favour = counted(database, meeting, poll)
    assert (entitled, in_favour) == (8, 4)


def test_trap_38_the_company_founded_has_its_own_day_college_and_shares_and_the_founder_keeps_theirs(
    database,
):
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        founder = add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs").id
        uow.session.flush()  # the movement refers to it
        held = Movement(MovementKind.SUBSCRIPTION, 20, uow.today - timedelta(days=900))
        append_movement(uow.session, uow.tenant, founder, held, uow.now)
    left = leave(database, home, hosted(database, home))

    def admit(uow):
        typed = {
            "number": "8", "kind": "organisation", "name": "Le Fournil Neuf", "category": "structures",
            "shares": "10", "representative": "Lou Levain", "admitted_on": f"{uow.today:%d/%m/%Y}",
        }  # fmt: skip
        command = AdmitFounded(left, AddMember(typed), "sas", "le conseil")
        return admit_founded(uow, command, by=home.secretary)

    company = write(database, home, admit)

    def read(uow):
        rows = [uow.session.get(MemberRow, member) for member in (founder, company)]
        _, shares = shares_on(uow.session, uow.tenant, [founder, company], uow.today)
        known = [(row.number, row.college, row.admitted_on, row.left_on) for row in rows]
        return known, [shares[founder], shares[company]], uow.today

    known, shares, today = write(database, home, read)
    assert known == [(7, "entrepreneurs", LONG_AGO, None), (8, "structures", today, None)]
    assert shares == [20, 10]


def test_trap_40_the_half_of_public_bodies_is_of_the_capital_and_is_read_again_after_each_movement(database):
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        towns = [a_structure(uow, number, f"Commune {number}").id for number in (1, 2)]
        person = add_member(uow, 3, "Levain", college="team").id
        uow.session.flush()  # movements refer to it
        for town in towns:
            typed = DescribeStructure(town, {"form": "public_body", "origin": "elsewhere"})
            describe_structure(uow, typed, by=home.secretary)
        moved = [(towns[0], 25, 9), (towns[1], 25, 8), (person, 50, 7), (person, -1, 2), (person, 1, 1)]
        for member, shares, ago in sorted(moved, key=lambda one: -one[2]):
            kind = MovementKind.SUBSCRIPTION if shares > 0 else MovementKind.REDEMPTION
            movement = Movement(kind, shares, uow.today - timedelta(days=ago))
            append_movement(uow.session, uow.tenant, member, movement, uow.now)
        parts = [
            public_part(uow.session, uow.tenant, uow.today - timedelta(days=ago)) for ago in (8, 7, 2, 1)
        ]
        assert parts == [Fraction(1), Fraction(1, 2), Fraction(50, 99), Fraction(1, 2)]
        judged = [len(public_breaches(part, uow.today)) for part in parts]
        assert judged == [1, 0, 1, 0]
        assert ties_page(uow, home.secretary).public is None  # two members of three, half of the capital
        last = Movement(MovementKind.REDEMPTION, -1, uow.today)
        append_movement(uow.session, uow.tenant, person, last, uow.now)
        told = ties_page(uow, home.secretary).public
        assert (told.part, told.most) == (Fraction(50, 99), Fraction(1, 2))
