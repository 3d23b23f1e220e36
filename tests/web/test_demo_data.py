"""The demonstration: its cooperatives, last year's assembly, this year's, the file to import."""

from fractions import Fraction
from uuid import UUID

import pytest
from sqlmodel import func, select

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.assembly.shared_resolutions import Standing
from governance.queries.accounts import hats_in
from governance.queries.attendance import attendance
from governance.queries.connected import connected_persons
from governance.queries.elections import election_item, election_outcome
from governance.queries.event_presence import presence_by_year
from governance.queries.events import next_invitation
from governance.queries.groups import group_ties
from governance.queries.mandates import Filter, mandates_page
from governance.queries.polls import booth
from governance.queries.results import outcome
from governance.queries.shared_resolutions import shared_of_group, shared_shown
from governance.queries.verification import verification
from governance.register.mandates import Link
from governance.store.accounts import AccountRow
from governance.store.assemblies import AssemblyRow, AttachmentRow
from governance.store.cooperatives import by_slug
from governance.store.elections import candidates_of, ways_of
from governance.store.events import EventRow
from governance.store.members import MemberRow
from governance.store.minutes import RegisterEntryRow
from governance.store.outbox import JobRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import Database
from governance.usecases.member_imports import ReceiveFile, read_file, receive_file
from governance.vote.elections.outcome import ElectionState
from governance.vote.result import result_document
from web.demo import names
from web.demo.accounts import ACCOUNTS
from web.demo.data import ensure_demo
from web.demo.import_file import write_import_file
from web.documents.member_files import read_table

ISSUER = "http://127.0.0.1:8001"


@pytest.fixture(scope="module")
def loaded(database: Database) -> UUID:
    ensure_demo(database, ISSUER)
    with database.read() as uow:
        return by_slug(uow.session, "les-passerelles").id


