"""Groups as the two sides meet them: an invitation, an answer, a way out."""

from html import unescape
from uuid import uuid4

import pytest
from sqlalchemy import text

from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.grouping import a_group, invite, join
from tests.web.people import browse_as


@pytest.fixture
def two(database):
    homes = a_cooperative(database), a_cooperative(database)
    for home, name in zip(homes, ("La Halle", "Le Moulin"), strict=True):
        with database.write() as uow:
            named = {"name": f"{name} {home.slug}", "id": home.id}
            uow.session.connection().execute(
                text("UPDATE cooperatives SET name = :name WHERE id = :id"), named
            )
    return homes


@pytest.fixture
def desks(site, two):
    yield [browse_as(site, home.secretary) for home in two]
    site.close_browsers()


def at(home, tail=""):
    return f"/coop/{home.slug}/groupes{tail}"


def send(browser, home, path, **form):
    return browser.post(path, {"csrf": browser.csrf(at(home)), **form})


def shown(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_two_secretaries_tie_their_cooperatives_without_javascript(two, desks):
    (first, second), (halle, moulin) = two, desks
    typed = {"kind": "territory", "name": "Les Trois Rives", "purpose": "Décider ensemble."}
    made = send(halle, first, at(first), **typed)
    assert made.status_code == 303
    group = made.headers["location"]
    assert (
        send(halle, first, f"{group}/invitations", cooperative=f"Le Moulin {second.slug}").status_code == 303
    )
    assert "en attente de sa réponse" in shown(halle, group)
    page = shown(moulin, at(second))
    said = f"« La Halle {first.slug} » vous invite dans le groupe « Les Trois Rives »"
    assert said in page.replace("\u00a0", " ").replace("\u202f", " ")
    there = page.split("/groupes/invitations/")[1].split('"')[0]
    joined = send(moulin, second, at(second, f"/invitations/{there}"), answer="accept")
    assert joined.status_code == 303
    assert f"La Halle {first.slug}" in shown(moulin, joined.headers["location"])
    again = send(moulin, second, at(second, f"/invitations/{there}"), answer="accept")
    assert again.status_code == 409
    assert "n’est plus en attente" in unescape(again.text)
    left = send(moulin, second, f"{joined.headers['location']}/sortie", until="01/01/2020")
    assert left.status_code == 422
    assert 'value="01/01/2020"' in left.text
    assert send(moulin, second, f"{joined.headers['location']}/sortie", until="24/06/2199").status_code == 303
    assert "24 juin 2199." in shown(moulin, joined.headers["location"]).replace("\u00a0", " ")


def test_what_was_typed_stays_beside_its_faults(two, desks):
    (first, _), (halle, _) = two, desks
    answer = send(halle, first, at(first), kind="union", name="", purpose="Mettre en commun")
    assert answer.status_code == 422
    assert "Mettre en commun" in unescape(answer.text)
    assert 'value="union" checked' in unescape(answer.text)


def test_an_unknown_cooperative_is_told_and_kept(database, two, desks):
    (first, _), (halle, _) = two, desks
    group = a_group(database, first)
    answer = send(halle, first, at(first, f"/{group}/invitations"), cooperative="nulle-part")
    assert answer.status_code == 422
    assert 'value="nulle-part"' in answer.text
    assert "ce qui suit" in unescape(answer.text)


def test_each_address_of_a_group_is_closed_to_another_cooperative(database, two, desks):
    (first, second), (_, moulin) = two, desks
    group = a_group(database, first)
    invitation = invite(database, first, group, a_cooperative(database))
    assert moulin.get(at(second, f"/{group}")).status_code == 404
    for tail, form in (
        (f"/{group}/invitations", {"cooperative": first.slug}),
        (f"/{group}/sortie", {"until": "01/01/2100"}),
        (f"/{group}/invitations/{invitation}/retrait", {}),
        (f"/invitations/{invitation}", {"answer": "accept"}),
        (f"/invitations/{uuid4()}", {"answer": "accept"}),
    ):
        assert send(moulin, second, at(second, tail), **form).status_code == 404, tail
    assert moulin.get(at(first)).status_code == 404


def test_a_member_is_kept_out(site, database, two):
    first, second = two
    group = a_group(database, first)
    join(database, first, group, second)
    with database.write() as uow:
        uow.enter(first.id)
        account = add_account(uow, "Max Membre")
        member = add_member(uow, 2, "Membre", college="team")
        link(uow, account, member)
        actor = as_member(first, account, member)
    browser = browse_as(site, actor)
    for tail in ("", f"/{group}"):
        assert browser.get(at(first, tail)).status_code == 403
    site.close_browsers()


def test_the_journal_of_each_side_says_what_it_did(database, two, desks):
    (first, second), (halle, moulin) = two, desks
    join(database, first, a_group(database, first), second)
    assert "Une autre coopérative a été invitée dans un groupe." in shown(
        halle, f"/coop/{first.slug}/journal"
    )
    assert "La coopérative a accepté d’entrer dans un groupe." in shown(
        moulin, f"/coop/{second.slug}/journal"
    )
