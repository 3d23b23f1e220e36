"""The simulator in a browser without JavaScript: the same voices under other rules, nothing written."""

import re
from html import unescape

import pytest

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.bylaws import BylawsDraftRow
from governance.usecases.bylaws_drafts import StartDraft, start_draft
from governance.vote.sheet import parse_sheet
from governance.vote.tally import count
from tests.builders import add_account, an_actor
from tests.drafting import within
from tests.meetings import a_meeting, a_poll
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import SMALL, at, send

FIELDS = ("members", "entitled", "present", "for", "against", "abstain", "blank", "spoiled", "points")


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL, absent=1)


@pytest.fixture
def voted(site, database, meeting):
    """A vote closed with an abstention and somebody absent; gives its identifier."""
    poll = a_poll(database, meeting)
    for voter, choice in zip(meeting.voters, ["for", "against", "against", "for", "abstain"], strict=False):
        booth = at(meeting, f"/scrutins/{poll}")
        send(browse_as(site, voter), booth, booth, choice=choice)
    send(browse_as(site, meeting.secretary), at(meeting, "/seance"), at(meeting, f"/scrutins/{poll}/fermer"))
    return poll


def simulator(meeting):
    return f"/coop/{meeting.cooperative.slug}/simulateur"


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ").split())


def typed_in(page):
    """Give every field of the form as it stands."""
    fields = dict(re.findall(r'<input type="(?:text|hidden)"[^>]* name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in fields.items()}


def rank_of(page, college):
    """Give the rank of a college in the form."""
    return re.search(rf'name="college-(\d+)" value="{college}"', page)[1]


def test_a_past_vote_gives_its_own_result_and_the_others_beside_it(site, meeting, voted):
    secretary = browse_as(site, meeting.secretary)
    result = secretary.get(at(meeting, f"/scrutins/{voted}/resultat"))
    assert f"/simulateur?poll={voted}" in result.text
    page = secretary.get(simulator(meeting), params={"poll": str(voted)})
    sheet = parse_sheet(secretary.get(at(meeting, f"/scrutins/{voted}/resultat/feuille.json")).text)
    assert page.status_code == 200
    assert str(count(sheet).part) in unescape(page.text)
    said = text_of(page)
    for way in ("Une personne, une voix, sans collèges", "Chaque collège d’un seul bloc", "Double majorité"):
        assert way in said
    fields = typed_in(page.text)
    for rank, college in enumerate(sheet.colleges):
        assert fields[f"college-{rank}"] == college.id
        if college.present:
            assert fields[f"for-{rank}"] == str(college.counts.in_favour)
            assert fields[f"entitled-{rank}"] == str(college.entitled)


def test_sending_the_page_back_as_it_is_changes_nothing(site, meeting, voted):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting), params={"poll": str(voted)})
    again = secretary.get(simulator(meeting), params=typed_in(page.text))
    assert typed_in(again.text) == typed_in(page.text)
    assert text_of(again) == text_of(page)


def test_an_imagined_assembly_starts_from_the_members_of_today_and_waits_for_voices(site, meeting):
    member = browse_as(site, meeting.voters[0])
    page = member.get(simulator(meeting))
    assert "Écrivez au moins une voix" in text_of(page)
    fields = typed_in(page.text)
    assert fields[f"members-{rank_of(page.text, 'entrepreneurs')}"] == "3"
    rank = rank_of(page.text, "team")
    answer = member.get(simulator(meeting), params={**fields, f"for-{rank}": "2"})
    assert answer.status_code == 200
    assert "Les résultats côte à côte" in text_of(answer)


def test_what_one_would_change_stands_beside_the_rules_and_says_why(site, meeting):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting))
    fields = typed_in(page.text)
    for college, voices in {"entrepreneurs": ("2", "1"), "team": ("1", "1"), "structures": ("1", "")}.items():
        rank = rank_of(page.text, college)
        fields |= {f"for-{rank}": voices[0], f"against-{rank}": voices[1]}
    fields |= {"majority": "at-3/4", f"points-{rank_of(page.text, 'team')}": "100/3"}
    said = text_of(secretary.get(simulator(meeting), params=fields))
    assert "Vos changements" in said
    assert "Il faut au moins les trois quarts, au lieu de plus de la moitié." in said
    assert "compte pour" in said


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("for", "douze", "écrivez un nombre entier"),
        ("for", "-1", "écrivez un nombre entier"),
        ("members", "10000000", "écrivez un nombre entier"),
        ("for", "4", "4 présents ou représentés, mais 3 peuvent voter"),
        ("entitled", "4", "4 peuvent voter, mais il n’y a que 3 membres"),
        ("points", "0", "écrivez des points plus grands que zéro"),
        ("points", "un tiers", "écrivez des points plus grands que zéro"),
    ],
)
def test_a_faulty_figure_is_named_and_nothing_typed_is_lost(site, meeting, field, typed, sentence):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting))
    name = f"{field}-{rank_of(page.text, 'entrepreneurs')}"
    other = f"against-{rank_of(page.text, 'team')}"
    fields = {**typed_in(page.text), name: typed, other: "1", "majority": "at-2/3"}
    answer = secretary.get(simulator(meeting), params=fields)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = typed_in(answer.text)
    assert (kept[name], kept[other], kept["majority"]) == (typed, "1", "at-2/3")
    assert "Les résultats côte à côte" not in text_of(answer)


