"""Services and contributions as they are met, and the papers that leave with them."""

import io
from html import unescape

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from governance.store.members import MemberRow
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.minuting import words
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        named = {"first_name": "", "college": "structures", "kind": "organisation"}
        return add_member(uow, 1, "Les Fours réunis", **named).id


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def base(home):
    return f"/coop/{home.slug}/contributions"


def theirs(home, company, tail=""):
    return f"/coop/{home.slug}/societaires/{company}/contribution{tail}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def agree(secretary, home, company):
    rate = {"base": "turnover", "part": "10 %", "since": "01/01/2024"}
    send(secretary, f"{base(home)}/taux", base(home), **rate)
    send(secretary, theirs(home, company, "/taux"), theirs(home, company), **rate)
    declared = {"starts_on": "01/01/2025", "ends_on": "30/06/2025", "amount": "12 345,67"}
    assert send(secretary, theirs(home, company), theirs(home, company), **declared).status_code == 303


def test_the_statement_and_the_workbook_say_the_same_cents(secretary, home, company):
    agree(secretary, home, company)
    shown = unescape(secretary.get(theirs(home, company, "?annee=2025")).text)
    assert "1\u202f234,57" in shown
    assert "C’est la contribution des activités hébergées" in shown
    printed = words(secretary.get(theirs(home, company, "/2025.pdf")).content)
    for said in ("Contribution coopérative 2025", "Les Fours réunis", "1 234,57", "n’est pas une facture"):
        assert said in printed.replace("\u202f", " ").replace("\u00a0", " ")
    sheet = load_workbook(io.BytesIO(secretary.get(f"{base(home)}/2025.xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:3] == [1, "Les Fours réunis", "chiffre d’affaires"]
    assert [cell.value for cell in sheet[2]][6:] == [12345.67, 1234.57]


def test_what_was_typed_stays_beside_its_faults(secretary, home, company):
    here = theirs(home, company)
    for path, form, kept in (
        (here, {"starts_on": "01/01/2025", "ends_on": "hier", "amount": "12"}, 'value="hier"'),
        (f"{here}/taux", {"base": "turnover", "part": "beaucoup", "since": "01/01/2024"}, 'value="beaucoup"'),
        (f"{base(home)}/taux", {"base": "turnover", "part": "0", "since": "demain"}, 'value="demain"'),
        (f"{base(home)}/services", {"name": "", "kind": "it"}, '<option value="it" selected'),
    ):
        answer = send(secretary, path, here, **form)
        assert answer.status_code == 422, path
        assert kept in unescape(answer.text), path
    agree(secretary, home, company)
    again = send(secretary, here, here, starts_on="01/06/2025", ends_on="31/07/2025", amount="5")
    assert again.status_code == 409
    assert "elle compterait deux fois" in unescape(again.text)


def test_a_service_is_offered_taken_and_stopped(secretary, home, company):
    here = theirs(home, company)
    assert (
        send(secretary, f"{base(home)}/services", base(home), name="Paie", kind="payroll").status_code == 303
    )
    text = secretary.get(here).text
    service = text.split('name="service"')[1].split('value="')[1].split('"')[0]
    assert send(secretary, f"{here}/services", here, service=service, since="01/01/2025").status_code == 303
    stop = secretary.get(here).text.split("/services/")[1].split('/fin"')[0]
    assert send(secretary, f"{here}/services/{stop}/fin", here, until="01/02/2025").status_code == 303
    assert "01/02/2025" in secretary.get(here).text
    assert send(secretary, f"{here}/services", here, service="rien", since="01/01/2025").status_code == 404


def test_a_member_is_kept_out(site, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Max Membre")
        member = add_member(uow, 2, "Membre", college="team")
        link(uow, account, member)
        stranger = as_member(home, account, member)
    browser = browse_as(site, stranger)
    for path in (
        base(home),
        theirs(home, company),
        theirs(home, company, "/2025.pdf"),
        f"{base(home)}/2025.xlsx",
    ):
        assert browser.get(path).status_code == 403, path
    site.close_browsers()


def test_who_represents_a_structure_finds_its_statements_and_its_history_at_home_and_no_other(
    database, site, secretary, home, company
):
    agree(secretary, home, company)
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Rémi Représentant")
        row = uow.session.get(MemberRow, company)
        link(uow, account, row)
        uow.session.flush()  # changed below
        uow.session.connection().execute(
            text("UPDATE capacities SET represents = true WHERE member_id = :it"), {"it": company}
        )
        other = add_member(uow, 9, "Sous-bois", first_name="", college="structures", kind="organisation").id
        actor = as_member(home, account, row)
    visitor = browse_as(site, actor)
    mine = unescape(visitor.get(f"/coop/{home.slug}/").text)
    assert "Relevé de notre contribution, 2025" in mine
    assert "Notre histoire avec la coopérative" in mine
    assert "1 234,57" in words(visitor.get(theirs(home, company, "/2025.pdf")).content).replace("\u202f", " ")
    assert visitor.get(theirs(home, other, "/2025.pdf")).status_code == 403
