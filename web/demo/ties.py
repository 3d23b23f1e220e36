"""What ties the demonstration's cooperative to its structures: all lawful, but one pair above the tenth."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from governance.actors import Actor
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.ties import DescribeStructure, RecordTie, describe_structure, record_tie
from web.demo import names

FORMS = ("sas", "sarl", "sas", "sa", "association", "sarl", "sas")
ORIGINS = ("left", "left", "elsewhere", "left", "cooperative")
HELD = ("1/10", "8 %", "5 %", "1/10", "2,5 %")
EVERY = 4  # one structure in four has the cooperative among its holders
TOO_MUCH = 1  # its rank: 15 %, above the tenth, so that its votes are suspended
CONTROLLED = 6  # its rank: a subsidiary


def tie(uow: UnitOfWork, members: Sequence[MemberRow], secretary: Actor, random: Random) -> None:
    """Describe every structure and write its ties, since after last year's assembly."""
    known = {name: rank for rank, name in enumerate(names.STRUCTURES)}
    structures = sorted(
        (one for one in members if one.name in known and one.left_on is None), key=lambda one: known[one.name]
    )
    for rank, member in enumerate(structures):
        founded = member.admitted_on - timedelta(days=random.randint(60, 900))
        origin = "subsidiary" if rank == CONTROLLED else ORIGINS[rank % len(ORIGINS)]
        form = "sas" if rank in (TOO_MUCH, CONTROLLED) else FORMS[rank % len(FORMS)]
        trade = names.TRADES[rank % len(names.TRADES)]
        typed = {"form": form, "origin": origin, "trade": trade, "founded_on": f"{founded:%d/%m/%Y}"}
        describe_structure(uow, DescribeStructure(member.id, typed), by=secretary)
        for nature in _natures(rank, form):
            record_tie(uow, RecordTie(member.id, {**nature, "since": _since(uow, random)}), by=secretary)


def _natures(rank: int, form: str) -> list[dict[str, str]]:
    board = "Conseil d’administration, décision inscrite à son registre"
    if rank == TOO_MUCH:
        return [{"kind": "holding", "part": "15 %", "price": "7500", "decision": board}]
    if rank == CONTROLLED:
        held = {"kind": "holding", "part": "60 %", "price": "30000", "decision": board}
        return [held, {"kind": "control", "decision": "Majorité des voix dans la filiale"}]
    if rank % EVERY or form == "association":
        return []
    return [{"kind": "holding", "part": HELD[rank // EVERY % len(HELD)], "price": "2000", "decision": board}]


def _since(uow: UnitOfWork, random: Random) -> str:
    return f"{uow.today - timedelta(days=random.randint(5, 120)):%d/%m/%Y}"
