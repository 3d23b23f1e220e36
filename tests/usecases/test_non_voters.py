"""The auditor and the works council are convened with the members, by a letter that proves it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.convening import NotReady
from governance.assembly.non_voters import (
    FaultyNonVoter,
    NonVoterCalled,
    NonVoterEnded,
    NonVoterForgotten,
    NonVoterKind,
)
from governance.assembly.refusals import RegisterIsFinal
from governance.assembly.stages import WrongStage
from governance.queries.non_voters import called_to, non_voters
from governance.queries.notices import convening
from governance.register.letters import LetterChannel, Written
from governance.store.minutes_facts import attendance_facts, gathered
from governance.store.preparation import assembly
from governance.usecases.attendance import open_session
from governance.usecases.non_voters import (
    CallNonVoter,
    RegisterNonVoter,
    call_non_voter,
    end_non_voter,
    register_non_voter,
)
from governance.usecases.notices import Convene, convene
from tests.builders import add_account, an_actor
from tests.preparing import a_draft

LETTER = Written(LetterChannel.LETTER, "Convocation", "Bonjour.\n\nVous êtes convoqué.")


def within(database, prepared, act):
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        return act(uow)


def asked(uow, **changes):
    facts = {
        "kind": NonVoterKind.AUDITOR, "name": "Cabinet Essai", "represented_by": "Dominique Compte",
        "email": "", "address": "2 rue du Chiffre\n35000 Rennes", "channel": LetterChannel.LETTER,
        "since": uow.today - timedelta(days=30), **changes,
    }  # fmt: skip
    return RegisterNonVoter(**facts)


def register(database, prepared, **changes):
    return within(
        database,
        prepared,
        lambda uow: register_non_voter(uow, asked(uow, **changes), by=prepared.secretary),
    )


def delegate(database, prepared, name="Lou Déléguée", **changes):
    facts = {
        "kind": NonVoterKind.COUNCIL, "name": name, "email": "cse@exemple.test", "represented_by": "",
        "channel": LetterChannel.EMAIL, **changes,
    }  # fmt: skip
    return register(database, prepared, **facts)


def convened(database, prepared, *people):
    letters = dict.fromkeys(people, LETTER)
    return within(
        database,
        prepared,
        lambda uow: convene(uow, Convene(prepared.assembly, letters), by=prepared.secretary),
    )


def called(database, prepared):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return {one.person.to.name: one for one in called_to(uow, prepared.assembly)}


def settle(database, prepared):
    """Put the members in a college of the bylaws, as the attendance sheet wants them."""
    moved = text("UPDATE members SET college = 'team', category = 'team'")
    within(database, prepared, lambda uow: uow.session.connection().execute(moved))


def checks(database, prepared):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        found = convening(uow, prepared.assembly, prepared.secretary).checks
    return {one.key: one for one in found}


def test_trap_53_auditor_and_works_council_are_in_the_mailing(database):
    prepared = a_draft(database)
    auditor, council = register(database, prepared), delegate(database, prepared)
    for people in ((), (auditor,), (council,)):
        with pytest.raises(NonVoterForgotten):
            convened(database, prepared, *people)
    told = convened(database, prepared, auditor, council)
    assert (told.by_email, told.beside) == (3, 2)
    found = called(database, prepared)
    assert found["Cabinet Essai"].called
    assert [str(letter.outcome) for letter in found["Cabinet Essai"].letters] == ["to_print"]
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        jobs = uow.session.connection().execute(
            text("SELECT count(*) FROM jobs WHERE kind = 'send_letter' AND cooperative_id = :home"),
            {"home": prepared.cooperative.id},
        )
        assert jobs.scalar_one() == 0  # the letters of this test are all printed


@pytest.mark.parametrize(
    ("first", "last", "there"), [(0, 0, True), (1, 9, False), (-9, -1, False), (-9, 0, True)]
)
def test_who_serves_on_the_day_of_the_assembly_is_called_first_and_last_day_included(
    database, first, last, there
):
    prepared = a_draft(database, days=60)
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        held = uow.today + timedelta(days=60)
    person = register(database, prepared, since=held + timedelta(days=first))
    until = held + timedelta(days=last)
    within(database, prepared, lambda uow: end_non_voter(uow, person, until, by=prepared.secretary))
    assert ("Cabinet Essai" in called(database, prepared)) is there
    convened(database, prepared, *([person] if there else []))


def test_the_check_list_names_who_is_called_and_asks_when_nobody_is(database):
    prepared = a_draft(database)
    found = checks(database, prepared)
    assert (found["auditor"].state, found["council"].state) == ("advice", "advice")
    register(database, prepared)
    delegate(database, prepared)
    found = checks(database, prepared)
    assert (found["auditor"].state, found["council"].state) == ("ok", "ok")
    assert found["auditor"].source.article == "L. 823-17"
    for name in ("Sacha Deuxième", "Noa Troisième"):
        delegate(database, prepared, name)
    assert checks(database, prepared)["council"].state == "advice"


def test_a_person_needs_a_name_and_the_address_of_their_way(database):
    prepared = a_draft(database)
    for wrong in (
        {"name": " "},
        {"name": "n" * 201},
        {"address": ""},
        {"channel": LetterChannel.EMAIL},
        {"email": "pas une adresse"},
        {"address": "a" * 501},
    ):
        with pytest.raises(FaultyNonVoter):
            register(database, prepared, **wrong)


def test_an_end_is_written_once_and_never_before_the_beginning(database):
    prepared = a_draft(database)
    person = register(database, prepared)

    def end(uow, days=0):
        end_non_voter(uow, person, uow.today + timedelta(days=days), by=prepared.secretary)

    with pytest.raises(NonVoterEnded):
        within(database, prepared, lambda uow: end(uow, -31))
    within(database, prepared, end)
    with pytest.raises(NonVoterEnded):
        within(database, prepared, end)
    with pytest.raises(RegisterIsFinal):
        within(
            database,
            prepared,
            lambda uow: uow.session.connection().execute(text("UPDATE non_voters SET until = NULL")),
        )


def test_one_registered_later_or_whose_mail_was_refused_is_called_again_until_the_session(database):
    prepared = a_draft(database)
    convened(database, prepared)
    person = delegate(database, prepared)
    mail = replace(LETTER, channel=LetterChannel.EMAIL)

    def call(uow):
        return call_non_voter(uow, CallNonVoter(prepared.assembly, person, mail), by=prepared.secretary)

    letter = within(database, prepared, call)
    with pytest.raises(NonVoterCalled):
        within(database, prepared, call)
    refused = "UPDATE letters SET outcome = 'refused', concluded_on = current_date WHERE id = :letter"
    within(
        database, prepared, lambda uow: uow.session.connection().execute(text(refused), {"letter": letter})
    )
    within(database, prepared, call)
    within(
        database,
        prepared,
        lambda uow: open_session(uow, prepared.assembly, by=prepared.secretary, knowing=True),
    )
    with pytest.raises(WrongStage):
        within(database, prepared, call)


def test_the_attendance_sheet_and_the_minutes_name_them_without_a_vote(database):
    prepared = a_draft(database)
    settle(database, prepared)
    auditor, council = register(database, prepared), delegate(database, prepared)
    convened(database, prepared, auditor, council)
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        row = assembly(uow, prepared.assembly)
        sheet, minutes = attendance_facts(uow, row), gathered(uow, row).facts
    assert [(one.name, one.quality) for one in sheet.beside] == [
        ("Cabinet Essai (Dominique Compte)", "commissaire aux comptes"),
        ("Lou Déléguée", "représentant du comité social et économique"),
    ]
    assert len(sheet.lines) == 3
    assert [line.split(", ")[0] for line in minutes.convening.beside] == [
        "Cabinet Essai (Dominique Compte)", "Lou Déléguée",
    ]  # fmt: skip


def test_only_the_secretary_registers_and_members_read_nothing(database):
    prepared = a_draft(database)
    other = within(
        database,
        prepared,
        lambda uow: an_actor(prepared.cooperative, add_account(uow, "Autre"), Role.TELLER),
    )
    with pytest.raises(WrongHat):
        within(database, prepared, lambda uow: register_non_voter(uow, asked(uow), by=other))
    with pytest.raises(WrongHat):
        within(database, prepared, lambda uow: non_voters(uow, other))


def test_nothing_leaves_when_the_assembly_is_not_ready(database):
    prepared = a_draft(database, members=0)
    person = register(database, prepared)
    with pytest.raises(NotReady):
        convened(database, prepared, person)
    assert not called(database, prepared)["Cabinet Essai"].letters
