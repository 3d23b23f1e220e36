"""Lists with the persons on them, in their order: written, read before the vote, named when elected."""

from dataclasses import replace

import pytest

from governance.bylaws.choices import ListParity
from governance.bylaws.models import load_model
from governance.queries.elections import elected_in, election_outcome
from governance.store.elections import candidates_of
from governance.usecases.attendance import close_session
from governance.usecases.elections import AddCandidate, CandidateFields, ChooseWay, add_candidate, choose_way
from governance.usecases.polls import OpenPoll, open_poll
from governance.vote.elections.preparing import SamePerson, read_persons, seated_names
from tests.electing import an_election, elect, prepared, within
from tests.minuting import words
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send

TEAM = {"entrepreneurs": 8, "team": 2}
VILLAGE = ("Ève Martin", "Ugo Blanc", "Anaïs Roy")


def test_persons_are_read_one_a_line_in_the_order_typed():
    assert read_persons(" Ève  Martin \r\n\nUgo Blanc\n") == ("Ève Martin", "Ugo Blanc")
    assert read_persons("") == ()
    with pytest.raises(SamePerson, match="figure deux fois"):
        read_persons("Ugo Blanc\nÈve Martin\nugo  blanc")


def test_the_seats_of_a_list_go_to_its_first_persons_and_an_unnamed_list_is_named_itself():
    names, persons = {"a": "Village", "b": "Ville"}, {"a": VILLAGE}
    assert seated_names({"a": 2, "b": 1}, ["a", "b"], names, persons) == ("Ève Martin", "Ugo Blanc", "Ville")


def two_lists(database, **more):
    lists = (
        CandidateFields("Liste Village", "", "", places=3, persons=VILLAGE),
        CandidateFields("Liste Ville", "", "", places=2, persons=("Bo Li", "Cy Vu")),
    )
    return an_election(database, "lists", colleges=TEAM, names=lists, seats=3, **more)


def test_the_elected_of_each_list_are_named_in_its_order_on_every_paper(site, database):
    election = two_lists(database)
    village, ville = election.options
    booth_page = browse_as(site, election.voters[0])
    poll = elect(database, election, [{village: 1}] * 6 + [{ville: 1}] * 3)
    found = within(database, election, lambda uow: election_outcome(uow, poll))
    assert found.result.count.seats_of == {village: 2, ville: 1}
    assert found.persons == {village: VILLAGE, ville: ("Bo Li", "Cy Vu")}
    assert found.explanation[-1] == "Élus : Ève Martin, Ugo Blanc et Bo Li."
    assert "La liste" not in found.explanation[-1]
    page = plain(booth_page.get(at(election, f"/scrutins/{poll}/resultat")).text)
    assert "2 sièges</span> : Ève Martin et Ugo Blanc" in page
    assert "vont aux premiers noms de la liste, dans son ordre : Ève Martin et Ugo Blanc" in page
    assert "Anaïs Roy" not in page
    secretary = browse_as(site, election.secretary)
    screen = secretary.get(at(election, "/ecran")).text
    assert screen.index("Ève Martin") < screen.index("Ugo Blanc") < screen.index("Bo Li")
    english = plain(booth_page.get(at(election, f"/scrutins/{poll}/resultat?lang=en")).text)
    assert "go to the first names of the list, in its order: Ève Martin and Ugo Blanc" in english


def test_the_minutes_name_them_too(site, database):
    election = two_lists(database)
    village, ville = election.options
    elect(database, election, [{village: 1}] * 6 + [{ville: 1}] * 3)
    within(database, election, lambda uow: close_session(uow, election.assembly, by=election.secretary))
    printed = words(
        browse_as(site, election.secretary).get(at(election, "/proces-verbal/projet.pdf")).content
    )
    assert "Liste Village : Ève Martin, Ugo Blanc, Anaïs Roy" in printed
    assert (
        "Élu(e)s administrateur pour trois ans, dans l’ordre de cette liste : Ève Martin et Ugo Blanc."
        in printed
    )


def test_the_notice_and_the_booth_show_the_names_in_their_order(site, database):
    election = two_lists(database)
    member = browse_as(site, election.voters[0])
    said = "Dans l’ordre de la liste : Ève Martin, Ugo Blanc, Anaïs Roy"
    assert said in plain(member.get(at(election, "")).text)
    command = OpenPoll(election.assembly, election.item)
    poll = within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))
    assert said in plain(member.get(at(election, f"/scrutins/{poll}")).text)


