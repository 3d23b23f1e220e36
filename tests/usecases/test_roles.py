"""Roles are given for a while, at once or by a link, and somebody can always give them."""

import json
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from governance.actors import Actor, Hat, Role, WrongHat
from governance.queries.roles import held_role, known_people, roles_shown
from governance.store.accounts import InvitationRow, RoleGrantRow
from governance.store.hats import hats_here
from governance.usecases import roles as usecases
from governance.usecases.accounts import InvitationSpent, accept_invitation
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, link


@pytest.fixture
def home(database):
    return a_cooperative(database)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def seen(database, home, read):
    with database.read() as uow:
        uow.enter(home.id)
        return read(uow)


def appoint(database, home, role=Role.ADMINISTRATOR, name="Ada Essai", **period):
    """Commit a role held since long ago; give its actor and its grant."""

    def act(uow):
        account = add_account(uow, name)
        row = RoleGrantRow(
            cooperative_id=home.id, account_id=account.id, role=role.value,
            **{"starts_on": LONG_AGO, **period},
        )  # fmt: skip
        uow.session.add(row)
        return an_actor(home, account, role), row.id

    return within(database, home, act)


@pytest.fixture
def admin(database, home):
    return appoint(database, home)[0]


def grant(database, home, by, account, role=Role.TELLER, first=0, last=None):
    def act(uow):
        ends_on = None if last is None else uow.today + timedelta(days=last)
        command = usecases.GrantRole(account, role, uow.today + timedelta(days=first), ends_on)
        return usecases.grant_role(uow, command, by=by)

    return within(database, home, act)


def end(database, home, by, given, last=None):
    def act(uow):
        day = None if last is None else uow.today + timedelta(days=last)
        return usecases.end_role(uow, usecases.EndRole(given, day), by=by)

    return within(database, home, act)


def offer(database, home, by, role=Role.TELLER, first=0, last=None):
    secret = uuid4().hex

    def act(uow):
        ends_on = None if last is None else uow.today + timedelta(days=last)
        first_day = uow.today + timedelta(days=first)
        command = usecases.OfferRole(role, first_day, sha256(secret.encode()).digest(), ends_on)
        usecases.offer_role(uow, command, by=by)

    within(database, home, act)
    return sha256(secret.encode()).digest()


def newcomer(database):
    with database.write() as uow:
        return add_account(uow, "Nour Nouvelle").id


def accept(database, home, hashed, account):
    with database.write() as uow:
        accept_invitation(uow, home.slug, hashed, account=account)


def hats(database, home, account):
    return {hat.role for hat in seen(database, home, lambda uow: hats_here(uow, account))}


def last_act(database, home):
    def read(uow):
        found = uow.session.connection().execute(
            text("SELECT line FROM acts WHERE log = :log ORDER BY seq DESC LIMIT 1"), {"log": str(home.id)}
        )
        return json.loads(found.scalar_one())

    return seen(database, home, read)


def test_an_administrator_gives_a_role_to_somebody_known_here(database, home, admin):
    grant(database, home, admin, home.secretary.account, last=30)
    assert hats(database, home, home.secretary.account) == {Role.SECRETARY, Role.TELLER}
    act = last_act(database, home)
    assert (act["type"], act["role"], act["account"]) == (
        "role.grant", "teller", str(home.secretary.account),
    )  # fmt: skip
    assert act["by"] == str(admin.account)


def test_somebody_who_never_came_to_this_cooperative_is_given_nothing(database, home, admin):
    elsewhere = a_cooperative(database)
    for stranger in (newcomer(database), elsewhere.secretary.account, uuid4()):
        with pytest.raises(usecases.UnknownPerson):
            grant(database, home, admin, stranger)


def test_who_acts_for_a_member_is_known_here(database, home, admin):
    def act(uow):
        account = add_account(uow, "Maya Essai")
        link(uow, account, add_member(uow, 1, "Essai", first_name="Maya", college="team"))
        return account.id

    account = within(database, home, act)
    grant(database, home, admin, account, Role.CHAIR)
    assert Role.CHAIR in hats(database, home, account)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.TELLER, Role.AUDITOR, Role.MEMBER])
