"""Who has two votes, represents several structures or holds a role: seen before anybody counts."""

from datetime import timedelta

import pytest

from governance.actors import Role
from governance.assembly.convening import checklist
from governance.queries.connected import connected_members, connected_persons
from governance.queries.mandates import ending_mandates, mandates_shown, my_mandate
from governance.queries.session import session_view
from governance.register.mandates import Link
from governance.store import preparation
from governance.store.accounts import AccountRow, RoleGrantRow
from governance.store.activities import ActivityRow, ExitRow, HostedRow
from governance.usecases.deputies import CallDeputy, call_deputy
from governance.usecases.mandates import EndMandate, end_mandate
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.mandating import a_structure, add_mandate, day, speak
from tests.meetings import add_assembly


@pytest.fixture
def home(database):
    return a_cooperative(database)


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def told(uow):
    return [(one.link, one.person, one.what, names) for one, names in connected_persons(uow)]


def test_a_member_who_speaks_for_a_structure_has_two_votes_wherever_one_looks(database, home):
    def act(uow):
        person = add_member(uow, 1, "Durand", first_name="Alix", college="team")
        uow.session.flush()
        structure = a_structure(uow, 2)
        add_mandate(uow, home.secretary, structure.id, holder="Alix Durand", person="1")
        assembly = add_assembly(uow, home.bylaws, stage="draft")
        uow.session.flush()
        found = connected_members(uow, [person.id], uow.today)
        view = session_view(uow, assembly, home.secretary, "durand")
        row = preparation.assembly(uow, assembly)
        rules = preparation.rules_of(uow, row)
        checks = checklist(preparation.preparation(uow, row, rules, None))
        return person.id, structure.id, found, view, checks, told(uow)

    person, structure, found, view, checks, listed = write(database, home, act)
    assert set(found) == {person, structure}
    assert found[person][0].link is Link.MEMBER
    assert [one.what for one in view.two_votes[person]] == ["Les Fours réunis"]
    facts = [dict(check.facts) for check in checks if check.key == "two_votes"]
    assert facts == [{"person": "Alix Durand", "name": "Les Fours réunis"}]
    assert listed == [(Link.MEMBER, "Alix Durand", "Les Fours réunis", ())]


def test_a_deputy_or_a_mandate_that_is_over_gives_no_second_vote(database, home):
    def act(uow):
        add_member(uow, 1, "Durand", college="team")
        uow.session.flush()
        structure = a_structure(uow, 2)
        add_mandate(uow, home.secretary, structure.id, person="1", holder="Durand", rank="deputy")
        add_mandate(uow, home.secretary, structure.id, person="1", holder="Durand", until=day(uow, -1))
        return told(uow)

    assert write(database, home, act) == []


def test_one_account_that_is_a_member_and_accepts_a_mandate_is_seen_without_a_number(database, home):
    def act(uow):
        person = add_member(uow, 1, "Durand", first_name="Alix", college="team")
        structure = a_structure(uow, 2)
        mandate = add_mandate(uow, home.secretary, structure.id, holder="Alix D.")
        speaker = speak(uow, home, mandate, "Alix D.")
        link(uow, uow.session.get(AccountRow, speaker.account), person)
        uow.session.flush()
        return told(uow)

    assert write(database, home, act) == [(Link.MEMBER, "Alix Durand", "Les Fours réunis", ())]


def test_a_founder_who_stayed_a_member_is_pointed_out(database, home):
    def act(uow):
        person = add_member(uow, 1, "Durand", first_name="Alix", college="team")
        structure = a_structure(uow, 2)
        left = uow.today - timedelta(days=30)
        activity = ActivityRow(
            cooperative_id=uow.tenant,
            name="Pains",
            sort_key="pains",
            started_on=left - timedelta(days=900),
            ended_on=left,
        )
        uow.session.add(activity)
        uow.session.flush()
        uow.session.add(
            HostedRow(
                cooperative_id=uow.tenant,
                activity_id=activity.id,
                name="Alix Durand",
                member_id=person.id,
                contract_from=activity.started_on,
                contract_until=left,
            )
        )
        uow.session.add(
            ExitRow(
                cooperative_id=uow.tenant,
                activity_id=activity.id,
                reason="founds",
                left_on=left,
                structure=structure.name,
                structure_id=structure.id,
                started_at=uow.now,
                started_by=home.secretary.account,
            )
        )
        uow.session.flush()
        return told(uow)

    assert write(database, home, act) == [(Link.FOUNDER, "Alix Durand", "Les Fours réunis", ())]


def test_who_represents_several_structures_is_named_once_with_all_of_them(database, home):
    def act(uow):
        for number, name in ((1, "Alpha"), (2, "Bravo"), (3, "Charlie")):
            changes = {"holder": "Autre Personne"} if name == "Charlie" else {}
            add_mandate(uow, home.secretary, a_structure(uow, number, name).id, **changes)
        return told(uow)

    assert write(database, home, act) == [(Link.SEVERAL, "Nour Essai", "", ("Alpha", "Bravo"))]


