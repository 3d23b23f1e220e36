"""Bylaws written in a browser without JavaScript, from a model to the version in force."""

import re
from html import unescape

import pytest

from governance.actors import Role
from governance.bylaws.chapters import CHAPTER_TITLES, chapter_part
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import MODELS, load_model
from tests.drafting import a_drafted_change, an_officer, convene_all, put, the_draft, vote, within
from tests.web.people import browse_as, closing  # noqa: F401
from web.pages.bylaws import outline, parts


@pytest.fixture
def drafted(database):
    return a_drafted_change(database)


def at(drafted, path=""):
    return f"/coop/{drafted.cooperative.slug}/statuts/projets/{drafted.draft}{path}"


def filled(nodes):
    """Give what a browser sends of a form nobody touched."""
    sent = {}
    for node in outline.every_node(nodes):
        if node.kind == "rows":
            sent[f"{node.name}.count"] = str(len(node.children))
        elif node.kind in ("option", "yes_no"):
            if node.value:
                sent[node.name + (".there" if node.kind == "option" else "")] = "yes"
        elif node.kind == "several":
            sent |= {f"{node.name}.is.{value}": "yes" for value in node.value}
        elif node.kind == "ranked":
            sent |= {f"{node.name}.is.{value}": "yes" for value in node.value}
            sent |= {f"{node.name}.rank.{value}": str(at) for at, value in enumerate(node.value, 1)}
        elif node.kind != "group":
            sent[node.name] = node.value
    return sent


def send(browser, page, path, **fields):
    secret = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    return browser.post(path, {"csrf": unescape(secret[1]), **fields})


def chapter_fields(database, drafted, chapter):
    document = within(database, drafted, lambda uow: the_draft(uow, drafted).document)
    return filled(outline.form_of(chapter, document))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("chapter", CHAPTER_TITLES)
def test_a_form_nobody_touched_gives_the_document_back(model, chapter):
    document = bylaws_document(load_model(model))
    sent = filled(outline.form_of(chapter, document))
    assert outline.typed(chapter, sent, document) == chapter_part(document, chapter)


@pytest.mark.parametrize(
    ("ranks", "kept"),
    [
        ({"lot": "1", "eldest": "2", "seniority": "3"}, ["lot", "eldest", "seniority"]),
        ({"lot": "2", "eldest": "1", "seniority": "3"}, ["eldest", "lot", "seniority"]),
        ({"lot": "", "eldest": "2", "seniority": "1"}, ["seniority", "eldest", "lot"]),
        ({"lot": "1", "eldest": "1", "seniority": "1"}, ["seniority", "eldest", "lot"]),
    ],
)
def test_the_rules_of_a_tie_are_kept_in_the_order_of_their_ranks(ranks, kept):
    document = bylaws_document(load_model("five_colleges_proportional"))
    document["elections"]["ties"] = ["seniority", "eldest", "lot"]
    sent = filled(outline.form_of("elections", document))
    sent |= {f"elections.ties.rank.{rule}": rank for rule, rank in ranks.items()}
    assert outline.typed("elections", sent, document)["elections"]["ties"] == kept


def test_a_college_is_folded_behind_one_line_and_open_when_it_is_faulty(site, database):
    drafted = a_drafted_change(database)
    secretary = browse_as(site, drafted.secretary)
    page = secretary.get(at(drafted, "/chapitres/colleges")).text
    assert page.count('<details class="row-fold">') == 5
    assert "<strong>Salariés-entrepreneurs</strong>" in page
    fields = chapter_fields(database, drafted, "colleges") | {"colleges.items.2.points": "beaucoup"}
    here, revision = at(drafted, "/chapitres/colleges"), re.search(r'name="revision" value="(\d+)"', page)[1]
    assert send(secretary, here, here, revision=revision, **fields).status_code == 303
    page = secretary.get(at(drafted, "/chapitres/colleges")).text
    assert page.count('<details class="row-fold" open>') == 1
    assert page.count('<details class="row-fold">') == 4


