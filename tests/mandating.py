"""A structure with its mandates, for tests."""

from datetime import timedelta

from governance.usecases.mandates import RecordMandate, record_mandate
from tests.builders import add_member


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
