"""What identifies a structure, and the jobs it declares: corrected by a line more, never rewritten."""

from datetime import timedelta
from fractions import Fraction

import pytest

from governance.actors import Role, WrongHat
from governance.queries.lives import life_of
from governance.queries.ties import structure_shown
from governance.register.structures import Jobs
from governance.register.tie_reading import FaultyTie, NotAnOrganisation
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.structures import jobs_of
from governance.usecases.structures import DeclareJobs, declare_jobs
from governance.usecases.ties import DescribeStructure, describe_structure
from tests.builders import a_cooperative, add_account, add_member, an_actor
from tests.meetings import a_meeting

SIREN, SIRET = "732829320", "73282932000074"


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, 1, "Les Fours réunis", first_name="", college="structures")
        row.kind, row.siren = "organisation", SIREN
        return row.id


def declare(database, home, company, **typed):
    with database.write() as uow:
        uow.enter(home.id)
        declare_jobs(uow, DeclareJobs(company, typed), by=home.secretary)


def describe(database, home, company, **typed):
    with database.write() as uow:
        uow.enter(home.id)
        command = DescribeStructure(company, {"form": "sas", "origin": "left", **typed})
        describe_structure(uow, command, by=home.secretary)


def shown(database, home, company):
    with database.read() as uow:
        uow.enter(home.id)
        return structure_shown(uow, company, home.secretary)


def test_the_latest_line_of_a_year_counts_and_years_are_read_backwards(database, home, company):
    for year, jobs in (("2024", "3"), ("2025", "4,5"), ("2024", "3,5"), ("2024", "2")):
        declare(database, home, company, year=year, jobs=jobs)
    assert shown(database, home, company).jobs == (Jobs(2025, Fraction(9, 2)), Jobs(2024, Fraction(2)))


def test_jobs_of_many_are_read_together(database, home, company):
    declare(database, home, company, year="2024", jobs="0")
    with database.read() as uow:
        uow.enter(home.id)
        assert jobs_of(uow.session, [company]) == {company: {2024: Fraction(0)}}
        assert jobs_of(uow.session, []) == {}


def test_identity_is_kept_and_the_last_day_belongs_to_the_life(database, home, company):
    typed = {"siret": SIRET, "registration": "RCS Lyon", "ceased_on": "01/02/2024"}
    describe(database, home, company, **typed)
    known = shown(database, home, company).structure
    assert (known.siret, known.registration, f"{known.ceased_on}") == (SIRET, "RCS Lyon", "2024-02-01")
    with database.read() as uow:
        uow.enter(home.id)
        assert "ceased" in [event.kind for event in life_of(uow, company).events]


def test_a_siret_of_another_siren_is_refused_and_nothing_is_written(database, home, company):
    with pytest.raises(FaultyTie):
        describe(database, home, company, siret="40483304800022")
    assert shown(database, home, company).structure is None


def test_a_person_declares_no_jobs_and_only_a_secretary_writes_them(database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        uow.session.get(MemberRow, company).kind = "person"
    with pytest.raises(NotAnOrganisation):
        declare(database, home, company, year="2024", jobs="1")
    with database.write() as uow:
        uow.enter(home.id)
        chair = an_actor(home, add_account(uow, "Prune Présidente"), Role.CHAIR)
        with pytest.raises(WrongHat):
            declare_jobs(uow, DeclareJobs(company, {"year": "2024", "jobs": "1"}), by=chair)


def test_a_presence_stands_at_its_own_time_when_the_session_opened_on_another_day(database):
    meeting = a_meeting(database, colleges={"structures": 1})
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        uow.session.get_one(AssemblyRow, meeting.assembly).held_at += timedelta(days=10)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        life = life_of(uow, meeting.voters[0].hat.member)
        assert [event.on for event in life.events if event.kind == "present"] == [uow.today]
