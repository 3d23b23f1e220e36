"""Roles as the administrator meets them, without JavaScript."""

import re
from datetime import timedelta
from html import unescape

import pytest

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from tests.builders import LONG_AGO, a_cooperative, add_account, an_actor
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    return a_cooperative(database)


def appoint(database, home, role, name="Ada Essai"):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, name)
        row = RoleGrantRow(cooperative_id=home.id, account_id=account.id, role=role.value, starts_on=LONG_AGO)
        uow.session.add(row)
        return an_actor(home, account, role), row.id


@pytest.fixture
def own(database, home):
    return appoint(database, home, Role.ADMINISTRATOR)


@pytest.fixture
def admin(site, own):
    yield browse_as(site, own[0])
    site.close_browsers()


@pytest.fixture
def today(database):
    with database.read() as uow:
        return uow.today


def path(home, tail=""):
    return f"/coop/{home.slug}/roles{tail}"


def text_of(answer):
    return unescape(answer.text)


def give(admin, home, **form):
    return admin.post(path(home, "/donner"), {"csrf": admin.csrf(path(home, "/donner")), **form})


def test_the_page_says_who_holds_which_role_and_leads_to_giving_one(admin, home):
    text = text_of(admin.get(path(home)))
    for words in ("Ada Essai", "Sacha Secrétaire", "administrateur", "secrétaire", "sans limite"):
        assert words in text
    assert f'href="{path(home)}"' in text
    assert path(home, "/donner") in text


def test_the_secretary_reads_and_changes_nothing(site, home, own):
    browser = browse_as(site, home.secretary)
    text = text_of(browser.get(path(home)))
    assert "Ada Essai" in text
    assert "/donner" not in text
    assert "/fin" not in text
    csrf = browser.csrf(f"/coop/{home.slug}/")
    assert browser.get(path(home, "/donner")).status_code == 403
    assert browser.get(path(home, f"/{own[1]}/fin")).status_code == 403
    form = {"csrf": csrf, "person": "link", "role": "administrator", "starts_on": "2199-01-01"}
    assert browser.post(path(home, "/donner"), form).status_code == 403
    assert browser.post(path(home, f"/{own[1]}/fin"), {"csrf": csrf}).status_code == 403


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TELLER, Role.AUDITOR])
def test_nobody_else_reads_the_roles(site, database, home, role):
    browser = browse_as(site, appoint(database, home, role)[0])
    assert browser.get(path(home)).status_code == 403


def test_a_role_is_given_to_somebody_of_the_list(admin, home, today):
    person = str(home.secretary.account)
    done = give(admin, home, person=person, role="chair", starts_on=today.isoformat())
    assert (done.status_code, done.headers["location"]) == (303, path(home))
    text = text_of(admin.get(path(home)))
    assert "Le rôle est donné." in text
    assert "président de séance" in text


@pytest.mark.parametrize(
    ("form", "field", "status"),
    [
        ({"person": ""}, "person", 422),
        ({"role": "member"}, "role", 422),
        ({"starts_on": "31/02/2027"}, "starts_on", 422),
        ({"starts_on": "2020-01-01"}, "starts_on", 422),
        ({"role": "auditor"}, "ends_on", 422),
        ({"ends_on": "2020-01-01"}, "ends_on", 422),
        ({"role": "secretary"}, "person", 409),
    ],
)
def test_a_role_asked_for_wrongly_shows_the_form_again_with_what_to_correct(
    admin, home, today, form, field, status
):
    right = {"person": str(home.secretary.account), "role": "teller", "starts_on": today.isoformat()}
    answer = give(admin, home, **(right | form))
    assert answer.status_code == status
    assert f'href="#f-{field}"' in answer.text
    assert "scrutateur" not in text_of(admin.get(path(home)))


def test_a_personal_link_is_shown_once_and_gives_its_role(site, admin, home, newcomer, today):
    last = (today + timedelta(days=30)).isoformat()
    shown = give(admin, home, person="link", role="auditor", starts_on=today.isoformat(), ends_on=last)
    address = unescape(re.search(r"http[^<\s\"]+/invitation/[^<\s\"]+", shown.text)[0])
    assert address.startswith(f"{site.url}/invitation/{home.slug}/")
    waiting = text_of(admin.get(path(home)))
    assert "auditeur" in waiting
    assert address not in waiting
    other = site.browser()
    other.sign_in(newcomer("Audrey Essai"))
    link = address.removeprefix(site.url)
    offered = text_of(other.get(link))
    assert "Elle vous donne le rôle" in offered
    assert "auditeur" in offered
    assert other.post(link, {"csrf": other.csrf(link)}).status_code == 303
    assert other.get(f"/coop/{home.slug}/").status_code == 200
    assert "Audrey Essai" in text_of(admin.get(path(home)))


def test_a_personal_link_can_be_cancelled(site, admin, home, today):
    shown = give(admin, home, person="link", role="teller", starts_on=today.isoformat())
    address = unescape(re.search(r"http[^<\s\"]+/invitation/[^<\s\"]+", shown.text)[0])
    page = admin.get(path(home)).text
    cancel = re.search(r'action="([^"]+/liens/[0-9a-f]{64}/annuler)"', page)[1]
    csrf = admin.csrf(path(home))
    assert admin.post(cancel, {"csrf": csrf}).status_code == 303
    assert "est annulé" in text_of(admin.get(path(home)))
    assert site.browser().get(address.removeprefix(site.url)).status_code == 404
    assert admin.post(cancel, {"csrf": csrf}).status_code == 404
    assert admin.post(path(home, "/liens/zz/annuler"), {"csrf": csrf}).status_code == 404


def test_a_role_is_taken_back_at_once_or_after_a_day(admin, database, home, today):
    _actor, given = appoint(database, home, Role.TELLER, "Théo Essai")
    form = path(home, f"/{given}/fin")
    assert "Théo Essai" in text_of(admin.get(form))
    csrf = admin.csrf(form)
    wrong = admin.post(form, {"csrf": csrf, "last_day": "2020-01-01"})
    assert wrong.status_code == 422
    assert 'href="#f-last_day"' in wrong.text
    assert admin.post(form, {"csrf": csrf, "last_day": today.isoformat()}).status_code == 303
    assert "Le rôle prendra fin après le" in text_of(admin.get(path(home)))
    assert admin.post(form, {"csrf": csrf}).status_code == 303
    text = text_of(admin.get(path(home)))
    assert "Le rôle a pris fin." in text
    assert "Rôles terminés" in text
    assert admin.get(form).status_code == 404


def test_the_last_administrator_is_told_whom_to_name_first(admin, database, home, own):
    form = path(home, f"/{own[1]}/fin")
    refused = admin.post(form, {"csrf": admin.csrf(form)})
    assert refused.status_code == 409
    assert "dernier administrateur" in text_of(refused)
    appoint(database, home, Role.ADMINISTRATOR, "Relève Essai")
    done = admin.post(form, {"csrf": admin.csrf(form)})
    assert (done.status_code, done.headers["location"]) == (303, "/mes-cooperatives")
    assert admin.get(path(home)).status_code == 404


def test_somebody_is_found_by_name_to_be_given_a_role(admin, home):
    found = text_of(admin.get(path(home, "/donner"), params={"q": "sacha"}))
    assert "Sacha Secrétaire" in found
    assert "Ada Essai" not in found.split("<fieldset")[1]
    assert "préparer un lien personnel" in text_of(admin.get(path(home, "/donner"), params={"q": "zzz"}))