def test_the_secretary_writes_them_one_a_line_and_a_repeated_name_loses_nothing(site, database):
    draft = prepared(database)
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    send(secretary, f"{here}/mode", f"{here}/mode", method="lists")
    new = f"{here}/candidatures/nouvelle"
    wrong = send(secretary, new, new, name="Village", persons="Ugo Blanc\nugo blanc")
    assert wrong.status_code == 422
    assert "« ugo blanc » figure deux fois sur la liste." in plain(wrong.text)
    assert "Ugo Blanc\nugo blanc</textarea>" in wrong.text
    assert send(secretary, new, new, name="Village", persons="Ugo Blanc\nÈve Martin").status_code == 303
    assert "2 noms" in plain(secretary.get(f"{here}/election").text)


def test_a_list_has_as_many_places_as_persons(database):
    draft = prepared(database)

    def add(uow):
        choose_way(uow, ChooseWay(draft.assembly, draft.item, "lists"), by=draft.secretary)
        uow.session.flush()
        fields = CandidateFields("Village", places=9, persons=VILLAGE)
        add_candidate(uow, AddCandidate(draft.assembly, draft.item, fields), by=draft.secretary)
        uow.session.flush()
        return candidates_of(uow.session, draft.item)[0].candidate

    one = within(database, draft, add)
    assert (one.places, one.persons) == (3, VILLAGE)


def test_without_a_quorum_nobody_of_a_list_is_named():
    result = {"state": "no_quorum", "count": {"seats_of": {"a": 1}, "elected": ["a"], "vacant": 0}}
    assert elected_in(result, {"a": "Village"}, {"a": VILLAGE}).names == ()


def with_parity(rule):
    model = load_model("five_colleges_proportional")
    return replace(model, elections=replace(model.elections, list_parity=rule))


def test_a_list_that_breaks_the_parity_of_the_bylaws_is_refused_with_its_name_and_the_rule(site, database):
    draft = prepared(database, with_parity(ListParity.ALTERNATE))
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    send(secretary, f"{here}/mode", f"{here}/mode", method="lists")
    new = f"{here}/candidatures/nouvelle"
    assert "demandent ici femmes et hommes en alternance" in plain(secretary.get(new).text)
    typed = "Ève Martin, F\nAnaïs Roy, F\nUgo Blanc, H"
    wrong = send(secretary, new, new, name="Village", persons=typed)
    assert wrong.status_code in (409, 422)
    said = plain(wrong.text)
    assert "Liste « Village » : Anaïs Roy, au rang 2, est du même sexe que Ève Martin" in said
    assert "demandent d’alterner femmes et hommes" in said
    assert typed in plain(wrong.text)
    unsaid = plain(send(secretary, new, new, name="Village", persons="Ève Martin, F\nUgo Blanc").text)
    assert "il n’est pas dit si Ugo Blanc est une femme ou un homme" in unsaid
    assert "elle ne nomme personne" in plain(send(secretary, new, new, name="Village").text)
    right = "Ève Martin, F\nUgo Blanc, H\nAnaïs Roy, f"
    assert send(secretary, new, new, name="Village", persons=right).status_code == 303


def test_the_sex_of_who_is_on_a_list_is_kept_nowhere_and_not_asked_again(site, database):
    draft = prepared(database, with_parity(ListParity.EQUAL))
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    send(secretary, f"{here}/mode", f"{here}/mode", method="lists")
    new = f"{here}/candidatures/nouvelle"
    send(secretary, new, new, name="Village", persons="Ève Martin, F\nUgo Blanc, H")
    row = within(database, draft, lambda uow: candidates_of(uow.session, draft.item)[0].candidate)
    assert row.persons == ("Ève Martin", "Ugo Blanc")
    page = f"{here}/candidatures/{row.id}"
    unchanged = send(secretary, page, page, name="Village !", persons="Ève Martin\nUgo Blanc")
    assert unchanged.status_code == 303
    changed = send(secretary, page, page, name="Village", persons="Ève Martin, F\nAnaïs Roy, F")
    assert "femmes : 2, hommes : 0" in plain(changed.text)
