"""Bylaws written, put to an assembly, voted, put in force; and all that is refused on the way."""

from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import text
from sqlmodel import select

from governance.actors import Role, WrongHat
from governance.assembly.agenda import Template
from governance.assembly.convening import MissingField
from governance.bylaws.document import FaultyBylaws, bylaws_document
from governance.bylaws.models import load_model
from governance.bylaws.refusals import DraftFinished, DraftFrozen, NoSuchDraft, ResolutionOutdated
from governance.errors import NotFound
from governance.queries.verification import verification
from governance.store.assemblies import ResolutionRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.journal import ActRow, digest
from governance.store.polls import PollRow
from governance.usecases.agenda import ChangeItem, ItemFields, RemoveItem, change_item, remove_item
from governance.usecases.assemblies import CreateAssembly, create_assembly
from governance.usecases.bylaws import (
    AdoptBylaws,
    BylawsBreakTheLaw,
    BylawsRejected,
    DraftChangedSinceVote,
    InForceBeforeMeeting,
    NotVotedYet,
    PutInForce,
    adopt_bylaws,
    put_in_force,
)
from governance.usecases.bylaws_drafts import (
    DraftMoved,
    NothingChanges,
    OnlyExtraordinary,
    PutToVote,
    SaveChapter,
    StartDraft,
    abandon_draft,
    put_to_vote,
    save_chapter,
    start_draft,
)
from governance.usecases.polls import AnnulPoll, annul_poll
from tests.builders import a_cooperative
from tests.drafting import (
    Drafted,
    a_drafted_change,
    an_officer,
    convene_all,
    notice_part,
    put,
    the_draft,
    vote,
    within,
)
from tests.preparing import fields

OTHERS = sorted(set(Role) - {Role.SECRETARY, Role.ADMINISTRATOR})


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def drafted(database):
    return a_drafted_change(database)


def start(database, home, command=None, by=None):
    command = command or StartDraft("Réforme")
    return within(database, home, lambda uow: start_draft(uow, command, by=by or home.secretary))


def save(database, drafted, part, *, revision=2, chapter="notice", by=None):
    command = SaveChapter(drafted.draft, revision, chapter, part)
    return within(database, drafted, lambda uow: save_chapter(uow, command, by=by or drafted.secretary))


def enforce(database, drafted, *, days=0, by=None):
    def act(uow):
        command = PutInForce(drafted.draft, uow.today + timedelta(days=days))
        return put_in_force(uow, command, by=by or drafted.secretary)

    return within(database, drafted, act)


def row_of(database, drafted):
    return within(database, drafted, lambda uow: the_draft(uow, drafted))


def test_a_draft_starts_from_the_version_in_force_a_model_or_another_draft(database, home):
    mine = start(database, home)
    bloc = start(database, home, StartDraft("En bloc", model="three_colleges_bloc"))
    again = start(database, home, StartDraft("Encore", draft=bloc))
    documents = [
        row_of(database, Drafted(home, draft, home.id, ())).document for draft in (mine, bloc, again)
    ]
    assert documents[0] == bylaws_document(load_model("five_colleges_proportional"))
    assert documents[1] == documents[2] == bylaws_document(load_model("three_colleges_bloc"))


def test_a_draft_needs_a_name_and_a_model_that_exists(database, home):
    with pytest.raises(MissingField):
        start(database, home, StartDraft(" \x00 "))
    with pytest.raises(NotFound):
        start(database, home, StartDraft("Réforme", model="../secret"))
    with pytest.raises(NoSuchDraft):
        start(database, home, StartDraft("Réforme", draft=home.id))


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_secretary_and_the_administrator_write_drafts(database, drafted, role):
    somebody = an_officer(database, drafted.cooperative, role)
    with pytest.raises(WrongHat):
        start(database, drafted.cooperative, by=somebody)
    with pytest.raises(WrongHat):
        save(database, drafted, notice_part(), by=somebody)
    with pytest.raises(WrongHat):
        within(database, drafted, lambda uow: abandon_draft(uow, drafted.draft, by=somebody))
    with pytest.raises(WrongHat):
        enforce(database, drafted, by=somebody)


def test_a_draft_of_another_cooperative_is_not_found(database, drafted, home):
    with pytest.raises(NoSuchDraft):
        save(database, Drafted(home, drafted.draft, home.id, ()), notice_part())


def test_what_cannot_be_read_is_kept_as_typed_and_never_put_to_the_vote(database, drafted):
    assert save(database, drafted, notice_part("quinze")) == 3
    assert row_of(database, drafted).document["notice"]["first_days"] == "quinze"
    with pytest.raises(FaultyBylaws):
        put(database, drafted)


