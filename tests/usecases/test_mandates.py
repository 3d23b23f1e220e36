"""Mandates in the register: one holder at a time, an end written once, access that follows."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import Role, WrongHat
from governance.assembly.papers_required import PaperEmpty, ProofRefused
from governance.assembly.refusals import RegisterIsFinal
from governance.errors import NotFound
from governance.queries.mandates import Filter, mandates_page, mandates_shown, proof_content
from governance.register.mandate_reading import (
    ActsAlone,
    FaultyMandate,
    HolderInForce,
    MandateEnded,
    NoSuchMandate,
)
from governance.register.mandates import MandateState
from governance.register.refusals import NoSuchMember
from governance.store.accounts import CapacityRow
from governance.store.hats import hats_here
from governance.store.mandates import MandateRow
from governance.store.members import MemberRow
from governance.store.representing import has_mandates
from governance.usecases.mandates import (
    EndMandate,
    KeepProof,
    RecordMandate,
    ReplaceMandate,
    end_mandate,
    keep_proof,
    record_mandate,
    replace_mandate,
    withdraw_mandate,
)
from tests.builders import a_cooperative, add_account, add_member, an_actor, link
from tests.mandating import a_structure, add_mandate, day, speak, typed

PDF = b"%PDF-1.7 decision"


@pytest.fixture
def home(database):
    return a_cooperative(database)


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


@pytest.fixture
def company(database, home):
    return write(database, home, lambda uow: a_structure(uow).id)


def mandate(database, home, company, **changes):
    return write(database, home, lambda uow: add_mandate(uow, home.secretary, company, **changes))


def test_a_second_holder_on_a_shared_day_is_refused_and_the_day_after_is_not(database, home, company):
    mandate(database, home, company)
    with pytest.raises(HolderInForce):
        write(
            database,
            home,
            lambda uow: add_mandate(uow, home.secretary, company, since=day(uow, 355), until=""),
        )
    write(
        database, home, lambda uow: add_mandate(uow, home.secretary, company, since=day(uow, 356), until="")
    )


def test_two_holders_recorded_at_once_leave_one(database, home, company):
    refused = []

    def record():
        try:
            mandate(database, home, company)
        except HolderInForce:
            refused.append(1)

    threads = [Thread(target=record) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3


def test_the_base_refuses_a_second_holder_even_when_the_code_forgets(database, home, company):
    mandate(database, home, company)

    def intrude(uow):
        row = uow.session.get(MandateRow, uow.session.execute(text("SELECT id FROM mandates")).scalar_one())
        facts = row.model_dump(exclude={"id"})
        uow.session.add(MandateRow(**facts))

    with pytest.raises(HolderInForce):
        write(database, home, intrude)


def test_deputies_take_the_next_place_in_the_order(database, home, company):
    mandate(database, home, company)
    for name in ("Ali Premier", "Bea Seconde"):
        mandate(database, home, company, rank="deputy", holder=name)
    shown = write(database, home, lambda uow: mandates_shown(uow, company, home.secretary))
    assert [(m.mandate.holder, m.mandate.rank) for m in shown.mandates] == [
        ("Nour Essai", 0),
        ("Ali Premier", 1),
        ("Bea Seconde", 2),
    ]


def test_who_follows_begins_the_day_after_the_former_ends(database, home, company):
    first = mandate(database, home, company)

    def follow(uow):
        values = typed(uow, holder="Lou Suivante", since=day(uow, 5), until="")
        return replace_mandate(uow, ReplaceMandate(first, values), by=home.secretary)

    second = write(database, home, follow)
    with database.read() as uow:
        uow.enter(home.id)
        former, following = uow.session.get(MandateRow, first), uow.session.get(MandateRow, second)
        assert following.since - former.ended_on == timedelta(days=1)
        assert (former.end_reason, following.rank) == ("replaced", 0)
        kinds = uow.session.execute(text("SELECT type FROM acts WHERE type LIKE 'mandate.%' ORDER BY seq"))
        assert kinds.scalars().all() == ["mandate.begin", "mandate.end", "mandate.begin"]


def test_a_successor_after_the_term_leaves_the_former_as_it_was(database, home, company):
    first = mandate(database, home, company)
    write(
        database,
        home,
        lambda uow: replace_mandate(
            uow, ReplaceMandate(first, typed(uow, since=day(uow, 356), until="")), by=home.secretary
        ),
    )
    with database.read() as uow:
        uow.enter(home.id)
        assert uow.session.get(MandateRow, first).ended_on is None


def test_a_successor_cannot_begin_before_who_it_follows(database, home, company):
    first = mandate(database, home, company)
    with pytest.raises(FaultyMandate):
        write(
            database,
            home,
            lambda uow: replace_mandate(
                uow, ReplaceMandate(first, typed(uow, since=day(uow, -11))), by=home.secretary
            ),
        )


def test_an_end_is_written_once_and_never_rewritten(database, home, company):
    first = mandate(database, home, company)

    def finish(uow, days=0):
        command = EndMandate(first, {"last_day": day(uow, days), "reason": "Démission"})
        return end_mandate(uow, command, by=home.secretary)

    assert write(database, home, finish) == company
    with pytest.raises(MandateEnded):
        write(database, home, lambda uow: finish(uow, 3))
    with pytest.raises(RegisterIsFinal):
        write(
            database,
            home,
            lambda uow: uow.session.execute(text("UPDATE mandates SET ended_on = ended_on - 1")),
        )
    with pytest.raises(DBAPIError, match="permission denied"):
        write(database, home, lambda uow: uow.session.execute(text("UPDATE mandates SET holder = 'x'")))
    with pytest.raises(DBAPIError, match="permission denied"):
        write(database, home, lambda uow: uow.session.execute(text("DELETE FROM mandates")))


def test_the_first_holder_ends_the_accesses_no_mandate_gives_save_the_one_chosen(database, home, company):
    def joined(uow):
        accounts = [add_account(uow, "Kim Reliée"), add_account(uow, "Max Ancien")]
        for account in accounts:
            uow.session.add(
                CapacityRow(
                    cooperative_id=uow.tenant,
                    account_id=account.id,
                    member_id=company,
                    represents=True,
                    starts_on=uow.today - timedelta(days=40),
                )
            )
        return [account.id for account in accounts]

    kept, lost = write(database, home, joined)
    shown = write(database, home, lambda uow: mandates_shown(uow, company, home.secretary))
    assert [name for _, name in shown.unmandated] == ["Kim Reliée", "Max Ancien"]
    write(
        database,
        home,
        lambda uow: record_mandate(uow, RecordMandate(company, typed(uow), kept), by=home.secretary),
    )
    with database.read() as uow:
        uow.enter(home.id)
        assert [hat.member for hat in hats_here(uow, kept)] == [company]
        assert hats_here(uow, lost) == ()
    shown = write(database, home, lambda uow: mandates_shown(uow, company, home.secretary))
    assert (shown.unmandated, shown.holder.accounts) == ((), ("Kim Reliée",))


def test_the_access_given_by_a_mandate_ends_the_same_day_as_it(database, home, company):
    def joined(uow):
        account = add_account(uow)
        link(uow, account, uow.session.get(MemberRow, company))
        return account.id

    account = write(database, home, joined)
    first = write(
        database,
        home,
        lambda uow: record_mandate(uow, RecordMandate(company, typed(uow), account), by=home.secretary),
    )
    for days, hats in ((0, 1), (-1, 0)):
        with database.write() as uow:
            uow.enter(home.id)
            command = EndMandate(first, {"last_day": day(uow, days), "reason": "Révocation"})
            end_mandate(uow, command, by=home.secretary)
            assert len(hats_here(uow, account)) == hats
            uow.session.rollback()


def test_proofs_are_kept_with_their_hash_and_read_by_their_content(database, home, company):
    first = mandate(database, home, company)
    proof = write(
        database, home, lambda uow: keep_proof(uow, KeepProof(first, "pv.txt", PDF), by=home.secretary)
    )
    with database.read() as uow:
        uow.enter(home.id)
        kept = proof_content(uow, company, proof, home.secretary)
        assert (kept.filename, kept.media_type, kept.content) == ("pv.pdf", "application/pdf", PDF)
        assert kept.sha256 == "e5f419877d7b32a2fdc7ca8c9ffa6d7c1b6fde7142da35bdbc6ed96583a7a218"
        with pytest.raises(NotFound):
            proof_content(uow, first, proof, home.secretary)
    for content, error in (
        (b"", PaperEmpty),
        (b"PK\x03\x04 bureau", ProofRefused),
        (b"<html>", ProofRefused),
    ):
        with pytest.raises(error):
            write(
                database,
                home,
                lambda uow, c=content: keep_proof(uow, KeepProof(first, "pv.pdf", c), by=home.secretary),
            )


def test_the_list_tells_each_structure_by_the_state_of_its_holder(database, home):
    def fill(uow):
        names = ("Alpha", "Bravo", "Charlie", "Delta", "Echo")
        rows = {name: a_structure(uow, at, name).id for at, name in enumerate(names, start=1)}
        add_mandate(uow, home.secretary, rows["Alpha"])
        add_mandate(uow, home.secretary, rows["Alpha"], rank="deputy", holder="Sol Suppléante")
        add_mandate(uow, home.secretary, rows["Bravo"], until=day(uow, 60))
        add_mandate(uow, home.secretary, rows["Charlie"], until=day(uow, -1))
        add_mandate(uow, home.secretary, rows["Delta"], since=day(uow, 1))

    write(database, home, fill)
    with database.read() as uow:
        uow.enter(home.id)
        listed = mandates_page(uow, home.secretary)
        assert [(s.name, s.state) for s in listed.structures] == [
            ("Alpha", MandateState.IN_FORCE),
            ("Bravo", MandateState.ENDING),
            ("Charlie", MandateState.ENDED),
            ("Delta", MandateState.COMING),
            ("Echo", None),
        ]
        assert listed.structures[0].deputies == 1
        assert listed.counts == {
            Filter.ALL: 5,
            Filter.IN_FORCE: 1,
            Filter.ENDING: 1,
            Filter.ENDED: 1,
            Filter.NONE: 1,
        }
        only = mandates_page(uow, home.secretary, Filter.ENDED)
        assert [s.name for s in only.structures] == ["Charlie"]
        after = mandates_page(uow, home.secretary, after=listed.structures[2].member)
        assert [s.name for s in after.structures] == ["Delta", "Echo"]


def test_what_does_not_exist_or_needs_no_representative_is_refused(database, home, company):
    person = write(database, home, lambda uow: add_member(uow, 7, "Durand").id)
    for member, error in ((person, ActsAlone), (home.id, NoSuchMember)):
        with pytest.raises(error):
            mandate(database, home, member)
    with pytest.raises(NoSuchMandate):
        write(
            database,
            home,
            lambda uow: end_mandate(uow, EndMandate(company, {}), by=home.secretary),
        )
    with pytest.raises(FaultyMandate):
        mandate(database, home, company, person="999")
    for stranger in ("Paul Durand", "Alix Belkacem", "Nour"):
        with pytest.raises(FaultyMandate) as refused:
            mandate(database, home, company, person="7", holder=stranger)
        assert [(each.field, each.facts["known"]) for each in refused.value.faults] == [
            ("person", "Alix Durand")
        ]
    mandate(database, home, company, person="7", holder="Mme DURAND Alix")
    shown = write(database, home, lambda uow: mandates_shown(uow, company, home.secretary))
    assert shown.holder.person == (person, "Alix Durand")


def test_a_mandate_written_by_mistake_is_withdrawn_and_held_on_no_day(database, home, company):
    wrong = mandate(database, home, company, holder="Erreur Commise")
    speaker = write(database, home, lambda uow: speak(uow, home, wrong))

    def withdraw(uow):
        return withdraw_mandate(uow, wrong, by=home.secretary)

    assert write(database, home, withdraw) == company
    with pytest.raises(NoSuchMandate):
        write(database, home, withdraw)
    with database.read() as uow:
        uow.enter(home.id)
        shown = mandates_shown(uow, company, home.secretary)
        assert (shown.holder, shown.known, [m.reason for m in shown.mandates]) == (None, (), ["withdrawn"])
        assert hats_here(uow, speaker.account) == ()
        assert mandates_page(uow, home.secretary).counts[Filter.NONE] == 1
        assert not has_mandates(uow.session, company)
    mandate(database, home, company, holder="Nour Essai")  # on the same days
    with pytest.raises(RegisterIsFinal), database.write() as uow:
        uow.enter(home.id)
        uow.session.connection().execute(
            text("UPDATE mandates SET ended_on = since WHERE id = :id"), {"id": wrong}
        )


def test_a_mandate_already_ended_is_withdrawn_too(database, home, company):
    wrong = mandate(database, home, company)

    def end(uow):
        end_mandate(uow, EndMandate(wrong, {"last_day": day(uow), "reason": "Départ"}), by=home.secretary)

    write(database, home, end)
    write(database, home, lambda uow: withdraw_mandate(uow, wrong, by=home.secretary))
    with database.read() as uow:
        uow.enter(home.id)
        assert mandates_shown(uow, company, home.secretary).known == ()


def test_a_structure_admitted_for_a_later_day_is_listed_without_a_mandate(database, home, company):
    def later(uow):
        uow.session.get(MemberRow, company).admitted_on = uow.today + timedelta(days=20)

    write(database, home, later)
    listed = write(database, home, lambda uow: mandates_page(uow, home.secretary, Filter.NONE))
    assert [one.member for one in listed.structures] == [company]
    assert listed.counts[Filter.NONE] == 1


def test_only_the_secretary_writes_and_no_member_reads(database, home, company):
    def act(uow):
        account = add_account(uow)
        for role in (Role.AUDITOR, Role.CHAIR, Role.MEMBER):
            with pytest.raises(WrongHat):
                add_mandate(uow, an_actor(home, account, role), company)
        with pytest.raises(WrongHat):
            mandates_page(uow, an_actor(home, account, Role.MEMBER))
        assert mandates_page(uow, an_actor(home, account, Role.AUDITOR)).counts[Filter.NONE] == 1

    write(database, home, act)