def test_a_representative_who_holds_a_role_is_named_with_it(database, home):
    def act(uow):
        mandate = add_mandate(uow, home.secretary, a_structure(uow, 2).id)
        speaker = speak(uow, home, mandate)
        uow.session.add(
            RoleGrantRow(
                cooperative_id=uow.tenant,
                account_id=speaker.account,
                role=Role.CHAIR.value,
                starts_on=uow.today,
            )
        )
        uow.session.flush()
        return told(uow)

    assert write(database, home, act) == [
        (Link.ROLE, "Nour Essai", "Les Fours réunis", ("président de séance",))
    ]


def test_the_check_list_names_the_structures_nobody_will_speak_for(database, home):
    def act(uow):
        for number, name, until in ((1, "Alpha", -1), (2, "Bravo", 0), (3, "Charlie", 1)):
            add_mandate(uow, home.secretary, a_structure(uow, number, name).id, until=day(uow, until))
        a_structure(uow, 4, "Delta", representative="Dina")  # never had a mandate: its record says who
        later = a_structure(uow, 5, "Echo")  # admitted before the assembly, and its record names nobody
        later.admitted_on = uow.today
        far = a_structure(uow, 6, "Foxtrot")
        far.admitted_on = uow.today + timedelta(days=4000)
        uow.session.flush()
        assembly = add_assembly(uow, home.bylaws, stage="draft")
        row = preparation.assembly(uow, assembly)
        checks = checklist(preparation.preparation(uow, row, preparation.rules_of(uow, row), None))
        told = [check.facts["name"] for check in checks if check.key == "unrepresented"]
        return told, [check.facts["count"] for check in checks if check.key == "without_mandate"]

    assert write(database, home, act) == (["Alpha", "Echo"], [1])


def test_the_deputy_called_acts_even_once_the_mandate_of_the_holder_has_ended(database, home):
    def act(uow):
        structure = a_structure(uow, 1, "Alpha").id
        holder = add_mandate(uow, home.secretary, structure)
        deputy = add_mandate(uow, home.secretary, structure, rank="deputy", holder="Ali Premier")
        assembly = add_assembly(uow, home.bylaws, stage="draft")

        def named():
            uow.session.flush()
            row = preparation.assembly(uow, assembly)
            facts = preparation.preparation(uow, row, preparation.rules_of(uow, row), None)
            shown = mandates_shown(uow, structure, home.secretary)
            return [name for name, _ in facts.unrepresented], [one.deputy for one in shown.called]

        call_deputy(uow, CallDeputy(assembly, deputy, "Empêché"), by=home.secretary)
        found = [named()]
        for mandate in (holder, deputy):
            ends = {"last_day": day(uow, -1), "reason": "Départ"}
            end_mandate(uow, EndMandate(mandate, ends), by=home.secretary)
            found.append(named())
        return found

    acts = ([], ["Ali Premier"])
    assert write(database, home, act) == [acts, acts, (["Alpha"], [])]


def test_who_acts_for_a_structure_reads_their_mandate_and_nobody_else_has_one(database, home):
    def act(uow):
        structure = a_structure(uow, 2)
        mandates = [
            add_mandate(uow, home.secretary, structure.id, until=day(uow, 60)),
            add_mandate(uow, home.secretary, structure.id, rank="deputy", holder="Ali Premier"),
        ]
        holder, deputy = (speak(uow, home, each, f"Compte {at}") for at, each in enumerate(mandates))
        person = add_member(uow, 3, "Durand", college="team")
        other = as_member(home, add_account(uow), person)
        return my_mandate(uow, holder), my_mandate(uow, deputy), my_mandate(uow, other)

    holder, deputy, other = write(database, home, act)
    assert (holder.mandate.rank, holder.state, holder.deputies) == (0, "ending", ("Ali Premier",))
    assert (deputy.mandate.rank, deputy.holder) == (1, "Nour Essai")
    assert other is None


def test_the_office_is_told_what_ends_and_what_has_ended(database, home):
    def act(uow):
        made = [
            add_mandate(uow, home.secretary, a_structure(uow, at, name).id, until=day(uow, left))
            for at, (name, left) in enumerate((("Alpha", 60), ("Bravo", 61), ("Charlie", 200)), start=1)
        ]
        values = {"last_day": day(uow, -1), "reason": "Départ"}
        end_mandate(uow, EndMandate(made[2], values), by=home.secretary)
        return ending_mandates(uow)

    found = write(database, home, act)
    assert (found.ending, found.ended) == (1, 1)
    assert [name for _, name, _ in found.first] == ["Charlie", "Alpha"]
