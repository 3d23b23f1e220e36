"""What PostgreSQL shows of a group, and to whom, even to statements nobody wrote a query for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.assembly.shared_refusals import SharedTextFrozen
from governance.store import rows
from tests.builders import a_cooperative, add_member
from tests.grouping import a_group, answer, inside, invite, join, leave, seen
from tests.sharing import a_shared

SHARED = {"cooperative_groups", "group_invitations", "group_roster"}
FORBIDDEN = r"permission denied|row-level security"


def told(statement, **facts):
    return lambda uow: uow.session.connection().execute(text(statement), facts)


def rows_of(database, home, statement, **facts):
    return seen(database, home, lambda uow: told(statement, **facts)(uow).all())


def refused(database, home, statement, match=FORBIDDEN, **facts):
    with pytest.raises(DBAPIError, match=match):
        inside(database, home, told(statement, **facts))


def membership(database, home, group, invitation=None):
    statement = (
        "INSERT INTO group_memberships (id, cooperative_id, group_id, invitation_id, since)"
        " VALUES (:id, :me, :group, :invitation, current_date - 1)"
    )
    return {"database": database, "home": home, "statement": statement, "id": uuid4(), "me": home.id,
            "group": group, "invitation": invitation}  # fmt: skip


@pytest.fixture
def three(database):
    """Two cooperatives tied, and a stranger; a member and an act in each."""
    homes = [a_cooperative(database) for _ in range(3)]
    for number, home in enumerate(homes, start=1):
        inside(database, home, lambda uow, n=number: add_member(uow, n, f"Voisine {n}", college="team"))
    group = a_group(database, homes[0])
    join(database, homes[0], group, homes[1])
    return homes, group


def test_a_tie_opens_no_table_but_those_of_groups(database, three):
    (first, second, _), _ = three
    for table in rows.tenant_tables():
        if table in SHARED:
            continue
        owners = rows_of(database, second, f"SELECT DISTINCT cooperative_id FROM {table}")
        assert {owner for (owner,) in owners} <= {second.id}, table
    assert rows_of(database, second, "SELECT name FROM members") == [("Voisine 2",)]
    assert rows_of(database, first, "SELECT name FROM members") == [("Voisine 1",)]


def test_no_policy_but_those_of_groups_reads_a_group(database):
    with database.read() as uow:
        found = uow.session.connection().execute(
            text("SELECT DISTINCT tablename FROM pg_policies WHERE qual LIKE '%group_memberships%'")
        )
        assert {name for (name,) in found} <= SHARED | {
            name for name in rows.tenant_tables() if "shared" in name
        } | {"group_publications"}


@pytest.mark.parametrize("table", sorted(SHARED | {"group_memberships"}))
def test_a_stranger_reads_nothing_of_a_group(database, three, table):
    (_, _, stranger), _ = three
    assert rows_of(database, stranger, f"SELECT * FROM {table}") == []


def test_who_is_invited_reads_the_group_and_who_is_in_it_and_holds_no_key(database, three):
    (first, second, stranger), group = three
    invite(database, second, group, stranger)
    assert rows_of(database, stranger, "SELECT id FROM cooperative_groups") == [(group,)]
    roster = rows_of(database, stranger, "SELECT cooperative_id FROM group_roster")
    assert {one for (one,) in roster} == {first.id, second.id}
    assert rows_of(database, stranger, "SELECT 1 FROM group_memberships") == []
    assert (
        rows_of(database, first, "SELECT 1 FROM group_invitations WHERE invited_id = :s", s=stranger.id) == []
    )


def test_who_refused_reads_nothing_any_more(database, three):
    (first, _, stranger), group = three
    answer(database, stranger, invite(database, first, group, stranger), accept=False)
    assert rows_of(database, stranger, "SELECT 1 FROM cooperative_groups") == []
    assert rows_of(database, stranger, "SELECT 1 FROM group_roster") == []


def test_a_former_member_reads_its_own_membership_alone(database, three):
    (first, second, _), group = three
    leave(database, second, group)
    roster = rows_of(database, second, "SELECT cooperative_id FROM group_roster")
    assert roster == [(second.id,)]
    assert {one for (one,) in rows_of(database, first, "SELECT cooperative_id FROM group_roster")} == {
        first.id,
        second.id,
    }


def test_until_the_day_it_leaves_a_cooperative_still_reads(database, three):
    (first, second, _), group = three
    tomorrow = seen(database, first, lambda uow: uow.today) + timedelta(days=1)
    leave(database, second, group, tomorrow.isoformat())
    assert len(rows_of(database, second, "SELECT 1 FROM group_roster")) == 2


def test_nobody_makes_a_key_for_itself(database, three):
    (_, second, stranger), group = three
    refused(**membership(database, stranger, group))
    leave(database, second, group)
    refused(**membership(database, second, group))


def test_an_invitation_not_accepted_opens_nothing_and_an_accepted_one_opens_once(database, three):
    (first, _, stranger), group = three
    invitation = invite(database, first, group, stranger)
    refused(**membership(database, stranger, group, invitation))
    answer(database, stranger, invitation)
    leave(database, stranger, group)
    with pytest.raises(Exception, match="n’est plus en attente"):
        inside(**_as_act(membership(database, stranger, group, invitation)))


def _as_act(asked):
    facts = {name: asked[name] for name in ("id", "me", "group", "invitation")}
    return {"database": asked["database"], "home": asked["home"], "act": told(asked["statement"], **facts)}


def test_who_began_a_group_and_left_does_not_come_back_alone(database, three):
    (first, _, _), group = three
    leave(database, first, group)
    refused(**membership(database, first, group), match="uq_group_memberships_one_founder")


def test_an_invitation_is_not_turned_towards_another_group(database, three):
    (first, _, stranger), group = three
    mine = a_group(database, stranger)
    invitation = invite(database, first, group, stranger)
    for change in ("group_id = :mine", "invited_id = :me", "cooperative_id = :me"):
        refused(
            database, stranger, f"UPDATE group_invitations SET {change} WHERE id = :id",
            mine=mine, me=stranger.id, id=invitation,
        )  # fmt: skip


def test_who_invites_does_not_accept_in_the_place_of_the_other(database, three):
    (first, _, stranger), group = three
    invitation = invite(database, first, group, stranger)
    accept = "UPDATE group_invitations SET state = 'accepted', answered_at = now() WHERE id = :id"
    refused(database, first, accept, id=invitation)


def test_an_answer_is_not_changed(database, three):
    (first, _, stranger), group = three
    invitation = invite(database, first, group, stranger)
    answer(database, stranger, invitation, accept=False)
    again = "UPDATE group_invitations SET state = 'accepted' WHERE id = :id RETURNING 1"
    assert inside(database, stranger, lambda uow: told(again, id=invitation)(uow).all()) == []


def test_a_stranger_invites_nobody(database, three):
    (_, second, stranger), group = three
    statement = (
        "INSERT INTO group_invitations (id, cooperative_id, group_id, invited_id, state, sent_at)"
        " VALUES (:id, :me, :group, :other, 'sent', now())"
    )
    facts = {"id": uuid4(), "me": stranger.id, "group": group, "other": second.id}
    refused(database, stranger, statement, **facts)
    refused(database, stranger, statement, **{**facts, "me": second.id, "other": stranger.id})


def test_the_copy_that_others_read_is_written_by_the_database_only(database, three):
    (first, _, _), _ = three
    for statement in (
        "UPDATE group_roster SET until = NULL",
        "DELETE FROM group_roster",
        "DELETE FROM group_memberships",
        "UPDATE group_memberships SET since = current_date - 9",
        "UPDATE cooperative_groups SET name = 'x'",
    ):
        refused(database, first, statement)


def test_a_membership_that_ended_does_not_begin_again(database, three):
    (first, second, _), group = three
    leave(database, second, group)
    back = "UPDATE group_memberships SET until = NULL RETURNING 1"
    assert inside(database, second, lambda uow: told(back)(uow).all()) == []
    refused(database, first, "UPDATE group_memberships SET until = NULL")


SHARED_TABLES = ("shared_resolutions", "shared_texts", "shared_asked", "group_publications")


@pytest.fixture
def followed(database):
    """A resolution taken by one of two cooperatives, and a stranger."""
    shared = a_shared(database)
    shared.take(shared.sides[1])
    return shared, a_cooperative(database)


@pytest.mark.parametrize("table", SHARED_TABLES)
def test_what_is_shared_is_read_by_the_group_alone(database, followed, table):
    shared, stranger = followed
    asked = f"SELECT 1 FROM {table}"
    assert rows_of(database, shared.sides[0].home, asked)
    assert rows_of(database, stranger, asked) == []
    invite(database, shared.sides[0].home, shared.group, stranger)
    assert rows_of(database, stranger, asked) == [], "an invitation is no key"


@pytest.mark.parametrize("table", SHARED_TABLES)
def test_who_left_reads_only_what_it_wrote_itself(database, followed, table):
    shared, _ = followed
    second = shared.sides[1].home
    leave(database, second, shared.group)
    owners = rows_of(database, second, f"SELECT cooperative_id FROM {table}")
    assert {owner for (owner,) in owners} <= {second.id}


def test_where_an_item_is_in_a_cooperative_is_read_by_it_alone(database, followed):
    shared, _ = followed
    assert rows_of(database, shared.sides[0].home, "SELECT 1 FROM taken_resolutions") == []
    assert len(rows_of(database, shared.sides[1].home, "SELECT 1 FROM taken_resolutions")) == 1


PUBLISH = (
    "INSERT INTO group_publications (id, cooperative_id, shared_id, group_id, told, at, text_sha256, reason,"
    " adopted, figures, sheet_sha256) VALUES (gen_random_uuid(), :me, :shared, :group, :told, now(), '',"
    " :reason, :adopted, cast(:figures AS jsonb), '')"
)


REWRITE = (
    "INSERT INTO shared_texts (shared_id, group_id, cooperative_id, version, title, text, sha256, written_at)"
    " VALUES (:shared, :group, :me, 2, 'x', 'y', repeat('a', 64), now())"
)


def publication(shared, owner, **more):
    return {"me": owner.id, "shared": shared.resolution, "group": shared.group, "told": "voted", "reason": "",
            "adopted": True, "figures": None, **more}  # fmt: skip


def test_nobody_publishes_for_another_nor_from_outside_nor_after_the_end(database, followed):
    shared, stranger = followed
    first, second = (side.home for side in shared.sides)
    refused(database, first, PUBLISH, **publication(shared, second))
    refused(database, stranger, PUBLISH, **publication(shared, stranger))
    third = a_cooperative(database)
    join(database, first, shared.group, third)
    refused(database, third, PUBLISH, **publication(shared, third))  # in the group, but not asked
    inside(database, second, told(PUBLISH, **publication(shared, second)))
    leave(database, second, shared.group)
    refused(database, second, PUBLISH, **publication(shared, second))


def test_no_name_and_no_ballot_finds_a_place_in_what_is_published(database, followed):
    shared, _ = followed
    second = shared.sides[1].home
    for figures in ('{"members": ["Alix"]}', '{"for": 3, "who": "Alix"}'):
        refused(database, second, PUBLISH, "figures_known", **publication(shared, second, figures=figures))
    named = publication(shared, second, reason="Alix a dit non")
    refused(database, second, PUBLISH, "declined_with_a_reason", **named)


def test_only_the_author_writes_a_text_or_asks_and_only_the_group_is_asked(database, followed):
    shared, stranger = followed
    first, second = (side.home for side in shared.sides)
    ask = (
        "INSERT INTO shared_asked (shared_id, group_id, cooperative_id, asked_id)"
        " VALUES (:shared, :group, :me, :o)"
    )
    facts = {"shared": shared.resolution, "group": shared.group}
    refused(database, second, REWRITE, me=second.id, **facts)
    refused(database, stranger, REWRITE, me=stranger.id, **facts)
    refused(database, first, ask, me=first.id, o=stranger.id, **facts)
    refused(database, second, ask, me=second.id, o=second.id, **facts)


def test_a_shared_resolution_is_not_moved_to_a_group_of_ones_own(database, followed):
    shared, stranger = followed
    mine = a_group(database, stranger)
    facts = publication(shared, stranger, group=mine)
    with pytest.raises(DBAPIError, match=r"row-level security|fk_group_publications_shared_of_this_group"):
        inside(database, stranger, told(PUBLISH, **facts))


def test_a_text_that_left_is_frozen_by_the_database_itself(database, followed):
    shared, _ = followed
    first, second = (side.home for side in shared.sides)
    sha = shared.read(shared.sides[0]).sha256
    convened = PUBLISH.replace("now(), ''", "now(), :sha")
    facts = publication(shared, second, told="convened", adopted=None, sha=sha)
    inside(database, second, told(convened, **facts))
    with pytest.raises(SharedTextFrozen):
        inside(database, first, told(REWRITE, shared=shared.resolution, group=shared.group, me=first.id))
