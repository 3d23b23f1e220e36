"""The law on a page and on a terminal, both made from the code."""

import pytest
from typer.testing import CliRunner

from governance.law import ALL_RULES, TOPICS
from web.cli import app
from web.pages.about.reading import reader_note


def test_the_law_is_read_by_anybody_under_its_headings_and_in_two_languages(browser):
    page = browser.get("/droit?le=2026-11-24")
    assert page.status_code == 200
    for topic in TOPICS:
        assert f'href="#{topic.key}"' in page.text
        assert f'<div id="{topic.key}">' in page.text
    assert page.text.count('<details class="law-topic printed">') == len(TOPICS)
    assert "R. 225-69" in page.text
    assert "proposé\u00a0: " in page.text
    english = browser.get("/droit?le=2026-11-24&lang=en").text
    assert english.count("<table") == len(TOPICS)


def test_words_form_and_day_keep_the_rules_that_have_them_unfolded(browser):
    page = browser.get("/droit", params={"q": "quorum ORDINAIRE", "forme": "sa", "le": "2026-11-24"}).text
    assert page.count("<details") - page.count('class="menu"') == page.count(" open>") > 0
    assert "Quorum" in page
    assert "Registre des mouvements de parts" not in page
    by_article = browser.get("/droit", params={"q": "R. 225-69"}).text
    assert "Délai de la première convocation" in by_article
    nothing = browser.get("/droit", params={"q": "mirabelle"})
    assert "Aucune règle ne contient ces mots" in nothing.text
    assert browser.get("/droit", params={"tout": "1"}).text.count(" open>") == len(TOPICS)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("rédaction lue en 2015", ""),
        ("rédaction actuelle à relire ; bornes lues comme incluses", "bornes lues comme incluses"),
        ("loi n° 2024-537 du 13 juin 2024 ; premier jour à confirmer", "loi n° 2024-537 du 13 juin 2024"),
        ("aux statuts de le prévoir", "aux statuts de le prévoir"),
        ("", ""),
    ],
)
def test_the_notes_of_who_wrote_the_table_are_not_shown_to_its_readers(browser, written, read):
    assert reader_note(written) == read
    assert "à relire" not in browser.get("/droit").text


def test_the_law_of_2018_is_not_that_of_today(browser):
    old, new = (browser.get(f"/droit?forme=sa&le={day}").text for day in ("2018-06-01", "2026-06-01"))
    assert "elle pèse contre" in old
    assert "hors du calcul" in new


def test_the_calendar_gives_the_days_of_the_worked_example(browser):
    page = browser.get("/droit/calendrier?le=2027-06-24&forme=sa")
    assert page.status_code == 200
    assert "mercredi 19 mai 2027" in page.text
    assert "mardi 8 juin 2027" in page.text
    assert "15" in page.text.split("votes électroniques par correspondance")[1][:400]


def test_the_calendar_moves_with_the_holidays_of_the_place(browser):
    here = browser.get("/droit/calendrier?le=2027-06-15&forme=sa").text
    there = browser.get("/droit/calendrier?le=2027-06-15&forme=sa&lieu=guyane").text
    assert "mercredi 9 juin 2027" in here.split("dernières questions écrites")[1][:300]
    assert "mardi 8 juin 2027" in there.split("dernières questions écrites")[1][:300]


def test_the_terminal_prints_every_rule_with_who_may_change_it():
    done = CliRunner().invoke(app, ["law", "--on", "2026-11-24", "--form", "SAS"])
    assert done.exit_code == 0
    assert done.stdout.count("\n# ") == len(TOPICS)
    assert done.stdout.count("(la loi seule)") + done.stdout.count("(les statuts") >= len(ALL_RULES) - 10
    assert "proposé\u00a0: " in done.stdout


def test_the_terminal_prints_the_deadlines_of_an_assembly():
    done = CliRunner().invoke(app, ["law", "--assembly", "2027-06-24", "--form", "SARL"])
    assert done.exit_code == 0
    assert done.stdout.startswith("samedi 29 mai 2027")


def test_a_day_of_assembly_that_does_not_exist_gets_one_sentence():
    done = CliRunner().invoke(app, ["law", "--assembly", "2027-02-30"])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
