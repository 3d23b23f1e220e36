"""An entrepreneur leaves and founds a company, which is admitted, subscribes, is invited and votes."""

import re

import pytest
from playwright.sync_api import expect

from governance.actors import Role
from tests.e2e.visitors import Town, Visitor
from tests.e2e.world import an_office
from tests.meetings import Meeting, a_meeting, a_poll
from tests.minuting import within

pytestmark = pytest.mark.browser

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 2, "beneficiaries": 2, "partners": 2}
COMPANY = "Le Fournil Neuf"


def test_an_entrepreneur_leaves_and_the_company_votes_in_its_own_college(town, visit):
    meeting = a_meeting(town.database, colleges=SMALL)
    base = f"/coop/{meeting.cooperative.slug}"
    secretary = visit().be(meeting.secretary)
    she_hosts_an_activity(secretary, base)
    she_prepares_the_exit(secretary)
    the_company_is_admitted_and_subscribes(secretary, base)
    link = its_representative_has_a_mandate(secretary, base)
    the_college_is_invited(secretary, base)
    sam = visit(phone=True)
    the_representative_answers(town, sam, base, link)
    the_representative_votes(town, meeting, secretary, sam, base)
    the_auditor_sees_the_whole_history(visit().be(an_office(town, meeting, Role.AUDITOR)), base)


def she_hosts_an_activity(secretary: Visitor, base: str) -> None:
    secretary.go(f"{base}/liens")
    secretary.press("link", "Activités et sorties")
    secretary.press("link", "Inscrire une activité")
    secretary.fill("Nom de l’activité", "Boulange")
    secretary.fill("Métier", "Boulangerie")
    secretary.fill("Hébergée depuis le", "01/02/2024")
    secretary.press("button", "Inscrire l’activité")
    secretary.fill("Nom", "Votante 1")
    secretary.fill("Numéro de sociétaire", "1")
    secretary.fill("Début du contrat", "01/02/2024")
    secretary.press("button", "Ajouter cette personne")
    secretary.reads("Cette personne est inscrite dans l’activité.", "sociétaire")
    secretary.looks("activity")


def she_prepares_the_exit(secretary: Visitor) -> None:
    secretary.press("link", "Préparer une sortie")
    secretary.reads("Sortir n’est pas rompre")
    secretary.fill("Premier jour hors de la coopérative", "01/09/2026")
    secretary.press("button", "Préparer cette sortie")
    secretary.reads("Donnez le nom de l’entreprise créée.", "Choisissez la forme de l’entreprise")
    secretary.fill("Entreprise créée", COMPANY)
    secretary.page.get_by_label("Forme de l’entreprise").select_option("sas")
    secretary.press("button", "Préparer cette sortie")
    secretary.reads("6 étapes à faire", f"Faire admettre {COMPANY} comme nouveau sociétaire")
    secretary.looks("exit")
    it_is_noted(secretary, "Signer", "Signé par", "Noter comme fait")
    secretary.reads("5 étapes à faire")


def it_is_noted(secretary: Visitor, what: str, by: str, summary: str) -> None:
    """Note a step that people alone know; its form may be folded."""
    step = secretary.page.locator("li.card", has_text=what)
    if not step.get_by_label(by).is_visible():
        step.locator("summary", has_text=summary).click()
    step.get_by_label(re.compile("le$|^Signé le|^Décidé")).first.fill("01/09/2026")
    step.get_by_label(by).fill("la gérance")
    step.get_by_role("button", name=re.compile("^Noter")).click()
    secretary.reads("L’étape est notée comme faite.")


def the_company_is_admitted_and_subscribes(secretary: Visitor, base: str) -> None:
    secretary.press("link", "L’ajouter au registre des sociétaires")
    secretary.reads("Elle entre comme nouveau sociétaire, avec sa propre voix.")
    expect(secretary.page.get_by_label("Forme juridique")).to_have_value("sas")
    expect(secretary.page.get_by_label("Admise par")).to_have_value("le conseil")
    secretary.looks("admitting")
    secretary.page.get_by_label("Catégorie").select_option("structures")
    secretary.fill("Date d’admission", "15/09/2026")
    secretary.page.get_by_label("Représentant", exact=False).first.fill("Sam Levain")
    secretary.fill("Parts", "10")
    secretary.press("button", re.compile("^Ajouter"))
    secretary.reads("reliée à l’activité dont elle est née.", "le conseil, mardi 15 septembre 2026")
    it_is_noted(secretary, "Faire décider", "Par qui", "Il est décidé")
    it_is_noted(secretary, "Inscrire ce que", "Par qui", "La coopérative ne détient rien")
    secretary.reads("Tout est fait", "Le lien continue autrement")
    secretary.looks("exit_done")


