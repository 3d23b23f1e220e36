"""Assemblies convened for today, and postal forms received for them, committed."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from governance.bylaws.models import load_model
from governance.store.elections import CandidateRow, ContestRow
from governance.usecases.postal import RecordPostalForm, record_postal_form
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.meetings import Meeting, add_assembly
from tests.minuting import within

SMALL = {"entrepreneurs": 4, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


def convened(database, model="five_colleges_proportional", **remote):
    """Commit an assembly convened for today, with its members, whose session is not open yet."""
    bylaws = load_model(model)
    cooperative = a_cooperative(database, replace(bylaws, remote=replace(bylaws.remote, **remote)))
    with database.write() as uow:
        uow.enter(cooperative.id)
        assembly = add_assembly(uow, cooperative.bylaws)
        voters = []
        for college, many in SMALL.items():
            for _ in range(many):
                number = len(voters) + 1
                member = add_member(uow, number, f"Votante {number}", college=college)
                account = add_account(uow, f"Votante {number}")
                link(uow, account, member)
                voters.append(as_member(cooperative, account, member))
        found = uow.session.connection().execute(
            text("SELECT id FROM resolutions WHERE assembly_id = :a ORDER BY position"), {"a": assembly}
        )
        resolutions = tuple(found.scalars())
    return Meeting(cooperative, assembly, resolutions, tuple(voters))


def received(database, meeting, voter, *said, days=4, **more):
    """Enter a form received so many days ago; give it."""

    def act(uow):
        answers = dict(zip(meeting.resolutions, said, strict=False))
        command = RecordPostalForm(
            meeting.assembly, voter.hat.member, uow.now - timedelta(days=days), answers, **more
        )
        return record_postal_form(uow, command, by=meeting.secretary)

    return within(database, meeting, act)


def stand(uow, item, name="Alix Fournier"):
    """Make an item an election in which one person stands; give the option."""
    uow.session.add(ContestRow(cooperative_id=uow.tenant, resolution_id=item, method="plurality", seats=1))
    row = CandidateRow(cooperative_id=uow.tenant, resolution_id=item, name=name)
    uow.session.add(row)
    return row.option
