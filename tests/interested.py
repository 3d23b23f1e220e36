"""Members interested in a resolution, noted in a meeting of a test."""

from datetime import date, datetime, time

from governance.store.assemblies import AssemblyRow
from governance.store.unit_of_work import PARIS
from governance.usecases.interests import Interest, withdraw_interest, write_interest
from tests.meetings import Meeting
from tests.minuting import within

SMALL = {"entrepreneurs": 4, "team": 2, "structures": 2, "beneficiaries": 1, "partners": 1}


def interest(database, meeting: Meeting, voter, at=0, by=None):
    """Note a voter interested in a resolution."""
    command = Interest(meeting.assembly, meeting.resolutions[at], voter.hat.member)
    within(database, meeting, lambda uow: write_interest(uow, command, by=by or meeting.secretary))


def take_back(database, meeting: Meeting, voter, at=0):
    """Take a voter off the list."""
    command = Interest(meeting.assembly, meeting.resolutions[at], voter.hat.member)
    within(database, meeting, lambda uow: withdraw_interest(uow, command, by=meeting.secretary))


def held_on(database, meeting: Meeting, day: date):
    """Move an open meeting to a day; its members must have been admitted by then."""

    def act(uow):
        row = uow.session.get(AssemblyRow, meeting.assembly)
        row.held_at = datetime.combine(day, time(18), PARIS)

    within(database, meeting, act)
