"""The law on a page and on a terminal, both made from the code."""

from typer.testing import CliRunner

from governance.law import ALL_RULES, TOPICS
from web.cli import app


def test_the_law_is_read_by_anybody_under_its_headings_and_in_two_languages(browser):
    page = browser.get("/droit?le=2026-11-24")
    assert page.status_code == 200
    for topic in TOPICS:
        assert f'href="#{topic.key}"' in page.text
        assert f'<h2 id="{topic.key}">' in page.text
    assert "R. 225-69" in page.text
    assert "proposé\u00a0: " in page.text
    english = browser.get("/droit?le=2026-11-24&lang=en").text
    assert english.count("<table") == len(TOPICS)


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