def test_every_field_of_the_bylaws_has_a_label():
    unnamed = [
        key
        for key, (_kind, owner, field) in outline.kinds_of_fields().items()
        if outline.label_of(owner, field)[0] == field.replace("_", " ")
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1/3", "1/3"), ("33,5 %", "67/200"), ("40", "2/5"), ("50%", "1/2"), ("1", "1"), ("0.4", "2/5"),
     ("une moitié", "une moitié"), ("-1", "-1"), ("1/0", "1/0")],
)  # fmt: skip
def test_a_part_is_read_exactly_or_kept_as_typed(typed, read):
    assert parts.read_part(typed, of_one=True) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("40", "40"), ("33,5", "67/2"), ("100/3", "100/3"), ("40 %", "40")]
)
def test_points_are_numbers_in_any_unit(typed, read):
    assert parts.read_part(typed, of_one=False) == read


@pytest.mark.parametrize(("typed", "read"), [("18 500", 1850000), ("20,5 €", 2050), ("vingt", "vingt")])
def test_euros_become_cents(typed, read):
    assert parts.read_euros(typed) == read


def test_a_draft_starts_from_a_model_told_by_whom_it_suits(site, drafted):
    secretary = browse_as(site, drafted.secretary)
    page = f"/coop/{drafted.cooperative.slug}/statuts/projets/nouveau"
    assert "un petit lieu partagé" in secretary.get(page).text
    assert send(secretary, page, page, title=" ", source="model:nothing").status_code == 422
    made = send(secretary, page, page, title="En bloc", source="model:three_colleges_bloc")
    assert made.status_code == 303
    assert "En bloc" in secretary.get(made.headers["location"]).text


