"""The day of the assembly in a browser without JavaScript: desk, booth, receipt, result."""

import json
import re
from hashlib import sha256
from html import unescape

import pytest

from governance.actors import Role
from governance.vote.result import result_document
from governance.vote.sheet import parse_sheet
from governance.vote.tally import count
from tests.builders import an_actor
from tests.meetings import a_meeting, a_poll
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL, absent=1)


def at(meeting, path=""):
    return f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}{path}"


def send(browser, page, path, **fields):
    """Send a form as the page shows it: with its secret."""
    secret = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    return browser.post(path, {"csrf": unescape(secret[1]), **fields})


def test_the_secretary_marks_somebody_present_with_one_button(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    late = meeting.voters[-1]
    page = secretary.get(at(meeting, "/seance"), params={"q": late.account_name.lower()})
    assert str(late.hat.member) in page.text
    answer = send(
        secretary, at(meeting, "/seance"), at(meeting, "/presences"), member=str(late.hat.member), action="in"
    )
    assert answer.status_code == 303
    assert "est noté présent" in secretary.get(answer.headers["location"]).text


def test_a_member_votes_and_gets_a_receipt_without_javascript(site, database, meeting):
    poll = a_poll(database, meeting)
    member = browse_as(site, meeting.voters[0])
    now = member.get(at(meeting, "/maintenant"))
    assert "Aller voter" in now.text
    booth = at(meeting, f"/scrutins/{poll}")
    page = member.get(booth)
    assert "Salariés-entrepreneurs" in page.text
    answer = send(member, booth, booth, choice="for")
    assert (answer.status_code, answer.headers["location"]) == (303, booth)
    receipt = member.get(booth)
    code = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", receipt.text)[0]
    assert f'<strong class="receipt">{code}</strong>' in receipt.text
    assert f'data-copy="{code}"' in receipt.text
    assert "sous quel reçu votre bulletin a été compté" in unescape(receipt.text)
    again = send(member, "/mes-cooperatives", booth, choice="for")
    assert again.status_code == 303
    other = send(member, "/mes-cooperatives", booth, choice="against")
    assert other.status_code == 409
    assert "déjà dans l’urne" in other.text


def test_a_ballot_without_a_choice_is_told_so_on_the_booth(site, database, meeting):
    poll = a_poll(database, meeting)
    member = browse_as(site, meeting.voters[0])
    booth = at(meeting, f"/scrutins/{poll}")
    answer = send(member, booth, booth)
    assert answer.status_code == 422
    assert "Déposer mon bulletin" in answer.text


def test_a_ballot_without_the_secret_of_its_form_is_refused(site, database, meeting):
    poll = a_poll(database, meeting)
    member = browse_as(site, meeting.voters[0])
    assert member.post(at(meeting, f"/scrutins/{poll}"), {"choice": "for"}).status_code == 403


def test_an_absent_member_joins_at_a_distance_and_votes(site, database, meeting):
    poll = a_poll(database, meeting)
    late = browse_as(site, meeting.voters[-1])
    booth = at(meeting, f"/scrutins/{poll}")
    assert "Je participe à distance" in late.get(booth).text
    assert send(late, at(meeting, "/maintenant"), at(meeting, "/maintenant/rejoindre")).status_code == 303
    assert send(late, booth, booth, choice="abstain").status_code == 303


def test_no_figure_of_an_open_poll_but_its_turnout_is_shown_to_anybody(site, database, meeting):
    poll = a_poll(database, meeting)
    member = browse_as(site, meeting.voters[0])
    send(member, at(meeting, f"/scrutins/{poll}"), at(meeting, f"/scrutins/{poll}"), choice="for")
    for actor in (meeting.secretary, meeting.voters[1]):
        browser = browse_as(site, actor)
        assert browser.get(at(meeting, f"/scrutins/{poll}/resultat")).status_code == 404
        assert browser.get(at(meeting, f"/scrutins/{poll}/resultat/feuille.json")).status_code == 404
    assert "1 bulletin dans l’urne" in browse_as(site, meeting.secretary).get(at(meeting, "/seance")).text


def test_the_result_page_and_its_sheet_say_the_same(site, database, meeting):
    poll = a_poll(database, meeting)
    for voter, choice in zip(meeting.voters, ["for", "for", "against", "for", "blank"], strict=False):
        send(
            browse_as(site, voter),
            at(meeting, f"/scrutins/{poll}"),
            at(meeting, f"/scrutins/{poll}"),
            choice=choice,
        )
    secretary = browse_as(site, meeting.secretary)
    closed = send(secretary, at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    page = secretary.get(closed.headers["location"])
    sheet = secretary.get(at(meeting, f"/scrutins/{poll}/resultat/feuille.json"))
    recounted = result_document(count(parse_sheet(sheet.text)))
    assert json.loads(sheet.text)["colleges"][0]["for"] == 2
    assert ("est adoptée" in page.text) is (recounted["adopted"] is True)
    assert recounted["part"] in unescape(page.text)
    answer, *folded = page.text.split('<main id="contenu"')[1].split("<details")
    for first in ("La résolution est", "en faveur", "Il fallait", "Collège par collège"):
        assert first in unescape(answer), first
    titles = [re.search(r"<summary>([^<]+)<", part)[1] for part in folded]
    assert [unescape(title) for title in titles] == [
        "Le même résultat, en tableau",
        "Comment on arrive à ce résultat",
        "Les mêmes bulletins, comptés autrement",
        "Recompter soi-même",
        "Texte voté",
    ]


def test_an_annulled_poll_needs_a_reason_and_keeps_what_was_typed(site, database, meeting):
    poll = a_poll(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    form = at(meeting, f"/scrutins/{poll}/annuler")
    assert send(secretary, form, form, reason="   ").status_code == 422
    assert send(secretary, form, form, reason="Texte mal projeté").status_code == 303
    assert secretary.get(at(meeting, f"/scrutins/{poll}/resultat")).status_code == 404


@pytest.mark.parametrize("path", ["/seance", "/presences", "/scrutins", "/seance/cloturer"])
def test_a_member_cannot_conduct_the_session(site, database, meeting, path):
    member = browse_as(site, meeting.voters[0])
    if path == "/seance":
        assert member.get(at(meeting, path)).status_code == 403
    else:
        answer = send(
            member, "/mes-cooperatives", at(meeting, path),
            member=str(meeting.voters[0].hat.member), resolution=str(meeting.resolutions[0]),
        )  # fmt: skip
        assert answer.status_code == 403


def test_the_auditor_conducts_nothing_and_reads_results(site, database, meeting):
    poll = a_poll(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    send(secretary, at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    auditor = browse_as(site, auditor_of(database, meeting))
    assert auditor.get(at(meeting, "/seance")).status_code == 403
    assert auditor.get(at(meeting, f"/scrutins/{poll}/resultat")).status_code == 200


def auditor_of(database, meeting):
    from governance.store.accounts import RoleGrantRow
    from tests.builders import LONG_AGO, add_account

    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        account = add_account(uow, "Audrey Audit")
        uow.session.add(
            RoleGrantRow(cooperative_id=uow.tenant, account_id=account.id, role="auditor", starts_on=LONG_AGO)
        )
        return an_actor(meeting.cooperative, account, Role.AUDITOR)


def test_another_cooperative_sees_nothing_of_this_one(site, database, meeting):
    poll = a_poll(database, meeting)
    other = a_meeting(database, colleges=SMALL)
    for actor in (other.secretary, other.voters[0]):
        stranger = browse_as(site, actor)
        for path in ("/seance", "/maintenant", f"/scrutins/{poll}", f"/scrutins/{poll}/resultat"):
            assert stranger.get(at(meeting, path)).status_code == 404
            moved = f"/coop/{other.cooperative.slug}/assemblees/{meeting.assembly}{path}"
            assert stranger.get(moved).status_code in (403, 404)


@pytest.mark.parametrize("path", ["/societaires?college=%00", "/societaires?q=%00"])
def test_a_text_no_database_can_hold_is_unreadable_not_a_failure(site, meeting, path):
    answer = browse_as(site, meeting.secretary).get(f"/coop/{meeting.cooperative.slug}{path}")
    assert answer.status_code in (200, 400)


def test_a_ballot_opened_under_another_hat_is_not_cast_for_the_wrong_person(site, database, meeting):
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    first, second = meeting.voters[:2]
    stale = re.search(r'name="shown_as" value="([^"]+)"', browse_as(site, first).get(booth).text)[1]
    assert stale == str(first.hat.member)
    now_second = browse_as(site, second)
    refused = send(now_second, booth, booth, choice="against", shown_as=stale)
    assert refused.status_code == 409
    assert "sous une autre qualité" in refused.text
    assert "Rien n’a été déposé" in refused.text
    assert send(now_second, booth, booth, choice="for", shown_as=str(second.hat.member)).status_code == 303


def test_the_log_shows_no_ballot_of_an_open_poll_then_all_of_them(site, database, meeting):
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    send(browse_as(site, meeting.voters[0]), booth, booth, choice="against")
    secretary = browse_as(site, meeting.secretary)
    for path in ("/journal", "/journal.jsonl"):
        assert '"type":"vote.open"' not in unescape(secretary.get(at(meeting, path)).text)
    send(secretary, at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    assert '"choice":"against"' in secretary.get(at(meeting, "/journal.jsonl")).text


def test_a_voter_finds_their_ballot_again_on_the_result(site, database, meeting):
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    voter = browse_as(site, meeting.voters[0])
    send(voter, booth, booth, choice="blank")
    receipt = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", voter.get(booth).text)[0]
    send(browse_as(site, meeting.secretary), at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    assert receipt in voter.get(at(meeting, f"/scrutins/{poll}/resultat")).text
    assert "Voir le résultat" in voter.get(booth).text
    assert (
        receipt not in browse_as(site, meeting.voters[1]).get(at(meeting, f"/scrutins/{poll}/resultat")).text
    )


def test_the_fingerprint_of_the_sheet_is_that_of_the_file(site, database, meeting):
    poll = a_poll(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    send(secretary, at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    sheet = secretary.get(at(meeting, f"/scrutins/{poll}/resultat/feuille.json")).content
    assert sha256(sheet).hexdigest() in secretary.get(at(meeting, f"/scrutins/{poll}/resultat")).text
