"""New bylaws in a browser: from a model to the version in force, past a breach of the law."""

from dataclasses import replace
from uuid import UUID

import pytest
from playwright.sync_api import expect

from governance.store.bylaws import BylawsDraftRow
from tests.drafting import a_drafted_change, convene_all, vote, within

pytestmark = pytest.mark.browser


def test_bylaws_go_from_a_model_past_a_breach_to_a_vote_and_into_force(town, visit):
    drafted = a_drafted_change(town.database)
    base = f"/coop/{drafted.cooperative.slug}/statuts"
    sacha = visit().be(drafted.secretary)
    sacha.go(f"{base}/projets/nouveau")
    sacha.fill("Nom du projet", "Des délais plus longs")
    sacha.page.get_by_text("SCIC SA, cinq collèges, report proportionnel").click()
    sacha.press("button", "Commencer")
    here = sacha.page.url
    sacha.press("link", "La convocation")
    days = sacha.page.locator("[name='notice.first_days']")
    check = sacha.page.locator("#check")
    days.fill("2")
    days.blur()
    expect(check).to_contain_text("contraire à la loi")
    days.fill("trois semaines")
    sacha.press("button", "Enregistrer", at=".actions")
    sacha.reads("Une réponse est à corriger", "Écrivez un nombre entier")
    expect(days).to_have_value("trois semaines")
    sacha.looks("chapter-faulty")
    days.fill("21")
    days.blur()
    expect(check).to_contain_text("21 jours pleins")
    sacha.press("button", "Enregistrer", at=".actions")
    sacha.go(here)
    sacha.press("link", "Voir les différences")
    sacha.reads("changé", "21 jours pleins")
    sacha.go(here)
    sacha.press("link", "Soumettre à une assemblée")
    sacha.page.get_by_text("Assemblée générale extraordinaire").last.click()
    sacha.fill("Date d’effet", "2199-01-01")
    sacha.press("button", "Écrire la résolution")
    sacha.reads("Modification des statuts")
    mine = replace(drafted, draft=UUID(here.rpartition("/")[2]))
    convene_all(town.database, mine)
    sacha.go(here)
    sacha.reads("il ne change plus avant leur vote")
    vote(town.database, mine, "for")
    sacha.go(here)
    sacha.press("link", "Mettre en vigueur")
    sacha.press("button", "Mettre en vigueur")
    sacha.reads("devenu la version 2")
    kept = within(town.database, mine, lambda uow: uow.session.get_one(BylawsDraftRow, mine.draft))
    assert kept.state == "adopted"


def test_without_javascript_a_college_is_added_and_everything_typed_stays(town, visit):
    drafted = a_drafted_change(town.database)
    here = f"/coop/{drafted.cooperative.slug}/statuts/projets/{drafted.draft}/chapitres/colleges"
    sacha = visit(javascript=False, phone=True).be(drafted.secretary)
    sacha.go(here)
    sacha.page.locator("summary", has_text="Salariés-entrepreneurs").first.click()
    sacha.page.locator("[name='colleges.items.1.points']").fill("beaucoup")
    sacha.page.locator("button[value='add:colleges.items']").click()
    expect(sacha.page.locator("[name='colleges.items.1.points']")).to_have_value("beaucoup")
    expect(sacha.page.locator("[name='colleges.items.6.name']")).to_have_value("")
    sacha.page.locator("button[value='drop:colleges.items.6']").click()
    expect(sacha.page.locator("[name='colleges.items.6.name']")).to_have_count(0)