def test_a_chapter_keeps_what_cannot_be_read_and_shows_the_fault_on_its_field(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/notice")
    fields = chapter_fields(database, drafted, "notice") | {"notice.first_days": "quinze"}
    assert send(secretary, page, page, revision="2", **fields).status_code == 303
    shown = unescape(secretary.get(page).text)
    assert 'value="quinze"' in shown
    assert 'id="f-notice.first_days-error"' in shown
    assert "Écrivez un nombre entier" in shown
    assert "à corriger" in secretary.get(at(drafted)).text


def test_the_breaches_and_the_sentences_follow_what_is_typed_and_nothing_is_kept(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/notice")
    fields = chapter_fields(database, drafted, "notice") | {"notice.first_days": "2"}
    secret = secretary.csrf(page)
    answer = secretary.post(
        f"{page}/verifier", {"csrf": secret, "revision": "2", **fields}, headers={"HX-Request": "true"}
    )
    assert answer.text.strip().startswith('<section id="check"')
    assert "contraire à la loi" in answer.text
    assert "2 jours pleins" in unescape(answer.text).replace("\xa0", " ")
    whole = secretary.get(page).text
    assert "21 jours pleins" in unescape(whole).replace("\xa0", " ")
    assert 'id="check"' in whole


def test_rows_are_added_moved_and_removed_by_plain_buttons(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/categories")

    def press(action, revision, **more):
        fields = chapter_fields(database, drafted, "categories") | more
        answer = send(secretary, page, page, revision=revision, action=action, **fields)
        assert answer.status_code == 303, answer.text
        kept = within(database, drafted, lambda uow: the_draft(uow, drafted)).document
        return [row["id"] for row in kept["categories"]]

    before = press("save", "2")
    assert press("down:categories.1", "3")[:2] == [before[1], before[0]]
    assert press("add:categories", "4")[-1] == ""
    many = len(before) + 1
    named = press("save", "5", **{f"categories.{many}.name": "Habitants de l’île"})
    assert named[-1] == "habitants_de_l_ile"
    assert press(f"drop:categories.{many}", "6") == [before[1], before[0], *before[2:]]
    assert press("drop:colleges.items.1", "7") == [before[1], before[0], *before[2:]]


def test_a_rule_that_may_be_missing_is_added_and_removed(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/board")
    fields = chapter_fields(database, drafted, "board")
    send(secretary, page, page, revision="2", action="drop:board", **fields)
    assert within(database, drafted, lambda uow: the_draft(uow, drafted)).document["board"] is None
    send(secretary, page, page, revision="3", action="add:board")
    assert within(database, drafted, lambda uow: the_draft(uow, drafted)).document["board"]["article"] == ""


def test_a_second_tab_loses_nothing_and_overwrites_nothing(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/notice")
    fields = chapter_fields(database, drafted, "notice")
    send(secretary, page, page, revision="2", **(fields | {"notice.first_days": "30"}))
    late = send(secretary, page, page, revision="2", **(fields | {"notice.first_days": "45"}))
    assert late.status_code == 409
    shown = unescape(late.text).replace("\xa0", " ")
    assert 'value="45"' in shown
    assert "30 jours pleins" in shown
    assert 'name="revision" value="3"' in shown


def test_the_differences_are_told_in_words(site, drafted):
    page = unescape(browse_as(site, drafted.secretary).get(at(drafted, "/differences")).text)
    assert "changé" in page
    assert "21 jours pleins" in page.replace("\xa0", " ")
    assert "data-print" in page


def test_from_the_agenda_to_the_version_in_force(site, database, drafted):
    secretary = browse_as(site, drafted.secretary)
    page = at(drafted, "/resolution")
    faulty = send(secretary, page, page, assembly="", effect_on="bientôt")
    assert faulty.status_code == 422
    made = send(secretary, page, page, assembly=str(drafted.assembly), effect_on="2199-01-01")
    assert made.status_code == 303, made.text
    convene_all(database, drafted)
    poll = vote(database, drafted, "for")
    assert "Mettre en vigueur" in secretary.get(at(drafted)).text
    page = at(drafted, "/vigueur")
    early = send(secretary, page, page, in_force_from="2020-01-01")
    assert early.status_code == 409
    assert send(secretary, page, page, in_force_from="2199-01-01").status_code == 303
    assert "version 2" in secretary.get(at(drafted)).text
    compared = secretary.get(f"/coop/{drafted.cooperative.slug}/statuts/differences?avant=1&apres=2").text
    assert "21 jours pleins" in unescape(compared).replace("\xa0", " ")
    base = f"/coop/{drafted.cooperative.slug}"
    result = secretary.get(f"{base}/assemblees/{drafted.assembly}/scrutins/{poll}/resultat")
    assert f'href="{base}/statuts/1"' in result.text


def test_an_unlawful_draft_put_to_the_vote_is_refused_and_stays_as_it_was(site, database, drafted):
    secretary = browse_as(site, drafted.secretary)
    page, fields = at(drafted, "/chapitres/notice"), chapter_fields(database, drafted, "notice")
    send(secretary, page, page, revision="2", **(fields | {"notice.first_days": "2"}))
    page = at(drafted, "/resolution")
    answer = send(secretary, page, page, assembly=str(drafted.assembly), effect_on="2199-01-01")
    assert answer.status_code == 409
    assert within(database, drafted, lambda uow: the_draft(uow, drafted)).put_sha256 == ""


def test_members_and_auditors_read_versions_and_no_draft(site, database, drafted):
    auditor = browse_as(site, an_officer(database, drafted.cooperative, Role.AUDITOR, grant=True))
    member = browse_as(site, drafted.voters[0])
    for browser in (auditor, member):
        assert browser.get(f"/coop/{drafted.cooperative.slug}/statuts/differences").status_code == 200
        for path in ("", "/chapitres/notice", "/differences", "/resolution", "/vigueur"):
            assert browser.get(at(drafted, path)).status_code == 403


def test_the_administrator_records_without_a_vote_with_a_reason(site, database, drafted):
    chief = browse_as(site, an_officer(database, drafted.cooperative, Role.ADMINISTRATOR, grant=True))
    page = at(drafted, "/vigueur")
    days = {"in_force_from": "2199-01-01", "adopted_on": "2026-01-01"}
    assert send(chief, page, page, **days).status_code == 422
    assert send(chief, page, page, reason="Erreur de saisie", **days).status_code == 303
    shown = chief.get(f"/coop/{drafted.cooperative.slug}/statuts/2").text
    assert "Erreur de saisie" in shown


def test_a_draft_given_up_stays_in_the_list(site, drafted):
    secretary = browse_as(site, drafted.secretary)
    assert send(secretary, at(drafted), at(drafted, "/abandonner")).status_code == 303
    assert "abandonné" in secretary.get(f"/coop/{drafted.cooperative.slug}/statuts/projets").text


def test_a_frozen_draft_is_refused_without_losing_what_was_typed(site, database, drafted):
    secretary, page = browse_as(site, drafted.secretary), at(drafted, "/chapitres/notice")
    fields = chapter_fields(database, drafted, "notice")
    put(database, drafted)
    convene_all(database, drafted)
    answer = send(secretary, page, page, revision="2", **(fields | {"notice.first_days": "30"}))
    assert answer.status_code == 409
    assert 'value="30"' in answer.text
    assert "figé" in answer.text