def its_representative_has_a_mandate(secretary: Visitor, base: str) -> str:
    """Give the personal link that the mandate opens."""
    secretary.go(f"{base}/liens")
    secretary.press("link", COMPANY)
    secretary.press("link", "Mandats", at="nav[aria-label='Cette structure']")
    secretary.fill("Nom de la personne", "Sam Levain")
    secretary.fill("Premier jour", "15/09/2026")
    secretary.fill("Décision qui le désigne", "Assemblée des associés du 15 septembre 2026")
    secretary.press("button", "Inscrire ce mandat")
    secretary.reads("Sam Levain agit pour cette structure.")
    secretary.press("button", "Préparer un lien personnel")
    secretary.reads("L’accès qu’il donne dure exactement les jours du mandat.")
    secretary.looks("mandate")
    return str(secretary.page.get_by_label("Lien personnel").input_value())


def the_college_is_invited(secretary: Visitor, base: str) -> None:
    secretary.go(f"{base}/rencontres/nouvelle")
    secretary.fill("Titre", "Séminaire des structures")
    secretary.fill("Jour", "2099-06-24")
    secretary.fill("Heure du début", "09:00")
    secretary.fill("Heure de la fin", "17:00")
    secretary.fill("Lieu", "Ferme du Vieux Pré")
    secretary.page.locator("label", has_text="Structures essaimées").first.click()
    secretary.press("button", "Enregistrer")
    secretary.press("button", "Envoyer les invitations")
    secretary.reads("Séminaire des structures", "3 sociétaires sont invités")


def the_representative_answers(town: Town, sam: Visitor, base: str, link: str) -> None:
    town.settle("sub-sam", "Sam Levain")
    sam.page.goto(link)
    sam.sign_in("Sam Levain")
    sam.press("button", "Relier mon compte")
    sam.go(f"{base}/")
    sam.reads("Séminaire des structures", COMPANY)
    sam.looks("invited")
    sam.press("button", "Oui")
    sam.reads("Votre réponse")


def the_representative_votes(
    town: Town, meeting: Meeting, secretary: Visitor, sam: Visitor, base: str
) -> None:
    here = f"{base}/assemblees/{meeting.assembly}"
    secretary.go(f"{here}/seance?q=fournil")
    secretary.page.get_by_role("button", name=re.compile("^Noter présent")).first.click()
    expect(secretary.page.get_by_role("button", name="Noter le départ du Fournil Neuf")).to_be_visible()
    poll = a_poll(town.database, meeting)
    sam.go(f"{here}/scrutins/{poll}")
    sam.reads(f"Vous votez pour {COMPANY}", "dans le collège Structures essaimées")
    sam.page.get_by_text("Pour", exact=True).click()
    sam.press("button", "Déposer mon bulletin")
    sam.reads("Votre bulletin est dans l’urne.")
    secretary.go(f"{here}/seance")
    secretary.press("link", "Fermer le scrutin…")
    secretary.press("button", "Fermer le scrutin et compter")
    college = within(
        town.database,
        meeting,
        lambda uow: (
            uow.session.connection()
            .exec_driver_sql("SELECT college FROM ballots b JOIN electors e USING (poll_id, member_id)")
            .scalar_one()
        ),
    )
    assert college == "structures"


def the_auditor_sees_the_whole_history(auditor: Visitor, base: str) -> None:
    auditor.go(f"{base}/liens")
    auditor.press("link", COMPANY)
    auditor.reads(
        "Activité hébergée par la coopérative : Boulange.",
        "Sortie de l’activité Boulange.",
        "Admission comme sociétaire.",
        "Parts souscrites : 10.",
        "Mandat de représentation : Sam Levain.",
        "Présente ou représentée : AG d’essai.",
    )
    auditor.looks("history")
