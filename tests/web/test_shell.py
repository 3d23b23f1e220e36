"""What surrounds every page: who is signed in, which link is the current one, what is ahead."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import text

from governance.actors import AnotherHat, Role, WrongHat
from governance.queries.home import cooperative_home
from governance.store.accounts import CapacityRow
from tests.builders import LONG_AGO, a_cooperative
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


@pytest.mark.parametrize("path", ["/coop/{slug}/nulle-part", "/coop/{slug}/assemblees/rien/du/tout"])
def test_a_page_not_found_keeps_the_menus_of_its_reader(site, database, path):
    home = a_cooperative(database)
    address = path.format(slug=home.slug)
    answer = browse_as(site, home.secretary).get(address)
    assert answer.status_code == 404
    page = answer.text
    assert "Se déconnecter" in page
    assert "Sacha Secrétaire" in page
    assert f'href="/coop/{home.slug}/societaires"' in page
    stranger = site.browser().get(address)
    assert stranger.status_code == 404
    assert "Se connecter" in stranger.text
    assert "/societaires" not in stranger.text


def test_a_page_not_found_outside_cooperatives_or_in_the_cooperative_of_others_tells_nothing(site, database):
    home, elsewhere = a_cooperative(database), a_cooperative(database)
    somebody = browse_as(site, home.secretary)
    for path in ("/nulle-part", f"/coop/{elsewhere.slug}/nulle-part"):
        answer = somebody.get(path)
        assert answer.status_code == 404
        assert "Se déconnecter" in answer.text
        assert 'class="menu"' not in answer.text
        assert "Vérifiez l’adresse." in answer.text


def test_a_refusal_advises_another_capacity_only_to_whom_holds_one_that_helps(site, database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 1, "team": 1})
    secretary, member = meeting.secretary, meeting.voters[0]
    wanted = f"/coop/{meeting.cooperative.slug}/societaires"
    alone = browse_as(site, member).get(wanted)
    assert alone.status_code == 403
    assert "Changez de qualité" not in plain(alone)
    assert "demandez à votre coopérative de vous en donner le rôle" in plain(alone)
    assert "ou changez de qualité" not in plain(browse_as(site, member).get(f"{wanted}/rien"))
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        uow.session.add(
            CapacityRow(
                cooperative_id=uow.tenant, account_id=secretary.account, member_id=member.hat.member,
                starts_on=LONG_AGO,
            )
        )  # fmt: skip
    both = browse_as(site, replace(secretary, hat=member.hat))
    refused = both.get(wanted)
    assert refused.status_code == 403
    assert "Changez de qualité en haut de la page : choisissez « secrétaire »." in plain(refused)
    assert "Vérifiez l’adresse, ou changez de qualité" in plain(both.get(f"{wanted}/rien"))
    holder = replace(secretary, hats=(secretary.hat, member.hat))
    with pytest.raises(AnotherHat, match="secrétaire") as refusal:
        holder.ensure(Role.MEMBER)
    assert refusal.value.wear == member.hat.label
    with pytest.raises(WrongHat) as refusal:
        holder.ensure(Role.AUDITOR)
    assert type(refusal.value) is WrongHat
