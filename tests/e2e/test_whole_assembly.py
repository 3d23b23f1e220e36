"""One annual assembly, from the spreadsheet of members to the minutes in the register, in browsers."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.vote.result import result_document
from governance.vote.sheet import parse_sheet
from governance.vote.tally import count
from tests.builders import LONG_AGO, ACooperative, a_cooperative, add_account
from tests.e2e.register_file import LINES, a_pdf, workbook
from tests.e2e.visitors import Town, Visitor

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLANKS = {
    "Approbation des comptes de l’exercice 2026": "L’assemblée **approuve** les comptes de l’exercice 2026.",
    "Affectation du résultat": "L’assemblée affecte le résultat :\n\n- à la réserve légale ;\n- au report.",
    "Élection des administrateurs": "L’assemblée élit Nora Abeille administratrice.",
}
CODES = ("pre code", ".hint code")
PRESENT = ("Abeille", "Bertin", "Delmas", "Jourdan", "Kerbrat")


@dataclass
class Story:
    """What each chapter leaves to the next."""

    town: Town
    cooperative: ACooperative
    secretary: Visitor
    assembly: str = ""

    @property
    def home(self) -> str:
        return f"/coop/{self.cooperative.slug}"

    @property
    def here(self) -> str:
        return f"{self.home}/assemblees/{self.assembly}"


def an_officer(town: Town, cooperative: ACooperative, sub: str, name: str, role: Role) -> None:
    """Give somebody of the identity provider a role in the cooperative."""
    town.settle(sub, name)
    with town.database.write() as uow:
        uow.enter(cooperative.id)
        account = add_account(uow, name)
        account.issuer, account.subject = town.site.settings.oidc_issuer, sub
        uow.session.add(account)
        grant = {"account_id": account.id, "role": role.value, "starts_on": LONG_AGO}
        uow.session.add(RoleGrantRow(cooperative_id=uow.tenant, **grant))


def test_an_assembly_goes_from_a_spreadsheet_to_signed_minutes(town, visit):
    cooperative = a_cooperative(town.database)
    an_officer(town, cooperative, "sub-sacha", "Sacha Secrétaire", Role.SECRETARY)
    an_officer(town, cooperative, "sub-aude", "Aude Itrice", Role.AUDITOR)
    story = Story(town, cooperative, visit())
    the_secretary_imports_the_members(story)
    she_reads_the_colleges_and_the_bylaws(story)
    she_prepares_the_annual_assembly(story)
    she_convenes(story)
    nora, loic = visit(phone=True), visit(phone=True, javascript=False)
    the_day_comes(story)
    two_members_link_their_account(story, nora, loic)
    she_marks_people_present(story)
    they_vote(story, nora, loic)
    she_closes_and_reads_the_result(story, nora)
    she_writes_and_signs_the_minutes(story)
    the_auditor_checks_everything(story, visit())


def the_secretary_imports_the_members(story: Story) -> None:
    sacha = story.secretary
    sacha.go("/")
    sacha.looks("home")
    sacha.press("link", "Se connecter", at="main")
    sacha.looks("sign-in")
    sacha.press("link", re.compile("^Continuer avec"))
    sacha.press("button", re.compile("^Sacha Secrétaire"))
    sacha.reads("Coopérative d’essai", "Vous agissez comme secrétaire")
    sacha.looks("cooperative-empty")
    sacha.press("link", "Sociétaires", at="header")
    sacha.looks("members-empty")
    sacha.press("link", "Importer un fichier")
    sacha.looks("import")
    sent = {"name": "societaires.xlsx", "mimeType": XLSX, "buffer": workbook()}
    sacha.page.get_by_label("Fichier des sociétaires").set_input_files(sent)
    sacha.press("button", "Voir ce que le fichier change")
    sacha.reads("14 sociétaires ajoutés", "1 ligne refusée", "Fournisseurs")
    sacha.looks("import-preview")
    with story.town.database.read() as uow:
        uow.enter(story.cooperative.id)
        assert uow.session.connection().exec_driver_sql("SELECT count(*) FROM members").scalar_one() == 0
    sacha.press("button", "Appliquer au registre")
    sacha.reads("Le fichier est appliqué : le registre est à jour.")
    sacha.press("link", "Voir les sociétaires")
    sacha.reads("14 sociétaires aujourd’hui", "Abeille", "Commune de Valbois")
    sacha.looks("members")


def she_reads_the_colleges_and_the_bylaws(story: Story) -> None:
    sacha = story.secretary
    sacha.press("link", "Les collèges et leur part du vote")
    sacha.reads("Salariés-entrepreneurs", "30 %", "15 %", "5 sociétaires")
    sacha.looks("colleges")
    sacha.press("link", "Lire les statuts en clair")
    sacha.reads("Aucune des règles que le service vérifie n’est contraire à la loi.")
    sacha.looks("bylaws")


def she_prepares_the_annual_assembly(story: Story) -> None:
    sacha = story.secretary
    sacha.press("link", "Assemblées", at="header")
    sacha.looks("assemblies-empty")
    sacha.press("link", "Préparer une assemblée")
    sacha.looks("assembly-new")
    with story.town.database.read() as uow:
        day = uow.today + timedelta(days=45)
    sacha.fill("Jour", day.isoformat())
    sacha.fill("Lieu", "Salle des fêtes, Lyon")
    sacha.fill("Exercice dont les comptes sont présentés", "2026")
    sacha.press("button", "Créer l’assemblée")
    sacha.reads("Complétez l’ordre du jour")
    story.assembly = sacha.page.url.rsplit("/", 1)[1]
    sacha.looks("assembly-draft")
    sacha.press("link", "Compléter l’ordre du jour")
    sacha.looks("agenda")
    for title, text in BLANKS.items():
        sacha.press("link", title)
        sacha.fill("Texte", text)
        if "**" in text:
            expect(sacha.page.locator("#preview strong")).to_have_text("approuve")
            sacha.looks("agenda-item")
        sacha.press("button", "Enregistrer")
        sacha.reads("9 points")
    sacha.go(f"{story.here}/pieces")
    sacha.looks("papers-empty")
    sacha.page.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "comptes-2026.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    sacha.fill("Titre", "Comptes annuels 2026")
    sacha.press("button", "Joindre le document")
    sacha.reads("Comptes annuels 2026")
    sacha.looks("papers")
    assert sacha.takes("link", re.compile("^Comptes annuels 2026")).startswith(b"%PDF")


def she_convenes(story: Story) -> None:
    sacha = story.secretary
    sacha.go(f"{story.here}/convocation")
    sacha.looks("notice-check")
    sacha.press("link", re.compile("^Convoquer 14 sociétaires"))
    sacha.looks("notice-confirm")
    sacha.press("button", "Convoquer maintenant")
    sacha.reads("14 sociétaires sont convoqués.")
    sacha.looks("notices-waiting")
    story.town.work()
    sacha.go(f"{story.here}/convocation")
    sacha.reads("12 courriels remis au serveur de courrier.", "1 courriel refusé", "1 lettre à imprimer")
    sacha.reads("n'existe pas", "sarah@adresse.invalid")
    sacha.looks("notices-sent")
    ours = [one for one in story.town.shelf.mails() if any("@fournil.test" in to for to in one.recipients)]
    assert len(ours) == 12
    sacha.go(story.here)
    sacha.looks("assembly-convened")


def the_day_comes(story: Story) -> None:
    """Forty-five days pass, for the assembly alone."""
    story.town.travel(
        "UPDATE assemblies SET held_at = now(), convened_at = convened_at - interval '45 days',"
        " convened_on = convened_on - 45 WHERE id = %s",
        story.assembly,
    )
    sacha = story.secretary
    sacha.go(f"{story.here}/seance")
    sacha.looks("session-before")
    sacha.press("button", "Ouvrir la séance")
    sacha.reads("La séance est ouverte", "0 participant", "quorum non atteint")


def two_members_link_their_account(story: Story, nora: Visitor, loic: Visitor) -> None:
    people = ((nora, "Nora Abeille", "nora"), (loic, "Loïc Kerbrat", "loic"))
    for somebody, name, sub in people:
        story.town.settle(f"sub-{sub}", name)
        somebody.page.goto(story.town.letter_of(f"{sub}@fournil.test"))
        somebody.looks("invitation")
        somebody.sign_in(name)
        somebody.reads(f"Vous êtes connecté comme {name}")
        somebody.press("button", "Relier mon compte")
        somebody.reads("Votre compte est relié.")
        somebody.press("link", "Entrer")
        somebody.looks("member-home")
        somebody.press("link", "Participer à l’assemblée")
        somebody.reads("Aucun scrutin n’est ouvert", "Vous n’êtes pas encore noté présent")
        somebody.looks("now-absent")


def she_marks_people_present(story: Story) -> None:
    """With the keyboard alone: type, Tab to the button, Enter; the field is ready for the next one."""
    page = story.secretary.page
    field = page.get_by_label("Chercher un sociétaire par son nom ou son numéro")
    for name in PRESENT:
        expect(field).to_be_focused()
        page.keyboard.type(name.lower())
        button = page.get_by_role("button", name=re.compile(rf"^Noter présent\s: .*{name}, n°"))
        button.wait_for()
        for _step in range(4):
            page.keyboard.press("Tab")
            if button.evaluate("each => each === document.activeElement"):
                break
        page.keyboard.press("Enter")
        story.secretary.reads(f"{name} est noté présent.")
    story.secretary.reads("5 participants", "quorum atteint")
    story.secretary.looks("session-present")


def they_vote(story: Story, nora: Visitor, loic: Visitor) -> None:
    story.secretary.press("button", "Ouvrir le scrutin de la résolution n° 1")
    story.secretary.reads("scrutin ouvert", "0 bulletin dans l’urne")
    story.secretary.looks("session-poll")
    loic.press("link", "Actualiser")
    receipts = set()
    for somebody, name, college, choice in (
        (nora, "Nora Abeille", "Salariés-entrepreneurs", "Pour"),
        (loic, "Loïc Kerbrat", "Bénéficiaires", "Contre"),
    ):
        somebody.looks("now-voting")  # a page with JavaScript has heard of the poll by itself
        somebody.press("link", "Aller voter")
        somebody.reads(f"Vous votez pour {name}, dans le collège {college}")
        somebody.looks("booth")
        somebody.page.locator("label", has_text=choice).click()
        somebody.press("button", "Déposer mon bulletin")
        somebody.reads("Votre bulletin est dans l’urne.")
        somebody.looks("receipt")
        receipts.add(somebody.page.locator(".receipt").inner_text())
        expect(somebody.page.locator("[data-copy]")).to_be_visible(visible=somebody.javascript)
        if somebody.javascript:
            somebody.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            somebody.press("button", "Copier le reçu")
            somebody.reads("Copié")
            copied = somebody.page.evaluate("navigator.clipboard.readText()")
            assert copied == somebody.page.locator(".receipt").inner_text()
        somebody.press("link", "Revenir à l’assemblée")
    assert len(receipts) == 2
    story.secretary.page.reload()
    story.secretary.reads("2 bulletins dans l’urne")


def she_closes_and_reads_the_result(story: Story, nora: Visitor) -> None:
    """30 points of 45 in favour: Nora's college against Loïc's."""
    sacha = story.secretary
    sacha.press("link", "Fermer le scrutin…")
    sacha.press("button", "Fermer le scrutin et compter")
    sacha.reads("La résolution est adoptée", "66,67 % en faveur (2/3)", "Il fallait plus de 50 % (1/2)")
    sacha.looks("result")
    for title in ("Les mêmes bulletins, comptés autrement", "Recompter soi-même"):
        sacha.page.locator("summary", has_text=title).click()
    sacha.reads("Résultat selon d’autres règles", "Valeurs exactes")
    sacha.looks("result-unfolded")
    found = re.search(r"scrutins/([0-9a-f-]+)/resultat", sacha.page.url)
    assert found is not None
    nora.go(f"{story.here}/scrutins/{found[1]}/resultat")
    nora.reads("66,67 % en faveur (2/3)")
    nora.looks("result")
    sacha.go(f"{story.here}/ecran")
    sacha.looks("screen")
    sacha.go(f"{story.here}/seance")
    sacha.press("link", "Clôturer la séance")
    sacha.reads("n’ont pas été mises aux voix")
    sacha.looks("closing")
    sacha.press("button", "Clôturer quand même")
    sacha.reads("La séance est close.")
    sacha.looks("assembly-closed")


def she_writes_and_signs_the_minutes(story: Story) -> None:
    sacha = story.secretary
    sacha.press("link", "Rédiger le procès-verbal")
    sacha.looks("minutes-empty")
    sacha.fill("Présidence de séance", "Claire Ozanne")
    sacha.fill("Qualité", "présidente du conseil")
    sacha.fill("Secrétariat de séance", "Jeanne Roussel")
    sacha.fill("Scrutateurs, un par ligne", "Malik Benhaddou\nInès Roche")
    sacha.fill("Ouverture de la séance", "La présidente **remercie** les sociétaires.")
    for number in range(1, 10):
        sacha.fill(f"Débats sur le point {number}", "Personne ne demande la parole.")
    assert sacha.page.locator("form#minutes input[type=number]").count() == 0
    sacha.press("button", "Enregistrer")
    sacha.reads("Le procès-verbal est enregistré.", "Rien ne manque à ce procès-verbal")
    sacha.looks("minutes-written")
    sacha.press("button", "Enregistrer et relire pour signer")
    sacha.reads("Après la signature, plus rien ne change")
    sacha.looks("minutes-sign")
    sacha.press("button", "Signer et inscrire au registre")
    sacha.reads("Le procès-verbal est en cours d’inscription au registre.")
    sacha.looks("minutes-sealing")
    story.town.work()
    sacha.go(f"{story.here}/proces-verbal")
    sacha.reads("Inscrit au registre sous le n° 1")
    sacha.looks("minutes-entered")
    assert sacha.takes("link", "Lire le procès-verbal").startswith(b"%PDF")


def the_auditor_checks_everything(story: Story, aude: Visitor) -> None:
    aude.go("/")
    aude.sign_in("Aude Itrice")
    aude.reads("Vous agissez comme auditeur")
    aude.looks("auditor-home")
    for path in ("societaires/importer", "assemblees/nouvelle", "roles"):
        aude.go(f"{story.home}/{path}", status=403)
    for path in ("convocation", "reglages", "ordre-du-jour", "seance", "proces-verbal/projet.pdf"):
        aude.go(f"{story.here}/{path}", status=403)
    aude.looks("forbidden")
    aude.go(f"{story.home}/societaires")
    assert "@" not in aude.page.locator("main").inner_text()
    aude.press("link", "Registres", at="header")
    aude.looks("auditor-registers")
    assert aude.takes("button", "Télécharger le procès-verbal").startswith(b"%PDF")
    aude.page.get_by_text("1 résultat à recompter").click()
    aude.looks("auditor-sheets")
    sheet = aude.takes("button", "Télécharger la feuille de comptage n° 1")
    assert result_document(count(parse_sheet(sheet)))["part"] == "2/3"
    log = aude.takes("button", "Télécharger le journal de l’assemblée").decode()
    aude.press("link", "Lire le journal de l’assemblée")
    aude.reads("Journal des actes – Assemblée générale ordinaire annuelle")
    aude.looks("journal")
    texts = aude.page.locator("main ol")
    shown = dict(zip(*(texts.locator(code).all_text_contents() for code in CODES), strict=True))
    lines = log.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(len(lines)))
    assert shown == {line: hashlib.sha256(b"\0" + line.encode()).hexdigest() for line in lines}
    types = [json.loads(line)["type"] for line in lines]
    assert (types.count("attend.in"), types.count("vote.open"), types.count("result.declare")) == (5, 2, 1)
    assert len(lines) < 50, "the log is on one page"
    assert not any(line.name in log for line in LINES)
