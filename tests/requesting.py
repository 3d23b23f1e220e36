"""A cooperative whose members ask for items, for tests."""

from dataclasses import replace
from fractions import Fraction

from governance.assembly.agenda import Template
from governance.bylaws.models import load_model
from governance.usecases.assemblies import CreateAssembly, create_assembly
from tests.builders import a_cooperative, add_account, as_member, link
from tests.missing import add_reachable
from tests.preparing import fields


def a_demanding_home(database):
    """Commit a cooperative where a fifth of the members have an item put on the agenda."""
    model = load_model("five_colleges_proportional")
    own = replace(model.agenda, article="18", members_part=Fraction(1, 5), votes_part=None)
    return a_cooperative(database, replace(model, agenda=own))


def ten_members(database, home):
    """Commit ten members, each with an account; give them as actors."""
    with database.write() as uow:
        uow.enter(home.id)
        found = []
        for number in range(1, 11):
            member, account = add_reachable(uow, number, f"Lou {number}"), add_account(uow, f"Lou {number}")
            link(uow, account, member)
            found.append(as_member(home, account, member))
        return found


def a_meeting_to_come(database, home, days=60):
    """Commit an ordinary assembly in preparation, held in so many days; give its identifier."""
    with database.write() as uow:
        uow.enter(home.id)
        return create_assembly(
            uow, CreateAssembly(Template.ORDINARY, fields(uow, days=days)), by=home.secretary
        )
