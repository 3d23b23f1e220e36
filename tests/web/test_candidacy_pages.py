"""A candidate is looked for in the register, chosen, checked against the bylaws, without JavaScript."""

import re
from dataclasses import replace
from datetime import date, timedelta

from governance.bylaws.models import load_model
from governance.store.elections import candidates_of
from governance.store.members import MemberRow
from governance.store.ties import TieRow
from tests.builders import a_cooperative, add_member
from tests.electing import Election, within
from tests.meetings import Meeting, add_assembly
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send

SINCE = date(2019, 5, 6)


def drafted(database, **clause):
    """Prepare an assembly whose bylaws elect by their clause; give it with a member of the team."""
    bylaws = load_model("five_colleges_proportional")
    bylaws = replace(bylaws, elections=replace(bylaws.elections, **clause))
    cooperative = a_cooperative(database, bylaws)
    with database.write() as uow:
        uow.enter(cooperative.id)
        assembly = add_assembly(uow, cooperative.bylaws, stage="draft")
        items = uow.session.connection().exec_driver_sql(
            "SELECT id FROM resolutions WHERE assembly_id = %s ORDER BY position", (assembly,)
        )
        draft = Election(Meeting(cooperative, assembly, tuple(one[0] for one in items), ()), None, ())
        member = add_member(uow, 1, "Fournier", first_name="Alix", college="team")
        member.admitted_on, known = SINCE, member.id
    return replace(draft, item=draft.meeting.resolutions[0]), known


def begun(site, draft, method="stv"):
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    assert send(secretary, f"{here}/mode", f"{here}/mode", method=method).status_code == 303
    return secretary, here, f"{here}/candidatures/nouvelle"


def standing(database, draft):
    return within(
        database, draft, lambda uow: [one.candidate for one in candidates_of(uow.session, draft.item)]
    )


def test_a_member_is_found_chosen_and_fills_name_college_and_seniority(site, database):
    draft, member = drafted(database)
    secretary, here, new = begun(site, draft)
    found = plain(secretary.get(f"{new}?q=fourn").text)
    assert "1 sociétaire trouvé" in found
    link = re.search(r'href="(\?membre=[^"]*)"', found)[1]
    page = secretary.get(f"{new}{link}").text
    assert 'name="name" value="Alix Fournier"' in page
    assert f'name="member_since" value="{SINCE.isoformat()}"' in page
    assert 'name="words" value="Équipe permanente"' in page
    assert f'name="member" value="{member}"' in page
    assert send(secretary, f"{new}{link}", new, name="Alix Fournier", member=str(member)).status_code == 303
    (one,) = standing(database, draft)
    assert (one.member, one.member_since) == (member, SINCE)
    assert "hors registre" not in plain(secretary.get(f"{here}/election").text)


def test_nobody_found_is_said_and_a_name_may_still_be_written_by_hand(site, database):
    draft, _member = drafted(database)
    secretary, here, new = begun(site, draft)
    page = plain(secretary.get(f"{new}?q=personne").text)
    assert "0 sociétaire trouvé" in page
    assert "Ou écrivez un nom à la main" in page
    assert send(secretary, new, new, name="Une Invitée").status_code == 303
    assert "hors registre" in plain(secretary.get(f"{here}/election").text)


def test_a_member_stands_once(site, database):
    draft, member = drafted(database)
    secretary, _here, new = begun(site, draft)
    send(secretary, new, new, name="Alix Fournier", member=str(member))
    again = send(secretary, new, new, name="A. Fournier", member=str(member))
    assert again.status_code == 422
    assert "figure déjà sur le bulletin" in plain(again.text)


def test_where_bylaws_ask_for_a_time_of_membership_a_name_by_hand_is_refused(site, database):
    draft, member = drafted(database, member_for_months=6)
    secretary, _here, new = begun(site, draft)
    assert "seul un sociétaire peut être candidat" in plain(secretary.get(new).text)
    wrong = send(secretary, new, new, name="Une Invitée", words="voisine")
    assert wrong.status_code == 422
    assert "un nom écrit à la main ne le montre pas" in plain(wrong.text)
    assert 'value="voisine"' in wrong.text
    assert send(secretary, new, new, name="Alix Fournier", member=str(member)).status_code == 303


