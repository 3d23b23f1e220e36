"""The comforts of a booth, with a keyboard: choices put in order by buttons, what is left told live."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from governance.vote.elections.contest import Contest, Option
from tests.e2e.visitors import PHONE
from web.assets import FOLDER
from web.ballots.paper import BallotPaper, Choice
from web.render import ENVIRONMENT

pytestmark = pytest.mark.browser

NAMES = {"a": "Alix Fournier", "b": "Blaise Nkomo", "c": "Camille Roy", "d": "Dominique Le Goff"}


@pytest.fixture
def booth(chromium):
    """Open a booth alone on a phone, with its script."""
    context = chromium.new_context(viewport=PHONE)

    def opened(template, paper):
        page = context.new_page()
        page.set_content(f"<main>{ENVIRONMENT.get_template(template).render(paper=paper)}</main>")
        page.add_style_tag(path=FOLDER / "app.css")
        page.add_script_tag(path=FOLDER / "booth.js")
        return page

    yield opened
    context.close()


def a_paper(method, **typed):
    choices = tuple(Choice(one, name) for one, name in NAMES.items())
    contest = Contest(method, 1, tuple(Option(one) for one in NAMES))
    return BallotPaper(method, contest, choices, typed={key: [value] for key, value in typed.items()})


def ranks(page):
    """Give the names in the order of the page with what each select says."""
    return [
        (voice.get_attribute("data-name").split()[0], voice.locator("select").input_value())
        for voice in page.locator(".voice").all()
    ]


def press(page, name):
    """Reach a button by its name and press it with the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_names_are_ranked_moved_and_taken_out_with_a_keyboard(booth):
    page = booth("polls/shapes/ranks.html", a_paper("instant_runoff"))
    for name in ("Camille Roy", "Alix Fournier", "Dominique Le Goff"):
        press(page, f"Classer {name}")
    assert ranks(page) == [("Camille", "1"), ("Alix", "2"), ("Dominique", "3"), ("Blaise", "")]
    press(page, "Monter Dominique Le Goff")
    assert ranks(page)[:3] == [("Camille", "1"), ("Dominique", "2"), ("Alix", "3")]
    focused = page.get_by_role("button", name="Monter Dominique Le Goff")
    expect(focused).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Dominique Le Goff : rang 2 sur 3.")
    press(page, "Ne plus classer Camille Roy")
    assert ranks(page) == [("Dominique", "1"), ("Alix", "2"), ("Blaise", ""), ("Camille", "")]
    expect(page.get_by_role("button", name="Classer Camille Roy", exact=True)).to_be_focused()


def test_a_rank_chosen_in_its_list_puts_the_name_in_its_place(booth):
    page = booth("polls/shapes/ranks.html", a_paper("instant_runoff", mark_a="1"))
    page.get_by_label("Dominique Le Goff", exact=True).select_option("2")
    assert ranks(page)[:2] == [("Alix", "1"), ("Dominique", "2")]
    page.get_by_label("Alix Fournier", exact=True).select_option("")
    assert ranks(page)[0] == ("Dominique", "2")


def test_the_first_cannot_go_up_nor_the_last_down(booth):
    page = booth("polls/shapes/ranks.html", a_paper("instant_runoff", mark_a="1", mark_b="2"))
    expect(page.get_by_role("button", name="Monter Alix Fournier")).to_be_disabled()
    expect(page.get_by_role("button", name="Descendre Blaise Nkomo")).to_be_disabled()
    expect(page.get_by_role("button", name="Descendre Alix Fournier")).to_be_enabled()


@pytest.mark.parametrize(
    ("template", "bounds"),
    [
        ("polls/shapes/many.html", {"bounds": (1, 2)}),
        ("polls/shapes/points.html", {"points": (5, 5), "all_points": False}),
    ],
)
def test_what_is_chosen_and_left_is_told_live_and_too_much_is_told_too(booth, template, bounds):
    paper = a_paper("consultation")
    seen = SimpleNamespace(
        **bounds,
        **{
            key: getattr(paper, key)
            for key in ("running", "withdrawn", "words", "word", "id_of", "is_chosen")
        },
        number=paper.number,
    )
    page = booth(template, seen)
    told = page.get_by_role("status")
    if "bounds" in bounds:
        page.get_by_label("Alix Fournier").press("Space")
        expect(told).to_have_text("Noms choisis : 1 sur 2 au plus.")
        page.get_by_label("Blaise Nkomo").press("Space")
        page.get_by_label("Camille Roy").press("Space")
        expect(told).to_contain_text("C’est trop")
        page.get_by_label("Camille Roy").press("Space")
    else:
        page.get_by_label("Alix Fournier").fill("3")
        expect(told).to_have_text("Points donnés : 3 sur 5. Il en reste 2.")
        page.get_by_label("Blaise Nkomo").fill("3")
        expect(told).to_contain_text("C’est trop")
        page.get_by_label("Blaise Nkomo").fill("2")
    expect(told).not_to_contain_text("C’est trop")
