"""The page that makes tokens: to read unless one says otherwise, and never to act as a member."""

import re
from html import unescape

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from governance.store.unit_of_work import Database
from tests.builders import ACooperative, a_cooperative
from tests.meetings import a_meeting
from tests.web.conftest import Browser, Site
from tests.web.people import browse_as
from tests.web.programs import Program, problem


@pytest.fixture
def coop(database: Database) -> ACooperative:
    return a_cooperative(database)


def asked(browser: Browser, hat: str, **more: str):
    path = "/mon-compte/jetons"
    form = {"hat": hat, "label": "accueil", "days": "1", "csrf": browser.csrf(path), **more}
    return browser.post(path, form)


def shown_token(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\s*([^<]+)<", page)
    assert found is not None
    return unescape(found[1]).strip()


@pytest.mark.parametrize(("form", "kind"), [({}, "TokenOnlyReads"), ({"may_write": "yes"}, "NoSuchAssembly")])
def test_a_token_reads_only_unless_its_owner_ticks_that_it_may_act(
    browser: Browser, site: Site, coop: ACooperative, form: dict[str, str], kind: str
) -> None:
    secretary = browse_as(site, coop.secretary)
    program = Program(site, shown_token(asked(secretary, f"{coop.slug}/secretary", **form).text))
    answer = program.post(f"/cooperatives/{coop.slug}/assemblies/{coop.id}/open")
    problem(answer, 404 if form else 403, kind)
    page = secretary.get("/mon-compte/jetons").text
    assert ("peut agir</span>" in page) is bool(form)


def test_the_page_leads_to_the_description_and_ticks_nothing_beforehand(
    browser: Browser, site: Site, coop: ACooperative
) -> None:
    secretary = browse_as(site, coop.secretary)
    page = secretary.get("/mon-compte/jetons").text
    assert 'href="/api/v1/openapi.json"' in page
    assert secretary.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
    box = re.search(r'<input type="checkbox"[^>]*name="may_write"[^>]*>', page)
    assert box is not None
    assert "checked" not in box[0]


def test_a_member_makes_no_token_that_acts(browser: Browser, site: Site, database: Database) -> None:
    meeting = a_meeting(database, colleges={"team": 1})
    voter = meeting.voters[0]
    member = browse_as(site, voter)
    refused = asked(member, f"{voter.slug}/{voter.hat.key}", may_write="yes")
    assert refused.status_code == 422
    assert "Voter est l’acte d’une personne" in unescape(refused.text)
    assert shown_token(asked(member, f"{voter.slug}/{voter.hat.key}").text)
    with pytest.raises(IntegrityError, match="ck_api_tokens_members_act_themselves"), database.write() as uow:
        uow.enter(meeting.cooperative.id)
        uow.session.connection().execute(text("UPDATE api_tokens SET may_write = true"))
