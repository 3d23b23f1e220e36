"""Events as they are met: the office prepares and notes, members answer, with an account or by a link."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from governance.queries.event_attendance import everybody_invited
from governance.queries.event_lists import events_page
from governance.usecases.event_answers import Arrival, NoteArrivals, note_arrivals
from tests.eventing import TYPED, a_gathering
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers
from web.auth.answer_links import answer_token


@pytest.fixture
def here(database):
    return a_gathering(database)


@pytest.fixture
def secretary(site, here):
    return browse_as(site, here.secretary)


def base(here, tail=""):
    return f"/coop/{here.home.slug}/rencontres{tail}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def link_of(site, here, event, number=1):
    line = next(
        one
        for one in here.read(lambda uow: everybody_invited(uow, event, here.secretary))
        if one.number == number
    )
    token = answer_token(site.settings.secret_key.get_secret_value(), line.id)
    return f"/rencontre/{here.home.slug}/{token}"


def test_the_secretary_prepares_reads_again_and_invites(secretary, here):
    form = {**TYPED, "starts_on": "2099-06-24", "colleges": "structures", "answer_by": "2099-06-20"}
    faulty = send(secretary, base(here), base(here, "/nouvelle"), **{**form, "starts_at": "midi"})
    assert faulty.status_code == 422
    assert 'value="midi"' in faulty.text
    assert "n’est pas une heure" in unescape(faulty.text)
    made = send(secretary, base(here), base(here, "/nouvelle"), **form)
    assert made.status_code == 303
    show = made.headers["location"]
    page = unescape(secretary.get(show).text)
    assert "4 sociétaires aujourd’hui" in page
    assert "mercredi 24 juin 2099 de 9" in page
    assert send(secretary, f"{show}/invitations", show).status_code == 303
    page = unescape(secretary.get(show).text)
    assert "4 sociétaires sont invités" in page
    assert "<strong>parle</strong>" in page
    assert send(secretary, f"{show}/invitations", show).status_code == 409  # nobody more


def test_a_change_is_shown_with_what_it_was_and_the_next_one_starts_from_the_last(secretary, here):
    event = here.sent()
    show = base(here, f"/{event}")
    filled = secretary.get(f"{show}/modifier").text
    day = re.search(r'name="starts_on" value="([^"]+)"', filled)[1]
    form = {**TYPED, "starts_on": day, "colleges": "structures", "place": "Moulin"}
    assert send(secretary, f"{show}/modifier", f"{show}/modifier", **form).status_code == 303
    page = unescape(secretary.get(show).text)
    assert "Les invités sont prévenus de ce qui change" in page
    assert "Moulin (avant : Ferme du Vieux Pré)" in page.replace("\u00a0", " ")
    again = secretary.get(f"{base(here, '/nouvelle')}?comme={event}").text
    assert 'value="Moulin"' in again
    assert re.search(r'name="starts_on" value=""', again)
    assert re.search(r'value="structures"\s+checked', again)


def test_a_member_answers_on_their_page_and_from_their_home(site, here):
    event = here.sent()
    member = browse_as(site, here.acting(1))
    home = f"/coop/{here.home.slug}/"
    shown = unescape(member.get(home).text)
    assert "Séminaire d’hiver" in shown
    show = base(here, f"/{event}")
    assert f'action="{show}/reponse"' in shown
    assert send(member, f"{show}/reponse", home, choice="yes").status_code == 303
    page = unescape(member.get(show).text)
    assert "pour 1 personne" in page
    assert "sans réponse" not in page.lower()  # what others said is not theirs to see
    faulty = send(member, f"{show}/reponse", show, choice="yes", people="beaucoup")
    assert faulty.status_code == 422
    assert 'value="beaucoup"' in faulty.text
    other = browse_as(site, here.acting(101))
    assert other.get(show).status_code == 404
    assert "Séminaire d’hiver" not in unescape(other.get(home).text)


def test_a_link_answers_without_an_account_and_looking_changes_nothing(site, here, browser):
    event = here.sent(capacity="3")
    link = link_of(site, here, event)
    for _ in range(3):
        page = browser.get(link)
        assert page.status_code == 200
    lines = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    assert all(line.answer is None for line in lines)
    assert "Fournil 001" in unescape(page.text)
    assert browser.post(link, {"choice": "yes", "people": "2", "name": "Ana"}).status_code == 303
    assert "Merci" in browser.get(f"{link}?merci=oui").text
    full = browser.post(link_of(site, here, event, 2), {"choice": "yes", "people": "2"})
    assert full.status_code == 409
    assert "il en reste 1" in unescape(full.text)
    assert browser.post(link_of(site, here, event, 2), {"choice": "yes", "people": "1"}).status_code == 303
    third = link_of(site, here, event, 3)
    assert "Toutes les places sont prises." in unescape(browser.get(third).text)
    none = unescape(browser.post(third, {"choice": "yes", "people": "1"}).text).replace("\u00a0", " ")
    assert "Cette rencontre est complète" in none
    assert "complet, sur 3" in none
    assert "Venez moins nombreux" not in none
    assert browser.post(third, {"choice": "maybe"}).status_code == 303
    office = browse_as(site, here.secretary)
    assert "1 sociétaire attend une place" in unescape(office.get(base(here, f"/{event}")).text)
    waiting = unescape(office.get(base(here, f"/{event}/presences?etat=maybe")).text)
    assert ("Fournil 003" in waiting, "Fournil 002" in waiting) == (True, False)
    assert browser.post(link, {"choice": "no"}).status_code == 303
    assert "<strong>non</strong>" in browser.get(link).text
    lines = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    assert [line.answer for line in lines].count(None) == 1


def test_a_link_that_lies_gives_nothing(site, here, browser, database):
    event, other = here.sent(), a_gathering(database)
    link = link_of(site, here, event)
    path, token = link.rsplit("/", 1)
    foreign = link_of(site, other, other.sent()).rsplit("/", 1)[1]
    mixed = token[:22] + foreign[22:]
    stranger = answer_token("another secret key of the same length", other.members[1])
    for lie in (token[:-1], token + "A", token[:-1] + ("A" if token[-1] != "A" else "B"), foreign, mixed,
                stranger, "x" * 48, "é" * 48, "A"):  # fmt: skip
        told = browser.get(f"{path}/{lie}")
        assert told.status_code == 404, lie
        assert "ne mène à aucune invitation" in unescape(told.text), lie
        assert "liste des rencontres" not in unescape(told.text), lie
        assert browser.post(f"{path}/{lie}", {"choice": "yes"}).status_code == 404, lie
    assert browser.get(f"/rencontre/{other.home.slug}/{token}").status_code == 404
    assert browser.get(f"/rencontre/nulle-part/{token}").status_code == 404


def test_a_signed_in_person_answers_by_link_with_the_secret_of_the_form_only(site, here):
    link = link_of(site, here, here.sent())
    member = browse_as(site, here.acting(2))
    assert member.post(link, {"choice": "yes"}).status_code == 403
    assert send(member, link, link, choice="yes").status_code == 303


def test_the_token_of_a_link_is_in_no_log(site, here, browser, capsys):
    link = link_of(site, here, here.sent())
    browser.get(link)
    browser.post(link, {"choice": "maybe"})
    out, err = capsys.readouterr()
    assert "/rencontre/{here}/{token}" in out
    assert link.rsplit("/", 1)[1] not in out + err


def test_who_came_is_noted_at_the_door_without_javascript(secretary, here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    door = base(here, f"/{event}/presences")
    page = secretary.get(f"{door}?q=fournil+002").text
    found = re.findall(r'name="came" value="([^"]+)"', page)
    assert len(found) == 1
    ticked = {"came": found[0], f"people_{found[0]}": "3"}
    assert send(secretary, door, door, **ticked).status_code == 303
    page = unescape(secretary.get(door).text)
    assert "1 sociétaire est noté présent" in page
    assert "3 personnes là" in page
    assert "(3 personnes)" in page
    sheet = load_workbook(io.BytesIO(secretary.get(f"{door}/liste.xlsx").content)).active
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert rows[2][8] == 3
    assert rows[1][8] is None
    text = secretary.get(f"{door}/liste.csv").content.decode("utf-8-sig")
    assert text.count("\r\n") == 5
    assert send(secretary, f"{door}/{found[0]}/retirer", door).status_code == 303
    others = secretary.get(f"{door}?q=101").text
    add = re.search(r'action="([^"]+/presences/ajouter/[^"]+)"', others)[1]
    assert send(secretary, add, door).status_code == 303
    assert "Salariée 101" in unescape(secretary.get(door).text)
    assert "sans adresse de courriel" not in unescape(secretary.get(base(here, f"/{event}")).text)
    show = base(here, f"/{event}")
    assert send(secretary, f"{show}/clore", show).status_code == 303
    assert 'name="came"' not in secretary.get(door).text


def test_an_event_about_an_assembly_never_replaces_its_notice(site, secretary, here, database, browser):
    from governance.assembly.agenda import Template
    from governance.usecases.assemblies import CreateAssembly, create_assembly
    from tests.preparing import fields

    def make(uow):
        command = CreateAssembly(Template.ORDINARY, fields(uow, title="Assemblée de printemps"))
        return create_assembly(uow, command, by=here.secretary)

    assembly = here.write(make)
    form = {**TYPED, "kind": "assembly", "colleges": "structures"}
    new = base(here, "/nouvelle")
    assert "Seule la convocation de l’assemblée convoque" in unescape(secretary.get(new).text)
    wrong_day = send(secretary, base(here), new, **form, starts_on="2099-01-01", assembly=str(assembly))
    assert wrong_day.status_code == 422
    no_assembly = send(secretary, base(here), new, **form, starts_on="2099-01-01")
    assert no_assembly.status_code == 422
    day = here.read(lambda uow: fields(uow).held_at).date().isoformat()
    made = send(secretary, base(here), new, **form, starts_on=day, assembly=str(assembly))
    assert made.status_code == 303, made.text
    show = made.headers["location"]
    send(secretary, f"{show}/invitations", show)
    event = show.rsplit("/", 1)[1]
    for page in (secretary.get(show), browser.get(link_of(site, here, event))):
        assert "Cette invitation ne convoque pas" in unescape(page.text)


def test_the_calendar_file_downloaded_is_the_event_in_paris_time(site, here, browser):
    event = here.sent()
    answer = browser.get(link_of(site, here, event) + "/agenda.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;TZID=Europe/Paris:" in answer.text
    member = browse_as(site, here.acting(1))
    mine = member.get(base(here, f"/{event}/agenda.ics")).text
    assert f"UID:{event}@127.0.0.1" in mine
    assert "SEQUENCE:0" in mine


def test_a_stranger_and_a_member_are_kept_out_of_what_is_not_theirs(site, here, browser):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    member = browse_as(site, here.acting(1))
    door = base(here, f"/{event}/presences")
    for path in (base(here, "/nouvelle"), base(here, f"/{event}/modifier"), base(here, f"/{event}/annuler"),
                 door, f"{door}/liste.xlsx"):  # fmt: skip
        assert member.get(path).status_code == 403, path
        assert browser.get(path).status_code == 302 or "/connexion" in str(browser.get(path).headers)
    for path in (base(here), f"{base(here)}/{event}/invitations", f"{base(here)}/{event}/clore", door):
        assert send(member, path, base(here)).status_code == 403, path


def test_pages_speak_english_too(site, here):
    event = here.sent()
    here.answer(event, 1, "yes", "2")
    member = browse_as(site, here.acting(1))
    page = unescape(member.get(base(here, f"/{event}?lang=en")).text)
    assert "You said <strong>yes</strong>, for 2 people." in page
    assert "Will you" not in page


def test_the_members_who_came_are_counted_by_college_on_the_page(secretary, here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59", whom={"colleges": (), "everybody": True})
    lines = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    arrivals = tuple(Arrival(one.id, 2) for one in lines if one.number in (1, 2, 101))
    here.write(lambda uow: note_arrivals(uow, NoteArrivals(event, arrivals), by=here.secretary))
    page = unescape(secretary.get(base(here, f"/{event}")).text)
    assert "6 personnes" in page
    assert page.count("sans collège") == 0


def test_presence_is_shown_year_by_year_to_the_office_and_to_the_member(site, secretary, here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    lines = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    one = next(line for line in lines if line.number == 1)
    here.write(lambda uow: note_arrivals(uow, NoteArrivals(event, (Arrival(one.id),)), by=here.secretary))
    path = f"/coop/{here.home.slug}/societaires/{one.member}/presences"
    for browser in (secretary, browse_as(site, here.acting(1))):
        page = unescape(browser.get(path).text)
        assert "1 sur 1" in page
        assert "Séminaire d’hiver" in page
    assert browse_as(site, here.acting(2)).get(path).status_code == 403
    assert path in browse_as(site, here.acting(1)).get(base(here)).text


def test_two_cooperatives_of_a_group_hold_one_event_together(site, secretary, here, database):
    from tests.grouping import a_group, join

    guest = a_gathering(database)
    group = a_group(database, here.home)
    join(database, here.home, group, guest.home)
    event = here.sent()
    show = base(here, f"/{event}")
    assert "Ouvrir au groupe" in unescape(secretary.get(show).text)
    assert send(secretary, f"{show}/partage", show, group=str(group)).status_code == 303
    theirs = browse_as(site, guest.secretary)
    listed = unescape(theirs.get(base(guest)).text)
    assert "Ouvertes par d’autres coopératives du groupe" in listed
    joining = base(guest, f"/communes/{event}")
    assert joining in listed
    nobody = send(theirs, joining, joining)
    assert nobody.status_code == 422
    made = send(theirs, joining, joining, colleges="structures")
    assert made.status_code == 303
    mine = made.headers["location"]
    assert send(theirs, f"{mine}/invitations", mine).status_code == 303
    assert "Séminaire d’hiver" in unescape(theirs.get(mine).text)
    assert send(theirs, f"{mine}/modifier", mine, **TYPED).status_code in (409, 422)
    assert send(theirs, f"{mine}/invites", f"{mine}/invites", everybody="yes").status_code == 303
    day = re.search(r'name="starts_on" value="([^"]+)"', secretary.get(f"{show}/modifier").text)[1]
    form = {**TYPED, "starts_on": day, "colleges": "structures", "place": "Moulin"}
    assert send(secretary, f"{show}/modifier", f"{show}/modifier", **form).status_code == 303
    assert "L’hôte a changé cette rencontre" in unescape(theirs.get(mine).text)
    assert send(theirs, f"{mine}/suivre", mine).status_code == 303
    page = unescape(theirs.get(mine).text)
    assert "Vos invités sont prévenus." in page
    assert "Toutes les coopératives de" in page
    assert theirs.get(show).status_code == 404
    assert send(theirs, f"{show}/suivre", mine).status_code == 404
    assert send(secretary, f"{show}/partage", show, group="rien").status_code == 404


def test_nobody_came_yet_is_said_as_such_until_the_day(secretary, here):
    ahead, today = here.sent(days=20), here.sent(days=0, starts_at="0:00", ends_at="23:59")
    said = {True: " ".join(secretary.get(base(here, f"/{ahead}")).text.split()),
            False: " ".join(secretary.get(base(here, f"/{today}")).text.split())}  # fmt: skip
    assert {before: "à venir" in page for before, page in said.items()} == {True: True, False: False}
    listed = here.read(lambda uow: events_page(uow, here.secretary))
    assert {one.id: one.came for one in listed.events} == {ahead: None, today: 0}
    assert secretary.get(base(here)).text.count("à venir</td>") == 1
