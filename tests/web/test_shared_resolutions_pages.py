"""A resolution as two secretaries follow it, from its proposal to the certificate both can print."""

import hashlib
import json
from html import unescape

import pytest

from governance.queries.results import outcome
from governance.vote.command import count_documents
from tests.builders import a_cooperative
from tests.grouping import invite, seen
from tests.minuting import words
from tests.sharing import TYPED, a_shared, decide, finish, gather, summon, vote
from tests.web.people import browse_as


@pytest.fixture
def shared(database):
    return a_shared(database)


@pytest.fixture
def desks(site, shared):
    yield [browse_as(site, side.home.secretary) for side in shared.sides]
    site.close_browsers()


def at(shared, side, tail="", resolution=None):
    there = resolution or shared.resolution
    return f"/coop/{side.home.slug}/groupes/{shared.group}/resolutions/{there}{tail}"


def plain(text):
    return unescape(text).replace("\u00a0", " ").replace("\u202f", " ")


def shown(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return plain(answer.text)


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def test_a_whole_path_over_two_cooperatives_ends_in_one_certificate(database, shared, desks):
    (first, second), (halle, moulin) = shared.sides, desks
    assert "pas encore reprise" in shown(moulin, at(shared, second))
    assert moulin.get(at(shared, second, "/attestation.pdf")).status_code == 409
    polls = []
    for side, browser, in_favour in ((first, halle, 6), (second, moulin, 4)):
        here = at(shared, side)
        assert send(browser, f"{here}/reprise", here, assembly=str(side.assembly)).status_code == 303
        assert "Elle est à l’ordre du jour de" in shown(browser, here)
        assert "L’attestation commune se téléchargera ici" in shown(browser, here)
        own = shared.read(side).own
        items = seen(database, side.home, lambda u: u.session.connection().exec_driver_sql(
            "SELECT resolution_id FROM taken_resolutions").scalar_one())  # fmt: skip
        summon(shared, side)
        assert "ne change plus" in shown(browser, here)
        gather(shared, side)
        polls.append(vote(shared, side, items, in_favour=in_favour))
        assert "séance en cours" in shown(browser, here)
        finish(shared, side)
        assert own.assembly == side.assembly
    followed = shown(halle, at(shared, first))
    assert "La règle du groupe est remplie" in followed
    assert "4 / 2" in followed
    assert "(2/3)" in followed
    papers = [
        browser.get(at(shared, side, "/attestation.pdf"))
        for side, browser in zip(shared.sides, desks, strict=True)
    ]
    assert papers[0].content == papers[1].content, "the same certificate for both"
    printed = plain(words(papers[0].content))
    told = (
        "Attestation commune",
        "La règle du groupe est remplie",
        "Pour : 4. Contre : 2.",
        "2/3",
        "verify-poll",
    )
    for said in (TYPED["title"], "collegial count", *told):
        assert said in printed, said
    for side, poll in zip(shared.sides, polls, strict=True):
        file = seen(database, side.home, lambda uow, p=poll: outcome(uow, p)).sheet_file
        assert hashlib.sha256(file).hexdigest() in "".join(printed.split())
        ((line, faults),) = count_documents([file])
        assert faults == []
        assert json.loads(line)["adopted"] is True


def test_a_refusal_ends_in_a_certificate_that_says_so(shared, desks):
    (_, second), (halle, moulin) = shared.sides, desks
    here = at(shared, second)
    empty = send(moulin, f"{here}/refus", here, reason="")
    assert empty.status_code == 422
    assert "Cette information manque" in plain(empty.text)
    assert send(moulin, f"{here}/refus", here, reason="Notre atelier nous suffit.").status_code == 303
    there = at(shared, shared.sides[0])
    assert "Notre atelier nous suffit." in shown(halle, there)
    printed = plain(words(halle.get(f"{there}/attestation.pdf").content))
    assert "le groupe n’a pas adopté la résolution" in printed
    assert "Motif : Notre atelier nous suffit." in printed
    again = send(moulin, f"{here}/reprise", here, assembly=str(second.assembly))
    assert again.status_code == 409


def test_a_proposal_keeps_what_was_typed_beside_its_faults(shared, desks):
    (first, second), (halle, _) = shared.sides, desks
    new = f"/coop/{first.home.slug}/groupes/{shared.group}/resolutions/nouvelle"
    assert halle.get(new).text.count("checked") >= 4
    base = new.removesuffix("/nouvelle")
    typed = {**TYPED, "rule": "at_least", "needed": "3", "wished_on": "bientôt", "title": "Un four"}
    refused = send(halle, base, new, **typed, asked=[first.home.slug, second.home.slug])
    assert refused.status_code == 422
    for kept in ('value="Un four"', 'value="bientôt"', 'value="3"'):
        assert kept in plain(refused.text)
    alone = send(halle, base, new, **TYPED, asked=[first.home.slug])
    assert "Choisissez au moins deux coopératives" in plain(alone.text)
    made = send(halle, base, new, **TYPED, asked=[first.home.slug, second.home.slug])
    assert made.status_code == 303
    assert "En cours" in shown(halle, made.headers["location"])


def test_a_new_version_is_seen_by_who_took_the_former_one(shared, desks):
    (first, second), (halle, moulin) = shared.sides, desks
    shared.take(second)
    there = at(shared, first)
    other = {"title": TYPED["title"], "text": "Un autre texte."}
    assert send(halle, f"{there}/texte", there, **other).status_code == 303
    here = at(shared, second)
    assert "Votre texte n’est plus le texte commun" in shown(moulin, here)
    assert send(moulin, f"{here}/texte", here, **other).status_code == 409
    assert send(moulin, f"{here}/texte-commun", here).status_code == 303
    assert "Votre texte n’est plus le texte commun" not in shown(moulin, here)
    summon(shared, second)
    frozen = send(halle, f"{there}/texte", there, title="T", text="Encore")
    assert frozen.status_code == 409
    assert "Une convocation est déjà partie" in plain(frozen.text)


def test_the_page_of_the_group_lists_them_with_what_they_became(shared, desks):
    decide(shared, shared.sides[0], in_favour=0)
    first = shared.sides[0]
    listed = shown(desks[1], f"/coop/{shared.sides[1].home.slug}/groupes/{shared.group}")
    assert TYPED["title"] in listed
    assert "règle du groupe non remplie" in listed
    assert "0 sur 2" in listed
    assert "rejetée" in shown(desks[0], f"/coop/{first.home.slug}/groupes/{shared.group}")


def test_each_address_is_closed_to_another_cooperative_and_to_who_is_only_invited(site, database, shared):
    stranger = a_cooperative(database)
    browser = browse_as(site, stranger.secretary)
    page = f"/coop/{stranger.slug}/groupes"
    for invited in (False, True):
        if invited:
            invite(database, shared.sides[0].home, shared.group, stranger)
        there = f"{page}/{shared.group}/resolutions"
        for path in (
            f"{there}/nouvelle",
            f"{there}/{shared.resolution}",
            f"{there}/{shared.resolution}/attestation.pdf",
        ):
            assert browser.get(path).status_code == 404, path
        one = f"/{shared.resolution}"
        for tail, form in (
            ("", TYPED),
            (f"{one}/refus", {"reason": "Non"}),
            (f"{one}/texte", {"title": "T", "text": "T"}),
            (f"{one}/texte-commun", {}),
            (f"{one}/reprise", {"assembly": str(shared.sides[0].assembly)}),
        ):
            assert send(browser, f"{there}{tail}", page, **form).status_code == 404, tail
    site.close_browsers()


def test_an_assembly_of_another_cooperative_is_not_taken(shared, desks):
    (first, second), (halle, _) = shared.sides, desks
    here = at(shared, first)
    for assembly in (str(second.assembly), "rien"):
        assert send(halle, f"{here}/reprise", here, assembly=assembly).status_code == 404


def test_the_form_of_an_item_says_that_its_text_is_shared_and_when_it_no_longer_is(shared, desks):
    second, moulin = shared.sides[1], desks[1]
    item = shared.take(second)
    here = f"/coop/{second.home.slug}/assemblees/{second.assembly}/ordre-du-jour/{item}"
    assert "Cette résolution est commune à plusieurs coopératives" in shown(moulin, here)
    form = {"title": TYPED["title"], "voted": "yes", "proposed_by": "board", "action": "save"}
    assert send(moulin, here, here, **form, text="Un texte à nous.").status_code == 303
    assert "Ce texte n’est plus le texte commun" in shown(moulin, here)
    assert "Votre texte n’est plus le texte commun" in shown(moulin, at(shared, second))
    assert send(moulin, here, here, **form, text=TYPED["text"].replace("\n", "\r\n")).status_code == 303
    assert "Cette résolution est commune à plusieurs coopératives" in shown(moulin, here)


def test_the_first_page_says_what_the_group_waits_for(database, shared, desks):
    (first, second), (halle, moulin) = shared.sides, desks
    third = a_cooperative(database)
    invite(database, first.home, shared.group, third)
    home = f"/coop/{second.home.slug}/"
    assert "Une résolution commune, à inscrire à une assemblée ou à décliner" in shown(moulin, home)
    here = at(shared, second)
    assert send(moulin, f"{here}/reprise", here, assembly=str(second.assembly)).status_code == 303
    assert "Votre groupe attend une réponse" not in shown(moulin, home)
    assert "Votre groupe attend une réponse" in shown(halle, f"/coop/{first.home.slug}/")
