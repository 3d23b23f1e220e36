"""A cooperative with structures around it, tied in every way, in one transaction."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from governance.register.members import MemberKind
from governance.store.activities import ActivityRow, ExitRow, HostedRow
from governance.store.contributions import ServiceRow, ServiceUseRow
from governance.store.shares import ShareMovementRow
from governance.store.ties import StructureRow, TieRow
from governance.store.unit_of_work import UnitOfWork
from tests.builders import ACooperative, a_cooperative, add_member

SINCE = date(2021, 5, 1)
CODES = ("69003", "42000", "38000", "20200", "97400", "")
TRADES = ("Boulangerie", "Conserverie", "")


@dataclass(frozen=True)
class AnEcosystem:
    """A cooperative and its structures, by rank."""

    home: ACooperative
    structures: tuple[UUID, ...]


def add_structure(uow: UnitOfWork, rank: int, **more: object):
    """Add an organisation; its place and its trade follow its rank."""
    values = {"postcode": CODES[rank % len(CODES)], "kind": MemberKind.ORGANISATION.value, "first_name": ""}
    row = add_member(uow, 100 + rank, f"Structure {rank:03d}", college="structures", **{**values, **more})
    row.admitted_on = SINCE
    uow.session.flush()  # what follows refers to it
    uow.session.add(
        StructureRow(
            cooperative_id=uow.tenant,
            member_id=row.id,
            form="sas",
            origin="left",
            trade=TRADES[rank % len(TRADES)],
            founded_on=SINCE - timedelta(days=100),
        )
    )
    return row


def tie_all_ways(uow: UnitOfWork, home: ACooperative, member: UUID) -> None:
    """Give one structure a tie of each kind, the capital ones ended on 1 January 2024."""
    by = home.secretary.account
    uow.session.add(
        ShareMovementRow(
            cooperative_id=uow.tenant, sequence=1, member_id=member, kind="subscription", shares=12,
            moved_on=SINCE, recorded_at=uow.now,
        )
    )  # fmt: skip
    for kind, part in (("holding", "1/10"), ("control", None)):
        uow.session.add(
            TieRow(
                cooperative_id=uow.tenant, member_id=member, kind=kind, part=part, price=200_000, since=SINCE,
                until=date(2024, 1, 1), recorded_at=uow.now, recorded_by=by,
            )
        )  # fmt: skip
    service = ServiceRow(cooperative_id=uow.tenant, name="Fiches de paie", kind="payroll")
    activity = ActivityRow(
        cooperative_id=uow.tenant, name="Boulange", sort_key="boulange", started_on=date(2018, 1, 1)
    )
    uow.session.add_all([service, activity])
    uow.session.flush()  # what follows refers to them
    uow.session.add_all(
        [
            ServiceUseRow(
                cooperative_id=uow.tenant, member_id=member, service_id=service.id, since=SINCE
            ),
            HostedRow(
                cooperative_id=uow.tenant, activity_id=activity.id, name="Lou Levain",
                contract_from=date(2018, 1, 1),
            ),
            ExitRow(
                cooperative_id=uow.tenant, activity_id=activity.id, reason="founds", left_on=SINCE,
                structure="Structure 000", form="sas", structure_id=member, started_at=uow.now, started_by=by,
            ),
        ]
    )  # fmt: skip


def an_ecosystem(database, many: int = 6, *, tied: bool = True) -> AnEcosystem:
    """Commit a cooperative with `many` structures, the first one tied in every way if `tied`."""
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        rows = [
            add_structure(uow, rank, representative="Rémi Relais" if rank == 0 else "")
            for rank in range(many)
        ]
        if rows and tied:
            tie_all_ways(uow, home, rows[0].id)
        return AnEcosystem(home, tuple(row.id for row in rows))