def test_more_answers_than_people_are_refused_by_their_field(site, meeting):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting))
    rank = rank_of(page.text, "entrepreneurs")
    fields = {**typed_in(page.text), f"present-{rank}": "1", f"for-{rank}": "1", f"blank-{rank}": "1"}
    answer = secretary.get(simulator(meeting), params=fields)
    assert "vous comptez 2 réponses pour 1 présent" in text_of(answer)
    assert f'href="#f-present-{rank}"' in answer.text


def test_a_choice_that_is_not_in_the_list_is_said_by_its_field(site, meeting):
    secretary = browse_as(site, meeting.secretary)
    answer = secretary.get(simulator(meeting), params={"carry": "lottery"})
    assert answer.status_code == 422
    assert 'href="#f-carry"' in answer.text


def test_other_rules_keep_the_voices_of_the_colleges_they_share(site, meeting, voted):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting), params={"poll": str(voted)})
    fields = typed_in(page.text)
    changed = {**fields, "rules": "model-three_colleges_bloc"}
    other = secretary.get(simulator(meeting), params=changed)
    assert other.status_code == 200
    assert "Ces règles n’ont pas ces collèges du vote" in text_of(other)
    alone = secretary.get(simulator(meeting), params={**fields, "rules": "model-no_college"})
    assert "Ces règles n’ont pas" not in text_of(alone)
    everybody = sum(int(fields[f"for-{rank}"] or 0) for rank in range(len(SMALL)))
    assert typed_in(alone.text)["for-0"] == str(everybody)


def test_another_vote_brings_its_own_voices(site, meeting, voted):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(simulator(meeting))
    rank = rank_of(page.text, "team")
    fields = {**typed_in(page.text), f"for-{rank}": "2", "poll": str(voted)}
    assert typed_in(secretary.get(simulator(meeting), params=fields).text)["shown"] == str(voted)


@pytest.mark.parametrize(
    "asked", [{"poll": "nobody"}, {"poll": "00000000-0000-0000-0000-000000000000"}, {"rules": "version-99"},
              {"rules": "version-x"}, {"rules": "model-x"}, {"rules": "x"}]
)  # fmt: skip
def test_a_vote_or_rules_that_do_not_exist_are_not_found(site, meeting, asked):
    assert browse_as(site, meeting.secretary).get(simulator(meeting), params=asked).status_code == 404


def test_an_open_vote_tells_nothing(site, database, meeting):
    poll = a_poll(database, meeting)
    page = browse_as(site, meeting.secretary).get(simulator(meeting), params={"poll": str(poll)})
    assert page.status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR, Role.TELLER])
def test_whoever_holds_a_role_here_may_simulate(site, database, meeting, role):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        account = add_account(uow)
        grant = {"account_id": account.id, "role": role.value, "starts_on": uow.today}
        uow.session.add(RoleGrantRow(cooperative_id=uow.tenant, **grant))
        actor = an_actor(meeting.cooperative, account, role)
    assert browse_as(site, actor).get(simulator(meeting)).status_code == 200


def test_htmx_gets_the_form_and_its_results_alone(site, meeting, voted):
    secretary = browse_as(site, meeting.secretary)
    asked = {"poll": str(voted)}
    block = secretary.get(simulator(meeting), params=asked, headers={"HX-Request": "true"})
    assert block.text.lstrip().startswith('<div id="simulation">')
    assert block.text.strip() in secretary.get(simulator(meeting), params=asked).text


def test_a_draft_of_the_next_bylaws_can_be_tried_by_those_who_write_it_and_by_nobody_else(
    site, database, meeting, voted
):
    def begin(uow):
        draft = start_draft(uow, StartDraft("Trois collèges", "three_colleges_bloc"), by=meeting.secretary)
        return draft, uow.session.get_one(BylawsDraftRow, draft).title

    draft, title = within(database, meeting, begin)
    secretary, member = browse_as(site, meeting.secretary), browse_as(site, meeting.voters[0])
    page = secretary.get(simulator(meeting))
    assert f"Brouillon : {title}" in text_of(page).replace("\u202f", " ")
    assert "Brouillon" not in text_of(member.get(simulator(meeting)))
    asked = {"rules": f"draft-{draft}", "poll": str(voted)}
    tried = secretary.get(simulator(meeting), params=asked)
    assert tried.status_code == 200
    assert "Ces règles n’ont pas ces collèges du vote" in text_of(tried)
    assert member.get(simulator(meeting), params=asked).status_code == 403
    for unknown in ("draft-x", "draft-00000000-0000-0000-0000-000000000000"):
        assert secretary.get(simulator(meeting), params={"rules": unknown}).status_code == 404
