"""The ecosystem as people read it, without JavaScript."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from governance.store.cooperatives import CooperativeRow
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.ecosystems import an_ecosystem
from tests.grouping import a_group, join
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_statements import counted


@pytest.fixture(scope="module")
def around(database):
    return an_ecosystem(database)


def read(site, actor, path):
    answer = browse_as(site, actor).get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def address(around, tail=""):
    return f"/coop/{around.home.slug}/ecosysteme{tail}"


@pytest.fixture(scope="module")
def member(database, around):
    with database.write() as uow:
        uow.enter(around.home.id)
        account = add_account(uow, "Max Membre")
        row = add_member(uow, 901, "Membre", college="team")
        link(uow, account, row)
        return as_member(around.home, account, row)


def test_the_secretary_reads_ties_with_their_figures_and_people(site, around):
    text = read(site, around.home.secretary, address(around))
    for words in (
        "12 parts de la coopérative", "prend\u00a0: Fiches de paie", "Lou Levain", "Rémi Relais",
        "née de l’activité Boulange", "Rhône (69)", "Haute-Corse (2B)", "La Réunion (974)", "6 structures",
    ):  # fmt: skip
        assert words in text
    assert f"/societaires/{around.structures[0]}/liens" in text


def test_filters_of_the_address_combine_and_stay_in_the_form(site, around):
    tail = "?territoire=69&metier=Boulangerie&annee=2023&lien=held"
    text = read(site, around.home.secretary, address(around, tail))
    assert "1 structure" in text
    assert "la coopérative détient 10\u00a0% de son capital" in text
    for option in ('value="69" selected', 'value="held" selected', 'value="2023" selected'):
        assert option in text
    assert "territoire=69" in text


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("?annee=2019", "Aucune structure n’est sociétaire à cette date"),
        ("?territoire=59", "Aucune structure ne correspond"),
        ("?territoire=69&metier=Conserverie", "Aucune structure ne correspond"),
    ],
)
def test_an_empty_answer_says_why_and_how_to_see_everything(site, around, tail, words):
    text = read(site, around.home.secretary, address(around, tail))
    assert words in text
    assert f'href="{address(around)}"' in text


@pytest.mark.parametrize("tail", ["?lien=amour", "?annee=demain", "?annee=99999", "?tri=hasard", "?numero=x"])
def test_what_is_not_a_filter_asks_for_nothing(site, around, tail):
    assert "6 structures" in read(site, around.home.secretary, address(around, tail))


def test_a_member_reads_kinds_of_ties_and_no_more(site, member, around):
    text = read(site, member, address(around, "?lien=founded"))
    assert "Ce que tout sociétaire peut lire" in text
    assert "détient des parts de la coopérative" in text
    for hidden in ("Lou Levain", "Rémi Relais", "12 parts", "Fiches de paie", "/liens", "Boulange<"):
        assert hidden not in text
    assert "6 structures" in text
    home = read(site, member, f"/coop/{around.home.slug}/")
    assert address(around) in home


def test_every_square_of_the_map_with_structures_leads_to_them(site, around):
    text = read(site, around.home.secretary, address(around, "?metier=Boulangerie"))
    assert text.count('class="tile shade-') == 2
    told = "La carte ne suit pas le territoire choisi"
    assert told not in text
    assert told in read(site, around.home.secretary, address(around, "?territoire=59"))
    assert 'aria-label="Rhône (69)\u00a0: 1 structure"' in text
    assert "territoire=69&metier=Boulangerie" in text


def test_what_is_typed_in_an_address_is_text(site, around):
    text = browse_as(site, around.home.secretary).get(address(around, "?metier=<script>x</script>")).text
    assert "<script>x" not in text


@pytest.mark.parametrize("tail", ["", "?territoire=69&lien=shares&annee=2023&tri=metier"])
def test_the_page_asks_as_many_questions_for_few_structures_as_for_many(site, database, tail):
    asked = []
    for many in (2, 75):
        around = an_ecosystem(database, many)
        browser = browse_as(site, around.home.secretary)
        browser.get(address(around, tail))
        with counted(database) as statements:
            assert browser.get(address(around, tail)).status_code == 200
        asked.append(statements)
    assert asked[0] == asked[1]
    assert len(asked[0]) <= 8


def test_the_list_has_pages_short_enough_for_a_phone_that_keep_the_filters(site, database):
    around = an_ecosystem(database, 34)
    text = read(site, around.home.secretary, address(around, "?tri=territoire"))
    assert "tri=territoire&numero=2#liste" in text
    seen = []
    for page in range(1, 6):
        text = read(site, around.home.secretary, address(around, f"?tri=territoire&numero={page}"))
        seen += re.findall(r'<span id="s-([^"]+)"', text)
        assert len(seen) == min(page * 8, 34), "every structure is in the table, page after page"
    assert len(set(seen)) == 34


def test_a_structure_of_the_drawing_leads_a_member_to_its_line_on_its_own_page(site, database):
    around = an_ecosystem(database, 34)
    with database.write() as uow:
        uow.enter(around.home.id)
        account, row = add_account(uow, "Max Membre"), add_member(uow, 902, "Membre", college="team")
        link(uow, account, row)
        reader = as_member(around.home, account, row)
    text = read(site, reader, address(around))
    leads = set(re.findall(r'class="end" href="([^"#]*)#s-([^"]+)"', text))
    assert len(leads) == 34
    browser = browse_as(site, reader)
    for path, member in sorted(leads, key=lambda lead: lead[1])[:6]:
        assert f'<span id="s-{member}"' in browser.get(path).text


def test_on_a_phone_the_drawing_and_the_departments_are_folded(site, around):
    text = read(site, around.home.secretary, address(around))
    for folded in ("Voir le dessin", "Structures par département"):
        assert f"<summary>{folded}</summary>" in text
    drawing = text.split("<summary>Voir le dessin</summary>")[1].split("</details>")[0]
    assert '<figure class="web trunk">' in drawing


def test_the_drawing_leads_from_each_node_to_its_page_and_says_each_tie(site, around):
    text = read(site, around.home.secretary, address(around))
    drawings = re.findall(r'<figure class="web (?:wings|trunk)">.*?</figure>', text, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        for member in around.structures:
            assert drawing.count(f"/societaires/{member}/liens") == 1
        assert f'href="{address(around)}?territoire=69"' in drawing
        assert "<title>née de l’activité Boulange</title>" in drawing
        assert "/activites/sorties/" in drawing
        assert 'class="mark held"' not in drawing
    assert text.count('class="mark held"') == 2  # in the two legends alone
    then = read(site, around.home.secretary, address(around, "?annee=2023"))
    assert then.count('class="mark held"') == 4


def test_in_a_member_s_drawing_nodes_lead_to_the_table_and_name_nobody(site, member, around):
    text = read(site, member, address(around))
    for one in around.structures:
        assert text.count(f'#s-{one}"') == 2
        assert text.count(f'id="s-{one}"') == 1
    assert 'class="mark founded"' not in text


def test_more_than_sixty_are_drawn_by_territory_then_by_trade(site, database):
    around = an_ecosystem(database, 61)
    text = read(site, around.home.secretary, address(around))
    assert "trop nombreuses" in text
    assert "Auvergne-Rhône-Alpes\u00a0: 31 structures" in text
    assert "Rhône (69)\u00a0: 11 structures" in text
    assert "Structure 007" not in re.findall(r'<figure class="web wings">.*?</figure>', text, re.DOTALL)[0]
    assert "trop nombreuses" not in read(site, around.home.secretary, address(around, "?territoire=69"))


def figures(around, tail=""):
    return f"/coop/{around.home.slug}/ecosysteme/chiffres{tail}"


def test_figures_are_drawn_tabled_and_say_what_is_not_known(site, around):
    text = read(site, around.home.secretary, figures(around))
    assert text.count('<figure class="multiple">') == 8
    assert "12 parts sur 12, soit 100\u00a0%" in text
    assert "2\u202f000,00\u00a0€, 1 participation" in text
    assert "sans donnée" in text
    assert "Aucune année ne le dit." in text
    assert "Aucune assemblée n’est encore close." in text
    assert figures(around, ".xlsx") in text


def test_a_member_reads_public_figures_on_the_page_and_in_the_workbook(site, member, around):
    text = read(site, member, figures(around))
    assert text.count('<figure class="multiple">') == 4
    assert "participation\n" not in text
    assert "€" not in text
    answer = browse_as(site, member).get(figures(around, ".xlsx"))
    book = load_workbook(io.BytesIO(answer.content))
    assert {row[2].value for row in book["Années"].iter_rows(min_row=2)} == {
        "Structures sociétaires en vie", "Présence aux assemblées", "Participation aux scrutins",
        "Présence aux rencontres et séminaires",
    }  # fmt: skip


def test_the_workbook_holds_numbers_and_nothing_where_nothing_is_known(site, around):
    answer = browse_as(site, around.home.secretary).get(figures(around, ".xlsx"))
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    rows = list(load_workbook(io.BytesIO(answer.content))["Années"].iter_rows(min_row=2, values_only=True))
    told = {(row[0], row[2]): row[3:] for row in rows}
    assert told[2023, "Ce que la coopérative a payé pour entrer à leur capital (euros)"] == (2000, 1, 1)
    assert told[2023, "Emplois déclarés, en équivalents temps plein"] == (None, None, None)
    assert told[2023, "Structures sociétaires en vie"] == (6, None, None)


def test_the_figures_ask_as_many_questions_for_few_structures_as_for_many(site, database):
    asked = []
    for many in (1, 40):
        around = an_ecosystem(database, many)
        browser = browse_as(site, around.home.secretary)
        browser.get(figures(around))
        with counted(database) as statements:
            assert browser.get(figures(around)).status_code == 200
        asked.append(statements)
    assert asked[0] == asked[1]
    assert len(asked[0]) <= 10


def test_groups_of_cooperatives_are_drawn_for_the_office_when_nothing_is_filtered(site, database):
    around, other = an_ecosystem(database, 1), a_cooperative(database)
    with database.write() as uow:
        uow.enter(other.id)
        uow.session.get(CooperativeRow, other.id).name = "La Coopérative voisine"
    group = a_group(database, around.home)
    join(database, around.home, group, other)
    text = read(site, around.home.secretary, address(around))
    assert text.count(f'href="/coop/{around.home.slug}/groupes/{group}"') >= 5  # two drawings, two nodes each
    assert "La Coopérative voisine, dans le groupe Les Trois Rives" in text
    assert "Les groupes de coopératives" in text
    for tail in ("?territoire=69", "?annee=2023", "?college=structures"):
        assert "Les Trois Rives" not in read(site, around.home.secretary, address(around, tail))
    alone = read(site, other.secretary, f"/coop/{other.slug}/ecosysteme")
    assert "Les Trois Rives" in alone
    assert "Structure 000" not in alone
