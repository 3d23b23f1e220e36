"""The ecosystem on one day, as the register tells it."""

from datetime import date
from fractions import Fraction

import pytest

from governance.actors import Role
from governance.queries.ecosystem import ecosystem
from governance.register.ecosystem import DRAWN, Bond, EcosystemAsked
from governance.store.agreements import AgreementRow
from governance.store.mandates import MandateRow
from governance.store.ties import StructureRow
from tests.builders import a_cooperative, add_account, add_member, an_actor, as_member
from tests.ecosystems import an_ecosystem


@pytest.fixture(scope="module")
def around(database):
    return an_ecosystem(database)


def seen(database, around, asked=EcosystemAsked(), *, actor=None, **more):  # noqa: B008 - frozen
    with database.read() as uow:
        uow.enter(around.home.id)
        return ecosystem(uow, actor or around.home.secretary, asked, **more)


def a_member_of(database, around):
    with database.write() as uow:
        uow.enter(around.home.id)
        account = add_account(uow, "Max Membre")
        row = add_member(uow, 900, "Membre", college="team")
        uow.session.flush()
        return as_member(around.home, account, row)


def test_today_tells_what_lasts_and_a_past_year_what_was(database, around):
    today = seen(database, around).drawn[0]
    assert today.links == (Bond.SHARES, Bond.SERVICES, Bond.BORN, Bond.FOUNDED, Bond.REPRESENTED)
    assert (today.shares, today.held, today.services) == (12, 0, ("Fiches de paie",))
    assert (today.activity, today.founders, today.representatives) == (
        "Boulange", ("Lou Levain",), ("Rémi Relais",),
    )  # fmt: skip
    then = seen(database, around, year=2023)
    assert then.day == date(2023, 12, 31)
    assert then.drawn[0].held == Fraction(1, 10)
    assert then.drawn[0].links == (
        Bond.SHARES, Bond.HELD, Bond.CONTROL, Bond.SERVICES, Bond.BORN, Bond.FOUNDED,
    )  # fmt: skip
    assert Bond.HELD not in seen(database, around, year=2024).drawn[0].links
    before = seen(database, around, year=2020)
    assert (before.known, before.total, before.drawn) == (0, 0, ())


def test_the_map_counts_whatever_the_territory_asked(database, around):
    view = seen(database, around, EcosystemAsked("69"))
    assert (view.total, view.known) == (1, 6)
    assert view.by_department == {"69": 1, "42": 1, "38": 1, "2B": 1, "974": 1, "?": 1}
    held = seen(database, around, EcosystemAsked("69", link=Bond.SERVICES))
    assert held.by_department == {"69": 1}
    assert [one.code for one in view.choices.departments] == ["2B", "38", "42", "69", "974"]
    assert view.choices.elsewhere
    assert view.choices.trades == ("Boulangerie", "Conserverie")
    assert view.choices.years[-1] == 2021


def test_trades_are_listed_as_a_french_list(database):
    with database.write() as uow:
        home, kind = a_cooperative(database), {"form": "sas", "origin": "elsewhere"}
        uow.enter(home.id)
        for number, trade in enumerate(("traiteur", "épicerie", "Boulangerie", "boulangerie"), start=1):
            row = add_member(uow, number, f"Structure {number}", first_name="", kind="organisation")
            uow.session.flush()
            uow.session.add(StructureRow(cooperative_id=uow.tenant, member_id=row.id, trade=trade, **kind))
        uow.session.flush()
        trades = ecosystem(uow, home.secretary, EcosystemAsked()).choices.trades
    assert [one.casefold() for one in trades] == ["boulangerie", "épicerie", "traiteur"]


def test_a_member_reads_public_facts_and_cannot_ask_by_people(database, around):
    member = a_member_of(database, around)
    view = seen(database, around, EcosystemAsked(link=Bond.FOUNDED), actor=member)
    assert not view.office
    assert view.asked.link is None
    assert view.total == 6
    assert Bond.FOUNDED not in view.choices.links
    assert all(not one.founders and not one.representatives and not one.shares for one in view.listed)
    assert all(not one.number for one in view.drawn)


def test_a_teller_reads_no_more_than_a_member(database, around):
    teller = an_actor(around.home, _account(database), Role.TELLER)
    assert not seen(database, around, actor=teller).office


def _account(database):
    with database.write() as uow:
        account = add_account(uow, "Tess Tellier")
        uow.session.flush()
        uow.session.expunge(account)
        return account


@pytest.mark.parametrize(("many", "drawn"), [(DRAWN, True), (DRAWN + 1, False)])
def test_beyond_sixty_structures_are_drawn_by_territory_and_listed_by_page(database, many, drawn):
    around = an_ecosystem(database, many)
    view = seen(database, around)
    assert bool(view.drawn) is drawn
    assert bool(view.clusters) is not drawn
    assert len(view.listed) == 8
    assert view.pages == 8
    if not drawn:
        assert sum(one.count for one in view.clusters) == 61
        assert len(seen(database, around, page=8).listed) == 5
        assert seen(database, around, page=99).page == 8
        opened = view.clusters[0]
        assert seen(database, around, EcosystemAsked(opened.territory, opened.trade)).total == opened.count


def test_another_cooperative_sees_nothing_of_it(database, around):
    other = an_ecosystem(database, 0)
    assert seen(database, other).known == 0


def test_a_mandate_tells_who_represented_it_then_and_an_agreement_lasts_as_it_says(database):
    around = an_ecosystem(database, 2)
    with database.write() as uow:
        uow.enter(around.home.id)
        same = {"cooperative_id": uow.tenant, "member_id": around.structures[0]}
        by = around.home.secretary.account
        uow.session.add(
            MandateRow(
                holder="Ada Ancienne", capacity="power", since=date(2021, 5, 1), until=date(2022, 12, 31),
                decision="Gérance", recorded_at=uow.now, recorded_by=by, **same,
            )
        )  # fmt: skip
        for title, renewal, months in (("Suivi", "none", 0), ("Appui", "tacit", 12)):
            uow.session.add(
                AgreementRow(
                    title=title, text="Texte", starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 30),
                    renewal=renewal, renewal_months=months, signed_on=date(2021, 12, 1), sha256="0" * 64,
                    signed_at=uow.now, signed_by=by, created_at=uow.now, created_by=by, **same,
                )
            )  # fmt: skip
    told = {
        year: (one.representatives, one.agreements)
        for year in (2021, 2022, 2023)
        for one in seen(database, around, year=year).drawn[:1]
    }
    assert told == {
        2021: (("Ada Ancienne",), ()),
        2022: (("Ada Ancienne",), ("Appui",)),
        2023: ((), ("Appui",)),
    }
    assert seen(database, around).drawn[0].representatives == ("Rémi Relais",)
    assert seen(database, around, EcosystemAsked(link=Bond.AGREEMENT)).total == 1


def test_a_college_is_asked_like_the_rest(database, around):
    view = seen(database, around, EcosystemAsked(college="structures"))
    assert view.total == 6
    assert [college for college, _ in view.choices.colleges] == ["structures"]
    assert seen(database, around, EcosystemAsked(college="team")).total == 0
