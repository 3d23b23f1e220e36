"""Ties of capital as the secretary meets them, without JavaScript."""

from html import unescape

import pytest

from governance.actors import Role
from governance.register.shares import Movement, MovementKind
from governance.store.accounts import RoleGrantRow
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.meetings import add_assembly
from tests.web.people import browse_as

COMPANY = "Les Fours réunis"


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, 1, COMPANY, first_name="", college="structures")
        row.kind = "organisation"
        return row.id


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def here(home, company, tail=""):
    return f"/coop/{home.slug}/societaires/{company}/liens{tail}"


def text_of(answer):
    return unescape(answer.text)


def send(browser, home, company, tail="", **form):
    return browser.post(here(home, company, tail), {"csrf": browser.csrf(here(home, company)), **form})


def test_a_holding_above_the_tenth_is_written_seen_and_ended(secretary, home, company):
    described = send(secretary, home, company, "/structure", form="sas", origin="left", trade="Boulangerie")
    assert described.status_code == 303
    begun = send(secretary, home, company, kind="holding", part="15 %", since="01/02/2024", price="3000")
    assert begun.status_code == 303
    send(secretary, home, company, kind="control", since="01/02/2024")
    text = text_of(secretary.get(here(home, company)))
    for words in ("Cette structure ne peut pas voter aujourd’hui", "L. 233-31", "15\u00a0%", "3\u202f000"):
        assert words in text
    listed = text_of(secretary.get(f"/coop/{home.slug}/liens"))
    assert "1 structure ne peut pas voter" in listed
    assert "société par actions simplifiée (SAS)" in listed
    ends = [part.split('"')[0] for part in text.split('action="')[1:] if part.split('"')[0].endswith("/fin")]
    assert len(ends) == 2
    for path in ends:
        sent = secretary.post(path, {"csrf": secretary.csrf(here(home, company)), "until": "01/03/2024"})
        assert sent.status_code == 303
    assert "Rien ne suspend ses voix" in text_of(secretary.get(here(home, company)))


def test_what_was_typed_stays_beside_its_faults(secretary, home, company):
    answer = send(secretary, home, company, kind="holding", part="beaucoup", since="hier", decision="Conseil")
    text = text_of(answer)
    assert answer.status_code == 422
    for words in ("« beaucoup » n’est pas une part", "« hier » n’est pas une date", 'value="Conseil"'):
        assert words.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in text
    answer = send(secretary, home, company, "/structure", form="", trade="Pain")
    assert answer.status_code == 422
    assert 'value="Pain"' in text_of(answer)


def test_a_sarl_with_too_many_shares_votes_and_is_told_what_to_sell(secretary, home, company, database):
    with database.write() as uow:
        uow.enter(home.id)
        movement = Movement(MovementKind.SUBSCRIPTION, 12, uow.today)
        append_movement(uow.session, uow.tenant, company, movement, uow.now)
    send(secretary, home, company, "/structure", form="sarl", origin="left")
    send(secretary, home, company, kind="holding", part="1 %", since="01/02/2024")
    text = text_of(secretary.get(here(home, company)))
    for words in ("Cette structure vote, mais elle détient trop de parts", "dépasse le dixième", "L. 233-30"):
        assert words in text
    assert "Rien ne suspend ses voix" not in text
    listed = text_of(secretary.get(f"/coop/{home.slug}/liens"))
    assert "parts à céder" in listed
    assert "ne peut pas voter" not in listed


def test_public_bodies_with_more_than_half_of_the_capital_are_pointed_out(secretary, home, company, database):
    with database.write() as uow:
        uow.enter(home.id)
        movement = Movement(MovementKind.SUBSCRIPTION, 12, uow.today)
        append_movement(uow.session, uow.tenant, company, movement, uow.now)
    listed = f"/coop/{home.slug}/liens"
    assert "détiennent trop de capital" not in text_of(secretary.get(listed))
    send(secretary, home, company, "/structure", form="public_body", origin="elsewhere")
    text = text_of(secretary.get(listed))
    for words in (
        "Les collectivités publiques détiennent trop de capital",
        "19 septies",
        "L’État ne compte pas",
    ):
        assert words in text


def test_a_second_holding_is_refused_with_what_to_do(secretary, home, company):
    send(secretary, home, company, kind="holding", part="5 %", since="01/02/2024")
    answer = send(secretary, home, company, kind="holding", part="6 %", since="01/03/2024")
    assert answer.status_code == 409
    assert "Mettez d’abord fin au lien en cours" in text_of(answer)


def test_the_check_list_names_who_will_not_vote(secretary, home, company, database):
    send(secretary, home, company, "/structure", form="sas", origin="left")
    send(secretary, home, company, kind="control", since="01/02/2024")
    with database.write() as uow:
        uow.enter(home.id)
        assembly = add_assembly(uow, home.bylaws, stage="draft")
        uow.session.get(AssemblyRow, assembly).place = "Lyon"
    text = text_of(secretary.get(f"/coop/{home.slug}/assemblees/{assembly}/convocation"))
    assert f"« {COMPANY} » ne votera pas".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in text
    assert f"/coop/{home.slug}/liens" in text


def test_an_auditor_reads_without_any_form_and_a_member_is_kept_out(site, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Aude Auditrice")
        grant = RoleGrantRow(
            cooperative_id=home.id, account_id=account.id, role=Role.AUDITOR.value, starts_on=LONG_AGO
        )
        uow.session.add(grant)
        auditor = an_actor(home, account, Role.AUDITOR)
        account = add_account(uow, "Max Membre")
        member = add_member(uow, 2, "Membre", college="team")
        link(uow, account, member)
        stranger = as_member(home, account, member)
    reader = browse_as(site, auditor)
    shown = reader.get(here(home, company))
    assert shown.status_code == 200
    assert '<form method="post" action="' + here(home, company) not in shown.text
    kept_out = browse_as(site, stranger)
    assert kept_out.get(here(home, company)).status_code == 403
    assert kept_out.get(f"/coop/{home.slug}/liens").status_code == 403
    site.close_browsers()


def test_what_identifies_a_structure_and_its_jobs_are_written_and_seen(secretary, home, company, database):
    with database.write() as uow:
        uow.enter(home.id)
        uow.session.get(MemberRow, company).siren = "732829320"
    described = send(
        secretary, home, company, "/structure", form="sarl", origin="elsewhere", siret="732 829 320 00074",
        registration="RCS Vienne", founded_on="01/02/2020", ceased_on="01/02/2024",
    )  # fmt: skip
    assert described.status_code == 303
    for year, jobs in (("2023", "4,5"), ("2022", "3")):
        assert send(secretary, home, company, "/emplois", year=year, jobs=jobs).status_code == 303
    text = text_of(secretary.get(here(home, company)))
    for words in (
        "732\u00a0829\u00a0320\u00a000074", "RCS Vienne", "Cette structure a cessé le",
        "Cessation de la structure", "Équivalents temps plein en 2023", "4,5",
    ):  # fmt: skip
        assert words in text
    assert text.index("4,5") < text.index(">3<")


def test_wrong_jobs_and_a_wrong_siret_are_told_beside_their_fields(secretary, home, company):
    answer = send(secretary, home, company, "/emplois", year="2023", jobs="4,333")
    assert answer.status_code == 422
    assert "4,333\u00a0» n’est pas un nombre d’emplois" in text_of(answer)
    answer = send(secretary, home, company, "/structure", form="sas", origin="left", siret="73282932000074")
    assert answer.status_code == 422
    assert "ajoutez-le d’abord" in text_of(answer)
