"""The bylaws in plain words: what the law forbids, and what people apply themselves."""

from governance.bylaws.models import load_model
from tests.by_post import convened
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_session_pages import plain

HEADING = "Ce que vous appliquez vous-même"


def test_clauses_left_to_people_are_listed_with_their_article(site, database):
    meeting = convened(database, "four_colleges_bloc")
    page = plain(browse_as(site, meeting.secretary).get(f"/coop/{meeting.cooperative.slug}/statuts"))
    assert HEADING in page
    told = page.split(HEADING)[1]
    article = load_model("four_colleges_bloc").membership.article
    assert f"La liste des sociétaires est arrêtée, en jours avant l’assemblée article {article}" in told


def test_bylaws_that_ask_nothing_of_people_say_nothing_of_it(site, database):
    meeting = convened(database, "no_college", secret_for=())
    page = browse_as(site, meeting.secretary).get(f"/coop/{meeting.cooperative.slug}/statuts")
    assert page.status_code == 200
    assert HEADING not in page.text
