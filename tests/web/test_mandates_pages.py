"""Mandates as the secretary meets them, without JavaScript."""

from html import unescape

import pytest

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.members import MemberRow
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.mandating import a_structure, day, typed
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        return a_structure(uow).id


@pytest.fixture
def days(database, home):
    def written(number):
        with database.read() as uow:
            uow.enter(home.id)
            return day(uow, number)

    return written


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def here(home, company, tail=""):
    return f"/coop/{home.slug}/societaires/{company}/mandats{tail}"


def text_of(answer):
    return unescape(answer.text)


def send(browser, home, company, tail="", **form):
    return browser.post(here(home, company, tail), {"csrf": browser.csrf(here(home, company)), **form})


def form_of(database, home, **changes):
    with database.read() as uow:
        uow.enter(home.id)
        return typed(uow, **changes)


def test_a_mandate_is_written_proved_followed_and_ended(secretary, database, home, company, days):
    assert "Aucun mandat n’est inscrit" in text_of(secretary.get(here(home, company)))
    assert send(secretary, home, company, **form_of(database, home)).status_code == 303
    text = text_of(secretary.get(here(home, company)))
    assert "Nour Essai agit pour cette structure." in text
    actions = [part.split('"')[0] for part in text.split('action="')[1:]]
    prove, follow, finish = (
        next(path for path in actions if path.endswith(end)) for end in ("/preuves", "/suite", "/fin")
    )
    csrf = secretary.csrf(here(home, company))
    sent = secretary.post(prove, {"csrf": csrf}, files={"file": ("pv.pdf", b"%PDF-1.7 pv", "text/html")})
    assert sent.status_code == 303
    text = text_of(secretary.get(here(home, company)))
    proof = next(p.split('"')[0] for p in text.split('href="')[1:] if "/preuves/" in p.split('"')[0])
    given = secretary.get(proof)
    assert (given.content, given.headers["content-type"]) == (b"%PDF-1.7 pv", "application/pdf")
    assert given.headers["content-disposition"].startswith("attachment")
    after = {"csrf": csrf, **form_of(database, home, holder="Lou Suivante", since=days(1), until="")}
    assert secretary.post(follow, after).status_code == 303
    text = text_of(secretary.get(here(home, company)))
    assert "Lou Suivante, titulaire" in text
    assert "remplacement" in text
    assert secretary.post(finish, {"csrf": csrf, "last_day": days(0), "reason": "x"}).status_code == 409


def test_what_was_typed_stays_beside_its_faults(secretary, database, home, company):
    form = form_of(database, home, since="hier", decision="", holder="Nour Essai")
    answer = send(secretary, home, company, **form)
    assert answer.status_code == 422
    for words in ("« hier » n’est pas une date", 'value="Nour Essai"'):
        assert words.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in text_of(answer)
    send(secretary, home, company, **form_of(database, home))
    answer = send(secretary, home, company, **form_of(database, home))
    assert answer.status_code == 409
    assert "a déjà un représentant titulaire" in text_of(answer)


def test_the_list_is_filtered_by_the_state_of_the_mandate(secretary, database, home, company, days):
    listed = f"/coop/{home.slug}/mandats"
    assert "Les Fours réunis" in text_of(secretary.get(f"{listed}?etat=aucun"))
    send(secretary, home, company, **form_of(database, home, until=days(60)))
    assert "Les Fours réunis" in text_of(secretary.get(f"{listed}?etat=bientot"))
    assert "Aucune structure dans cet état" in text_of(secretary.get(f"{listed}?etat=termines"))
    assert "60 jours puis 15 jours avant" in text_of(secretary.get(listed))


def test_an_auditor_reads_without_any_form_and_a_member_is_kept_out(site, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        auditor = add_account(uow, "Odile Auditrice")
        uow.session.add(
            RoleGrantRow(cooperative_id=uow.tenant, account_id=auditor.id, role="auditor", starts_on=LONG_AGO)
        )
        person, member = add_account(uow, "Alix Membre"), add_member(uow, 2, "Membre")
        link(uow, person, member)
        readers = an_actor(home, auditor, Role.AUDITOR), as_member(home, person, member)
    seen, kept_out = browse_as(site, readers[0]), browse_as(site, readers[1])
    text = text_of(seen.get(here(home, company)))
    assert "Les Fours réunis" in text
    assert '<form method="post" action="/coop' not in text
    assert kept_out.get(here(home, company)).status_code == 403
    assert kept_out.get(f"/coop/{home.slug}/mandats").status_code == 403
    site.close_browsers()


def test_the_record_of_a_structure_shows_who_speaks_for_it_and_not_a_name_of_the_past(
    secretary, database, home, company, days
):
    with database.write() as uow:
        uow.enter(home.id)
        uow.session.get(MemberRow, company).representative = "Vieux Nom"
    record = f"/coop/{home.slug}/societaires/{company}"
    assert "Vieux Nom" in text_of(secretary.get(record))
    send(secretary, home, company, **form_of(database, home, until=days(0)))
    text = text_of(secretary.get(record))
    assert "Nour Essai" in text
    assert "Vieux Nom" not in text


def test_a_mandate_written_by_mistake_is_withdrawn_and_says_so(secretary, database, home, company):
    send(secretary, home, company, **form_of(database, home))
    page = text_of(secretary.get(here(home, company)))
    assert "Inscrire un suppléant, ou un mandat à venir" in page  # the form is folded: there is a holder
    path = page.split('/retirer"')[0].rsplit('action="', 1)[1] + "/retirer"
    csrf = secretary.csrf(here(home, company))
    assert secretary.post(path, {"csrf": csrf}).status_code == 303
    page = text_of(secretary.get(here(home, company)))
    for words in ("Aucun mandat n’est inscrit", "inscrit par erreur", "aucun : ce mandat est retiré"):
        assert words in page.replace("\u00a0", " ")
    assert secretary.post(path, {"csrf": csrf}).status_code == 404


def test_the_summary_of_an_empty_form_names_what_is_missing(secretary, home, company):
    answer = send(secretary, home, company, holder="", since="", decision="", rank="holder")
    page = text_of(answer).replace("\u00a0", " ")
    for field in ("Nom de la personne", "Premier jour", "Décision qui le désigne"):
        assert f">{field} : Cette information manque.</a>" in page


def test_a_number_of_another_person_is_asked_about(secretary, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        add_member(uow, 55, "Belkacem", first_name="Denis")
    answer = send(secretary, home, company, **form_of(database, home, holder="Paul Durand", person="55"))
    assert answer.status_code == 422
    told = "Le sociétaire n° 55 est Denis Belkacem, pas Paul Durand. Est-ce la même personne ?"
    assert told in text_of(answer).replace("\u00a0", " ").replace("\u202f", " ")