def test_somebody_who_left_or_came_too_late_is_refused_with_the_article(site, database):
    draft, member = drafted(database, member_for_months=6)

    def leave(uow):
        uow.session.get_one(MemberRow, member).left_on = uow.today

    within(database, draft, leave)
    secretary, _here, new = begun(site, draft)
    assert "0 sociétaire trouvé" in plain(secretary.get(f"{new}?q=fournier").text)
    assert "ne sera pas sociétaire" in plain(secretary.get(f"{new}?membre={member}").text)
    wrong = send(secretary, new, new, name="Alix Fournier", member=str(member))
    assert wrong.status_code == 422
    assert "statuts, article 20" in plain(wrong.text)

    def arrive(uow):
        one = add_member(uow, 2, "Tard", college="team")
        one.admitted_on = uow.today - timedelta(days=3)
        return one.id

    late = within(database, draft, arrive)
    assert "il faut l’être depuis 6 mois" in plain(secretary.get(f"{new}?membre={late}").text)
    assert standing(database, draft) == []


def test_the_seats_of_one_college_are_for_its_members(site, database):
    draft, member = drafted(database)
    secretary, here, new = begun(site, draft)
    election = f"{here}/election"
    send(secretary, election, election, seats="1", college="partners", set_quota="droop")
    assert "0 sociétaire trouvé" in plain(secretary.get(f"{new}?q=fournier").text)
    wrong = send(secretary, new, new, name="Alix Fournier", member=str(member))
    assert wrong.status_code == 422
    assert "qui élit ici ses propres sièges" in plain(wrong.text)


def test_whose_votes_are_suspended_may_stand_and_the_secretary_is_told_the_text(site, database):
    draft, _member = drafted(database)

    def tied(uow):
        one = add_member(uow, 2, "Filiale SA", first_name="", kind="organisation", college="partners")
        uow.session.flush()
        account = draft.secretary.account
        tie = {"kind": "control", "since": date(2020, 1, 1), "recorded_by": account}
        uow.session.add(TieRow(cooperative_id=uow.tenant, member_id=one.id, recorded_at=uow.now, **tie))
        return one.id

    company = within(database, draft, tied)
    secretary, here, new = begun(site, draft)
    page = plain(secretary.get(f"{new}?membre={company}").text)
    assert "Ses voix sont suspendues" in page
    assert "L. 233-31" in page
    assert 'name="born_on"' not in secretary.get(f"{new}?membre={company}").text
    typed = {"name": "Filiale SA", "member": str(company), "born_on": "1980-06-24"}
    assert send(secretary, new, new, **typed).status_code == 303
    election = plain(secretary.get(f"{here}/election").text)
    assert "« Filiale SA » est enregistré. Ses voix sont suspendues le jour de l’assemblée" in election
    assert "Des voix sont suspendues" in election
    assert ">voix suspendues<" in election
    assert "Une personne morale n’a pas d’âge (Filiale SA)." in election
    assert "Date inconnue" not in election
    (one,) = standing(database, draft)
    assert one.born_on is None
    assert 'name="born_on"' not in secretary.get(f"{here}/candidatures/{one.id}").text


def test_lists_and_answers_are_not_looked_for_in_the_register(site, database):
    draft, _member = drafted(database, member_for_months=6)
    for method in ("lists", "consultation"):
        secretary, _here, new = begun(site, draft, method)
        assert "Choisir dans le registre" not in plain(secretary.get(new).text)
        assert send(secretary, new, new, name=f"Choix de {method}").status_code == 303


def test_a_member_of_another_cooperative_is_unknown_here(site, database):
    draft, _member = drafted(database)
    _other, stranger = drafted(database)
    secretary, _here, new = begun(site, draft)
    assert secretary.get(f"{new}?membre={stranger}").status_code == 404


def test_a_search_that_finds_too_many_says_that_some_are_left_out(site, database):
    draft, _member = drafted(database)

    def many(uow):
        for number in range(2, 17):
            add_member(uow, number, f"Martin {number}", college="team")

    within(database, draft, many)
    secretary, _here, new = begun(site, draft)
    page = plain(secretary.get(f"{new}?q=martin").text)
    assert "15 sociétaires trouvés" in page
    assert "3 autres ne sont pas montrés après ces 12" in page
    assert page.count("?membre=") == 12