def test_two_tabs_do_not_overwrite_each_other(database, drafted):
    assert save(database, drafted, notice_part(30)) == 3
    with pytest.raises(DraftMoved):
        save(database, drafted, notice_part(45))
    assert row_of(database, drafted).document["notice"]["first_days"] == 30


def test_a_chapter_only_holds_its_own_fields(database, drafted):
    with pytest.raises(NotFound):
        save(database, drafted, {"quorum": {}})
    with pytest.raises(NotFound):
        save(database, drafted, {}, chapter="nowhere")


def test_the_resolution_tells_the_change_and_the_print_of_the_version_to_be(database, drafted):
    put(database, drafted)
    row = row_of(database, drafted)
    resolution = within(database, drafted, lambda uow: uow.session.get_one(ResolutionRow, row.resolution_id))
    assert "21 jours" in resolution.text
    assert row.put_sha256 == digest(row.document)
    assert row.put_sha256 in resolution.text
    assert resolution.number == 1


def test_an_unlawful_or_empty_change_is_not_put_to_the_vote(database, drafted):
    save(database, drafted, notice_part(2))
    with pytest.raises(BylawsBreakTheLaw):
        put(database, drafted)
    days = load_model("five_colleges_proportional").notice.first_days
    save(database, drafted, notice_part(days), revision=3)
    with pytest.raises(NothingChanges):
        put(database, drafted)


def test_bylaws_are_put_to_an_extraordinary_assembly_from_its_day_on(database, drafted):
    def ordinary(uow):
        command = CreateAssembly(Template.ORDINARY, fields(uow))
        return create_assembly(uow, command, by=drafted.secretary)

    assembly = within(database, drafted, ordinary)
    with pytest.raises(OnlyExtraordinary):
        put(database, Drafted(drafted.cooperative, drafted.draft, assembly, ()))
    early = within(database, drafted, lambda uow: uow.today + timedelta(days=59))
    with pytest.raises(InForceBeforeMeeting):
        put(database, drafted, effect_on=early)
    put(database, drafted, effect_on=early + timedelta(days=1))


def test_the_secretary_alone_writes_the_agenda(database, drafted):
    chief = an_officer(database, drafted.cooperative, Role.ADMINISTRATOR)

    def act(uow):
        command = PutToVote(drafted.draft, drafted.assembly, uow.today + timedelta(days=90))
        put_to_vote(uow, command, by=chief)

    with pytest.raises(WrongHat):
        within(database, drafted, act)


def test_members_are_not_convened_on_an_outdated_resolution(database, drafted):
    put(database, drafted)
    save(database, drafted, notice_part(30))
    with pytest.raises(ResolutionOutdated):
        convene_all(database, drafted)
    put(database, drafted)
    convene_all(database, drafted)
    texts = within(database, drafted, lambda uow: uow.session.connection().execute(
        text("SELECT text FROM resolutions")).scalars().all())  # fmt: skip
    assert len(texts) == 1
    assert "30 jours" in texts[0]


def test_a_draft_taken_off_the_agenda_may_be_written_and_put_again(database, drafted):
    put(database, drafted)
    item = row_of(database, drafted).resolution_id
    within(
        database, drafted,
        lambda uow: remove_item(uow, RemoveItem(drafted.assembly, item), by=drafted.secretary),
    )  # fmt: skip
    assert row_of(database, drafted).resolution_id is None
    put(database, drafted)
    assert row_of(database, drafted).resolution_id not in (None, item)


