"""The minutes, the registers and the log in a browser without JavaScript."""

import json
import re
from hashlib import sha256
from html import unescape

import pytest
from sqlalchemy import text

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.vote.result import result_document
from governance.vote.sheet import parse_sheet
from governance.vote.tally import count
from tests.builders import LONG_AGO, a_cooperative, add_account, an_actor
from tests.minuting import WRITTEN, a_deserted_meeting, a_held_meeting, enter, seen, sign, within, write
from tests.web.people import browse_as, closing  # noqa: F401
from web.delivery.pdf import register_copy
from web.delivery.worker import run_due_jobs

TYPED = {
    "opening": "La séance est **ouverte**.",
    "debate_1": "Personne ne demande la parole.",
    "debate_2": "",
    "incidents": "",
    "closing": "Fin.",
    "chair": "Claire Ozanne",
    "chair_quality": "présidente du conseil",
    "secretary": "Jeanne Roussel",
    "tellers": "Malik Benhaddou\r\n",
}


@pytest.fixture
def meeting(database):
    return a_held_meeting(database)


@pytest.fixture
def entered(database):
    meeting = a_held_meeting(database)
    write(database, meeting, WRITTEN)
    sign(database, meeting)
    enter(database, meeting, register_copy)
    return meeting


def at(meeting, path="/proces-verbal"):
    return f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}{path}"


def registers(meeting, path=""):
    return f"/coop/{meeting.cooperative.slug}/registres{path}"


def send(browser, page, path, **fields):
    """Send a form as the page shows it: with its secret."""
    secret = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    return browser.post(path, {"csrf": unescape(secret[1]), **fields})


def somebody(database, site, meeting, role):
    """Give a browser of somebody who holds this role."""
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        account = add_account(uow, "Aude Itrice")
        uow.session.add(
            RoleGrantRow(
                cooperative_id=uow.tenant, account_id=account.id, role=role.value, starts_on=LONG_AGO
            )
        )
        actor = an_actor(meeting.cooperative, account, role)
    return browse_as(site, actor)


