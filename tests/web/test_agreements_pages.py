"""Agreements as they are met, without JavaScript, and the papers that leave with them."""

import contextlib
import io
import re
import zlib
from datetime import timedelta
from html import unescape

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from governance.store.accounts import CapacityRow
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
        return add_member(uow, 1, "Les Fours réunis", representative="Malik Benhaddou", **named).id


@pytest.fixture
def today(database, home):
    with database.read() as uow:
        uow.enter(home.id)
        return uow.today


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def base(home, tail=""):
    return f"/coop/{home.slug}/conventions{tail}"


def theirs(home, company, tail=""):
    return f"/coop/{home.slug}/societaires/{company}/conventions{tail}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def field(text, name):
    return text.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]


def keep_template(secretary, home, **form):
    typed = {"name": "Accompagnement", "language": "fr", "text": "Entre {{ structure }} et nous.\n", **form}
    return send(secretary, base(home, "/modeles"), base(home, "/modeles"), **typed)


def typed_terms(today):
    return {
        "title": "Accord d’appui",
        "starts_on": f"{today - timedelta(days=10):%d/%m/%Y}",
        "ends_on": f"{today + timedelta(days=120):%d/%m/%Y}",
        "renewal": "tacit",
        "renewal_months": "12",
        "notice_months": "2",
    }


def prepared(secretary, home, company, today, **form):
    assert keep_template(secretary, home, **form).status_code == 303
    page = theirs(home, company, "/nouvelle")
    template = secretary.get(page).text.split('<option value="')[1].split('"')[0]
    answer = send(secretary, page, page, template=template, **typed_terms(today))
    assert answer.status_code == 303
    return answer.headers["location"].removesuffix("/projet").rsplit("/", 1)[1]


def signed(secretary, home, company, today, **form):
    made = prepared(secretary, home, company, today, **form)
    here = base(home, f"/{made}")
    sign = {
        "signed_on": f"{today:%d/%m/%Y}",
        "for_cooperative": "Claire Ozanne",
        "for_structure": "M. Benhaddou",
    }
    revision = field(secretary.get(here).text, "revision")
    assert send(secretary, f"{here}/signature", here, revision=revision, **sign).status_code == 303
    return made


def test_the_starting_template_is_a_model_that_says_so(secretary, home):
    for language, said in (("fr", "Il n’est pas un avis juridique"), ("en", "It is not legal advice")):
        page = unescape(secretary.get(base(home, f"/modeles?langue={language}")).text)
        assert said in page
        text = page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
        assert keep_template(secretary, home, language=language, text=text).status_code == 303
    assert "Accompagnement, version 2" in unescape(secretary.get(base(home, "/modeles")).text)


def test_each_faulty_line_of_a_template_is_named_and_the_text_stays(secretary, home):
    answer = keep_template(secretary, home, text="Un {{ structur }}\n\net {{ zzz }}.")
    shown = unescape(answer.text)
    assert answer.status_code == 422
    assert "Ligne 1 : le champ « structur » n’existe pas. Serait-ce « structure » ?" in plain(shown)
    assert "Ligne 3 : le champ « zzz » n’existe pas." in plain(shown)
    assert "et {{ zzz }}." in shown


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_draft_is_filled_edited_signed_and_never_changes(secretary, home, company, today):
    made = prepared(
        secretary,
        home,
        company,
        today,
        text="Entre {{ structure }}, par {{ representant }}.\n\n{{ objectifs }}",
    )
    here = base(home, f"/{made}")
    edit = secretary.get(f"{here}/projet").text
    assert "Entre Les Fours réunis, par Malik Benhaddou." in unescape(edit)
    assert "[À COMPLÉTER" in edit
    sign = {"signed_on": f"{today:%d/%m/%Y}", "for_cooperative": "C. Ozanne", "for_structure": "M. B."}
    refused = send(secretary, f"{here}/signature", here, revision="1", **sign)
    assert refused.status_code == 409
    assert "Le texte laisse encore à compléter" in unescape(refused.text)
    assert 'value="C. Ozanne"' in refused.text
    text = {"text": "Nous avançons **ensemble**.", "revision": "1", **typed_terms(today)}
    faulty = send(secretary, f"{here}/projet", here, **{**text, "ends_on": "plus tard"})
    assert faulty.status_code == 422
    assert 'value="plus tard"' in faulty.text
    assert send(secretary, f"{here}/projet", here, **text).status_code == 303
    late = send(secretary, f"{here}/projet", here, **{**text, "text": "Mes mots à moi."})
    assert late.status_code == 409
    assert "Mes mots à moi." in unescape(late.text)
    draft = plain(words(secretary.get(f"{here}/texte.pdf").content))
    assert "Projet : rien n’est signé" in draft
    assert send(secretary, f"{here}/signature", here, revision="2", **sign).status_code == 303
    pdf = secretary.get(f"{here}/texte.pdf").content
    printed = plain(words(pdf))
    for said in ("Nous avançons ensemble.", "Signature manuscrite", "C. Ozanne", "Signée à la main le"):
        assert said in printed
    assert secretary.get(f"{here}/texte.pdf").content == pdf
    assert send(secretary, f"{here}/projet", here, **{**text, "revision": "2"}).status_code == 409


