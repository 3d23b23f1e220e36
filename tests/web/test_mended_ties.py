"""Ties, holdings and jobs written by mistake are withdrawn; who joins takes its holding with it."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text

from governance.assembly.refusals import RegisterIsFinal
from governance.register.shares import Movement, MovementKind
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from tests.builders import a_cooperative, add_member
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers

SIREN = "732829320"
HELD = {"company": "La Halle", "form": "sas", "siren": SIREN, "part": "15 %", "since": "01/02/2024"}


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_shares(uow, add_member(uow, 99, "Sol", college="team").id, 95)
    return made


def add_shares(uow, member, shares):
    uow.session.flush()  # the movement refers to the member
    movement = Movement(MovementKind.SUBSCRIPTION, shares, uow.today - timedelta(days=30))
    append_movement(uow.session, uow.tenant, member, movement, uow.now)


@pytest.fixture
def secretary(site, home):
    return browse_as(site, home.secretary)


def a_company(database, home, number=1, name="La Halle", siren=SIREN, days=0):
    """Enter an organisation in the register, admitted in so many days (years ago by default)."""
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, number, name, first_name="", college="structures")
        row.kind, row.siren = "organisation", siren
        if days:
            row.admitted_on = uow.today + timedelta(days=days)
        add_shares(uow, row.id, 5)
        return row.id


def at(home, path):
    return f"/coop/{home.slug}{path}"


def send(browser, home, page, to="", **form):
    return browser.post(at(home, page + to), {"csrf": browser.csrf(at(home, page)), **form})


def read(browser, home, path):
    return unescape(browser.get(at(home, path)).text).replace("\u00a0", " ")


def test_a_tie_written_by_mistake_is_withdrawn_kept_in_the_register_and_never_counted(
    database, home, secretary
):
    company = a_company(database, home)
    page = f"/societaires/{company}/liens"
    assert send(secretary, home, page, kind="holding", part="15 %", since="01/02/2024").status_code == 303
    assert "ne peut pas voter aujourd’hui" in read(secretary, home, page)
    withdraw = read(secretary, home, page).split('/retirer"')[0].rsplit('action="', 1)[1] + "/retirer"
    assert secretary.post(withdraw, {"csrf": secretary.csrf(at(home, page))}).status_code == 303
    after = read(secretary, home, page)
    assert "retiré : inscrit par erreur" in after
    assert "Rien ne suspend ses voix" in after
    assert "Début de la participation" not in after.split('id="life"')[-1].split("</section>")[0]
    assert secretary.post(withdraw, {"csrf": secretary.csrf(at(home, page))}).status_code == 404
    assert send(secretary, home, page, kind="holding", part="5 %", since="01/02/2024").status_code == 303
    assert "inscrit par erreur a été retiré" in read(secretary, home, "/journal")


def test_what_is_withdrawn_never_comes_back(database, home, secretary):
    company = a_company(database, home)
    page = f"/societaires/{company}/liens"
    send(secretary, home, page, kind="control", since="01/02/2024")
    withdraw = read(secretary, home, page).split('/retirer"')[0].rsplit('action="', 1)[1] + "/retirer"
    secretary.post(withdraw, {"csrf": secretary.csrf(at(home, page))})
    with pytest.raises(RegisterIsFinal), database.write() as uow:
        uow.enter(home.id)
        uow.session.connection().execute(text("UPDATE ties SET until = since + 400"))


def test_a_holding_outside_written_by_mistake_is_withdrawn(home, secretary):
    page = "/liens/hors-societariat"
    assert send(secretary, home, page, **HELD).status_code == 303
    withdraw = read(secretary, home, page).split('/retirer"')[0].rsplit('action="', 1)[1] + "/retirer"
    assert secretary.post(withdraw, {"csrf": secretary.csrf(at(home, page))}).status_code == 303
    assert "retirée : inscrite par erreur" in read(secretary, home, page)
    assert secretary.post(withdraw, {"csrf": secretary.csrf(at(home, page))}).status_code == 404


def test_a_company_that_is_a_member_is_not_held_outside(database, home, secretary):
    a_company(database, home, 15)
    refused = send(secretary, home, "/liens/hors-societariat", **HELD)
    assert refused.status_code == 409
    assert "Ce SIREN est celui de « La Halle », sociétaire n° 15." in unescape(refused.text).replace(
        "\u00a0", " "
    )
    assert 'value="La Halle"' in refused.text
    named = send(secretary, home, "/liens/hors-societariat", **HELD | {"siren": "", "company": "LA HALLE"})
    assert named.status_code == 409
    assert "donnez le SIREN de l’autre" in unescape(named.text)
    other = HELD | {"siren": "404833048"}
    assert send(secretary, home, "/liens/hors-societariat", **other).status_code == 303


def test_a_company_that_becomes_a_member_takes_its_holding_with_it(database, home, secretary):
    page = "/liens/hors-societariat"
    send(secretary, home, page, **HELD)
    holding = read(secretary, home, page).split("/hors-societariat/")[1].split("/")[0]
    assert send(secretary, home, page, f"/{holding}/reprendre").status_code == 409
    company = a_company(database, home)
    listed = read(secretary, home, "/liens")
    assert "Des parts restent inscrites hors du sociétariat" in listed
    assert "Reprendre cette part sur sa fiche" in read(secretary, home, page)
    assert send(secretary, home, page, f"/{holding}/reprendre").status_code == 303
    tied = read(secretary, home, f"/societaires/{company}/liens")
    assert "15 % (3/20)" in tied
    assert "ne peut pas voter aujourd’hui" in tied
    assert "Des parts restent inscrites" not in read(secretary, home, "/liens")
    assert send(secretary, home, page, f"/{holding}/reprendre").status_code == 409


def test_an_association_has_no_capital_to_hold(database, home, secretary):
    outside = send(secretary, home, "/liens/hors-societariat", **HELD | {"form": "association"})
    assert outside.status_code == 422
    assert "n’a pas de capital" in unescape(outside.text)
    company = a_company(database, home, 2, "L’Amicale")
    page = f"/societaires/{company}/liens"
    send(secretary, home, page, "/structure", form="association", origin="elsewhere")
    refused = send(secretary, home, page, kind="holding", part="5 %", since="01/02/2024")
    assert refused.status_code == 422
    assert "n’a pas de capital" in unescape(refused.text)


def test_a_part_typed_without_its_percent_is_told_how_to_write_it(database, home, secretary):
    page = f"/societaires/{a_company(database, home)}/liens"
    refused = send(secretary, home, page, kind="holding", part="12", since="01/02/2024")
    assert refused.status_code == 422
    assert "Pour 12 pour cent, écrivez « 12 % »." in unescape(refused.text).replace("\u00a0", " ")


def test_an_organisation_admitted_for_a_later_day_is_listed_with_its_alarm(database, home, secretary):
    company = a_company(database, home, days=20)
    send(secretary, home, f"/societaires/{company}/liens", kind="holding", part="12 %", since="01/02/2024")
    listed = read(secretary, home, "/liens")
    assert "1 structure ne peut pas voter" in listed
    with database.read() as uow:
        uow.enter(home.id)
        admitted = uow.session.get(MemberRow, company).admitted_on
    assert "admise le " in listed
    assert str(admitted.year) in listed


def test_jobs_are_exact_to_the_hundredth_begin_with_the_structure_and_can_be_withdrawn(
    database, home, secretary
):
    page = f"/societaires/{a_company(database, home)}/liens"
    send(secretary, home, page, "/structure", form="sas", origin="left", founded_on="01/03/2024")
    assert send(secretary, home, page, "/emplois", year="2024", jobs="3,85").status_code == 303
    assert "3,85" in read(secretary, home, page)
    assert send(secretary, home, page, "/emplois", year="2024", jobs="3,855").status_code == 422
    early = send(secretary, home, page, "/emplois", year="2023", jobs="4")
    assert early.status_code == 422
    assert "avant la création de la structure" in unescape(early.text)
    assert send(secretary, home, page, "/emplois/retirer", year="2024").status_code == 303
    assert "Aucune déclaration n’est inscrite." in read(secretary, home, page)