def test_only_an_administrator_gives_offers_or_ends_a_role(database, home, admin, role):
    hat = Hat(role.value, role, role.value)
    actor = Actor(home.secretary.account, "x", home.id, home.slug, home.name, hat, (hat,))
    with pytest.raises(WrongHat):
        grant(database, home, actor, home.secretary.account)
    with pytest.raises(WrongHat):
        offer(database, home, actor)
    with pytest.raises(WrongHat):
        end(database, home, actor, uuid4())
    with pytest.raises(WrongHat):
        within(database, home, lambda uow: usecases.withdraw_offer(uow, b"x", by=actor))


def test_an_auditor_has_a_last_day(database, home, admin):
    with pytest.raises(usecases.AuditorWithoutEnd):
        grant(database, home, admin, home.secretary.account, Role.AUDITOR)
    with pytest.raises(usecases.AuditorWithoutEnd):
        offer(database, home, admin, Role.AUDITOR)
    grant(database, home, admin, home.secretary.account, Role.AUDITOR, last=0)


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [(-1, None, usecases.RoleStartsInThePast), (5, 4, usecases.RoleEndsBeforeItStarts)],
)
def test_a_period_without_sense_is_refused(database, home, admin, first, last, refusal):
    with pytest.raises(refusal):
        grant(database, home, admin, home.secretary.account, first=first, last=last)
    with pytest.raises(refusal):
        offer(database, home, admin, first=first, last=last)


def test_being_a_member_is_not_a_role_that_is_given(database, home, admin):
    with pytest.raises(usecases.NotAGivenRole):
        grant(database, home, admin, home.secretary.account, Role.MEMBER)


def test_the_same_role_is_not_held_twice_at_once(database, home, admin):
    grant(database, home, admin, home.secretary.account, first=5, last=10)
    for first, last in ((0, 5), (10, 20), (6, 7), (0, None)):
        with pytest.raises(usecases.AlreadyHolds):
            grant(database, home, admin, home.secretary.account, first=first, last=last)
    grant(database, home, admin, home.secretary.account, first=0, last=4)
    grant(database, home, admin, home.secretary.account, first=11)


def test_a_role_taken_back_at_once_is_no_longer_held_and_can_be_given_again(database, home, admin):
    given = grant(database, home, admin, home.secretary.account)
    end(database, home, admin, given)
    assert hats(database, home, home.secretary.account) == {Role.SECRETARY}
    past = seen(database, home, lambda uow: roles_shown(uow, by=admin)).past
    assert [(one.grant, one.kept) for one in past] == [(given, False)]
    assert last_act(database, home)["type"] == "role.revoke"
    grant(database, home, admin, home.secretary.account)


def test_a_role_ended_after_a_day_is_held_until_that_day(database, home, admin):
    given = grant(database, home, admin, home.secretary.account)
    end(database, home, admin, given, last=0)
    assert Role.TELLER in hats(database, home, home.secretary.account)
    with pytest.raises(usecases.RoleEndsBeforeItStarts):
        end(database, home, admin, given, last=-1)


def test_a_role_that_is_over_or_of_another_cooperative_is_not_found(database, home, admin):
    elsewhere = a_cooperative(database)
    _actor, other = appoint(database, elsewhere, Role.TELLER)
    _former, over = appoint(database, home, Role.TELLER, ends_on=LONG_AGO)
    for unknown in (other, over, uuid4()):
        with pytest.raises(usecases.UnknownGrant):
            end(database, home, admin, unknown)


def test_the_last_administrator_cannot_be_removed(database, home):
    admin, own = appoint(database, home)
    appoint(database, home, name="Provisoire Essai", ends_on=LONG_AGO.replace(year=2199))
    appoint(database, home, name="Plus tard", starts_on=LONG_AGO.replace(year=2198))
    for last in (None, 30):
        with pytest.raises(usecases.LastAdministrator):
            end(database, home, admin, own, last)
    _actor, _other = appoint(database, home, name="Relève Essai")
    end(database, home, admin, own)
    assert hats(database, home, admin.account) == set()


def test_an_administrator_of_another_cooperative_does_not_count(database, home):
    admin, own = appoint(database, home)
    elsewhere = a_cooperative(database)

    def also_there(uow):
        row = RoleGrantRow(
            cooperative_id=elsewhere.id, account_id=admin.account, role="administrator", starts_on=LONG_AGO
        )
        uow.session.add(row)

    within(database, elsewhere, also_there)

    def as_in_a_request(uow):
        uow.identify(admin.account)  # their own roles show, wherever they are
        usecases.end_role(uow, usecases.EndRole(own), by=admin)

    with pytest.raises(usecases.LastAdministrator):
        within(database, home, as_in_a_request)