def test_the_scan_is_downloaded_as_received_by_the_office_and_by_the_structure(
    site, database, secretary, home, company, today
):
    made = signed(secretary, home, company, today)
    here = base(home, f"/{made}")
    content = b"%PDF-1.7 papier"

    def upload(name, body):
        token = secretary.csrf(here)
        return secretary.http.post(f"{here}/scan", data={"csrf": token}, files={"file": (name, body)})

    assert upload("virus.exe", b"MZ").status_code == 422
    assert upload("papier signé.pdf", content).status_code == 303
    scan = secretary.get(here).text.split("/conventions/scans/")[1].split('"')[0]
    people = {}
    with database.write() as uow:
        uow.enter(home.id)
        other = add_member(uow, 9, "Autre maison", first_name="", college="structures", kind="organisation")
        for member in (other, uow.session.get(type(other), company)):
            account = add_account(uow)
            link(uow, account, member)
            people[member.name] = as_member(home, account, member)
    for name, status in (("Les Fours réunis", 200), ("Autre maison", 404)):
        browser = browse_as(site, people[name])
        for path in (here, f"{here}/texte.pdf", base(home, f"/scans/{scan}")):
            assert browser.get(path).status_code == status, (name, path)
    mine = browse_as(site, people["Les Fours réunis"])
    found = mine.get(base(home, f"/scans/{scan}"))
    assert found.content == content
    assert found.headers["content-disposition"].startswith("attachment")
    assert "Accord d’appui" in unescape(mine.get(base(home)).text)
    assert mine.get(base(home, ".xlsx")).status_code == 403
    assert mine.get(base(home, "/modeles")).status_code == 403
    assert "Inscrire la fin" not in mine.get(here).text


def test_the_dates_are_said_and_the_workbook_has_them_as_dates(secretary, home, company, today):
    signed(secretary, home, company, today)
    listed = unescape(secretary.get(base(home, "?etat=bientot")).text)
    assert "Les Fours réunis" in listed
    assert "Aucune convention ici" in unescape(secretary.get(base(home, "?etat=terminees")).text)
    sheet = load_workbook(io.BytesIO(secretary.get(base(home, ".xlsx")).content)).active
    row = [cell.value for cell in sheet[2]]
    assert row[1:4] == ["Les Fours réunis", "Accord d’appui", "en vigueur"]
    assert row[6].date() == today + timedelta(days=120)
    assert row[8].date() < today + timedelta(days=70)


def test_an_amendment_and_the_end_keep_what_is_typed(secretary, home, company, today):
    made = signed(secretary, home, company, today)
    here = base(home, f"/{made}")
    amend = f"{here}/avenant"
    form = {**typed_terms(today), "title": "Avenant n° 1", "text": "Un service de plus."}
    early = send(secretary, amend, amend, **{**form, "starts_on": "01/01/2020"})
    assert early.status_code == 409
    assert "Un service de plus." in unescape(early.text)
    assert send(secretary, amend, amend, **form).status_code == 303
    assert "avenant à signer" in unescape(secretary.get(here).text)
    end = send(secretary, f"{here}/fin", here, ended_on="bientôt", reason="Elle déménage.")
    assert end.status_code == 422
    assert 'value="Elle déménage."' in unescape(end.text)
    done = send(secretary, f"{here}/fin", here, ended_on=f"{today:%d/%m/%Y}", reason="Elle déménage.")
    assert done.status_code == 303
    assert "Finie avant son terme" in unescape(secretary.get(here).text)


