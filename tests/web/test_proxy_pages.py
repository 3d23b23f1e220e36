"""Giving, noting and exercising proxies in a browser without JavaScript."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.bylaws.clauses import BlankProxy, BlankRounding, BlankSplit
from governance.bylaws.models import load_model
from tests.meetings import a_meeting, a_poll, add_assembly
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import at, send
from tests.web.test_session_pages import plain

COLLEGES = {"partners": 1, "entrepreneurs": 5}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=COLLEGES, absent=3)


def test_a_member_gives_a_proxy_on_line_then_withdraws_it(site, database, meeting):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        later = text("UPDATE assemblies SET held_at = held_at + interval '3 days' WHERE id = :a")
        uow.session.connection().execute(later, {"a": meeting.assembly})
    member, holder = browse_as(site, meeting.voters[3]), meeting.voters[1].hat.member
    here = at(meeting, "/pouvoir")
    assert here in member.get(at(meeting, "/maintenant")).text
    page = member.get(here, params={"q": "votante"}).text
    assert str(holder) in page
    assert str(meeting.voters[0].hat.member) not in page
    assert send(member, here, here, holder=str(holder)).status_code == 303
    assert "Vous êtes représenté" in member.get(at(meeting, "/maintenant")).text
    assert send(member, here, here, holder=str(holder)).status_code == 409
    assert send(member, here, at(meeting, "/pouvoir/retirer")).status_code == 303
    assert "Vous êtes représenté" not in member.get(at(meeting, "/maintenant")).text


def test_the_notice_says_to_whom_the_reader_gave_a_proxy_since_when_and_how_to_withdraw_it(
    site, database, meeting
):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        later = text("UPDATE assemblies SET held_at = held_at + interval '3 days' WHERE id = :a")
        uow.session.connection().execute(later, {"a": meeting.assembly})
    member, holder = browse_as(site, meeting.voters[3]), meeting.voters[1].hat
    notice, here = at(meeting), at(meeting, "/pouvoir")
    assert "Donner pouvoir à un autre sociétaire" in plain(member.get(notice))
    assert send(member, here, here, holder=str(holder.member)).status_code == 303
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        given = text("UPDATE proxies SET given_at = '2026-06-08T09:05:00+02:00' WHERE assembly_id = :a")
        uow.session.connection().execute(given, {"a": meeting.assembly})
    said = plain(member.get(notice))
    assert f"{holder.label} votera à votre place. Pouvoir donné le lundi 8 juin 2026 à 9 h 05." in said
    assert "Donner pouvoir à un autre sociétaire" not in said
    assert "Donné le lundi 8 juin 2026" in plain(member.get(here))
    assert f'<a href="{here}">Voir ce pouvoir, ou le retirer</a>' in member.get(notice).text
    received = plain(browse_as(site, meeting.voters[1]).get(notice))
    assert f"Vous avez reçu pouvoir d’{meeting.voters[3].hat.label}" in received
    assert send(member, here, at(meeting, "/pouvoir/retirer")).status_code == 303
    assert "Donner pouvoir à un autre sociétaire" in plain(member.get(notice))


def test_the_desk_notes_a_paper_proxy_and_its_holder_casts_both_ballots(site, database, meeting):
    principal, holder = meeting.voters[3], meeting.voters[1]
    secretary, voter = browse_as(site, meeting.secretary), browse_as(site, holder)
    here = at(meeting, "/pouvoir")
    mine = {"principal": str(principal.hat.member), "holder": str(holder.hat.member)}
    form = f"{here}?mandant={principal.hat.member}"
    assert form in secretary.get(at(meeting, "/seance"), params={"q": "votante 4"}).text
    assert send(secretary, form, here, **mine).status_code == 303
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    assert "Vous votez aussi pour Alix Votante 4" in voter.get(booth).text
    assert send(voter, booth, booth, choice="for").status_code == 303
    answer = send(voter, booth, booth, choice="against", member=str(principal.hat.member))
    assert answer.status_code == 303
    page = voter.get(booth).text
    assert page.count('class="receipt"') == 2
    late = send(voter, "/mes-cooperatives", booth, choice="for", member=str(principal.hat.member))
    assert late.status_code == 409


def test_a_member_sees_and_notes_the_proxy_of_nobody_else(site, meeting):
    member, other = browse_as(site, meeting.voters[3]), str(meeting.voters[4].hat.member)
    here = at(meeting, "/pouvoir")
    assert member.get(here, params={"mandant": other}).status_code == 403
    fields = {"principal": other, "holder": str(meeting.voters[1].hat.member)}
    assert send(member, here, here, **fields).status_code == 403
    assert send(member, here, at(meeting, "/pouvoir/retirer"), principal=other).status_code == 403


def test_a_blank_proxy_is_noted_at_the_desk_with_what_becomes_of_it(site, database, meeting):
    principal = str(meeting.voters[3].hat.member)
    secretary, member = browse_as(site, meeting.secretary), browse_as(site, meeting.voters[3])
    here = at(meeting, "/pouvoir")
    form = f"{here}?mandant={principal}"
    offered = secretary.get(form).text
    assert "Donner un pouvoir en blanc" in offered
    assert "L. 225-106" in offered
    assert send(secretary, form, here, principal=principal).status_code == 303
    assert "et contre les autres" in secretary.get(form).text
    desk = secretary.get(at(meeting, "/seance"), params={"q": "votante 4"}).text
    assert "représenté, pouvoir en blanc" in desk
    assert "Vous avez donné un pouvoir en blanc" in member.get(at(meeting, "/maintenant")).text
    a_poll(database, meeting)
    assert "1 bulletin dans l’urne" in secretary.get(at(meeting, "/seance")).text


def test_the_page_says_until_when_and_after_that_no_longer_asks_for_a_name(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, absent=3)
    member = browse_as(site, meeting.voters[3])
    late = member.get(at(meeting, "/pouvoir")).text
    assert "Il est trop tard pour donner un pouvoir en ligne" in late
    assert 'name="q"' not in late
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        later = text("UPDATE assemblies SET held_at = held_at + interval '3 days' WHERE id = :a")
        uow.session.connection().execute(later, {"a": meeting.assembly})
    early = member.get(at(meeting, "/pouvoir")).text
    assert "Dernier moment" in early
    assert "article R. 225-80" in early.replace("\xa0", " ")
    assert 'name="q"' in early


def test_a_member_has_one_proxy_serve_the_extraordinary_assembly_a_week_later(site, database, meeting):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        other = add_assembly(uow, meeting.cooperative.bylaws)
        moved = text(
            "UPDATE assemblies SET held_at = held_at"
            " + make_interval(days => CASE WHEN id = :o THEN 9 ELSE 2 END),"
            " kind = CASE WHEN id = :o THEN 'extraordinary' ELSE kind END WHERE id IN (:o, :a)"
        )
        uow.session.connection().execute(moved, {"o": other, "a": meeting.assembly})
    member, here = browse_as(site, meeting.voters[3]), at(meeting, "/pouvoir")
    send(member, here, here, holder=str(meeting.voters[1].hat.member))
    assert str(other) in member.get(here).text
    assert send(member, here, at(meeting, "/pouvoir/aussi"), other=str(other)).status_code == 303
    assert str(other) not in member.get(here).text
    there = here.replace(str(meeting.assembly), str(other))
    assert "Alix Votante 2" in member.get(there).text
    assert send(member, here, at(meeting, "/pouvoir/aussi"), other=str(other)).status_code == 409


def test_the_secretary_sees_what_each_will_receive_then_shares_the_blank_proxies(site, database):
    bylaws = load_model("no_college")
    split = BlankSplit(Fraction(2, 5), BlankRounding.CHAIR)
    own = replace(bylaws.proxies, blank=BlankProxy.SPLIT, blank_split=split)
    meeting = a_meeting(database, colleges={"team": 6}, absent=3, model=replace(bylaws, proxies=own))
    secretary, here = browse_as(site, meeting.secretary), at(meeting, "/pouvoir")
    for voter in meeting.voters[3:]:
        form = f"{here}?mandant={voter.hat.member}"
        assert send(secretary, form, here, principal=str(voter.hat.member)).status_code == 303
    assert "Partager les pouvoirs en blanc" in secretary.get(at(meeting, "/seance")).text
    sharing = at(meeting, "/pouvoirs-en-blanc")
    assert "3 pouvoirs qui ne désignent personne" in secretary.get(sharing).text.replace("\xa0", " ")
    chair, first, second = (str(voter.hat.member) for voter in meeting.voters[:3])
    found = secretary.get(sharing, params={"q": "votante"}).text
    assert found.count('name="presides"') == 3
    assert str(meeting.voters[3].hat.member) not in found
    alone = secretary.get(sharing, params={"presides": chair}).text
    assert "Aucun membre du conseil" in alone
    named = {"presides": chair, "conseil": [first, second]}
    planned = secretary.get(sharing, params=named).text
    assert "Alix Votante 4 et Alix Votante 5" in planned.replace("\xa0", " ")
    assert send(secretary, sharing, sharing, **named).status_code == 303
    after = secretary.get(sharing).text.replace("\xa0", " ")
    assert "Alix Votante 1, qui préside : 2 pouvoirs" in after
    assert "Alix Votante 2, du conseil : 1 pouvoir" in after
    assert send(secretary, sharing, sharing, **named).status_code == 409
    absent = browse_as(site, meeting.voters[3]).get(here).text
    assert "Alix Votante 1" in absent
    assert browse_as(site, meeting.voters[0]).get(sharing).status_code == 403


def test_the_desk_notes_the_proxy_of_a_spouse_then_that_the_spouse_is_there(site, meeting):
    secretary, principal = browse_as(site, meeting.secretary), meeting.voters[3]
    form = f"{at(meeting, '/pouvoir')}?mandant={principal.hat.member}"
    who = {"principal": str(principal.hat.member)}
    assert "qui n’est pas sociétaire" in secretary.get(form).text
    empty = send(secretary, form, at(meeting, "/pouvoir/exterieur"), **who, name="", quality="spouse")
    assert (empty.status_code, "Il manque le nom" in empty.text) == (409, True)
    noted = send(
        secretary, form, at(meeting, "/pouvoir/exterieur"), **who, name="Jo Dehors", quality="spouse"
    )
    assert noted.status_code == 303
    assert "Noter l’arrivée de Jo Dehors" in secretary.get(form).text
    there = at(meeting, "/pouvoir/exterieur/presence")
    assert send(secretary, form, there, **who, action="in").status_code == 303
    assert "Noter le départ de Jo Dehors" in secretary.get(form).text
    member = browse_as(site, principal)
    assert "Vous êtes représenté" in member.get(at(meeting, "/maintenant")).text
    assert "Jo Dehors" in member.get(at(meeting, "/pouvoir")).text
    assert send(member, "/mes-cooperatives", there, **who, action="out").status_code == 403
