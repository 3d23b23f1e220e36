"""A structure with its mandates, for tests."""

from dataclasses import replace
from datetime import timedelta

from governance.store.mandates import MandateRow
from governance.store.members import MemberRow
from governance.usecases.accounts import accept_invitation
from governance.usecases.deputies import invite_mandated
from governance.usecases.mandates import RecordMandate, record_mandate
from tests.builders import add_account, add_member, as_member
from web.auth.session import secret_hash


def day(uow, days=0):
    """Write the day `days` after today as people do."""
    return f"{uow.today + timedelta(days=days):%d/%m/%Y}"


def typed(uow, **changes):
    """Give a mandate as typed: in force since ten days, for a year."""
    values = {
        "holder": "Nour Essai",
        "email": "nour@exemple.test",
        "capacity": "legal",
        "rank": "holder",
        "since": day(uow, -10),
        "until": day(uow, 355),
        "decision": "Assemblée des associés",
    }
    return {**values, **changes}


def a_structure(uow, number=1, name="Les Fours réunis", **more):
    """Add an organisation as a member."""
    row = add_member(uow, number, name, first_name="", college="structures", kind="organisation", **more)
    uow.session.flush()
    return row


def add_mandate(uow, secretary, member, **changes):
    """Record a mandate of a structure; give its identifier."""
    return record_mandate(uow, RecordMandate(member, typed(uow, **changes)), by=secretary)


def speak(uow, cooperative, mandate, name="Nour Essai"):
    """Let a new account act under a mandate by its personal link; give it as an actor for the structure."""
    account, secret = add_account(uow, name), secret_hash(name + str(mandate))
    invite_mandated(uow, mandate, secret, by=cooperative.secretary)
    uow.session.flush()  # the link is read from its row
    accept_invitation(uow, cooperative.slug, secret, account=account.id)
    uow.session.flush()
    member = uow.session.get(MemberRow, uow.session.get(MandateRow, mandate).member_id)
    return replace_hat(as_member(cooperative, account, member))


def replace_hat(actor):
    """Say that an actor speaks for a structure, as a session does."""
    hat = replace(actor.hat, represents=True)
    return replace(actor, hat=hat, hats=(hat,))


def become_structure(uow, member):
    """Turn a voter of a meeting into an organisation."""
    row = uow.session.get(MemberRow, member)
    row.kind, row.name, row.first_name = "organisation", "Les Fours réunis", ""
    uow.session.flush()