def test_objectives_and_shared_notes_are_read_by_the_structure_which_says_so(
    site, database, secretary, home, company, today
):
    here = base(home, f"/{signed(secretary, home, company, today)}")
    due = {"what": "Un second four", "side": "structure", "due_on": f"{today - timedelta(days=1):%d/%m/%Y}"}
    faulty = send(secretary, f"{here}/objectifs", here, **{**due, "due_on": "bientôt"})
    assert (faulty.status_code, 'value="Un second four"' in faulty.text) == (422, True)
    assert send(secretary, f"{here}/objectifs", here, **due).status_code == 303
    which = secretary.get(here).text.split('name="objective"')[1].split('<option value="')[1].split('"')[0]
    settled = {"objective": which, "state": "dropped", "settled_on": f"{today:%d/%m/%Y}", "why": ""}
    again = send(secretary, f"{here}/objectifs/fin", here, **settled)
    assert (again.status_code, "Dites pourquoi" in unescape(again.text)) == (422, True)
    assert send(secretary, f"{here}/objectifs/fin", here, **{**settled, "objective": ""}).status_code == 404
    meeting = {"held_on": f"{today:%d/%m/%Y}", "people": "Claire, Malik", "notes": "Elles **avancent**."}
    kept = send(secretary, f"{here}/rencontres", here, **{**meeting, "held_on": ""})
    assert "Elles **avancent**." in kept.text
    for notes, shared in (("Notes du bureau", ""), ("Notes pour vous", "yes")):
        form = {**meeting, "notes": notes, "shared": shared}
        assert send(secretary, f"{here}/rencontres", here, **form).status_code == 303
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Malik Benhaddou")
        member = uow.session.get(MemberRow, company)
        link(uow, account, member)
        actor = as_member(home, account, member)
    mine = browse_as(site, actor)
    text = unescape(mine.get(here).text)
    assert "en retard" in text
    assert "Notes pour vous" in text
    assert "Notes du bureau" not in text
    assert text.count("J’ai vu") == 2
    shared = field(text, "meeting")
    for form in ({}, {"meeting": shared}):
        assert send(mine, f"{here}/vu", here, **form).status_code == 303
    assert "J’ai vu" not in unescape(mine.get(here).text)
    assert unescape(secretary.get(here).text).count("Vu par Malik Benhaddou") == 2
    assert send(mine, f"{here}/objectifs", here, **due).status_code == 403
    assert send(mine, f"{here}/vu", here, meeting="nimporte").status_code == 404


def test_who_represents_the_structure_finds_its_agreement_on_the_first_page(
    site, database, secretary, home, company, today
):
    made = signed(secretary, home, company, today)
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow)
        link(uow, account, uow.session.get(MemberRow, company))
        uow.session.flush()
        uow.session.exec(
            select(CapacityRow).where(CapacityRow.account_id == account.id)
        ).one().represents = True
        actor = as_member(home, account, uow.session.get(MemberRow, company))
    mine = browse_as(site, actor)
    first = unescape(mine.get(f"/coop/{home.slug}/").text)
    assert "Nos conventions avec la coopérative" in first
    assert f"/conventions/{made}" in first
    assert "Nos conventions" not in secretary.get(f"/coop/{home.slug}/").text
    here = base(home, f"/{made}")
    end = {"ended_on": f"{today - timedelta(days=1):%d/%m/%Y}", "reason": "D’un commun accord."}
    assert send(secretary, f"{here}/fin", here, **end).status_code == 303
    assert "le lien avec la coopérative continue" in unescape(mine.get(here).text)
    listed = unescape(mine.get(theirs(home, company)).text)
    assert "terminée" in listed
    assert "Préparer une convention" not in listed


def test_the_life_of_the_structure_tells_its_agreements(secretary, home, company, today):
    here = base(home, f"/{signed(secretary, home, company, today)}")
    end = {"ended_on": f"{today:%d/%m/%Y}", "reason": "Elle déménage."}
    assert send(secretary, f"{here}/fin", here, **end).status_code == 303
    told = unescape(secretary.get(f"/coop/{home.slug}/societaires/{company}/liens").text)
    assert "Convention signée : Accord d’appui." in plain(told)
    assert "Fin de la convention : Accord d’appui." in plain(told)


def test_a_text_in_english_is_filled_in_english_and_marked_so(secretary, home, company, today):
    page = unescape(secretary.get(base(home, "/modeles?langue=en")).text)
    text = page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    made = prepared(secretary, home, company, today, language="en", text=text)
    edit = unescape(secretary.get(base(home, f"/{made}/projet")).text)
    assert "tacit, for periods of 12 months" in plain(edit)
    assert "[TO COMPLETE: trade of the structure]" in plain(edit)
    printed = secretary.get(base(home, f"/{made}/texte.pdf")).content
    assert b"/Lang(en)" in unpacked(printed)


def unpacked(pdf):
    """Open every compressed stream of a PDF."""
    found = [pdf]
    for part in pdf.split(b"stream\n")[1:]:
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(part))
    return b"".join(found)


def test_each_field_of_the_page_has_an_identifier_of_its_own(secretary, home, company, today):
    here = base(home, f"/{signed(secretary, home, company, today)}")
    due = {"what": "Un second four", "side": "structure", "due_on": "01/01/2199"}
    for _ in range(2):
        assert send(secretary, f"{here}/objectifs", here, **due).status_code == 303
    form = {**typed_terms(today), "title": "Avenant n° 1", "text": "Un service de plus."}
    assert send(secretary, f"{here}/avenant", f"{here}/avenant", **form).status_code == 303
    marks = re.findall(r'\bid="([^"]+)"', secretary.get(here).text)
    assert sorted({mark for mark in marks if marks.count(mark) > 1}) == []
    for told, said in (("yes", "au secrétariat et à la structure"), ("", "au secrétariat seul")):
        assert send(secretary, f"{here}/rappel", here, told=told).status_code == 303
        assert said in unescape(secretary.get(here).text)