def test_the_secretary_writes_reads_again_signs_and_reads_the_number(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(at(meeting)).text
    assert "la composition du bureau" in page
    assert "Relire" not in page
    saved = send(secretary, at(meeting), at(meeting), revision="0", **TYPED)
    assert (saved.status_code, saved.headers["location"]) == (303, at(meeting))
    page = secretary.get(at(meeting)).text
    assert "Rien ne manque" in page
    assert "<strong>ouverte</strong>" in page
    review = send(secretary, at(meeting), at(meeting), revision="1", action="review", **TYPED)
    assert review.headers["location"] == at(meeting, "/proces-verbal/signature")
    page = secretary.get(at(meeting, "/proces-verbal/signature")).text
    assert page.count('class="button primary"') == 1
    signed = send(secretary, at(meeting), at(meeting, "/proces-verbal/signature"), revision="2")
    assert signed.headers["location"] == at(meeting)
    assert "en cours d’inscription" in secretary.get(at(meeting)).text
    run_due_jobs(database, site.settings)
    assert "Inscrit au registre sous le n° 1" in secretary.get(at(meeting)).text.replace("\xa0", " ")
    pdf = secretary.get(registers(meeting, "/proces-verbaux/1.pdf"))
    assert pdf.content.startswith(b"%PDF")


def test_a_figure_sent_through_the_form_changes_nothing(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    before = _results(database, meeting)
    forged = {
        "result": '{"adopted": false}', "resolutions": "[]", "for": "0", "attendance": "999",
        "quorum": "0", "adopted": "false", "register_number": "77", "debate_99": "Point inventé",
        "debate_x": "x", "opened_at": "2020-01-01",
    }  # fmt: skip
    assert send(secretary, at(meeting), at(meeting), revision="0", **TYPED, **forged).status_code == 303
    page = secretary.get(at(meeting)).text.replace(meeting.cooperative.slug, "")
    for word in ("999", "Point inventé", "77"):
        assert word not in re.sub(r'value="[^"]*"|[0-9a-f-]{36}', "", page)
    assert _results(database, meeting) == before
    kept = seen(
        database,
        meeting,
        lambda uow: (
            uow.session.connection()
            .execute(text("SELECT prose FROM minutes_drafts WHERE assembly_id = :a"), {"a": meeting.assembly})
            .scalar_one()
        ),
    )
    assert set(kept) == {"opening", "debates", "closing", "chair", "chair_quality", "secretary", "tellers"}


def _results(database, meeting):
    asked = text("SELECT sheet, result FROM results ORDER BY declared_at")
    return seen(database, meeting, lambda uow: uow.session.connection().execute(asked).all())


def test_a_second_tab_loses_nothing_of_what_was_typed(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    send(secretary, at(meeting), at(meeting), revision="0", **TYPED)
    late = {**TYPED, "debate_1": "Texte du second onglet."}
    answer = send(secretary, at(meeting), at(meeting), revision="0", **late)
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert "enregistré ailleurs" in page
    assert "Texte du second onglet.</textarea>" in page
    assert "Personne ne demande la parole." in page
    assert 'name="revision" value="1"' in page
    assert send(secretary, at(meeting), at(meeting), revision="1", **late).status_code == 303


def test_a_preview_keeps_nothing_and_is_safe(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    hostile = {**TYPED, "opening": "<script>alert(1)</script> **gras**"}
    whole = send(secretary, at(meeting), at(meeting), revision="0", action="preview", **hostile)
    assert "<strong>gras</strong>" in whole.text
    assert "<script>alert" not in whole.text
    part = send(secretary, at(meeting), at(meeting, "/proces-verbal/apercu?part=opening"), **hostile)
    assert "<strong>gras</strong>" in part.text
    assert "<html" not in part.text
    figure = send(secretary, at(meeting), at(meeting, "/proces-verbal/apercu?part=revision"), **hostile)
    assert "paraît ici" in figure.text
    assert 'name="revision" value="0"' in secretary.get(at(meeting)).text


def test_a_text_that_is_too_long_is_told_and_kept_on_the_page(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    answer = send(secretary, at(meeting), at(meeting), revision="0", **{**TYPED, "closing": "a" * 20_001})
    assert answer.status_code == 422
    assert "a" * 20_001 in answer.text


def test_minutes_that_lack_something_cannot_be_signed_by_a_forged_form(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    answer = send(secretary, at(meeting), at(meeting, "/proces-verbal/signature"), revision="0")
    assert answer.status_code == 409
    assert "un résumé des débats" in unescape(answer.text)


def test_the_draft_is_for_the_office_and_the_chair(site, database, meeting):
    path = at(meeting, "/proces-verbal/projet.pdf")
    for role in (Role.ADMINISTRATOR, Role.CHAIR):
        assert somebody(database, site, meeting, role).get(path).content.startswith(b"%PDF")
    for role in (Role.AUDITOR, Role.TELLER):
        assert somebody(database, site, meeting, role).get(path).status_code == 403
    assert browse_as(site, meeting.voters[0]).get(path).status_code == 403


def test_only_the_secretary_gets_the_editor(site, database, meeting):
    for browser in (
        somebody(database, site, meeting, Role.CHAIR),
        somebody(database, site, meeting, Role.AUDITOR),
        browse_as(site, meeting.voters[0]),
    ):
        page = browser.get(at(meeting)).text
        assert "<textarea" not in page
        assert "en cours de rédaction" in page
        refused = send(browser, "/mes-cooperatives", at(meeting), revision="0", **TYPED)
        assert refused.status_code == 403


def test_a_meeting_without_quorum_is_written_as_such(site, database):
    meeting = a_deserted_meeting(database)
    page = browse_as(site, meeting.secretary).get(at(meeting)).text
    assert "Procès-verbal de carence" in page
    assert "quorum non atteint" in page


def test_a_member_reads_the_register_but_neither_the_sheet_nor_the_log(site, database, entered):
    member = browse_as(site, entered.voters[0])
    page = member.get(registers(entered, "/proces-verbaux")).text
    assert "Télécharger la copie du n° 1" in unescape(page).replace("\xa0", " ")
    assert "Feuille de présence du n°" not in page
    copy = member.get(registers(entered, "/proces-verbaux/1.pdf"))
    assert copy.content.startswith(b"%PDF")
    assert 'filename="proces-verbal-1-copie.pdf"' in copy.headers["Content-Disposition"]
    secretary = browse_as(site, entered.secretary)
    original = secretary.get(registers(entered, "/proces-verbaux/1.pdf"))
    assert 'filename="proces-verbal-1.pdf"' in original.headers["Content-Disposition"]
    hashes = [f"<code>{sha256(answer.content).hexdigest()}</code>" for answer in (copy, original)]
    for shown in (page, member.get(at(entered)).text):
        assert "Vous lisez la copie pour les sociétaires" in unescape(shown).replace("\xa0", " ")
        assert all(digest in shown for digest in hashes)
    for shown in (registers(entered, "/proces-verbaux"), at(entered)):
        office = secretary.get(shown).text
        assert (hashes[0] in office, hashes[1] in office, "Vous lisez" in office) == (False, True, False)
    assert member.get(at(entered, "/feuille-de-presence.pdf")).status_code == 403
    for path in ("/journal", "/journal.jsonl", f"/assemblees/{entered.assembly}/journal.jsonl"):
        assert member.get(f"/coop/{entered.cooperative.slug}{path}").status_code == 403
    taken = send(member, "/mes-cooperatives", registers(entered, "/telecharger"), what="journal")
    assert taken.status_code == 403


def test_somebody_of_another_cooperative_finds_nothing(site, database, entered):
    stranger = browse_as(site, a_cooperative(database).secretary)
    for path in (
        registers(entered),
        registers(entered, "/proces-verbaux"),
        registers(entered, "/proces-verbaux/1.pdf"),
        at(entered),
        at(entered, "/feuille-de-presence.pdf"),
        at(entered, "/journal"),
        f"/coop/{entered.cooperative.slug}/journal.jsonl",
    ):
        assert stranger.get(path).status_code == 404
    own = a_held_meeting(database)
    here = browse_as(site, own.secretary)
    elsewhere = f"/coop/{own.cooperative.slug}/assemblees/{entered.assembly}"
    for path in ("/proces-verbal", "/feuille-de-presence.pdf", "/journal", "/journal.jsonl"):
        assert here.get(elsewhere + path).status_code == 404
    assert here.get(registers(own, "/proces-verbaux/1.pdf")).status_code == 404


def test_an_auditor_takes_files_by_a_button_and_each_is_noted(site, database, entered):
    auditor = somebody(database, site, entered, Role.AUDITOR)
    page = auditor.get(registers(entered)).text
    assert "collegial count feuille-de-comptage-resolution-1.json" in page
    polls = re.findall(r'name="subject" value="([0-9a-f-]{36})"', page)
    take = registers(entered, "/telecharger")
    subject = str(entered.assembly)
    pdf = send(auditor, registers(entered), take, what="minutes", subject=subject)
    assert pdf.content.startswith(b"%PDF")
    assert send(auditor, registers(entered), take, what="attendance", subject=subject).status_code == 200
    log = send(auditor, registers(entered), take, what="journal", subject=subject)
    assert [json.loads(line)["seq"] for line in log.text.splitlines()] == list(
        range(len(log.text.splitlines()))
    )
    sheet = send(auditor, registers(entered), take, what="sheet", subject=polls[-2])
    assert result_document(count(parse_sheet(sheet.content)))["adopted"] is True
    for path in (registers(entered, "/proces-verbaux/1.pdf"), at(entered, "/feuille-de-presence.pdf")):
        assert auditor.get(path).status_code == 403
    cooperative = send(auditor, registers(entered), take, what="journal")
    noted = [json.loads(line) for line in cooperative.text.splitlines()]
    assert [act["what"] for act in noted if act["type"] == "export.made"] == [
        "minutes", "attendance", "journal", "sheet",
    ]  # fmt: skip


def test_an_auditor_exports_nothing_of_another_cooperative(site, database, entered):
    other = a_held_meeting(database)
    auditor = somebody(database, site, other, Role.AUDITOR)
    take = registers(other, "/telecharger")
    for what in ("minutes", "attendance", "sheet", "journal"):
        answer = send(auditor, registers(other), take, what=what, subject=str(entered.assembly))
        assert answer.status_code == 404


def test_the_log_is_said_in_sentences_with_its_exact_lines(site, database, entered):
    auditor = somebody(database, site, entered, Role.AUDITOR)
    page = unescape(auditor.get(at(entered, "/journal")).text).replace("\xa0", " ")
    assert "Le procès-verbal a été signé et inscrit au registre sous le n° 1." in page
    assert '"type":"minutes.sign"' in page
    only = unescape(auditor.get(at(entered, "/journal"), params={"type": "poll.annul"}).text)
    assert "Un scrutin a été annulé" in only
    assert '"type":"minutes.sign"' not in only


def test_the_log_is_read_page_by_page(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    within(
        database,
        meeting,
        lambda uow: uow.acts([("attend.in", {"by": str(meeting.secretary.account), "as": "secretary"})] * 60),
    )
    first = secretary.get(f"/coop/{meeting.cooperative.slug}/journal")
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    second = secretary.get(unescape(following[1]))
    assert second.status_code == 200
    assert 'rel="prev"' in second.text
    assert 'rel="next"' not in second.text


def test_every_page_of_the_minutes_speaks_english(site, database, entered, meeting):
    secretary = browse_as(site, meeting.secretary)
    assert 'lang="en"' in secretary.get(at(meeting), params={"lang": "en"}).text
