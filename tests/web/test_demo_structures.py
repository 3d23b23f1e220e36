"""The demonstration's structures: every practice of cooperatives that keep the tie, in figures."""

from collections import Counter

import pytest
from sqlmodel import col, func, select

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.queries.contributions import contributions_year
from governance.queries.exits import exit_shown
from governance.queries.outside_holdings import outside_holdings
from governance.queries.ties import structure_shown, ties_page
from governance.register.contributions import Closeness
from governance.register.reading import read_siren, read_siret
from governance.store.accounts import AccountRow
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.contributions import ServiceUseRow
from governance.store.cooperatives import by_slug
from governance.store.members import MemberRow
from governance.store.structures import jobs_of
from governance.store.ties import StructureRow, TieRow
from governance.store.unit_of_work import Database
from web.demo import names
from web.demo.data import ensure_demo

ISSUER = "http://127.0.0.1:8001"


@pytest.fixture(scope="module")
def secretary(database: Database) -> Actor:
    ensure_demo(database, ISSUER)
    with database.read() as uow:
        home = by_slug(uow.session, "les-passerelles")
        row = uow.session.exec(select(AccountRow).where(AccountRow.subject == "demo-secretaire")).one()
    hat = Hat("secretary", Role.SECRETARY, ROLE_NAMES[Role.SECRETARY])
    return Actor(row.id, row.name, home.id, home.slug, home.name, hat, (hat,))


@pytest.fixture
def uow(database, secretary):
    with database.read() as opened:
        opened.enter(secretary.cooperative)
        yield opened


def described(uow) -> list[tuple[MemberRow, StructureRow]]:
    asked = select(MemberRow, StructureRow).join(
        StructureRow, col(StructureRow.member_id) == col(MemberRow.id)
    )
    return list(uow.session.exec(asked).all())


def test_thirty_one_companies_have_a_college_of_their_own_each_with_a_representative(uow):
    found = described(uow)
    assert len(found) == 31
    assert {member.college for member, _ in found} == {"structures"}
    assert all(member.representative and member.representative_email for member, _ in found)
    assert Counter(known.origin for _, known in found) == {
        "left": 18, "elsewhere": 6, "cooperative": 6, "subsidiary": 1,
    }  # fmt: skip


def test_each_has_a_number_of_its_own_with_a_right_key_a_register_and_a_place(uow):
    found = described(uow)
    assert len({member.siren for member, _ in found}) == 31
    for member, known in found:
        assert read_siren("siren", member.siren) == member.siren
        assert read_siret("siret", known.siret, member.siren) == known.siret
        assert known.registration
        assert member.address
    assert len({member.postcode[:2] for member, _ in found}) >= 4
    assert {known.trade for _, known in found} >= {"boulangerie", "brasserie", "maraîchage"}


def test_jobs_are_declared_for_several_years_and_never_before_the_founding(uow):
    found = described(uow)
    jobs = jobs_of(uow.session, [member.id for member, _ in found])
    assert max(len(years) for years in jobs.values()) == 5
    assert sum(len(years) >= 3 for years in jobs.values()) >= 15
    assert any(count.denominator == 2 for years in jobs.values() for count in years.values())
    for member, known in found:
        assert all(known.founded_on.year <= year < uow.today.year for year in jobs.get(member.id, {}))


def test_whoever_left_was_an_activity_whose_founder_is_known_and_was_admitted_after(uow):
    left = {member.id: (member, known) for member, known in described(uow) if known.origin == "left"}
    asked = select(ExitRow, ActivityRow).join(ActivityRow, col(ExitRow.activity_id) == col(ActivityRow.id))
    grown = {row.structure_id: (row, activity) for row, activity in uow.session.exec(asked)}
    for company, (member, known) in left.items():
        row, activity = grown[company]
        assert (row.structure, row.form, activity.trade) == (member.name, known.form, known.trade)
        assert activity.started_on < known.founded_on < row.left_on < member.admitted_on
    assert set(grown) - set(left) == {None}