def test_the_notice_freezes_the_draft_even_for_the_database(database, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    with pytest.raises(DraftFrozen):
        save(database, drafted, notice_part(30))
    with pytest.raises(DraftFrozen):
        put(database, drafted)
    with pytest.raises(DraftFrozen):
        within(database, drafted, lambda uow: abandon_draft(uow, drafted.draft, by=drafted.secretary))
    with pytest.raises(DraftFrozen), database.write() as uow:
        uow.enter(drafted.cooperative.id)
        uow.session.connection().execute(text("UPDATE bylaws_drafts SET document = '{}'"))


def test_an_adopted_draft_becomes_the_version_that_was_voted(database, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    poll = vote(database, drafted, "for")
    version = enforce(database, drafted, days=3)
    row = row_of(database, drafted)
    kept = within(database, drafted, lambda uow: uow.session.get_one(BylawsVersionRow, version))
    assert (row.state, row.version_id, kept.number, kept.reason) == ("adopted", version, 2, "")
    assert kept.sha256 == row.put_sha256
    assert (kept.in_force_from - kept.adopted_on).days == 3
    act = within(database, drafted, lambda uow: uow.session.connection().execute(
        text("SELECT line FROM acts WHERE type = 'bylaws.adopt'")).scalar_one())  # fmt: skip
    assert str(poll) in act
    with pytest.raises(DraftFinished):
        enforce(database, drafted)


def test_a_poll_closed_before_the_rules_changed_still_counts_with_its_own(database, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    poll = vote(database, drafted, "for")
    old = within(database, drafted, lambda uow: uow.session.get_one(PollRow, poll).bylaws_version_id)
    enforce(database, drafted)
    assert old == drafted.cooperative.bylaws
    assert within(database, drafted, lambda uow: uow.session.get_one(PollRow, poll).bylaws_version_id) == old
    assert within(database, drafted, lambda uow: verification(uow, poll)).differences == ()


def test_a_rejected_draft_does_not_become_a_version_but_may_be_started_from(database, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    vote(database, drafted, "against")
    with pytest.raises(BylawsRejected):
        enforce(database, drafted)
    start(database, drafted.cooperative, StartDraft("Reprise", draft=drafted.draft))
    within(database, drafted, lambda uow: abandon_draft(uow, drafted.draft, by=drafted.secretary))
    assert row_of(database, drafted).state == "abandoned"


def test_nothing_is_in_force_before_the_vote_the_close_and_the_day(database, drafted):
    with pytest.raises(NotVotedYet):
        enforce(database, drafted)
    put(database, drafted)
    convene_all(database, drafted)
    with pytest.raises(NotVotedYet):
        enforce(database, drafted)
    poll = vote(database, drafted, "for", close=False)
    with pytest.raises(NotVotedYet):
        enforce(database, drafted)
    command = AnnulPoll(poll, "Erreur de salle")
    within(database, drafted, lambda uow: annul_poll(uow, command, by=drafted.secretary))
    with pytest.raises(NotVotedYet):
        enforce(database, drafted)


def test_the_version_never_begins_before_its_assembly(database, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    vote(database, drafted, "for")
    with pytest.raises(InForceBeforeMeeting):
        enforce(database, drafted, days=-1)
    enforce(database, drafted)


def test_a_draft_rewritten_behind_the_service_is_not_put_in_force(database, addresses, drafted):
    put(database, drafted)
    convene_all(database, drafted)
    vote(database, drafted, "for")
    with psycopg.connect(addresses.superuser) as superuser:
        superuser.execute("ALTER TABLE bylaws_drafts DISABLE TRIGGER frozen_once_convened")
        superuser.execute(
            "UPDATE bylaws_drafts SET document = jsonb_set(document, '{notice,first_days}', '99')"
            " WHERE id = %s",
            (drafted.draft,),
        )
        superuser.execute("ALTER TABLE bylaws_drafts ENABLE TRIGGER frozen_once_convened")
    with pytest.raises(DraftChangedSinceVote):
        enforce(database, drafted)


def test_the_administrator_records_a_draft_without_a_vote_and_says_why(database, drafted):
    chief = an_officer(database, drafted.cooperative, Role.ADMINISTRATOR)

    def act(uow):
        document = the_draft(uow, drafted).document
        command = AdoptBylaws(document, uow.today, uow.today, "Erreur de saisie de l’article 19")
        return adopt_bylaws(uow, command, by=chief, draft=drafted.draft)

    version = within(database, drafted, act)
    assert row_of(database, drafted).version_id == version


def test_an_editable_resolution_keeps_its_draft(database, drafted):
    put(database, drafted)
    item = row_of(database, drafted).resolution_id
    command = ChangeItem(drafted.assembly, item, ItemFields("Nos statuts", "Texte relu par le conseil."))
    within(database, drafted, lambda uow: change_item(uow, command, by=drafted.secretary))
    convene_all(database, drafted)
    assert row_of(database, drafted).resolution_id == item


def test_the_log_says_start_put_and_adoption_and_no_keystroke(database, drafted):
    put(database, drafted)
    asked = select(ActRow.type).where(ActRow.cooperative_id == drafted.cooperative.id)
    kinds = within(database, drafted, lambda uow: list(uow.session.exec(asked)))
    assert kinds.count("bylaws.draft") == kinds.count("bylaws.put") == 1
    assert {kind for kind in kinds if kind.startswith("bylaws.")} == {"bylaws.draft", "bylaws.put"}
