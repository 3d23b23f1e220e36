"""What surrounds every page: who is signed in, which link is the current one, what is ahead."""

import re

import pytest
from sqlalchemy import text

from governance.queries.home import cooperative_home
from tests.builders import a_cooperative
from tests.meetings import a_meeting, add_assembly
from tests.preparing import a_convened
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_session_pages import at, plain


@pytest.mark.parametrize(
    "path", ["/", "/droit", "/droit/calendrier", "/modes-de-scrutin", "/accessibilite", "/code-source"]
)
def test_a_public_page_knows_who_is_signed_in(site, database, path):
    somebody = browse_as(site, a_cooperative(database).secretary)
    page = somebody.get(path).text
    assert "Sacha Secrétaire" in page
    assert "Se déconnecter" in page
    assert "Se déconnecter" not in site.browser().get(path).text


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("", "Accueil"),
        ("activites", "Structures"),
        ("contributions", "Structures"),
        ("groupes", "Structures"),
        ("conventions", "Structures"),
        ("mandats", "Structures"),
        ("liens", "Structures"),
        ("ecosysteme", "Structures"),
        ("societaires", "Sociétaires"),
    ],
)
def test_the_pages_around_structures_are_under_one_link(site, database, path, current):
    home = a_cooperative(database)
    page = browse_as(site, home.secretary).get(f"/coop/{home.slug}/{path}").text
    navigation = page.split('class="menu"')[1].split("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', navigation) == [current]


def test_an_assembly_that_is_over_no_longer_says_how_to_take_part(site, database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 1, "team": 1})
    member = browse_as(site, meeting.voters[0])
    assert "Comment participer et voter" in plain(member.get(at(meeting)))
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        ended = text("UPDATE assemblies SET stage = 'closed', closed_at = now() WHERE id = :a")
        uow.session.connection().execute(ended, {"a": meeting.assembly})
    assert "Comment participer et voter" not in plain(member.get(at(meeting)))


def test_an_assembly_convened_is_ahead_whatever_the_number_of_drafts(database):
    prepared = a_convened(database)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        for _ in range(13):
            draft = add_assembly(uow, prepared.cooperative.bylaws, stage="draft")
            later = text("UPDATE assemblies SET held_at = now() + interval '1 year' WHERE id = :a")
            uow.session.connection().execute(later, {"a": draft})
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        assert [card.id for card in cooperative_home(uow, drafts=False).current] == [prepared.assembly]
