"""The register of members as the secretary meets it, without JavaScript."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.shares import ShareMovementRow
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.web.people import browse_as
from web.documents.member_files import write_csv
from web.pages.members.forms import HEADERS


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def members(database, home, *names, college="team", **more):
    with database.write() as uow:
        uow.enter(home.id)
        rows = [
            add_member(uow, number, name, college=college, **more)
            for number, name in enumerate(names, start=1)
        ]
        uow.session.flush()  # their identifiers serve after the block
        return [row.id for row in rows]


def somebody(database, home, role):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Dominique Essai")
        uow.session.add(
            RoleGrantRow(cooperative_id=home.id, account_id=account.id, role=role.value, starts_on=LONG_AGO)
        )
        return an_actor(home, account, role)


def a_member_actor(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Alix Essai")
        member = add_member(uow, 900, "Essai", college="team")
        link(uow, account, member)
        return as_member(home, account, member)


def path(home, tail=""):
    return f"/coop/{home.slug}/societaires{tail}"


def said(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def labels(answer):
    return re.findall(r'<a href="/coop/[^"]+/societaires/[0-9a-f-]{36}">([^<]+)</a>', answer.text)


def send(browser, home, content, name="liste.csv", **fields):
    data = {"csrf": browser.csrf(path(home, "/importer")), **fields}
    return browser.post(path(home, "/importer"), data, files={"file": (name, content, "text/csv")})


ROW = {
    "Numéro": 1, "Type": "", "Nom ou dénomination": "Exemple", "Prénom": "Zoé", "Catégorie": "team",
    "Collège": "", "Courriel": "zoe@exemple.test", "Accord pour la convocation électronique": "",
    "Adresse": "1 rue d’Essai", "Code postal": "01000", "Ville": "Bourg", "Parts": 5,
    "Date d’admission": "01/02/2026", "Date de sortie": "", "SIREN": "", "Représentant": "",
    "Courriel du représentant": "",
}  # fmt: skip


def a_file(*rows):
    return write_csv(HEADERS, [[{**ROW, **row}[header] for header in HEADERS] for row in rows])


def test_the_list_is_in_french_order_with_counts_by_college(database, home, secretary):
    members(database, home, "Zola", "Émile", "Abel")
    answer = secretary.get(path(home))
    assert labels(answer) == ["Alix Abel", "Alix Émile", "Alix Zola"]
    assert "3 sociétaires aujourd’hui" in said(answer)
    assert "Équipe permanente (3)" in said(answer)
    assert "Bénéficiaires (0)" in said(answer)


def test_the_list_is_searched_by_beginnings_of_words_and_by_number(database, home, secretary):
    members(database, home, "Le Goff", "Goffard", "Legrand")
    assert labels(secretary.get(path(home), params={"q": "goff"})) == ["Alix Goffard", "Alix Le Goff"]
    assert labels(secretary.get(path(home), params={"q": "leg"})) == ["Alix Legrand"]
    assert labels(secretary.get(path(home), params={"q": "2"})) == ["Alix Goffard"]
    assert "Personne ne correspond" in said(secretary.get(path(home), params={"q": "100%"}))


def test_the_list_goes_forward_and_back_fifty_at_a_time(database, home, secretary):
    members(database, home, *(f"Nom{number:03}" for number in range(1, 121)))
    first = secretary.get(path(home))
    pages, answer = [labels(first)], first
    while following := re.search(r'rel="next" href="([^"]+)"', answer.text):
        answer = secretary.get(path(home) + unescape(following[1]))
        pages.append(labels(answer))
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [label for page in pages for label in page] == [f"Alix Nom{number:03}" for number in range(1, 121)]
    back = re.search(r'rel="prev" href="([^"]+)"', answer.text)
    assert labels(secretary.get(path(home) + unescape(back[1]))) == pages[1]


def test_who_left_is_shown_only_when_asked(database, home, secretary):
    members(database, home, "Parti", left_on=LONG_AGO)
    assert labels(secretary.get(path(home))) == []
    assert labels(secretary.get(path(home), params={"etat": "left"})) == ["Alix Parti"]


def test_a_member_does_not_read_the_list_nor_another_member(database, home, site):
    (other,) = members(database, home, "Autre")
    browser = browse_as(site, a_member_actor(database, home))
    assert browser.get(path(home)).status_code == 403
    assert browser.get(path(home, f"/{other}")).status_code == 403
    assert browser.get(path(home, "/importer")).status_code == 403
    assert browser.get(path(home, "/liste.csv")).status_code == 403
    assert browser.get(f"/coop/{home.slug}/colleges").status_code == 200
    assert browser.get(f"/coop/{home.slug}/statuts").status_code == 200
    site.close_browsers()


def test_an_auditor_reads_the_register_without_addresses(database, home, site):
    (found,) = members(database, home, "Exemple", address="1 rue Secrète", city="Lyon")
    browser = browse_as(site, somebody(database, home, Role.AUDITOR))
    answer = browser.get(path(home, f"/{found}"))
    assert answer.status_code == 200
    assert "Secrète" not in answer.text
    assert "membre1@exemple.test" not in answer.text
    assert browser.get(path(home, "/liste.xlsx")).status_code == 403
    assert browser.get(path(home, f"/{found}/modifier")).status_code == 403
    site.close_browsers()


def test_another_cooperative_has_no_page_for_this_member(database, home, secretary, site):
    (found,) = members(database, home, "Exemple")
    other = a_cooperative(database)
    elsewhere = browse_as(site, other.secretary)
    assert elsewhere.get(path(other, f"/{found}")).status_code == 404
    assert elsewhere.get(path(home)).status_code == 404
    assert labels(elsewhere.get(path(other))) == []


def test_the_page_of_a_member_shows_the_register_of_movements(database, home, secretary):
    (found,) = members(database, home, "Exemple", address="1 rue d’Essai", city="Lyon")
    with database.write() as uow:
        uow.enter(home.id)
        for sequence, shares in enumerate((10, -4), start=1):
            uow.session.add(
                ShareMovementRow(
                    cooperative_id=home.id, sequence=sequence, member_id=found,
                    kind="opening" if shares > 0 else "redemption", shares=shares, moved_on=LONG_AGO,
                    recorded_at=uow.now,
                )
            )  # fmt: skip
    text = said(secretary.get(path(home, f"/{found}")))
    assert "reprise du registre" in text
    assert "1 rue d’Essai, Lyon" in text
    assert "6 parts" in text


def test_a_member_is_changed_and_the_list_finds_the_new_name(database, home, secretary):
    (found,) = members(database, home, "Exemple", category="team")
    page = secretary.get(path(home, f"/{found}/modifier"))
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    form = {
        **typed,
        "kind": "person",
        "category": "team",
        "college": "team",
        "name": "Rivière",
        "city": "Lyon",
    }
    answer = secretary.post(path(home, f"/{found}/modifier"), form)
    assert answer.status_code == 303
    assert "La fiche est enregistrée." in said(secretary.get(answer.headers["location"]))
    assert labels(secretary.get(path(home), params={"q": "riviere"})) == ["Alix Rivière"]


def test_a_faulty_form_comes_back_with_what_was_typed_and_why(database, home, secretary):
    (found,) = members(database, home, "Exemple")
    form = {
        "csrf": secretary.csrf(path(home)), "number": "x", "kind": "person", "name": "", "first_name": "Zoé",
        "category": "team", "college": "team", "admitted_on": "31/02/2026", "email": "pas une adresse",
    }  # fmt: skip
    answer = secretary.post(path(home, f"/{found}/modifier"), form)
    assert answer.status_code == 422
    assert "4 réponses sont à corriger" in said(answer)
    assert 'value="pas une adresse"' in answer.text
    assert "« 31/02/2026 » n’est pas une date" in said(answer)


def test_a_personal_link_is_shown_once_and_serves(database, home, secretary, site):
    (found,) = members(database, home, "Exemple")
    answer = secretary.post(path(home, f"/{found}/lien"), {"csrf": secretary.csrf(path(home))})
    address = unescape(re.search(r'value="(http[^"]+/invitation/[^"]+)"', answer.text)[1])
    assert address.startswith(f"{site.url}/invitation/{home.slug}/")
    assert secretary.get(address).status_code == 200
    again = secretary.get(path(home, f"/{found}"))
    assert "/invitation/" not in again.text
    assert "pas encore utilisé" in said(again)


def test_a_file_is_previewed_then_applied(database, home, secretary):
    sent = send(secretary, home, a_file({}, {"Numéro": 2, "Code postal": "1000"}))
    assert sent.status_code == 303
    preview = secretary.get(sent.headers["location"])
    assert "1 sociétaire ajouté" in said(preview)
    assert "Serait-ce 01000 ?" in said(preview)
    assert labels(secretary.get(path(home))) == []
    applied = secretary.post(f"{sent.headers['location']}/appliquer", {"csrf": secretary.csrf(path(home))})
    assert applied.status_code == 303
    assert "Le fichier est appliqué" in said(secretary.get(applied.headers["location"]))
    assert labels(secretary.get(path(home))) == ["Zoé Exemple"]


def test_a_register_changed_meanwhile_shows_a_new_preview_and_applies_nothing(database, home, secretary):
    sent = send(secretary, home, a_file({}))
    members(database, home, "Autre")
    refused = secretary.post(f"{sent.headers['location']}/appliquer", {"csrf": secretary.csrf(path(home))})
    assert refused.status_code == 409
    assert "Le registre a changé depuis cet aperçu." in said(refused)
    assert "1 sociétaire modifié" in said(refused)
    assert labels(secretary.get(path(home))) == ["Alix Autre"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01", "ni un classeur Excel"),
        ("Prénom;Âge\r\nA;3\r\n".encode(), "Colonnes trouvées : Prénom et Âge"),
        ("Numéro;Nom\r\n".encode(), "aucune ligne"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(home, secretary, content, sentence):
    answer = send(secretary, home, content)
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_no_file_at_all_is_said_so(home, secretary):
    answer = secretary.post(
        path(home, "/importer"), files={"csrf": (None, secretary.csrf(path(home))), "file": ("", b"")}
    )
    assert answer.status_code == 422
    assert "Choisissez un fichier." in said(answer)


def test_a_file_may_be_dropped(home, secretary):
    sent = send(secretary, home, a_file({}))
    secretary.post(f"{sent.headers['location']}/abandonner", {"csrf": secretary.csrf(path(home))})
    assert "abandonné : rien n’a été changé" in said(secretary.get(sent.headers["location"]))


def test_the_original_comes_back_byte_for_byte(home, secretary):
    content = a_file({})
    sent = send(secretary, home, content, name="ma liste é.csv")
    answer = secretary.get(f"{sent.headers['location']}/fichier")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "ma%20liste%20%C3%A9.csv" in answer.headers["content-disposition"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_exported_list_changes_nothing_when_it_comes_back(database, home, secretary, kind):
    sent = send(secretary, home, a_file({}, {"Numéro": 2, "Nom ou dénomination": "=cmd|' /C calc'!A0"}))
    secretary.post(f"{sent.headers['location']}/appliquer", {"csrf": secretary.csrf(path(home))})
    exported = secretary.get(path(home, f"/liste.{kind}"))
    assert exported.status_code == 200
    if kind == "csv":
        assert b'"\t=cmd' in exported.content
    back = secretary.get(send(secretary, home, exported.content).headers["location"])
    assert "2 sans changement" in said(back)


def test_the_template_offers_the_categories_of_the_bylaws(home, secretary):
    answer = secretary.get(path(home, "/modele.xlsx"))
    workbook = load_workbook(io.BytesIO(answer.content))
    assert tuple(cell.value for cell in workbook.active[1]) == HEADERS
    lists = [rule.formula1 for rule in workbook.active.data_validations.dataValidation]
    assert any("Structures essaimées" in found for found in lists)


def test_a_long_file_waits_for_the_worker(home, secretary):
    rows = [{"Numéro": number, "Nom ou dénomination": f"N{number}"} for number in range(1, 2002)]
    sent = send(secretary, home, a_file(*rows))
    page = secretary.get(sent.headers["location"])
    assert "Lecture du fichier" in said(page)
    assert secretary.get(f"{sent.headers['location']}/avancement").status_code == 200


def test_the_colleges_show_their_part_their_members_and_how_they_are_carried(database, home, secretary):
    members(database, home, "Un", "Deux")
    text = said(secretary.get(f"/coop/{home.slug}/colleges"))
    assert "Équipe permanente 20 20 % (1/5) 2" in text
    assert "Chaque collège apporte ses points dans la proportion de ses votes" in text


@pytest.mark.parametrize("model", ["three_colleges_bloc", "no_college"])
def test_every_model_of_bylaws_has_its_pages(database, site, model):
    other = a_cooperative(database, model)
    browser = browse_as(site, other.secretary)
    assert browser.get(f"/coop/{other.slug}/colleges").status_code == 200
    text = said(browser.get(f"/coop/{other.slug}/statuts"))
    assert "rien Aucune des règles que le service vérifie n’est contraire à la loi." in text
    assert browser.get(path(other)).status_code == 200
    site.close_browsers()


def test_the_bylaws_are_read_article_by_article_with_their_version(home, secretary):
    text = said(secretary.get(f"/coop/{home.slug}/statuts"))
    assert "Version 1, en vigueur depuis le mercredi 1er janvier 2020." in text
    assert "Article 17.3 Le collège « Structures essaimées » porte 20 points sur 100." in text
    assert secretary.get(f"/coop/{home.slug}/statuts/1").status_code == 200
    assert secretary.get(f"/coop/{home.slug}/statuts/9").status_code == 404
