"""Ordinary assemblies that are over, with who was convened and who came, for tests."""

from datetime import date, datetime, time, timedelta

from governance.store.assemblies import AssemblyRow, NoticeRow
from governance.store.attendance import AttendanceRow
from governance.store.unit_of_work import PARIS
from tests.builders import add_member

AGREED = date(2020, 1, 1)


def add_held(
    uow, home, days, *, convened, present=(), mode="room", kind="ordinary", second_of=None, outcome="sent"
):
    """Add a closed assembly held `days` days ago; give its identifier."""
    held = datetime.combine(uow.today - timedelta(days=days), time(18), PARIS)
    row = AssemblyRow(
        cooperative_id=uow.tenant, title=f"AG d’il y a {days} jours", kind=kind, annual=False, held_at=held,
        place="Salle des fêtes", stage="closed", bylaws_version_id=home.bylaws, created_at=held,
        call="second" if second_of else "first", second_of=second_of,
        convened_at=held - timedelta(days=20), opened_at=held, closed_at=held + timedelta(hours=2),
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()
    for member in convened:
        uow.session.add(
            NoticeRow(
                cooperative_id=uow.tenant, assembly_id=row.id, member_id=member, channel="email",
                recipient="Lou", address="lou@exemple.test", outcome=outcome,
            )
        )  # fmt: skip
    for member in present:
        uow.session.add(
            AttendanceRow(
                assembly_id=row.id, member_id=member, cooperative_id=uow.tenant, mode=mode, arrived_at=held,
                recorded_by=home.secretary.account,
            )
        )  # fmt: skip
    uow.session.flush()
    return row.id


def add_reachable(uow, number, name="Absente", **more):
    """Add a member who agreed to be convened by e-mail, and has an address."""
    facts = {
        "email_notice_since": AGREED,
        "address": "1 rue de l’Essai",
        "postcode": "35000",
        "city": "Rennes",
    }
    row = add_member(uow, number, name, **{"college": "team", **facts, **more})
    uow.session.flush()
    return row
