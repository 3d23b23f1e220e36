"""Read in English, a page keeps no sentence of ours in French."""

import re
from html.parser import HTMLParser

import httpx2
import pytest

from tests.e2e.test_accessibility import IN_THE_STORY, page_routes, variants
from tests.e2e.world import every_door
from tests.web.people import browse_as
from web.i18n.language import read_catalogue, texts

SAID_ASIDE = {"aria-label", "data-label", "data-offline", "placeholder", "title", "alt"}
NEVER_CLOSED = {"meta", "link", "input", "br", "hr", "img", "rect", "path", "line", "circle"}
SET_ASIDE = {"script", "pre", "textarea"}
TITLE = "Assemblée générale ordinaire"
"""The title of an assembly prepared without one: it was written in French, it stays in French."""
PARTS = re.compile(r"<[^>]+>|%\(\w+\)[sd]")


class Reader(HTMLParser):
    """Collects what a page says, except what it says to be French (`lang="fr"`), scripts, code and drafts."""

    def __init__(self):
        super().__init__()
        self.said, self.aside = set(), []

    def handle_starttag(self, tag, attrs):
        self.said |= {tidy(value) for name, value in attrs if name in SAID_ASIDE and value}
        if tag not in NEVER_CLOSED:
            french = dict(attrs).get("lang") == "fr" and tag != "html"
            name = dict(attrs).get("translate") == "no"  # a name, cut in lines by a drawing
            inside = bool(self.aside and self.aside[-1])
            self.aside.append(inside or french or name or tag in SET_ASIDE)

    def handle_endtag(self, tag):
        if tag not in NEVER_CLOSED and self.aside:
            self.aside.pop()

    def handle_data(self, data):
        if not (self.aside and self.aside[-1]):
            self.said.add(tidy(data))


def tidy(text):
    return " ".join(text.split())


def said(page):
    reader = Reader()
    reader.feed(page)
    return reader.said - {""}


def literals(sentences):
    """Cut sentences at their markup and their facts."""
    found = {tidy(part) for sentence in sentences for part in PARTS.split(sentence)}
    return {part for part in found if re.search(r"\w{3}", part)}


@pytest.fixture(scope="module")
def french():
    """What only the French sentences say."""
    known = [message for message in read_catalogue("en") if message.id]
    ours = literals(text for message in known for text in texts(message.id))
    theirs = literals(text for message in known for text in texts(message.string))
    alike = {text.casefold() for text in theirs}
    return {text for text in ours if text.casefold() not in alike}


@pytest.fixture(scope="module")
def doors(town):
    return every_door(town)


def read_in(town, door, code):
    if door.actor is None:
        answer = httpx2.get(town.site.url + door.path, headers={"Accept-Language": code})
    else:
        answer = browse_as(town.site, door.actor).get(door.path, headers={"Accept-Language": code})
    assert (answer.status_code, answer.headers["content-language"]) == (200, code)
    return said(answer.text)


@pytest.mark.parametrize("name", [name for name in page_routes() if name not in IN_THE_STORY])
def test_an_english_page_keeps_no_french_sentence(town, doors, french, name):
    long = [part for part in french if len(part) > 20]
    for key, door in variants(doors, name).items():
        alike = read_in(town, door, "en") & read_in(town, door, "fr")
        alike = {text for text in alike if not text.startswith(TITLE)}
        left = {text for text in alike if text in french or any(part in text for part in long)}
        assert left == set(), key
    town.site.close_browsers()
