"""The demonstration's 31 structures: who they are, their jobs, and what ties the cooperative to them.

All is lawful but one pair above the tenth. Ties that suspend votes begin after last year's assembly.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from governance.actors import Actor
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.outside_holdings import HoldOutside, hold_outside
from governance.usecases.structures import DeclareJobs, declare_jobs
from governance.usecases.ties import (
    DescribeStructure,
    EndTie,
    RecordTie,
    describe_structure,
    end_tie,
    record_tie,
)
from web.demo import names

FORMS = ("sas", "sarl", "sas", "sa", "association", "sarl", "sas")
ORIGINS = ("left", "left", "elsewhere", "left", "cooperative")
HELD = ("1/10", "8 %", "5 %", "1/10", "2,5 %")
EVERY = 4  # one structure in four has the cooperative among its holders
TOO_MUCH = 1  # its rank: 15 %, above the tenth, so that its votes are suspended
CONTROLLED = 6  # its rank: a subsidiary
OUTSIDE = (
    ("La Halle aux Grains Libres", "sas", "20 %", "4000", 900),
    ("Menuiserie du Coteau", "sarl", "1/10", "1500", 400),
)  # companies founded by people who left, that are not members
SOLD = 12  # its rank: the cooperative held another part at first, and gave it back
YEARS = 5  # of jobs declared, at most

BOARD = "Conseil d’administration, décision inscrite à son registre"
COURTS = {
    "38200": "RCS Vienne", "38": "RCS Grenoble", "42": "RCS Saint-Étienne", "01": "RCS Bourg-en-Bresse",
    "26": "RCS Romans", "69400": "RCS Villefranche-Tarare", "69": "RCS Lyon",
}  # fmt: skip


def tie(uow: UnitOfWork, members: Sequence[MemberRow], secretary: Actor, random: Random) -> None:
    """Describe every structure, write its ties, and the jobs it declared."""
    known = {name: rank for rank, name in enumerate(names.STRUCTURES)}
    structures = sorted(
        (one for one in members if one.name in known and one.left_on is None), key=lambda one: known[one.name]
    )
    for rank, member in enumerate(structures):
        origin = "subsidiary" if rank == CONTROLLED else ORIGINS[rank % len(ORIGINS)]
        form = "sas" if rank in (TOO_MUCH, CONTROLLED) else FORMS[rank % len(FORMS)]
        founded = member.admitted_on - timedelta(days=_age(origin, random))
        typed = {
            "form": form,
            "origin": origin,
            "trade": names.trade_of(member.name),
            "founded_on": f"{founded:%d/%m/%Y}",
            "siret": names.with_key(f"{member.siren}{1:04d}"),
            "registration": _registration(form, member.postcode),
        }
        describe_structure(uow, DescribeStructure(member.id, typed), by=secretary)
        _declare(uow, member, founded, secretary, random)
        _hold(uow, member, rank, form, secretary, random)
    for company, form, part, price, days in OUTSIDE:
        since = f"{uow.today - timedelta(days=days):%d/%m/%Y}"
        typed = {"company": company, "form": form, "part": part, "since": since, "price": price}
        decision = {"decision": "Conseil d’administration, pour accompagner celles qui partent"}
        hold_outside(uow, HoldOutside({**typed, **decision}), by=secretary)


def _age(origin: str, random: Random) -> int:
    """Give the days from founding to admission: few for a company that has just left the cooperative."""
    return random.randint(25, 60) if origin == "left" else random.randint(60, 900)


def _registration(form: str, postcode: str) -> str:
    if form == "association":
        return "Répertoire national des associations"
    return COURTS.get(postcode) or COURTS[postcode[:2]]


def _declare(uow: UnitOfWork, member: MemberRow, founded: date, secretary: Actor, random: Random) -> None:
    """Declare the jobs of past years, by halves, from one or two on."""
    halves = random.randint(2, 5)
    for year in range(max(founded.year, uow.today.year - YEARS), uow.today.year):
        typed = {"year": str(year), "jobs": f"{halves}/2"}
        declare_jobs(uow, DeclareJobs(member.id, typed), by=secretary)
        halves = max(1, halves + random.randint(-1, 3))


def _hold(uow: UnitOfWork, member: MemberRow, rank: int, form: str, secretary: Actor, random: Random) -> None:
    """Write the ties: those that suspend votes are recent, the others began soon after the admission."""
    recent = uow.today - timedelta(days=random.randint(5, 120))
    early = min(member.admitted_on + timedelta(days=random.randint(30, 200)), recent)
    for nature in _natures(rank, form):
        since = recent if rank in (TOO_MUCH, CONTROLLED) else early
        if rank == SOLD:
            since = recent
            first = {**nature, "part": "5 %", "since": f"{early:%d/%m/%Y}"}
            begun = record_tie(uow, RecordTie(member.id, first), by=secretary)
            uow.session.flush()  # its end is written on it
            end_tie(uow, EndTie(begun, {"until": f"{since:%d/%m/%Y}"}), by=secretary)
        typed = {**nature, "since": f"{since:%d/%m/%Y}"}
        record_tie(uow, RecordTie(member.id, typed), by=secretary)


def _natures(rank: int, form: str) -> list[dict[str, str]]:
    if rank == TOO_MUCH:
        return [{"kind": "holding", "part": "15 %", "price": "7500", "decision": BOARD}]
    if rank == CONTROLLED:
        held = {"kind": "holding", "part": "60 %", "price": "30000", "decision": BOARD}
        return [held, {"kind": "control", "decision": "Majorité des voix dans la filiale"}]
    if rank % EVERY or form == "association":
        return []
    return [{"kind": "holding", "part": HELD[rank // EVERY % len(HELD)], "price": "2000", "decision": BOARD}]
