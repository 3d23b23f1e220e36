"""An entrepreneur leaves and founds a company, which is admitted, subscribes, is represented and votes."""

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
    link = the_company_is_admitted_and_subscribes(secretary, base)
    sam = visit(phone=True)
    the_representative_votes(town, meeting, secretary, sam, base, link)
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
    secretary.reads("Donnez le nom de l’entreprise créée.", "Choisissez une des réponses proposées.")
    secretary.fill("Entreprise créée", COMPANY)
    secretary.page.get_by_label("Forme de l’entreprise").select_option("sas")
    secretary.press("button", "Préparer cette sortie")
    secretary.reads("6 étapes à faire", f"Faire admettre {COMPANY} comme nouveau sociétaire")
    secretary.looks("exit")
    secretary.page.get_by_role("button", name=re.compile("^Noter comme fait : Signer")).click()
    secretary.reads("5 étapes à faire")


def the_company_is_admitted_and_subscribes(secretary: Visitor, base: str) -> str:
    secretary.press("link", "L’ajouter au registre des sociétaires")
    secretary.page.get_by_label("Catégorie").select_option("structures")
    secretary.fill("Date d’admission", "15/09/2026")
    secretary.fill("Représentant", "Sam Levain")
    secretary.fill("Parts", "10")
    secretary.press("button", re.compile("^Ajouter"))
    secretary.reads("Le sociétaire est inscrit au registre.", COMPANY)
    secretary.press("button", "Préparer un lien personnel")
    link = secretary.page.get_by_label("Lien personnel").input_value()
    secretary.go(f"{base}/activites?etat=sorties")
    secretary.press("link", "Boulange")
    secretary.press("link", "Voir la sortie")
    secretary.page.get_by_label("Organisation admise depuis").select_option(label=COMPANY)
    secretary.press("button", "C’est elle")
    secretary.reads("La structure est reliée à l’activité dont elle est née.")
    for what in (
        "Faire décider",
        "Faire admettre",
        "Inscrire au registre",
        "Faire nommer",
        "Inscrire la forme",
    ):
        secretary.page.get_by_role("button", name=re.compile(f"^Noter comme fait : {what}")).first.click()
    secretary.reads("Tout est fait", "Le lien continue autrement")
    return link


def the_representative_votes(
    town: Town, meeting: Meeting, secretary: Visitor, sam: Visitor, base: str, link: str
) -> None:
    town.settle("sub-sam", "Sam Levain")
    sam.page.goto(link)
    sam.sign_in("Sam Levain")
    sam.press("button", "Relier mon compte")
    sam.reads(COMPANY)
    here = f"{base}/assemblees/{meeting.assembly}"
    secretary.go(f"{here}/seance?q=fournil")
    secretary.page.get_by_role("button", name=re.compile("^Noter présent")).first.click()
    expect(secretary.page.get_by_role("button", name=f"Noter le départ de {COMPANY}")).to_be_visible()
    poll = a_poll(town.database, meeting)
    sam.go(f"{here}/scrutins/{poll}")
    sam.reads(f"Vous votez pour {COMPANY}", "dans le collège Structures essaimées")
    sam.page.get_by_text("Pour", exact=True).click()
    sam.press("button", "Déposer mon bulletin")
    sam.reads("Votre bulletin est dans l’urne.")
    secretary.go(f"{here}/seance")
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
        "Un représentant peut agir pour elle.",
        "Présente ou représentée : AG d’essai.",
    )
    auditor.looks("history")
