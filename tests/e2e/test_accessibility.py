"""Every page, for everybody: axe finds nothing, nothing overflows, a keyboard is enough to vote."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.register_file import workbook
from tests.e2e.visitors import DESK, PHONE, breaches, overflow
from tests.e2e.world import NOT_PAGES, every_door
from tests.meetings import a_meeting, a_poll
from web.app import ROUTERS

pytestmark = pytest.mark.browser

IN_THE_STORY = {"members:preview"}
"""Pages only the whole assembly shows, and looks at."""

MAIN = (
    "home:show", "account:sign_in", "cooperative:home", "assemblies:show", "assemblies:notice",
    "assemblies:notices", "session:show", "polls:now", "polls:booth", "polls:booth (voted)",
    "polls:booth (stv)", "polls:booth (majority_judgment)", "polls:booth (consultation)",
    "polls:result (stv)", "polls:result (majority_judgment)", "polls:result (schulze)",
    "polls:paper (majority_judgment)", "assemblies:election (draft)", "assemblies:way",
    "polls:result", "minutes:edit", "registers:show", "members:list", "colleges:show", "bylaws:show",
    "simulator:show", "colleges:seats",
    "bylaws:draft", "bylaws:chapter", "bylaws:draft_differences",
)  # fmt: skip
SMALLEST = {"width": 320, "height": 568}
ZOOMED = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}


@pytest.fixture(scope="module")
def doors(town):
    """Every page with who opens it."""
    return every_door(town)


def page_routes():
    """Name every route of the service that shows a page."""
    named = {
        route.name for router in ROUTERS for route in router.routes if "GET" in getattr(route, "methods", ())
    }
    return sorted(name for name in named - NOT_PAGES if not name.startswith("api:"))


def variants(doors, name):
    """Give the page of a route in each of its states."""
    return {key: door for key, door in doors.items() if key == name or key.startswith(f"{name} (")}


def opened(visit, door, **more):
    visitor = visit(**more)
    if door.actor:
        visitor.be(door.actor)
    visitor.go(door.path)
    return visitor


@pytest.mark.parametrize("name", page_routes())
def test_a_page_breaks_no_rule_and_fits_small_screens_and_large_letters(town, visit, doors, name):
    found = variants(doors, name)
    assert found or name in IN_THE_STORY, "a new page: give its address in world.py"
    for key, door in found.items():
        visitor = opened(visit, door)
        visitor.looks(re.sub(r"\W+", "-", key))
        for screen in (SMALLEST, ZOOMED):
            visitor.page.set_viewport_size(screen)
            assert overflow(visitor.page) == 0, f"{key} at {screen['width']} pixels"
        visitor.page.set_viewport_size(DESK)
        visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(visitor.page) == 0, f"{key} with letters twice as large"


@pytest.mark.parametrize("name", MAIN)
def test_a_main_page_breaks_no_rule_on_a_phone(visit, doors, name):
    visitor = opened(visit, doors[name], phone=True)
    visitor.looks(re.sub(r"\W+", "-", name))


@pytest.mark.parametrize("path", ["/nulle-part", "/coop/inconnue/"])
def test_an_error_page_breaks_no_rule(visit, doors, path):
    visitor = visit().be(doors["polls:now"].actor)
    visitor.go(path, status=404)
    visitor.looks("error")


def test_a_form_sent_wrong_says_so_and_breaks_no_rule(visit, doors):
    visitor = opened(visit, doors["members:edit"])
    visitor.fill("Date d’admission", "un jour")
    visitor.fill("Courriel", "")
    visitor.press("button", "Enregistrer")
    summary = visitor.page.locator(".error-summary")
    expect(summary).to_be_focused()
    visitor.looks("form-refused")
    summary.get_by_role("link").first.click()
    expect(visitor.page.get_by_label("Date d’admission")).to_be_focused()


def test_a_phone_in_the_dark_reads_well(visit, doors):
    visitor = opened(visit, doors["polls:booth"], phone=True, dark=True)
    assert breaches(visitor.page) == []
    assert visitor.page.viewport_size == PHONE


def test_the_first_tab_goes_to_the_content(visit, doors):
    page = opened(visit, doors["cooperative:home"]).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def tab_to(page, element, most=40):
    """Press Tab until this element has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("the keyboard never reaches it")


def test_a_keyboard_is_enough_to_vote(town, visit):
    meeting = a_meeting(town.database, colleges={"team": 2, "partners": 1})
    a_poll(town.database, meeting)
    visitor = visit().be(meeting.voters[0])
    page = visitor.page
    visitor.go(f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}/maintenant")
    tab_to(page, visitor.find("link", "Aller voter"))
    page.keyboard.press("Enter")
    visitor.reads("Vous votez pour")
    tab_to(page, page.get_by_label("Pour", exact=True))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Abstention", exact=True)).to_be_checked()
    tab_to(page, visitor.find("button", "Déposer mon bulletin"))
    page.keyboard.press("Enter")
    visitor.reads("Votre bulletin est dans l’urne.")
    tab_to(page, visitor.find("link", "Revenir à l’assemblée"))


def test_voting_and_signing_in_need_no_javascript(town, visit):
    meeting = a_meeting(town.database, colleges={"team": 2, "partners": 1})
    poll = a_poll(town.database, meeting)
    town.settle("sub-sans", "Sans Script")
    stranger = visit(phone=True, javascript=False)
    stranger.go("/")
    stranger.sign_in("Sans Script")
    stranger.reads("Votre compte n’est relié à aucune coopérative.")
    voter = visit(phone=True, javascript=False).be(meeting.voters[1])
    voter.go(f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}/scrutins/{poll}")
    voter.press("button", "Déposer mon bulletin")
    voter.reads("Vous votez pour")
    assert voter.page.locator(".receipt").count() == 0
    voter.page.locator("label", has_text="Contre").click()
    voter.press("button", "Déposer mon bulletin")
    voter.reads("Votre bulletin est dans l’urne.")


def test_a_secretary_imports_a_sheet_on_a_phone_without_javascript(visit, doors):
    secretary = opened(visit, doors["members:import"], phone=True, javascript=False)
    sheet = {"name": "liste.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    secretary.page.get_by_label("Fichier des sociétaires").set_input_files(sheet)
    secretary.press("button", "Voir ce que le fichier change")
    secretary.reads("1 ligne refusée")