def test_a_link_gives_its_role_once(database, home, admin):
    hashed = offer(database, home, admin, last=30)
    account = newcomer(database)
    accept(database, home, hashed, account)
    assert hats(database, home, account) == {Role.TELLER}
    act = last_act(database, home)
    assert (act["type"], act["offer"], act["by"]) == ("role.grant", hashed.hex(), str(account))
    with pytest.raises(InvitationSpent):
        accept(database, home, hashed, newcomer(database))


def test_a_link_is_not_used_up_by_somebody_who_already_holds_the_role(database, home, admin):
    hashed = offer(database, home, admin, Role.SECRETARY)
    with pytest.raises(usecases.AlreadyHolds):
        accept(database, home, hashed, home.secretary.account)
    accept(database, home, hashed, newcomer(database))


def test_a_link_withdrawn_or_too_old_gives_nothing(database, home, admin):
    hashed = offer(database, home, admin)
    within(database, home, lambda uow: usecases.withdraw_offer(uow, hashed, by=admin))
    with pytest.raises(InvitationSpent):
        accept(database, home, hashed, newcomer(database))
    with pytest.raises(usecases.UnknownRoleLink):
        within(database, home, lambda uow: usecases.withdraw_offer(uow, hashed, by=admin))
    old = offer(database, home, admin)
    age = text("UPDATE invitations SET expires_at = now() WHERE token_hash = :hash")
    within(database, home, lambda uow: uow.session.connection().execute(age, {"hash": old}))
    with pytest.raises(InvitationSpent):
        accept(database, home, old, newcomer(database))


def test_a_link_works_seven_days_at_most_and_never_after_the_last_day(database, home, admin):
    offer(database, home, admin, Role.SECRETARY)
    offer(database, home, admin, Role.TELLER, last=0)
    links = seen(database, home, lambda uow: (uow.now, roles_shown(uow, by=admin).links))
    now, (short, long) = links
    assert short.expires_at - now <= timedelta(days=1)
    assert timedelta(days=6, hours=23) < long.expires_at - now <= timedelta(days=7)


@pytest.mark.parametrize("both", [True, False])
def test_an_invitation_has_one_purpose(database, home, both):
    def act(uow):
        member = add_member(uow, 1, "Essai", college="team")
        uow.session.flush()  # the invitation refers to the member
        more = {"member_id": member.id, "role": "teller", "role_starts_on": uow.today} if both else {}
        uow.session.add(
            InvitationRow(
                token_hash=uuid4().bytes,
                cooperative_id=home.id,
                created_at=uow.now,
                expires_at=uow.now,
                **more,
            )
        )

    with pytest.raises(IntegrityError, match="ck_invitations_one_purpose"):
        within(database, home, act)


def test_the_secretary_reads_the_roles_and_only_the_administrator_looks_for_people(database, home, admin):
    shown = seen(database, home, lambda uow: roles_shown(uow, by=home.secretary))
    assert [(one.person, one.role) for one in shown.held] == [
        ("Ada Essai", "administrateur"), ("Sacha Secrétaire", "secrétaire"),
    ]  # fmt: skip
    with pytest.raises(WrongHat):
        seen(database, home, lambda uow: known_people(uow, "", by=home.secretary))
    with pytest.raises(WrongHat):
        seen(database, home, lambda uow: held_role(uow, shown.held[0].grant, by=home.secretary))


def test_people_are_found_by_their_name_or_by_the_member_they_act_for(database, home, admin):
    def act(uow):
        account = add_account(uow, "Élodie Compte")
        link(uow, account, add_member(uow, 1, "Durand", first_name="Zoé", college="team"))

    within(database, home, act)

    def found(query):
        return [one.name for one in seen(database, home, lambda uow: known_people(uow, query, by=admin))]

    assert found("") == ["Ada Essai", "Sacha Secrétaire"]
    assert found("secretaire") == ["Sacha Secrétaire"]
    assert found("elodie") == found("durand zoé") == ["Élodie Compte"]
    assert found("personne ici") == []
