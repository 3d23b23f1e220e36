"""The voices of one person: the secretary gives one where bylaws say so, with the caution of the law."""

from dataclasses import replace

from governance.bylaws.models import load_model
from tests.builders import a_cooperative, add_member
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import send


def people(database, *, several):
    found = load_model("three_colleges_bloc")
    first = found.colleges.items[0]
    own = replace(found, colleges=replace(found.colleges, several_per_person=several))
    cooperative = a_cooperative(database, own)
    with database.write() as uow:
        uow.enter(cooperative.id)
        member = add_member(uow, 1, "Deuxvoix", college=first.id, category=first.categories[0])
        uow.session.flush()
        return cooperative, member.id


def test_the_secretary_gives_a_voice_then_takes_it_back_and_reads_what_the_law_says(site, database):
    cooperative, member = people(database, several=True)
    secretary = browse_as(site, cooperative.secretary)
    card = f"/coop/{cooperative.slug}/societaires/{member}"
    here = f"{card}/voix"
    assert here in secretary.get(card).text
    page = secretary.get(here).text.replace("\xa0", " ")
    assert "Contraire à la loi" in page
    assert "article 1er de la loi" in page or "1er" in page
    second = load_model("three_colleges_bloc").colleges.items[1]
    place = f"{second.id}/{second.categories[0]}"
    assert place in page
    assert send(secretary, here, here, place=place).status_code == 303
    page = secretary.get(here).text
    assert second.name in page
    assert send(secretary, here, here, place=place).status_code == 409
    assert send(secretary, here, here, place="nulle part").status_code == 409
    voice = page.split('name="voice" value="')[1].split('"')[0]
    assert send(secretary, here, f"{here}/retirer", voice=voice).status_code == 303
    assert 'name="voice"' not in secretary.get(here).text


def test_bylaws_of_one_voice_show_no_form(site, database):
    cooperative, member = people(database, several=False)
    secretary = browse_as(site, cooperative.secretary)
    card = f"/coop/{cooperative.slug}/societaires/{member}"
    assert "/voix" not in secretary.get(card).text
    page = secretary.get(f"{card}/voix").text
    assert "une seule voix" in page
    assert 'name="place"' not in page
    refused = send(secretary, f"{card}/voix", f"{card}/voix", place="employees/employees")
    assert refused.status_code == 409
