"""What is kept, grouped and counted around a cooperative."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.register.departments import DEPARTMENTS, department_of
from governance.register.ecosystem import (
    DRAWN,
    Bond,
    EcosystemAsked,
    Neighbour,
    Order,
    by_department,
    clusters,
    sorted_as,
)
from governance.register.ties import Origin, StructureForm

UNHURRIED = settings(deadline=None)  # a busy machine is no fault
LYON, BASTIA = department_of("69003"), department_of("20200")


def a_neighbour(rank=0, department=LYON, trade="Pain", links=tuple(Bond), **more):
    return Neighbour(
        UUID(int=rank), rank, f"Structure {rank:03d}", f"structure{rank:03d}", department, "Lyon", trade,
        "structures", StructureForm.SAS, Origin.LEFT, date(2020, 1, 1), links, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (EcosystemAsked(), True),
        (EcosystemAsked("69"), True),
        (EcosystemAsked("r-84"), True),
        (EcosystemAsked("42"), False),
        (EcosystemAsked("r-94"), False),
        (EcosystemAsked("?"), False),
        (EcosystemAsked(trade="pain"), True),
        (EcosystemAsked(trade="Sel"), False),
        (EcosystemAsked(college="structures"), True),
        (EcosystemAsked(college="team"), False),
        (EcosystemAsked(link=Bond.HELD), True),
        (EcosystemAsked(link=Bond.CONTROL), False),
        (EcosystemAsked("69", "PAIN", Bond.SHARES), True),
        (EcosystemAsked("2B", "PAIN", Bond.SHARES), False),
    ],
)
def test_filters_combine(asked, kept):
    assert asked.keeps(a_neighbour(links=(Bond.SHARES, Bond.HELD))) is kept


def test_who_has_no_department_is_found_under_the_question_mark_alone():
    nowhere = a_neighbour(department=None)
    assert EcosystemAsked("?").keeps(nowhere)
    assert EcosystemAsked().keeps(nowhere)
    assert not EcosystemAsked("69").keeps(nowhere)


def test_a_member_reads_no_name_of_a_person_and_no_figure():
    full = a_neighbour(
        7, shares=12, held=Fraction(1, 10), services=("Paie",), activity="Boulange de Lou", exit=UUID(int=9),
        founders=("Lou Levain",), representatives=("Rémi Relais",),
        agreements=("Suivi",),
    )  # fmt: skip
    public = full.seen_by_all()
    assert public.links == (Bond.SHARES, Bond.HELD, Bond.CONTROL, Bond.SERVICES, Bond.BORN, Bond.AGREEMENT)
    for hidden in ("Lou", "Rémi", "12", "1, 10", "Paie", "Suivi", "Lyon'"):
        assert hidden not in repr(public).replace("2020, 1, 1", "")
    assert (public.name, public.department, public.trade) == (full.name, full.department, full.trade)


def test_a_table_is_sorted_each_way_and_by_name_when_equal():
    some = [a_neighbour(2, BASTIA, ""), a_neighbour(1, LYON, "Sel"), a_neighbour(3, None, "Pain")]
    for order, ranks in (
        (Order.NAME, [1, 2, 3]),
        (Order.TERRITORY, [2, 1, 3]),
        (Order.TRADE, [3, 1, 2]),
        (Order.SINCE, [1, 2, 3]),
    ):
        assert [one.number for one in sorted_as(some, order)] == ranks


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from([*DEPARTMENTS, None]), st.sampled_from(["", "Pain", "Sel"]))))
def test_counts_and_groups_lose_nobody(places):
    some = [a_neighbour(rank, where, trade) for rank, (where, trade) in enumerate(places)]
    assert sum(by_department(some).values()) == len(some)
    groups = clusters(some, EcosystemAsked())
    assert len(groups) <= DRAWN
    if len(by_department(some)) <= DRAWN:
        assert sum(group.count for group in groups) == len(some)
    for group in groups:
        opened = EcosystemAsked(group.territory, group.trade)
        assert sum(opened.keeps(one) for one in some) == group.count


def test_in_one_department_groups_are_trades():
    some = [a_neighbour(rank, LYON, "Pain" if rank % 3 else "Sel") for rank in range(90)]
    groups = clusters(some, EcosystemAsked("69"))
    assert [(one.trade, one.count, one.by_trade) for one in groups] == [("Pain", 60, True), ("Sel", 30, True)]
