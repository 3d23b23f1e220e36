"""A day too near for its notice is said when the assembly is created, not on the eve."""

from datetime import timedelta
from html import unescape

import pytest

from tests.preparing import a_draft
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_assemblies_pages import send


@pytest.fixture
def draft(database):
    return a_draft(database)


@pytest.mark.parametrize(("days", "warned"), [(14, True), (15, True), (16, False), (17, False)])
def test_a_day_too_near_is_said_at_once_with_its_text_and_kept_knowingly(site, database, draft, days, warned):
    secretary = browse_as(site, draft.secretary)
    new = f"/coop/{draft.cooperative.slug}/assemblees/nouvelle"
    with database.read() as uow:
        day = uow.today + timedelta(days=days)
    typed = {"template": "ordinary", "day": day.isoformat(), "hour": "18:00", "place": "Salle du Port"}
    sent = send(secretary, new, typed)
    if not warned:
        assert sent.status_code == 303
        return
    text = unescape(sent.text)
    assert sent.status_code == 409
    assert "Il est trop tard pour convoquer à cette date" in text
    assert "R. 225-69" in text or "des statuts" in text
    assert "l’assemblée peut être annulée, sauf si tous y étaient présents ou représentés" in text
    assert "L. 225-104" in text
    assert 'value="Salle du Port"' in text
    assert send(secretary, new, {**typed, "knowing": "yes"}).status_code == 303


def test_a_day_moved_too_near_is_said_in_the_settings_too(site, database, draft):
    secretary = browse_as(site, draft.secretary)
    path = f"/coop/{draft.cooperative.slug}/assemblees/{draft.assembly}/reglages"
    with database.read() as uow:
        day = uow.today + timedelta(days=15)
    typed = {"title": "AG", "day": day.isoformat(), "hour": "18:00", "place": "Salle du Port"}
    assert send(secretary, path, typed).status_code == 409
    assert send(secretary, path, {**typed, "knowing": "yes"}).status_code == 303
