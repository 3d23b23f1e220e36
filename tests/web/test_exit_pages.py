"""The exit of an activity as the secretary meets it without JavaScript."""

import re
from html import unescape

import pytest

from governance.store.exits import described_row
from tests.builders import a_cooperative, add_member
from tests.exits import a_company, hosted, leave, write
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def left_page(database, home, **more):
    left = leave(database, home, hosted(database, home), **more)
    return f"/coop/{home.slug}/activites/sorties/{left}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def test_nothing_is_chosen_beforehand_and_nothing_written_before_it_was_read(database, secretary, home):
    path = left_page(database, home)
    company = a_company(database, home, 8, "Amis du Quartier")
    text = secretary.get(path).text
    assert re.search(r'<select[^>]*name="member"[^>]*>\s*<option value="" selected>', text)
    refused = secretary.get(f"{path}/structure?member=")
    assert refused.status_code == 422
    assert '<a href="#f-member">' in refused.text
    asked = unescape(secretary.get(f"{path}/structure?member={company}").text)
    for said in (
        "Est-ce bien Le Fournil Neuf",
        "Amis du Quartier",
        "Le nom n’est pas le même",
        "Boulangerie",
    ):
        assert said in asked
    assert write(database, home, lambda uow: described_row(uow.session, company)) is None
    done = send(secretary, f"{path}/structure", f"{path}/structure?member={company}", member=str(company))
    assert done.status_code == 303
    assert "Délier" in secretary.get(path).text
    assert send(secretary, f"{path}/delier", path).status_code == 303
    assert "Délier" not in secretary.get(path).text


def test_an_empty_form_links_each_sentence_to_its_field(database, secretary, home):
    path = f"/coop/{home.slug}/activites/{hosted(database, home)}/sortie"
    form = secretary.get(path).text
    assert 'value="public_body"' not in form
    for name in ("structure", "form"):
        label = re.search(rf'<label for="f-{name}">(.*?)</label>', form, re.DOTALL)[1]
        assert "facultatif" not in label
        assert not re.search(rf'id="f-{name}"[^>]* required', form)
    answer = send(secretary, path, path, reason="founds")
    text = unescape(answer.text)
    assert answer.status_code == 422
    for field, sentence in (
        ("left_on", "Donnez le premier jour hors de la coopérative."),
        ("leavers", "Choisissez au moins une personne qui part."),
        ("structure", "Donnez le nom de l’entreprise créée."),
        ("form", "Choisissez la forme de l’entreprise créée."),
    ):
        assert re.search(rf'<a href="#f-{field}">[^<]*{re.escape(sentence)}</a>', text)
        assert f'id="f-{field}"' in text


def test_an_exit_is_corrected_then_cancelled_from_its_page(database, secretary, home):
    path = left_page(database, home)
    text = secretary.get(f"{path}/corriger").text
    people = re.findall(r'name="leaves_([0-9a-f-]+)"', text)
    assert len(people) == 2
    assert 'value="Le Fournil Neuf"' in text
    typed = {"reason": "job", "left_on": "", f"leaves_{people[0]}": "yes", f"outcome_{people[0]}": "later"}
    refused = send(secretary, f"{path}/corriger", f"{path}/corriger", **typed)
    assert refused.status_code == 422
    assert len(re.findall(r'name="leaves_', refused.text)) == 2
    typed["left_on"] = re.search(r'name="left_on" value="([^"]+)"', text)[1]
    assert send(secretary, f"{path}/corriger", f"{path}/corriger", **typed).status_code == 303
    corrected = unescape(secretary.get(path).text)
    assert "un autre travail" in corrected
    assert "restent dans l’activité" in corrected
    done = send(secretary, f"{path}/annuler", path)
    assert done.status_code == 303
    assert "Préparer une sortie" in secretary.get(done.headers["location"]).text
    gone = secretary.get(path)
    assert gone.status_code == 404
    assert "elle a été annulée" in unescape(gone.text)


def test_a_step_noted_leaves_no_way_to_cancel(database, secretary, home):
    path = left_page(database, home)
    task = re.search(r'action="([^"]+/etapes/[^"/]+)"', secretary.get(path).text)[1]
    send(secretary, task, path, decided_on="01/09/2026", organ="la gérance")
    text = unescape(secretary.get(path).text)
    assert "Elle ne se corrige plus" in text
    assert f"{path}/annuler" not in text
    assert send(secretary, f"{path}/annuler", path).status_code == 409


def test_one_button_only_leads_to_the_next_step(database, secretary, home):
    path = left_page(database, home)
    assert len(re.findall(r'class="button primary"', secretary.get(path).text)) == 1


def test_the_company_is_admitted_from_the_exit_with_what_it_knows(database, secretary, home):
    path = left_page(database, home)
    here = re.search(r'href="(/[^"]+/ajouter[?]sortie=[^"]+)"', secretary.get(path).text)[1]
    form = unescape(secretary.get(here).text)
    for name, value in (
        ("name", "Le Fournil Neuf"),
        ("representative", "Lou Levain"),
        ("organ", "le conseil"),
    ):
        assert re.search(rf'name="{name}" value="{value}"', form)
    assert re.search(r'<option value="sas" selected', form)
    assert "statuts, article 1 : le conseil" in form.replace("\u00a0", " ")
    left = path.rpartition("/")[2]
    typed = {
        "number": "8", "kind": "organisation", "name": "Le Fournil Neuf", "category": "structures",
        "admitted_on": "15/09/2026", "shares": "10", "sortie": left, "organ": "le conseil", "legal_form": "",
    }  # fmt: skip
    faulty = send(secretary, here.partition("?")[0], here, **typed)
    assert faulty.status_code == 422
    assert "Choisissez la forme de l’entreprise créée." in unescape(faulty.text)
    assert f'name="sortie" value="{left}"' in faulty.text
    done = send(secretary, here.partition("?")[0], here, **{**typed, "legal_form": "sas"})
    assert done.headers["location"] == path
    assert "le conseil" in unescape(secretary.get(path).text)
