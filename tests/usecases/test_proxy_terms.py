"""The time of a proxy: its last moment on line and on paper, and the other meeting it serves."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from governance.actors import WrongHat
from governance.assembly import proxy_refusals as refused
from governance.bylaws.models import load_model
from governance.queries.proxies import proxy_page
from governance.store.assemblies import AssemblyRow
from governance.usecases.proxies import MarkRepresented, extend_proxy, give_proxy, mark_represented
from tests.meetings import a_meeting, add_assembly
from tests.minuting import within


def a_sas(database, days_off=3, **clause):
    """Commit an open meeting of a SAS, two of its four members absent, put off by some days."""
    bylaws = load_model("no_college")
    own = replace(bylaws, proxies=replace(bylaws.proxies, **clause))
    meeting = a_meeting(database, colleges={"team": 4}, absent=2, model=own)
    put_off(database, meeting, meeting.assembly, days_off)
    return meeting


def put_off(database, meeting, assembly, days):
    moved = text("UPDATE assemblies SET held_at = held_at + make_interval(days => :days) WHERE id = :it")
    facts = {"it": assembly, "days": days}
    within(database, meeting, lambda uow: uow.session.connection().execute(moved, facts))


def another(database, meeting, days, kind="extraordinary"):
    """Add another convened assembly, so many days from today."""

    def add(uow):
        it = add_assembly(uow, meeting.cooperative.bylaws)
        uow.session.get(AssemblyRow, it).kind = kind
        return it

    assembly = within(database, meeting, add)
    put_off(database, meeting, assembly, days)
    return assembly


def give(database, meeting):
    principal, holder = meeting.voters[-1], meeting.voters[0]
    within(database, meeting, lambda uow: give_proxy(uow, meeting.assembly, holder.hat.member, by=principal))


def note(database, meeting):
    principal, holder = meeting.voters[-1], meeting.voters[0]
    command = MarkRepresented(meeting.assembly, principal.hat.member, holder.hat.member)
    within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def extend(database, meeting, other, by=None):
    principal = meeting.voters[-1].hat.member
    by = by or meeting.voters[-1]
    return within(database, meeting, lambda uow: extend_proxy(uow, meeting.assembly, other, principal, by=by))


@pytest.mark.parametrize(("days_off", "taken"), [(2, False), (3, True), (4, True)])
def test_the_bylaws_of_a_sas_close_proxies_on_line_and_paper_still_comes(database, days_off, taken):
    meeting = a_sas(database, days_off, deadline_days=3)
    if taken:
        give(database, meeting)
        return
    with pytest.raises(refused.ProxyTooLate) as error:
        give(database, meeting)
    assert error.value.source.article == load_model("no_college").proxies.article
    note(database, meeting)


def test_where_paper_closes_too_neither_the_member_nor_the_desk_is_heard_later(database):
    meeting = a_sas(database, 2, deadline_days=3, late_paper=False)
    for act in (give, note):
        with pytest.raises(refused.PaperProxyTooLate) as error:
            act(database, meeting)
        assert error.value.source.article == load_model("no_college").proxies.article


def test_without_a_word_of_the_bylaws_a_sas_takes_proxies_in_session(database):
    give(database, a_sas(database, 0))


def test_a_proxy_serves_another_meeting_as_far_as_the_bylaws_say_and_no_further(database):
    meeting = a_sas(database, 3, span_days=10)
    give(database, meeting)
    near, far = another(database, meeting, 13), another(database, meeting, 14)
    page = within(database, meeting, lambda uow: proxy_page(uow, meeting.assembly, meeting.voters[-1]))
    assert [other.id for other in page.others] == [near]
    extend(database, meeting, near)
    with pytest.raises(refused.ProxyForOneAssembly) as error:
        extend(database, meeting, far)
    assert error.value.source.article == load_model("no_college").proxies.article
    there = within(database, meeting, lambda uow: proxy_page(uow, near, meeting.voters[-1]))
    assert there.given.holder == meeting.voters[0].hat.member
    with pytest.raises(refused.AlreadyRepresented):
        extend(database, meeting, near)


def test_a_proxy_for_one_assembly_only_serves_no_other(database):
    meeting = a_sas(database, 3)
    give(database, meeting)
    with pytest.raises(refused.ProxyForOneAssembly):
        extend(database, meeting, another(database, meeting, 3))
    with pytest.raises(refused.ProxyForOneAssembly):
        extend(database, meeting, meeting.assembly)


@pytest.mark.parametrize(
    ("kind", "days", "served"),
    [("extraordinary", 18, True), ("extraordinary", 19, False), ("ordinary", 4, False)],
)
def test_in_an_sa_it_serves_an_ordinary_and_an_extraordinary_assembly_fifteen_days_apart(
    database, kind, days, served
):
    meeting = a_meeting(database, colleges={"team": 4}, absent=2)
    put_off(database, meeting, meeting.assembly, 3)
    give(database, meeting)
    other = another(database, meeting, days, kind)
    if served:
        extend(database, meeting, other)
        return
    with pytest.raises(refused.ProxyForOneAssembly) as error:
        extend(database, meeting, other)
    assert error.value.source.article == "R. 225-79"


def test_the_other_meeting_keeps_its_own_last_moment(database):
    meeting = a_sas(database, 5, span_days=10, deadline_days=2)
    give(database, meeting)
    soon = another(database, meeting, 1)
    with pytest.raises(refused.ProxyTooLate):
        extend(database, meeting, soon)
    extend(database, meeting, soon, by=meeting.secretary)


def test_nobody_else_extends_a_proxy_and_none_is_made_of_nothing(database):
    meeting = a_sas(database, 3, span_days=10)
    other = another(database, meeting, 4)
    with pytest.raises(refused.NoProxyGiven):
        extend(database, meeting, other)
    give(database, meeting)
    with pytest.raises(WrongHat):
        extend(database, meeting, other, by=meeting.voters[0])
