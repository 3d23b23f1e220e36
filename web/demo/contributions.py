"""What the demonstration’s structures take of the cooperative, and the contribution they pay for it."""

from datetime import date
from random import Random

from sqlmodel import col, select

from governance.actors import Actor
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.contributions import (
    AgreeRate,
    DeclareBase,
    OfferService,
    TakeService,
    agree_rate,
    declare_base,
    offer_service,
    take_service,
)

SERVICES = (
    ("Accompagnement des métiers de bouche", "support"), ("Tenue des comptes", "accounting"),
    ("Fiches de paie", "payroll"), ("Logiciels partagés", "it"), ("Conseil juridique", "legal"),
    ("Achats de farine et d’emballages", "purchasing"), ("Séminaires et formations", "training"),
)  # fmt: skip
RATES = ("10 %", "10,05 %", "10 %", "9,9 %", "7 %")  # of structures, in turn; hosted activities pay 10 %


def agree(uow: UnitOfWork, secretary: Actor, random: Random) -> None:
    """Fill the catalogue, agree a rate with each structure and declare last year and the one before."""
    services = [
        offer_service(uow, OfferService({"name": name, "kind": kind}), by=secretary)
        for name, kind in SERVICES
    ]
    year = uow.today.year
    hosted = {"base": "turnover", "part": "10 %", "since": f"01/01/{year - 3}"}
    agree_rate(uow, AgreeRate(None, hosted), by=secretary)
    uow.session.flush()  # uses refer to the services
    asked = (
        select(MemberRow)
        .join(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .order_by(col(MemberRow.sort_key))
    )
    for rank, member in enumerate(uow.session.exec(asked).all()):
        since = max(member.admitted_on, date(year - 3, 1, 1))
        base = "value_added" if rank % 9 == 4 else "turnover"
        typed = {"base": base, "part": RATES[rank % len(RATES)], "since": f"{since:%d/%m/%Y}"}
        agree_rate(uow, AgreeRate(member.id, typed), by=secretary)
        for service in random.sample(services, random.randint(1, 4)):
            take_service(uow, TakeService(member.id, service, {"since": f"{since:%d/%m/%Y}"}), by=secretary)
        for told in (year - 1, year):
            if since <= date(told, 1, 1) and date(told, 6, 30) <= uow.today:
                amount = str(random.randint(40, 400) * 1000)
                typed = {"starts_on": f"01/01/{told}", "ends_on": f"30/06/{told}", "amount": amount}
                declare_base(uow, DeclareBase(member.id, typed), by=secretary)
