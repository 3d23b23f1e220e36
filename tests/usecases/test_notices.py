"""Convening: in time, everybody, once; and what the check list says before."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.agenda import Template
from governance.assembly.convening import NotReady
from governance.assembly.refusals import NoSuchAssembly
from governance.assembly.stages import WrongStage
from governance.errors import NotFound
from governance.law.notice import NoticeTooLate
from governance.queries.notices import convening, follow_up
from governance.store import notice_facts, preparation
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.usecases.agenda import AddItem, ItemFields, add_item
from governance.usecases.assemblies import CreateAssembly, create_assembly
from governance.usecases.notices import (
    Convene,
    NotAnEmail,
    NoticeAlreadySent,
    OfAssembly,
    Resend,
    convene,
    convene_others,
    mark_posted,
    resend_notice,
    send_again,
)
from tests.builders import a_cooperative, add_account, an_actor
from tests.preparing import Prepared, a_convened, a_draft, add_members, fields


def checks_of(database, prepared):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return {check.key: check for check in convening(uow, prepared.assembly, prepared.secretary).checks}


def convening_of(database, prepared):
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        return convene(uow, Convene(prepared.assembly), by=prepared.secretary)


def followed(database, prepared):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return follow_up(uow, prepared.assembly, prepared.secretary)


def rows(database, prepared, sql):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return uow.session.connection().execute(text(sql), {"assembly": prepared.assembly}).all()


def test_each_member_on_the_day_of_the_assembly_is_convened_once_by_the_way_they_agreed_to(database):
    prepared = a_draft(database, members=4, letters=2)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        add_members(uow, 6, first=100)
        uow.session.flush()  # changed below
        uow.session.connection().execute(
            text(
                "UPDATE members SET left_on = current_date - 1 WHERE number = 100;"
                " UPDATE members SET admitted_on = current_date + 60 WHERE number = 101;"
                " UPDATE members SET admitted_on = current_date + 61 WHERE number = 103;"
                " UPDATE members SET left_on = current_date + 60 WHERE number = 104;"
                " UPDATE members SET left_on = current_date + 61 WHERE number = 105;"
                " UPDATE members SET email = '' WHERE number = 102"
            )
        )
    told = convening_of(database, prepared)
    assert (told.by_email, told.by_letter) == (6, 3)
    found = rows(
        database,
        prepared,
        "SELECT channel, outcome, recipient, address FROM notices WHERE assembly_id = :assembly ORDER BY 4",
    )
    assert len(found) == 9
    assert {row.outcome for row in found if row.channel == "email"} == {"waiting"}
    letter = next(row for row in found if row.channel == "letter")
    assert letter.outcome == "to_print"
    assert letter.address == "1 rue de l’Essai\n35000 Rennes"
    jobs = rows(database, prepared, "SELECT kind, total FROM jobs WHERE subject = :assembly ORDER BY kind")
    assert [tuple(job) for job in jobs] == [("print_letters", 3), ("send_notices", 6)]


def test_who_is_admitted_after_the_notice_left_is_counted_then_convened_once(database):
    prepared = a_convened(database, members=2)
    assert followed(database, prepared).missed == 0
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        add_members(uow, 1, letters=1, first=50)
    assert followed(database, prepared).missed == 2
    for expected in (2, 0):
        with database.write() as uow:
            uow.enter(prepared.cooperative.id)
            count = convene_others(uow, OfAssembly(prepared.assembly), by=prepared.secretary)
        assert count == expected
    told = followed(database, prepared)
    assert (told.missed, told.total, told.by_email) == (0, 4, 3)
    jobs = rows(
        database, prepared, "SELECT kind, total FROM jobs WHERE subject = :assembly ORDER BY kind, total"
    )
    assert [tuple(job) for job in jobs] == [("print_letters", 0), ("send_notices", 1), ("send_notices", 2)]


@pytest.mark.parametrize(("days", "letters"), [(37, 0), (36, 0), (35, 1), (34, 1)])
def test_consent_given_on_the_very_last_day_or_after_means_a_letter_and_the_calendar_says_that_day(
    database, days, letters
):
    prepared = a_draft(database, members=1, days=days)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        uow.session.connection().execute(text("UPDATE members SET email_notice_since = current_date"))
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        seen = convening(uow, prepared.assembly, prepared.secretary)
    said = [check.facts["cutoff"] for check in seen.checks if check.key == "consent"]
    written = [one.advised for one in seen.deadlines if one.key == "email_consent"]
    assert said == (written if letters else [])
    assert convening_of(database, prepared).by_letter == letters


@pytest.mark.parametrize(("days", "in_time"), [(15, False), (16, True), (17, True)])
def test_fifteen_full_days_are_needed_between_the_notice_and_the_assembly(database, days, in_time):
    prepared = a_draft(database, days=days)
    if in_time:
        assert convening_of(database, prepared).by_email + convening_counts(database, prepared) == 3
        return
    with pytest.raises(NoticeTooLate) as refused:
        convening_of(database, prepared)
    assert "R. 225-69" in str(refused.value.source) or "article" in str(refused.value.source)
    assert refused.value.last_day == refused.value.assembly_on - timedelta(days=16)
    assert rows(database, prepared, "SELECT 1 FROM notices WHERE assembly_id = :assembly") == []
    assert checks_of(database, prepared)["time"].state == "missing"


def convening_counts(database, prepared):
    return rows(
        database,
        prepared,
        "SELECT count(*) FROM notices WHERE assembly_id = :assembly AND channel = 'letter'",
    )[0][0]


def test_an_assembly_with_blanks_no_text_or_nothing_to_vote_is_not_convened(database):
    cooperative = a_cooperative(database)
    with database.write() as uow:
        uow.enter(cooperative.id)
        add_members(uow, 2)
        annual = CreateAssembly(Template.ANNUAL, fields(uow, fiscal_year="2026"))
        empty = CreateAssembly(Template.ORDINARY, fields(uow))
        templated = Prepared(cooperative, create_assembly(uow, annual, by=cooperative.secretary))
        bare = Prepared(cooperative, create_assembly(uow, empty, by=cooperative.secretary))
    found = checks_of(database, templated)
    assert found["blanks"].state == "missing"
    assert found["paper-accounts"].state == "advice"
    assert checks_of(database, bare)["agenda"].state == "missing"
    for prepared in (templated, bare):
        with pytest.raises(NotReady):
            convening_of(database, prepared)
    with database.write() as uow:
        uow.enter(cooperative.id)
        add_item(uow, AddItem(bare.assembly, ItemFields("Sans texte", "")), by=cooperative.secretary)
    assert checks_of(database, bare)["texts"].state == "missing"


def test_members_without_address_are_counted_and_nobody_is_forgotten(database):
    prepared = a_draft(database, members=1, letters=2)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        uow.session.connection().execute(text("UPDATE members SET city = '' WHERE number = 3"))
    found = checks_of(database, prepared)
    assert found["addresses"].facts["count"] == 1
    assert found["members"].facts["total"] == 3
    assert convening_of(database, prepared).by_letter == 2


def test_an_assembly_is_convened_once_and_by_the_secretary_only(database):
    prepared = a_draft(database)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        chair = an_actor(prepared.cooperative, add_account(uow), Role.CHAIR)
        with pytest.raises(WrongHat):
            convene(uow, Convene(prepared.assembly), by=chair)
    convening_of(database, prepared)
    with pytest.raises(WrongStage):
        convening_of(database, prepared)


def test_when_convening_fails_no_job_is_left_behind(database):
    prepared = a_draft(database)
    with pytest.raises(ZeroDivisionError), database.write() as uow:
        uow.enter(prepared.cooperative.id)
        convene(uow, Convene(prepared.assembly), by=prepared.secretary)
        raise ZeroDivisionError
    assert rows(database, prepared, "SELECT 1 FROM jobs WHERE subject = :assembly") == []
    assert rows(database, prepared, "SELECT 1 FROM notices WHERE assembly_id = :assembly") == []
    stage = rows(database, prepared, "SELECT stage FROM assemblies WHERE id = :assembly")
    assert stage[0][0] == "draft"


def test_another_cooperative_cannot_convene_this_assembly(database):
    prepared, other = a_draft(database), a_cooperative(database)
    with pytest.raises(NoSuchAssembly), database.write() as uow:
        uow.enter(other.id)
        convene(uow, Convene(prepared.assembly), by=other.secretary)


def test_the_follow_up_filters_searches_and_turns_pages(database):
    prepared = a_convened(database, members=60, letters=3)
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        first = follow_up(uow, prepared.assembly, prepared.secretary)
        second = follow_up(uow, prepared.assembly, prepared.secretary, after=first.next)
        letters = follow_up(uow, prepared.assembly, prepared.secretary, outcome="to_print")
        found = follow_up(uow, prepared.assembly, prepared.secretary, search="0000")
        one = follow_up(uow, prepared.assembly, prepared.secretary, search="alix 000007")
    assert (len(first.lines), len(second.lines), second.next) == (50, 13, None)
    assert not {line.id for line in first.lines} & {line.id for line in second.lines}
    assert (len(letters.lines), letters.counts["to_print"], letters.by_email) == (3, 3, 60)
    assert len(found.lines) == 50
    assert [line.number for line in one.lines] == [7]


def test_from_the_notices_to_the_members_of_the_day_the_sum_is_exact(database):
    prepared = a_convened(database, members=9, letters=4)

    def reached():
        with database.read() as uow:
            uow.enter(prepared.cooperative.id)
            view = follow_up(uow, prepared.assembly, prepared.secretary)
        assert view.by_email + view.by_letter == view.total == view.reach.convened
        found = view.reach
        assert found.convened - found.gone + found.joined + found.entered == found.members
        return found

    found = reached()
    assert (found.convened, found.members, found.gone, found.joined, found.entered) == (13, 13, 0, 0, 0)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        run = uow.session.connection().execute
        add_members(uow, 4, first=100)
        uow.session.flush()
        run(text("UPDATE members SET left_on = :d WHERE number IN (1, 2)"), {"d": uow.today})
        run(text("UPDATE assemblies SET convened_on = :d"), {"d": uow.today - timedelta(days=3)})
        run(
            text("UPDATE members SET admitted_on = :d WHERE number BETWEEN 100 AND 102"),
            {"d": uow.today - timedelta(days=2)},
        )
        run(text("UPDATE members SET kind = 'organisation', first_name = '' WHERE number = 5"))
        run(text("UPDATE notices SET address = '' WHERE id = (SELECT id FROM notices"
                 " WHERE channel = 'letter' LIMIT 1)"))  # fmt: skip
    found = reached()
    assert (found.convened, found.members, found.gone, found.joined, found.entered) == (13, 15, 2, 3, 1)
    assert (found.structures, found.homeless) == (1, 1)
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        row = uow.session.get_one(AssemblyRow, prepared.assembly)
        told = notice_facts.convening(uow, row, preparation.rules_of(uow, row))
    assert (told.joined, told.gone) == (3, 2)


def test_the_follow_up_is_for_the_secretary_and_comes_after_the_notice(database):
    prepared = a_draft(database)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        auditor = an_actor(prepared.cooperative, add_account(uow), Role.AUDITOR)
        with pytest.raises(NotFound):
            follow_up(uow, prepared.assembly, prepared.secretary)
        with pytest.raises(WrongHat):
            follow_up(uow, prepared.assembly, auditor)
        with pytest.raises(WrongHat):
            convening(uow, prepared.assembly, auditor)


def test_a_refused_notice_goes_to_a_corrected_address_or_becomes_a_letter(database):
    prepared = a_convened(database, members=2)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        uow.session.connection().execute(text("UPDATE notices SET outcome = 'refused', attempts = 3"))
        notices = follow_up(uow, prepared.assembly, prepared.secretary).lines
        first, second = (line.id for line in notices)
        with pytest.raises(NotAnEmail):
            resend_notice(uow, Resend(prepared.assembly, first, "pas une adresse"), by=prepared.secretary)
        resend_notice(uow, Resend(prepared.assembly, first, "juste@exemple.test"), by=prepared.secretary)
        resend_notice(uow, Resend(prepared.assembly, second), by=prepared.secretary)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        lines = {line.id: line for line in follow_up(uow, prepared.assembly, prepared.secretary).lines}
        assert (lines[first].address, lines[first].outcome) == ("juste@exemple.test", "waiting")
        assert (lines[second].channel, lines[second].outcome) == ("letter", "to_print")
        assert lines[second].address == "1 rue de l’Essai\n35000 Rennes"
        assert mark_posted(uow, OfAssembly(prepared.assembly), by=prepared.secretary) == 1
    with pytest.raises(NoticeAlreadySent), database.write() as uow:
        uow.enter(prepared.cooperative.id)
        resend_notice(uow, Resend(prepared.assembly, second, "a@exemple.test"), by=prepared.secretary)


def test_what_still_waits_can_be_handed_to_the_worker_again(database):
    prepared = a_convened(database, members=2)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        send_again(uow, OfAssembly(prepared.assembly), by=prepared.secretary)
    jobs = rows(database, prepared, "SELECT total FROM jobs WHERE subject = :assembly")
    assert [job.total for job in jobs] == [2, 2]


def test_an_organisation_is_reached_at_its_representative(database):
    prepared = a_draft(database, members=1)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        row = uow.session.exec(text("SELECT id FROM members WHERE number = 1")).one()
        member = uow.session.get(MemberRow, row[0])
        member.kind, member.name, member.first_name = "organisation", "La Fabrique", ""
        member.representative, member.representative_email = "Ana Sol", "ana@fabrique.test"
        uow.session.add(member)
    convening_of(database, prepared)
    found = rows(database, prepared, "SELECT recipient, address FROM notices WHERE assembly_id = :assembly")
    assert [tuple(row) for row in found] == [("La Fabrique", "ana@fabrique.test")]
