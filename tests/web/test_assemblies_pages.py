"""The pages that prepare an assembly, convene it and read its notice, without JavaScript."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text

from governance.actors import Role
from governance.queries.agenda import edited_agenda
from governance.queries.assemblies import list_assemblies
from governance.store.accounts import RoleGrantRow
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.preparing import Prepared, Relay, a_convened, a_draft, add_members, listening
from tests.web.conftest import free_port
from tests.web.people import browse_as
from web.delivery.worker import run_due_jobs
from web.i18n import LANGUAGES
from web.pages.assemblies.calendar import CUT, escaped, folded

PDF = b"%PDF-1.7 comptes"


@pytest.fixture
def draft(database):
    return a_draft(database, members=3, letters=1)


@pytest.fixture
def secretary(site, draft):
    yield browse_as(site, draft.secretary)
    site.close_browsers()


def at(prepared, more=""):
    return f"/coop/{prepared.cooperative.slug}/assemblees/{prepared.assembly}{more}"


def send(browser, path, fields, form_at=None, **more):
    """Send a form with the secret of the page it is on."""
    data = {"csrf": browser.csrf(form_at or path), **fields}
    return browser.post(path, data, **more)


def a_reader(database, site, prepared):
    """Sign in as a member of the cooperative."""
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        account = add_account(uow, "Lou Lecture")
        member = add_member(uow, 700, "Lecture", first_name="Lou", college="salaries")
        link(uow, account, member)
        actor = as_member(prepared.cooperative, account, member)
    return browse_as(site, actor)


def test_an_assembly_is_created_from_a_template_and_its_agenda_is_there(database, site, secretary, draft):
    slug = draft.cooperative.slug
    shown = secretary.get(f"/coop/{slug}/assemblees/nouvelle")
    assert shown.status_code == 200
    with database.read() as uow:
        day = (uow.today + timedelta(days=90)).isoformat()
    sent = send(
        secretary,
        f"/coop/{slug}/assemblees/nouvelle",
        {"template": "annual", "day": day, "hour": "18:30", "place": "Salle du Port", "fiscal_year": "2026"},
    )
    assert sent.status_code == 303
    page = secretary.get(sent.headers["location"])
    assert "18" in page.text
    assert "h\u00a030" in unescape(page.text)
    assert "Approbation des comptes de l’exercice 2026" in unescape(page.text)
    assert "Compléter l’ordre du jour" in unescape(page.text)
    assert page.text.count('class="button primary"') == 1


@pytest.mark.parametrize(
    ("field", "value"), [("day", "demain"), ("hour", "25:99"), ("place", " "), ("template", "autre")]
)
def test_a_faulty_form_comes_back_as_typed_with_its_fault(database, secretary, draft, field, value):
    slug = draft.cooperative.slug
    typed = {"template": "ordinary", "day": "2031-06-24", "hour": "18:00", "place": "Salle du Port"}
    sent = send(secretary, f"/coop/{slug}/assemblees/nouvelle", {**typed, field: value})
    assert sent.status_code == 422
    assert f'id="f-{field}-error"' in sent.text or f"f-{field}" in sent.text
    if field != "place":
        assert "Salle du Port" in sent.text


def test_a_day_already_over_is_refused_in_words(secretary, draft):
    slug = draft.cooperative.slug
    typed = {"template": "ordinary", "day": "2020-06-24", "hour": "18:00", "place": "Salle du Port"}
    sent = send(secretary, f"/coop/{slug}/assemblees/nouvelle", typed)
    assert sent.status_code == 422
    assert "déjà passée" in unescape(sent.text)


def test_settings_and_officers_are_kept(secretary, draft):
    page = secretary.get(at(draft, "/reglages"))
    assert 'value="Salle des fêtes"' in unescape(page.text)
    day = re.search(r'name="day" value="([^"]+)"', page.text)[1]
    fields = {"title": "Notre AG", "day": day, "hour": "09:00", "place": "Théâtre", "remote": "yes"}
    assert send(secretary, at(draft, "/reglages"), fields).status_code == 303
    officers = {"chair": "Ana Sol", "secretary": "", "tellers": "Bo Lin\nCy Mar"}
    assert send(secretary, at(draft, "/bureau"), officers, at(draft)).status_code == 303
    shown = unescape(secretary.get(at(draft)).text)
    for wanted in ("Notre AG", "Théâtre", "Ana Sol", "Bo Lin et Cy Mar", "9\u00a0h"):
        assert wanted in shown


def test_items_are_written_previewed_moved_and_removed_by_buttons(database, secretary, draft):
    new = at(draft, "/ordre-du-jour/nouveau")
    typed = {"title": "Élection", "text": "On **élit** <script>x</script>", "voted": "yes"}
    seen = send(secretary, new, {**typed, "action": "preview"})
    assert seen.status_code == 200
    assert "<strong>élit</strong>" in unescape(seen.text)
    assert "<script>x" not in seen.text
    assert 'value="Élection"' in unescape(seen.text)
    assert send(secretary, new, {**typed, "action": "save"}).status_code == 303
    with database.read() as uow:
        uow.enter(draft.cooperative.id)
        items = edited_agenda(uow, draft.assembly, draft.secretary).items
    assert [item.title for item in items][-1] == "Élection"
    move = {"item": str(items[-1].id), "way": "up"}
    answer = send(secretary, at(draft, "/ordre-du-jour/deplacer"), move, at(draft, "/ordre-du-jour"))
    assert answer.status_code == 303
    again = send(
        secretary,
        at(draft, "/ordre-du-jour/deplacer"),
        {**move, "way": "down"},
        at(draft, "/ordre-du-jour"),
        headers={"HX-Request": "true"},
    )
    assert again.status_code == 200
    assert "<html" not in again.text
    assert 'id="agenda"' in again.text
    gone = send(
        secretary, at(draft, f"/ordre-du-jour/{items[-1].id}/retirer"), {}, at(draft, "/ordre-du-jour")
    )
    assert gone.status_code == 303


def test_the_live_preview_answers_a_fragment_and_writes_nothing(secretary, draft):
    answer = send(
        secretary,
        at(draft, "/ordre-du-jour/apercu"),
        {"title": "", "text": "*bonjour*"},
        at(draft, "/ordre-du-jour/nouveau"),
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "<em>bonjour</em>" in answer.text
    assert "<html" not in answer.text


def test_an_item_without_a_title_is_asked_for_again(secretary, draft):
    sent = send(secretary, at(draft, "/ordre-du-jour/nouveau"), {"title": " ", "text": "Mon texte"})
    assert sent.status_code == 422
    assert "Mon texte" in sent.text


def test_a_paper_is_joined_and_downloaded_as_a_file_never_shown_here(secretary, draft):
    path = at(draft, "/pieces")
    sent = secretary.post(
        path,
        {"csrf": secretary.csrf(path), "nature": "accounts", "title": "", "item": ""},
        files={"file": ("Comptes été 2026.pdf", PDF, "text/html")},
    )
    assert sent.status_code == 303, sent.text
    page = unescape(secretary.get(path).text)
    assert "Comptes annuels" in page
    link_to = re.search(rf'href="[^"]*({re.escape(path)}/[0-9a-f-]+)"', page)[1]
    got = secretary.get(link_to)
    assert got.content == PDF
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Comptes%20%C3%A9t")
    bad = secretary.post(
        path, {"csrf": secretary.csrf(path)}, files={"file": ("x.pdf", b"<html>", "application/pdf")}
    )
    assert bad.status_code == 422
    assert "PDF, PNG, JPEG" in unescape(bad.text)
    none = secretary.post(path, {"csrf": secretary.csrf(path)})
    assert none.status_code == 422


def test_the_check_list_leads_to_convening_and_the_follow_up_tells_what_became(
    database, site, secretary, draft
):
    shown = unescape(secretary.get(at(draft, "/convocation")).text)
    assert "Avant de convoquer" in shown
    assert "jours pleins" in shown
    assert "Convoquer 4 sociétaires" in shown
    assert "Voir la lettre en PDF" in shown
    assert "dernier jour pour envoyer la convocation" in shown  # the deadlines of this very assembly
    letter = secretary.get(at(draft, "/convocation/lettre.pdf"))
    assert letter.content.startswith(b"%PDF-")
    confirm = secretary.get(at(draft, "/convocation/confirmer"))
    assert confirm.text.count("button primary") == 1
    sent = send(secretary, at(draft, "/convocation/confirmer"), {})
    assert sent.status_code == 303
    follow = unescape(secretary.get(at(draft, "/convocation")).text)
    assert "4 sociétaires convoqués" in follow
    assert "3 courriels en attente" in follow
    port = free_port()
    settings = site.settings.model_copy(update={"smtp_port": port, "smtp_timeout_seconds": 3})
    relay = Relay(answers={"m2@exemple.test": ["550 5.1.1 inconnu ici"]})
    with listening(relay, port):
        run_due_jobs(database, settings)
    refused = unescape(secretary.get(at(draft, "/convocation?etat=refused")).text)
    assert "550 5.1.1 inconnu ici" in refused
    assert "m1@exemple.test" not in refused
    assert "Lettres à imprimer, fichier 1" in refused
    notice = re.search(r"/convocation/([0-9a-f-]{36})", refused)[1]
    one = at(draft, f"/convocation/{notice}")
    bad = send(secretary, one, {"email": "rien", "action": "email"})
    assert bad.status_code == 422
    good = send(secretary, one, {"email": "bon@exemple.test", "action": "email"})
    assert good.status_code == 303
    with listening(relay, port):
        run_due_jobs(database, settings)
    assert relay.recipients["bon@exemple.test"] == 1
    posted = send(secretary, at(draft, "/convocation/postees"), {}, at(draft, "/convocation"))
    assert posted.status_code == 303
    assert "1 lettre postée" in unescape(secretary.get(at(draft, "/convocation")).text)
    pdf = secretary.get(at(draft, "/convocation/lettres/1.pdf"))
    assert pdf.content.startswith(b"%PDF-")


def test_a_late_notice_is_refused_with_the_last_day_and_the_text(database, site):
    late = a_draft(database, days=10)
    browser = browse_as(site, late.secretary)
    shown = unescape(browser.get(at(late, "/convocation")).text)
    assert "devait partir le" in shown
    assert "manque" in shown
    assert "Convoquer 3" not in shown
    sent = send(browser, at(late, "/convocation/confirmer"), {}, at(late, "/reglages"))
    assert sent.status_code == 409
    assert "jours pleins" in unescape(sent.text)
    site.close_browsers()


def test_the_follow_up_turns_pages_and_answers_fragments(database, site):
    convened = a_convened(database, members=55)
    browser = browse_as(site, convened.secretary)
    first = browser.get(at(convened, "/convocation"))
    onward = unescape(re.search(r'rel="next" href="([^"]+)"', first.text)[1])
    second = browser.get(onward)
    assert "Sociétaire 000055" in unescape(second.text)
    assert "Sociétaire 000001" not in unescape(second.text)
    part = browser.get(at(convened, "/convocation?part=mails"), headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'id="mails"' in part.text
    site.close_browsers()


def test_a_member_reads_the_notice_once_convened_and_nothing_of_the_preparation(database, site):
    draft, convened = a_draft(database), a_convened(database)
    early = a_reader(database, site, draft)
    assert early.get(at(draft)).status_code == 404
    reader = a_reader(database, site, convened)
    shown = unescape(reader.get(at(convened)).text)
    assert "<strong>décide</strong>" in shown
    assert "Comment participer et voter" in shown
    assert "Ajouter à mon calendrier" in shown
    assert reader.get(at(convened, "/convocation/lettre.pdf")).content.startswith(b"%PDF-")
    for hidden in ("/convocation", "/ordre-du-jour", "/reglages", "/annuler"):
        assert reader.get(at(convened, hidden)).status_code == 403
    listed = reader.get(f"/coop/{convened.cooperative.slug}/assemblees")
    assert "Assemblée générale ordinaire" in unescape(listed.text)
    site.close_browsers()


def test_the_calendar_file_is_one_event_whatever_the_title_says(database, site):
    convened = a_convened(database)
    with database.write() as uow:
        uow.enter(convened.cooperative.id)
        title = "AG, fin; \\ ligne\nBEGIN:VALARM"
        renamed = text("UPDATE assemblies SET title = :title WHERE id = :id")
        uow.session.connection().execute(renamed, {"title": title, "id": convened.assembly})
    reader = a_reader(database, site, convened)
    got = reader.get(at(convened, "/calendrier.ics"))
    lines = got.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    whole = got.content.replace(b"\r\n ", b"").decode()
    assert whole.count("BEGIN:") == 3  # calendar, event, and the escaped one inside the title
    assert "\nBEGIN:VALARM" not in whole
    assert "SUMMARY:AG\\, fin\\; \\\\ ligne\\nBEGIN:VALARM" in whole
    site.close_browsers()


def test_calendar_lines_are_escaped_and_folded():
    assert escaped("a,b;c\\d\r\ne") == "a\\,b\\;c\\\\d\\ne"
    assert folded("x" * (CUT + 1)) == "x" * CUT + "\r\n x"


def test_another_cooperative_and_a_stranger_see_nothing(database, site, draft):
    other = Prepared(a_cooperative(database), draft.assembly)
    foreign = browse_as(site, other.secretary)
    for path in ("", "/ordre-du-jour", "/pieces", "/convocation", "/reglages"):
        assert foreign.get(at(other, path)).status_code == 404
        assert foreign.get(at(draft, path)).status_code == 404
        assert site.browser().get(at(draft, path)).status_code == 303
    site.close_browsers()


def test_an_administrator_reads_but_does_not_prepare(database, site, draft):
    with database.write() as uow:
        uow.enter(draft.cooperative.id)
        account = add_account(uow)
        uow.session.add(
            RoleGrantRow(
                cooperative_id=draft.cooperative.id, account_id=account.id,
                role="administrator", starts_on=LONG_AGO,
            )
        )  # fmt: skip
        actor = an_actor(draft.cooperative, account, Role.ADMINISTRATOR)
    browser = browse_as(site, actor)
    assert browser.get(at(draft, "/ordre-du-jour")).status_code == 200
    assert browser.get(at(draft, "/convocation")).status_code == 200
    refused = send(browser, at(draft, "/ordre-du-jour/nouveau"), {"title": "A", "text": "B"})
    assert refused.status_code in {403, 422}
    with database.read() as uow:
        uow.enter(draft.cooperative.id)
        assert len(edited_agenda(uow, draft.assembly, draft.secretary).items) == 1
        assert len(list_assemblies(uow, actor).coming) == 1
    site.close_browsers()


def test_cancelling_asks_first_and_says_so_everywhere(secretary, draft):
    assert "Annuler cette assemblée" in unescape(secretary.get(at(draft, "/annuler")).text)
    assert send(secretary, at(draft, "/annuler"), {}).status_code == 303
    assert "Assemblée annulée" in unescape(secretary.get(at(draft)).text)
    listed = secretary.get(f"/coop/{draft.cooperative.slug}/assemblees")
    assert "annulée" in unescape(listed.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_shows_in_each_language(database, secretary, draft, language):
    for path in ("", "/lecture", "/ordre-du-jour", "/ordre-du-jour/nouveau", "/pieces", "/convocation",
                 "/convocation/confirmer", "/reglages", "/annuler"):  # fmt: skip
        assert secretary.get(at(draft, path), params={"lang": language}).status_code == 200


def test_pages_ask_as_many_statements_for_three_members_as_for_sixty(database, site, statements_of):
    few, many = a_convened(database, members=3), a_convened(database, members=3)
    with database.write() as uow:
        uow.enter(many.cooperative.id)
        add_members(uow, 57, first=100)
    counted = []
    for prepared in (few, many):
        browser = browse_as(site, prepared.secretary)
        counted.append(
            [statements_of(lambda p=path, b=browser, q=prepared: b.get(at(q, p)))
             for path in ("", "/convocation", "/ordre-du-jour", "/pieces")]
        )  # fmt: skip
        site.close_browsers()
    assert counted[0] == counted[1]


@pytest.fixture
def statements_of(database):
    """Count the SQL statements that a call makes."""
    from sqlalchemy import event

    def count(call):
        seen = []

        def note(*given):
            seen.append(given[2])

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            call()
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
        return len(seen)

    return count
