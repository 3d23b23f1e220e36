"""An assembly held, voted and closed, committed; and the worker that enters its minutes."""

import subprocess

from sqlalchemy import text

from governance.assembly.minutes_draft import MinutesDraft
from governance.queries.minutes import minutes_view
from governance.store.assemblies import NoticeRow
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from governance.usecases.attendance import close_session
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.minutes import (
    EditMinutes,
    SealMinutes,
    SignMinutes,
    edit_minutes,
    seal,
    sign_minutes,
)
from governance.usecases.polls import AnnulPoll, OpenPoll, annul_poll, close_poll, open_poll
from tests.meetings import Meeting, a_meeting

SMALL = {"entrepreneurs": 4, "team": 2, "structures": 2, "beneficiaries": 2, "partners": 2}
WRITTEN = MinutesDraft(
    debates={1: "Personne ne demande la parole."},
    chair="Claire Ozanne",
    chair_quality="présidente du conseil",
    secretary="Jeanne Roussel",
    tellers=("Malik Benhaddou",),
)


def within(database: Database, meeting: Meeting, act):
    """Do something in the cooperative of the meeting, committed."""
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def seen(database: Database, meeting: Meeting, read):
    """Read something in the cooperative of the meeting."""
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        return read(uow)


def settle_at(database: Database, meeting: Meeting, street: str) -> None:
    """Give every member a home in this street."""
    asked = text("UPDATE members SET address = :street, postcode = '69000', city = 'Lyon'")
    within(database, meeting, lambda uow: uow.session.connection().execute(asked, {"street": street}))


def add_notices(uow, meeting: Meeting) -> None:
    """Say that each member was convened: one by letter, the others by e-mail."""
    for at, voter in enumerate(meeting.voters):
        uow.session.add(
            NoticeRow(
                cooperative_id=uow.tenant, assembly_id=meeting.assembly, member_id=voter.hat.member,
                channel="email" if at else "letter", recipient=voter.hat.label, address="1 rue de l’Essai",
                outcome="sent" if at else "posted",
            )
        )  # fmt: skip


def vote_all(database: Database, meeting: Meeting, at: int, choices: dict[str, str]):
    """Put a resolution to the vote, everybody present voting as their college does; give the poll."""

    def hold(uow):
        secretary = meeting.secretary
        poll = open_poll(uow, OpenPoll(meeting.assembly, meeting.resolutions[at]), by=secretary)
        present = {
            row[0]
            for row in uow.session.connection().exec_driver_sql(
                "SELECT member_id FROM attendance WHERE assembly_id = %s", (meeting.assembly,)
            )
        }
        for voter in meeting.voters:
            if voter.hat.member in present:
                choice = choices.get(voter.hat.college, "for")
                cast_ballot(uow, CastBallot(poll, choice, voter), by=voter)
        close_poll(uow, poll, by=secretary)
        return poll

    return within(database, meeting, hold)


def annul_first(database: Database, meeting: Meeting, reason: str) -> None:
    """Open a poll on the second resolution and annul it."""

    def hold(uow):
        poll = open_poll(uow, OpenPoll(meeting.assembly, meeting.resolutions[1]), by=meeting.secretary)
        annul_poll(uow, AnnulPoll(poll, reason), by=meeting.secretary)

    within(database, meeting, hold)


def a_held_meeting(
    database: Database, *, model: str = "five_colleges_proportional", **colleges: int
) -> Meeting:
    """Commit a closed meeting of twelve members: one resolution adopted, one rejected after an annulment."""
    meeting = a_meeting(database, colleges=colleges or SMALL, model=model)
    within(database, meeting, lambda uow: add_notices(uow, meeting))
    vote_all(database, meeting, 0, {"team": "against"})
    annul_first(database, meeting, "Le texte lu n’était pas le bon.")
    vote_all(database, meeting, 1, {"entrepreneurs": "against", "team": "against", "partners": "against"})
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    return meeting


def a_deserted_meeting(database: Database) -> Meeting:
    """Commit a meeting closed without quorum: nobody came."""
    meeting = a_meeting(database, colleges=SMALL, absent=12)
    within(database, meeting, lambda uow: add_notices(uow, meeting))
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    return meeting


def write(database: Database, meeting: Meeting, draft: MinutesDraft = WRITTEN, revision: int = 0) -> int:
    """Save a draft."""
    command = EditMinutes(meeting.assembly, revision, draft)
    return within(database, meeting, lambda uow: edit_minutes(uow, command, by=meeting.secretary))


def sign(database: Database, meeting: Meeting, revision: int = 1) -> None:
    """Sign the draft."""
    command = SignMinutes(meeting.assembly, revision)
    within(database, meeting, lambda uow: sign_minutes(uow, command, by=meeting.secretary))


def enter(database: Database, meeting: Meeting, print_minutes, print_copy=None) -> int:
    """Enter signed minutes in the register; give the number."""
    command = SealMinutes(meeting.assembly, meeting.secretary.account, "secretary")
    copied = print_copy or a_print_of_the_copy
    return within(database, meeting, lambda uow: seal(uow, command, print_minutes, copied))


def a_print(facts, sheet):
    """Print nothing but a number and a count: quick, and the same for the same facts."""
    return f"%PDF {facts.register_number} {len(sheet.lines)}".encode()


def a_print_of_the_copy(facts, sheet, original):
    """Print as quickly what members read."""
    return f"%PDF copy {facts.register_number} {original}".encode()


def view(database, meeting):
    """Show the minutes to the secretary."""
    return seen(database, meeting, lambda uow: minutes_view(uow, meeting.assembly, meeting.secretary))


def jobs(database, meeting):
    """List the jobs that enter these minutes."""
    asked = text(
        "SELECT id FROM jobs WHERE subject = :assembly AND kind = 'seal_minutes' ORDER BY created_at"
    )

    def read(uow):
        found = uow.session.connection().execute(asked, {"assembly": meeting.assembly}).scalars().all()
        return [uow.session.get(JobRow, job) for job in found]

    return seen(database, meeting, read)


def acts(database, meeting, kind):
    """Give the lines of one type in the log of the assembly."""
    asked = text("SELECT line FROM acts WHERE log = :log AND type = :kind ORDER BY seq")
    log = f"{meeting.cooperative.id}/{meeting.assembly}"
    return seen(
        database,
        meeting,
        lambda uow: uow.session.connection().execute(asked, {"log": log, "kind": kind}).scalars().all(),
    )


def words(pdf, way="-layout"):
    """Read the words of a PDF as a reader meets them."""
    found = subprocess.run(["pdftotext", way, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())
