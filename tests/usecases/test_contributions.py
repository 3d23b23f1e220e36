"""Services and contributions in the register."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.queries.contributions import contributions_of, contributions_year
from governance.register.contribution_reading import (
    NOT_OVER,
    AlreadyTaken,
    FaultyContribution,
    NoSuchService,
    PeriodsOverlap,
    RateBefore,
    RateChangesWithin,
    RateTooEarly,
)
from governance.register.contributions import Closeness
from governance.register.tie_reading import NotAnOrganisation, TieEnded
from governance.usecases.contributions import (
    AgreeRate,
    DeclareBase,
    OfferService,
    StopService,
    TakeService,
    agree_rate,
    declare_base,
    offer_service,
    stop_service,
    take_service,
)
from tests.builders import a_cooperative, add_account, add_member, an_actor

RATE = {"base": "turnover", "part": "10 %", "since": "01/01/2024"}
YEAR = {"starts_on": "01/01/2025", "ends_on": "31/12/2025", "amount": "120 000"}


@pytest.fixture
def home(database):
    return a_cooperative(database)


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


@pytest.fixture
def company(database, home):
    return write(
        database,
        home,
        lambda uow: (
            add_member(uow, 1, "Fournil", first_name="", college="structures", kind="organisation").id
        ),
    )


def rate(database, home, member, **typed):
    command = AgreeRate(member, {**RATE, **typed})
    write(database, home, lambda uow: agree_rate(uow, command, by=home.secretary))


def declare(database, home, member, **typed):
    command = DeclareBase(member, {**YEAR, **typed})
    write(database, home, lambda uow: declare_base(uow, command, by=home.secretary))


def of(database, home, member, year=2025):
    return write(database, home, lambda uow: contributions_of(uow, member, home.secretary, year))


def test_a_structure_pays_the_same_contribution_as_hosted_activities(database, home, company):
    rate(database, home, None)
    rate(database, home, company, part="10,1 %")
    declare(database, home, company)
    found = of(database, home, company)
    assert (found.closeness, found.statement.owed) == (Closeness.SAME, 1_212_000)
    year = write(database, home, lambda uow: contributions_year(uow, home.secretary, 2025))
    assert [(line.name, line.statement.owed) for line in year.lines] == [("Fournil", 1_212_000)]
    assert str(year.hosted.part) == "1/10"


def test_a_rate_follows_the_last_one_and_rewrites_nothing(database, home, company):
    rate(database, home, company)
    with pytest.raises(RateBefore):
        rate(database, home, company, since="01/01/2024")
    rate(database, home, company, since="02/01/2024", part="8 %")
    assert [str(one.part) for one in of(database, home, company).rates] == ["2/25", "1/10"]
    for table in ("contribution_rates", "declared_bases"):
        with pytest.raises(Exception, match=r"registre|permission denied"):
            write(
                database,
                home,
                lambda uow, table=table: uow.session.connection().execute(text(f"DELETE FROM {table}")),
            )


def test_a_rate_never_changes_a_period_already_declared(database, home, company):
    rate(database, home, company)
    declare(database, home, company, ends_on="30/06/2025")
    declare(database, home, company, starts_on="01/07/2025", ends_on="30/09/2025")
    for since in ("01/06/2024", "01/01/2025", "15/03/2025", "01/07/2025", "30/09/2025"):
        with pytest.raises(RateTooEarly) as refused:
            rate(database, home, company, since=since, part="8 %")
        assert refused.value.last == date(2025, 9, 30)
    assert (refused.value.starts_on, refused.value.ends_on) == (date(2025, 7, 1), date(2025, 9, 30))
    rate(database, home, company, since="01/10/2025", part="8 %")
    rate(database, home, None, since="15/03/2025")  # of hosted activities: nothing is declared with it
    assert of(database, home, company).statement.owed == 2 * 1_200_000


def test_the_first_rate_counts_what_was_declared_under_none_but_cuts_no_period(database, home, company):
    declare(database, home, company)
    with pytest.raises(RateTooEarly):
        rate(database, home, company, since="02/01/2025")
    rate(database, home, company, since="01/01/2025")
    assert of(database, home, company).statement.owed == 1_200_000


def test_a_period_has_one_rate(database, home, company):
    rate(database, home, company)
    rate(database, home, company, since="01/07/2025", part="8 %")
    with pytest.raises(RateChangesWithin) as refused:
        declare(database, home, company)
    assert refused.value.since == date(2025, 7, 1)
    declare(database, home, company, ends_on="30/06/2025")
    declare(database, home, company, starts_on="01/07/2025")
    assert [line.owed for line in of(database, home, company).statement.lines] == [1_200_000, 960_000]


def test_a_period_is_declared_from_its_last_day_on(database, home, company):
    today = write(database, home, lambda uow: uow.today)
    tomorrow = today + timedelta(days=1)
    with pytest.raises(FaultyContribution) as refused:
        declare(database, home, company, starts_on=f"{tomorrow:%d/%m/%Y}", ends_on=f"{tomorrow:%d/%m/%Y}")
    assert [(each.field, each.message) for each in refused.value.faults] == [("ends_on", NOT_OVER)]
    declare(database, home, company, starts_on=f"{today:%d/%m/%Y}", ends_on=f"{today:%d/%m/%Y}")


def test_no_day_is_declared_twice(database, home, company):
    declare(database, home, company, ends_on="30/06/2025")
    for again in ({"starts_on": "30/06/2025"}, {"ends_on": "01/01/2025"}, {"ends_on": "31/12/2025"}):
        with pytest.raises(PeriodsOverlap):
            declare(database, home, company, **again)
    declare(database, home, company, starts_on="01/07/2025")
    assert len(of(database, home, company).statement.lines) == 2


def test_the_same_period_declared_again_corrects_it_and_both_lines_stay(database, home, company):
    rate(database, home, company)
    declare(database, home, company)
    declare(database, home, company, amount="90 000")
    shown = of(database, home, company)
    assert [(line.declared.amount, line.owed) for line in shown.statement.lines] == [(9_000_000, 900_000)]
    assert [base.amount for base, _at in shown.corrected] == [12_000_000]
    year = write(database, home, lambda uow: contributions_year(uow, home.secretary, 2025))
    assert [line.statement.declared for line in year.lines] == [9_000_000]


def test_a_service_is_taken_once_stopped_once_and_may_be_taken_again(database, home, company):
    service = write(
        database,
        home,
        lambda uow: offer_service(uow, OfferService({"name": "Paie", "kind": "payroll"}), by=home.secretary),
    )

    def take(since):
        command = TakeService(company, service, {"since": since})
        return write(database, home, lambda uow: take_service(uow, command, by=home.secretary))

    def stop(use, until):
        command = StopService(use, {"until": until})
        return write(database, home, lambda uow: stop_service(uow, command, by=home.secretary))

    use = take("01/01/2025")
    with pytest.raises(AlreadyTaken):
        take("01/02/2025")
    assert stop(use, "01/03/2025") == company
    with pytest.raises(TieEnded):
        stop(use, "01/04/2025")
    take("01/03/2025")
    found = of(database, home, company)
    assert [(one.name, one.until is None) for one in found.services] == [("Paie", True), ("Paie", False)]
    assert found.offered == ()


def test_what_is_unknown_or_not_theirs_is_refused(database, home, company):
    person = write(database, home, lambda uow: add_member(uow, 2, "Levain", college="team").id)
    with pytest.raises(NotAnOrganisation):
        rate(database, home, person)
    with pytest.raises(NoSuchService):
        command = TakeService(company, person, {"since": "01/01/2025"})
        write(database, home, lambda uow: take_service(uow, command, by=home.secretary))
    write(
        database,
        home,
        lambda uow: offer_service(uow, OfferService({"name": "Paie", "kind": "payroll"}), by=home.secretary),
    )
    with pytest.raises(AlreadyTaken):
        write(
            database,
            home,
            lambda uow: offer_service(uow, OfferService({"name": "Paie", "kind": "it"}), by=home.secretary),
        )
    with database.write() as uow:
        uow.enter(home.id)
        chair = an_actor(home, add_account(uow, "Prune"), Role.CHAIR)
        with pytest.raises(WrongHat):
            agree_rate(uow, AgreeRate(None, RATE), by=chair)