def test_the_cooperative_has_six_hundred_and_forty_members_in_five_colleges(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        asked = select(MemberRow.college, func.count()).where(MemberRow.left_on.is_(None))
        counts = dict(uow.session.exec(asked.group_by(MemberRow.college)).all())
    assert counts == {
        "entrepreneurs": 212, "team": 38, "structures": 31, "beneficiaries": 331, "partners": 28,
    }  # fmt: skip


def test_loading_again_changes_nothing_but_where_accounts_sign_in(database, loaded):
    ensure_demo(database, "http://127.0.0.1:9001")
    with database.read() as uow:
        asked = select(AccountRow.issuer).where(AccountRow.subject == "demo-secretaire")
        assert uow.session.exec(asked).all() == ["http://127.0.0.1:9001"]
        uow.enter(loaded)
        assert uow.session.exec(select(func.count()).select_from(AssemblyRow)).one() == 2
    ensure_demo(database, ISSUER)


def test_last_year_ends_in_the_register_and_leaves_nothing_to_the_worker(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        entry = uow.session.exec(select(RegisterEntryRow)).one()
        assert (entry.number, entry.pdf[:5]) == (1, b"%PDF-")
        assert uow.session.exec(select(JobRow).where(JobRow.state == "waiting")).all() == []
        assert uow.session.get_one(AssemblyRow, entry.assembly_id).stage == "minuted"


def test_last_year_one_resolution_is_rejected_and_one_divides_the_ways_to_count(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        polls = uow.session.exec(
            select(PollRow.id).where(PollRow.method == "yes_no").order_by(PollRow.number)
        )
        results = [result_document(outcome(uow, poll).result) for poll in polls]
    assert [result["adopted"] for result in results].count(False) == 1
    assert [len(set(result["views"].values())) > 1 for result in results].count(True) == 1


def test_last_year_three_directors_were_elected_and_it_is_in_the_minutes(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        poll = uow.session.exec(select(PollRow.id).where(PollRow.method == "stv")).one()
        found, again = election_outcome(uow, poll), verification(uow, poll)
        facts = uow.session.exec(select(RegisterEntryRow.facts)).one()
    assert (found.result.state, len(found.result.count.elected)) == (ElectionState.COMPLETE, 3)
    assert again.differences == ()
    names = [one["election"]["names"] for one in facts["minutes"]["resolutions"] if one["election"]]
    assert [sorted(one.values()) for one in names] == [
        ["Basile Ormond", "Commune de Montbrisac", "Judith Rivoire", "Sylvain Chabert"]
    ]


def test_this_year_an_election_and_a_consultation_wait_with_who_stands(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        draft = uow.session.exec(select(AssemblyRow.id).where(AssemblyRow.stage == "draft")).one()
        ways = ways_of(uow.session, draft)
        standing = {way: len(candidates_of(uow.session, item)) for item, way in ways.items()}
    assert standing == {"stv": 5, "consultation": 3}


def test_the_elections_follow_the_bylaws_and_every_tie_can_be_settled(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        by = Actor(UUID(int=0), "", loaded, "les-passerelles", "", Hat("s", Role.SECRETARY, ""), ())
        views = [
            election_item(uow, assembly, item, by)
            for assembly in uow.session.exec(select(AssemblyRow.id)).all()
            for item in ways_of(uow.session, assembly)
        ]
    assert len(views) == 3
    assert [(view.departs, view.undated) for view in views] == [((), ())] * 3
    assert all(one.member for view in views if view.plan.seats for one in view.candidates)
    assert {view.plan.years for view in views if view.plan.seats} == {4}


def test_this_year_is_ready_to_be_convened(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        draft = uow.session.exec(select(AssemblyRow).where(AssemblyRow.stage == "draft")).one()
        assert 28 <= (draft.held_at.date() - uow.today).days <= 60
        papers = uow.session.exec(select(AttachmentRow).where(AttachmentRow.assembly_id == draft.id)).all()
        assert len(papers) == 3


def test_one_person_holds_three_capacities_in_two_cooperatives(database, loaded):
    with database.write() as uow:
        account = uow.session.exec(select(AccountRow).where(AccountRow.subject == "demo-plusieurs")).one()
        held = {
            slug: hats_in(uow, account.id, slug).hats for slug in ("les-passerelles", "fournil-trois-rives")
        }
    assert sorted(hat.represents for hat in held["les-passerelles"]) == [False, True]
    assert len(held["fournil-trois-rives"]) == 1


def test_the_file_to_import_adds_six_changes_three_keeps_two_and_refuses_one(database, loaded, tmp_path):
    path = tmp_path / "demo" / "membres.xlsx"
    write_import_file(database, path)
    with database.write() as uow:
        home = by_slug(uow.session, "les-passerelles")
        uow.enter(home.id)
        row = uow.session.exec(select(AccountRow).where(AccountRow.subject == "demo-secretaire")).one()
        hat = Hat("secretary", Role.SECRETARY, ROLE_NAMES[Role.SECRETARY])
        actor = Actor(row.id, row.name, home.id, home.slug, home.name, hat, (hat,))
        file = ReceiveFile("membres.xlsx", "", path.read_bytes())
        reading = read_file(uow, receive_file(uow, file, by=actor), read_table(path.read_bytes()))
    verdicts = [line.verdict for line in reading.lines]
    assert {verdict: verdicts.count(verdict) for verdict in set(verdicts)} == {
        "add": 6, "change": 3, "same": 2, "refuse": 1,
    }  # fmt: skip


def test_the_fournil_is_in_session_and_somebody_who_signs_in_may_vote_at_once(database, loaded):
    with database.read() as uow:
        home = by_slug(uow.session, "fournil-trois-rives")
        uow.enter(home.id)
        assembly = uow.session.exec(select(AssemblyRow).where(AssemblyRow.stage == "open")).one()
        room = attendance(uow, assembly)
        asked = select(PollRow).where(PollRow.assembly_id == assembly.id).order_by(PollRow.number)
        polls = uow.session.exec(asked).all()
        again = verification(uow, polls[0].id)
        account = uow.session.exec(select(AccountRow).where(AccountRow.subject == "demo-plusieurs")).one()
        uow.identify(account.id)
        hats = hats_in(uow, account.id, home.slug).hats
        actor = Actor(account.id, account.name, home.id, home.slug, home.name, hats[0], hats)
        seen = booth(uow, polls[1].id, actor)
    assert room.reached
    assert [condition.part for condition in room.quorum] == [Fraction(1, 4)]
    assert [poll.state for poll in polls] == ["closed", "open"]
    assert again.differences == ()
    assert seen.may_vote
    assert 0 < seen.turnout < room.present
    assert sum(college.present for college in room.colleges) == room.present


def test_every_account_is_told_apart_and_says_what_it_is():
    assert len({account.sub for account in ACCOUNTS}) == len(ACCOUNTS)
    assert all(account.hint for account in ACCOUNTS)


@pytest.mark.parametrize(("digits", "siren"), [("73282932", "732829320"), ("00000000", "000000000")])
def test_an_invented_siren_has_a_right_key(digits, siren):
    assert names.with_key(digits) == siren


def test_a_seminar_is_to_come_and_last_year_s_and_a_meeting_were_attended(database, loaded):
    with database.read() as uow:
        uow.enter(loaded)
        rows = uow.session.exec(select(EventRow).order_by(EventRow.starts_at)).all()
        assert [(row.kind, row.state) for row in rows] == [
            ("seminar", "over"), ("college_meeting", "over"), ("seminar", "sent"),
        ]  # fmt: skip
        years = presence_by_year(uow, college="structures")
        assert sum(one.events_invited for one in years) > sum(one.events_present for one in years) > 15
        huche = uow.session.exec(select(MemberRow.id).where(MemberRow.name == "La Huche Voyageuse")).one()
        assert next_invitation(uow, huche).mine.answer is None
        assemblies = [row.held_at.date() for row in uow.session.exec(select(AssemblyRow))]
        assert all(abs(row.starts_at.date() - day).days >= 5 for row in rows for day in assemblies)
        waiting = select(func.count()).select_from(JobRow).where(JobRow.kind == "send_event_mails")
        assert uow.session.exec(waiting.where(JobRow.state == "waiting")).one() == 0


def test_a_resolution_is_shared_with_the_fournil_adopted_there_and_waiting_here(database, loaded):
    hat = Hat("auditor", Role.AUDITOR, ROLE_NAMES[Role.AUDITOR])
    with database.read() as uow:
        uow.enter(loaded)
        auditor = Actor(UUID(int=0), "", loaded, "les-passerelles", "", hat, (hat,))
        (group,) = [one.id for one in group_ties(uow) if one.in_force]
        (line,) = shared_of_group(uow, group)
        shown = shared_shown(uow, group, line.id, auditor)
        told = {one.slug: one for one in line.asked}
        assert told["les-passerelles"].position.standing is Standing.WAITING
        theirs = told["fournil-trois-rives"]
        assert (theirs.position.standing, theirs.position.settled) == (Standing.ADOPTED, True)
        assert theirs.minutes_number == 1
        assert not shown.certified
        assert uow.session.exec(select(func.count()).select_from(MemberRow)).one() >= 640


def test_every_structure_has_a_mandate_two_end_soon_one_has_ended_and_one_has_a_deputy(database, loaded):
    with database.write() as uow:
        uow.enter(loaded)
        row = uow.session.exec(select(AccountRow).where(AccountRow.subject == "demo-secretaire")).one()
        hat = Hat("secretary", Role.SECRETARY, ROLE_NAMES[Role.SECRETARY])
        home = by_slug(uow.session, "les-passerelles")
        actor = Actor(row.id, row.name, home.id, home.slug, home.name, hat, (hat,))
        listed = mandates_page(uow, actor)
        assert (listed.counts[Filter.ENDING], listed.counts[Filter.ENDED], listed.counts[Filter.NONE]) == (
            2,
            1,
            0,
        )
        assert listed.counts[Filter.ALL] >= 31
        assert sum(one.deputies for one in listed.structures) == 1
        told = {(one.link, one.what) for one, _names in connected_persons(uow)}
        assert (Link.MEMBER, "La Huche Voyageuse") in told
