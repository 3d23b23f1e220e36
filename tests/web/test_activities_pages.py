"""Hosted activities and their exit as they are met without JavaScript."""

import re
from html import unescape

import pytest

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def base(home, tail=""):
    return f"/coop/{home.slug}/activites{tail}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def host(secretary, home):
    new = base(home, "/nouvelle")
    made = send(secretary, new, new, name="Boulange", trade="Pain", started_on="01/02/2024")
    assert made.status_code == 303
    path = made.headers["location"]
    send(secretary, f"{path}/personnes", path, name="Sam Sel", contract_from="01/02/2024")
    return path


def test_what_was_typed_stays_beside_its_faults(secretary, home):
    new = base(home, "/nouvelle")
    answer = send(secretary, new, new, name="", trade="Pain", started_on="hier")
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert "Donnez le nom de l’activité." in text
    assert 'value="Pain"' in text
    assert 'value="hier"' in text
    path = host(secretary, home)
    answer = send(secretary, f"{path}/personnes", path, name="Lou", contract_from="un jour")
    assert answer.status_code == 422
    assert 'value="un jour"' in unescape(answer.text)


def test_an_exit_refused_keeps_who_leaves_and_what_they_chose(secretary, home):
    path = host(secretary, home)
    form = secretary.get(f"{path}/sortie").text
    person = re.search(r'name="leaves_([0-9a-f-]+)"', form)[1]
    typed = {"reason": "founds", "left_on": "demain", "structure": "Neuf", f"leaves_{person}": "yes"}
    answer = send(secretary, f"{path}/sortie", f"{path}/sortie", **typed, **{f"outcome_{person}": "later"})
    text = unescape(answer.text)
    assert answer.status_code == 422
    for kept in (
        'value="demain"',
        'value="Neuf"',
        "n’est pas une date",
        "Choisissez la forme de l’entreprise créée.",
    ):
        assert kept in text
    assert re.search(rf'name="leaves_{person}"[^>]*checked', text)


def test_a_step_done_is_said_with_its_decision(secretary, home):
    path = host(secretary, home)
    person = re.search(r'name="leaves_([0-9a-f-]+)"', secretary.get(f"{path}/sortie").text)[1]
    typed = {
        "reason": "job",
        "left_on": "01/09/2026",
        f"leaves_{person}": "yes",
        f"outcome_{person}": "later",
    }
    left = send(secretary, f"{path}/sortie", f"{path}/sortie", **typed).headers["location"]
    task = re.search(r'action="([^"]+/etapes/[^"]+)"', secretary.get(left).text)[1]
    refused = send(secretary, task, left, decided_on="30/02/2026", organ="")
    text = unescape(refused.text)
    assert refused.status_code == 422
    for kept in (
        'value="30/02/2026"',
        "n’est pas une date",
        "Dites qui a décidé ou signé.",
        'href="#f-organ"',
    ):
        assert kept in text
    assert send(secretary, task, left, decided_on="01/09/2026", organ="la gérance").status_code == 303
    text = unescape(secretary.get(left).text)
    assert "Tout est fait" in text
    assert "on peut devenir sociétaire plus tard" in text
    assert "la gérance" in text
    assert send(secretary, task, left, decided_on="01/09/2026", organ="la gérance").status_code == 409
    assert send(secretary, f"{task}/effacer", left).status_code == 303
    assert "Tout est fait" not in secretary.get(left).text


def test_an_auditor_reads_and_a_member_is_kept_out(site, database, secretary, home):
    path = host(secretary, home)
    with database.write() as uow:
        uow.enter(home.id)
        account, other = add_account(uow, "Aude Auditrice"), add_account(uow, "Max Membre")
        role = {"account_id": account.id, "role": Role.AUDITOR.value, "starts_on": LONG_AGO}
        uow.session.add(RoleGrantRow(cooperative_id=home.id, **role))
        member = add_member(uow, 2, "Membre", college="team")
        link(uow, other, member)
        auditor, stranger = an_actor(home, account, Role.AUDITOR), as_member(home, other, member)
    shown = browse_as(site, auditor).get(path)
    assert shown.status_code == 200
    assert "/personnes" not in shown.text
    assert browse_as(site, stranger).get(path).status_code == 403
    assert browse_as(site, stranger).get(base(home)).status_code == 403