def test_in_six_of_them_a_founder_stayed_as_an_external_associate(uow):
    asked = (
        select(MemberRow.college, func.count())
        .join(HostedRow, col(HostedRow.member_id) == col(MemberRow.id))
        .join(ExitTaskRow, col(ExitTaskRow.hosted_id) == col(HostedRow.id))
        .where(ExitTaskRow.kind == "change_category", ExitTaskRow.was == "entrepreneurs")
        .where(MemberRow.category != "entrepreneurs")
        .group_by(MemberRow.college)
    )
    assert dict(uow.session.exec(asked).all()) == {"beneficiaries": 6}


def test_three_exits_wait_one_of_them_six_founders_whose_company_will_be_a_subsidiary(uow, secretary):
    exits = [exit_shown(uow, one, secretary) for one in uow.session.exec(select(ExitRow.id))]
    waiting = [one for one in exits if one.waiting]
    assert sorted(one.structure for one in waiting) == [
        "", "La Brigade, société coopérative", "Les Confitures du Viaduc"
    ]  # fmt: skip
    (collective,) = (one for one in waiting if one.structure.startswith("La Brigade"))
    assert len(collective.activity.people) == 6
    kinds = Counter(task.kind.value for task in collective.tasks if not task.state.done)
    assert kinds["change_category"] == 6


def test_each_activity_began_with_the_first_contract_of_its_people(uow):
    first = select(HostedRow.activity_id, func.min(HostedRow.contract_from)).group_by(HostedRow.activity_id)
    for activity, since in uow.session.exec(first):
        assert uow.session.get(ActivityRow, activity).started_on == since


def test_one_pair_is_above_the_tenth_one_company_is_controlled_and_neither_votes(uow, secretary):
    shown = ties_page(uow, secretary).structures
    suspended = {one.name: one for one in shown if one.suspended}
    assert set(suspended) == {"Conserverie des Deux Saisons", "Fromagerie des Hautes Rives"}
    assert [str(one.cooperative_holds) for one in suspended.values() if not one.controlled] == ["3/20"]
    assert [one.origin for one in suspended.values() if one.controlled] == ["subsidiary"]


def test_the_cooperative_holds_a_part_of_companies_that_left_and_they_hold_shares_of_it(uow, secretary):
    both = [one for one in ties_page(uow, secretary).structures if one.cooperative_holds and one.member_holds]
    assert len(both) == 9
    assert sum(one.origin == "left" for one in both) >= 3
    ended = uow.session.exec(select(TieRow.member_id).where(col(TieRow.until).is_not(None))).one()
    history = structure_shown(uow, ended, secretary).ties
    assert [(str(one.tie.part), one.in_force) for one in history] == [("1/10", True), ("1/20", False)]


def test_it_also_holds_a_part_of_companies_that_are_not_members(uow, secretary):
    held = outside_holdings(uow, secretary)
    assert [(one.holding.company, str(one.holding.tie.part), one.in_force) for one in held] == [
        ("La Halle aux Grains Libres", "1/5", True),
        ("Menuiserie du Coteau", "1/10", True),
    ]


def test_most_pay_the_contribution_of_hosted_activities_to_within_a_hundredth_and_all_take_services(
    uow, secretary
):
    lines = contributions_year(uow, secretary, uow.today.year).lines
    assert len(lines) == 31
    assert Counter(line.closeness for line in lines)[Closeness.SAME] >= 20
    takers = select(func.count(func.distinct(ServiceUseRow.member_id)))
    assert uow.session.exec(takers).one() == 31


def test_the_trade_of_each_structure_and_of_each_activity_is_the_one_its_name_tells(uow):
    for member, known in described(uow):
        assert known.trade == names.trade_of(member.name)
    for activity in uow.session.exec(select(ActivityRow)):
        assert activity.trade == names.trade_of(activity.name)
    told = {"Miellerie du Crêt Vert": "apiculture", "Brasserie du Pré Carré": "brasserie",
            "Les Bocaux de Margot": "conserverie", "La Cantine Buissonnière": "restauration"}  # fmt: skip
    assert {name: names.trade_of(name) for name in told} == told
    with pytest.raises(LookupError):
        names.trade_of("Sans métier")
