"""Structures taken away and brought back, as workbook, CSV and JSON, without JavaScript."""

import csv
import io
import json
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from governance.actors import Role
from governance.queries.structures import exported_structures
from governance.register.import_plan import Verdict
from governance.register.structure_file import STRUCTURE_COLUMN_NAMES
from governance.store.accounts import RoleGrantRow
from governance.usecases.structure_imports import MOST, receive_structures
from governance.usecases.structures import DeclareJobs, declare_jobs
from governance.usecases.ties import DescribeStructure, RecordTie, describe_structure, record_tie
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.web.people import browse_as
from web.documents.member_files import TooManyRows, write_csv
from web.documents.structure_files import UnreadableJson, read_structures, write_structures

SIREN, SIRET = "732829320", "73282932000074"
COMPANY = "=Les Fours réunis"


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, 1, COMPANY, first_name="", college="structures")
        row.kind, row.siren, row.postcode, row.city = "organisation", SIREN, "01000", "Bourg-en-Bresse"
        uow.session.flush()
        typed = {
            "form": "sas",
            "origin": "left",
            "trade": "+Pain",
            "siret": SIRET,
            "founded_on": "01/02/2020",
        }
        describe_structure(uow, DescribeStructure(row.id, typed), by=home.secretary)
        held = {"kind": "holding", "part": "1/3", "since": "01/02/2024", "price": "2000,50", "decision": "CA"}
        for tie in (held, {"kind": "control", "since": "01/02/2024"}):
            record_tie(uow, RecordTie(row.id, tie), by=home.secretary)
        for year, jobs in (("2022", "3"), ("2023", "4,5")):
            declare_jobs(uow, DeclareJobs(row.id, {"year": year, "jobs": jobs}), by=home.secretary)
        return row.id


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def here(home, tail=""):
    return f"/coop/{home.slug}/liens{tail}"


def upload(secretary, home, name, content):
    token = secretary.csrf(here(home, "/importer"))
    return secretary.post(here(home, "/importer"), {"csrf": token}, files={"file": (name, content)})


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_what_is_taken_away_comes_back_and_changes_nothing(database, home, company, kind):
    with database.write() as uow:
        uow.enter(home.id)
        found = exported_structures(uow, home.secretary)
        content = write_structures(found, kind, uow.today)
        table = read_structures(content, most=MOST)
        sent = receive_structures(uow, f"s.{kind}", content, table, by=home.secretary)
        (line,) = uow.session.connection().exec_driver_sql(
            "SELECT verdict, notes FROM member_import_lines WHERE import_id = %s", (sent,)
        )
        assert (line.verdict, line.notes) == (Verdict.SAME.value, [])


def test_a_workbook_and_a_csv_hold_texts_never_formulas(secretary, home, company):
    book = load_workbook(io.BytesIO(secretary.get(here(home, "/structures.xlsx")).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == (*STRUCTURE_COLUMN_NAMES.values(), "Emplois 2022", "Emplois 2023")
    values = dict(zip(rows[0], rows[1], strict=True))
    assert (values["Dénomination"], values["Code postal"], values["Emplois 2023"]) == (
        COMPANY,
        "01000",
        "4,5",
    )
    assert book.active["B2"].data_type == "s"
    text = secretary.get(here(home, "/structures.csv")).content.decode("utf-8-sig")
    cells = next(iter(list(csv.reader(io.StringIO(text), delimiter=";"))[1:]))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_json_holds_exact_parts_and_the_whole_history(secretary, home, company):
    answer = secretary.get(here(home, "/structures.json"))
    assert answer.headers["content-type"].startswith("application/json")
    (one,) = json.loads(answer.content)["structures"]
    assert (one["jobs"], one["form"], one["holding_price"]) == (
        {"2022": "3", "2023": "9/2"},
        "sas",
        "2000,50",
    )
    assert {(tie["kind"], tie["part"], tie["price_cents"]) for tie in one["ties"]} == {
        ("holding", "1/3", 200_050), ("control", None, None),
    }  # fmt: skip
    assert secretary.get(here(home, "/structures.pdf")).status_code == 404


def test_a_file_is_sent_looked_at_and_applied(secretary, home, company):
    content = write_csv(("Numéro", "Métier", "Emplois 2024", "Inconnue"), [("1", "Brioche", "5", "x")])
    sent = upload(secretary, home, "structures.csv", content)
    assert sent.status_code == 303
    path = sent.headers["location"]
    text = unescape(secretary.get(path).text)
    for words in (
        "1</p>",
        "structure modifiée",
        "Brioche",
        "Colonnes non reprises : Inconnue".replace(" :", "\u00a0:"),
    ):
        assert words in text
    applied = secretary.post(f"{path}/appliquer", {"csrf": secretary.csrf(path)})
    assert applied.status_code == 303
    text = unescape(secretary.get(path).text)
    assert "Ce fichier a été appliqué" in text
    assert "Appliquer aux structures" not in text
    assert secretary.get(f"{path}/fichier").content == content
    page = unescape(secretary.get(f"/coop/{home.slug}/societaires/{company}/liens").text)
    assert "Brioche" in page


def test_a_refused_row_says_which_field_and_how_to_add_a_structure(secretary, home, company):
    sent = upload(secretary, home, "s.json", json.dumps([{"number": 2, "form": "sas"}]).encode())
    text = unescape(secretary.get(sent.headers["location"]).text)
    assert "Une structure entre d’abord au registre" in text
    assert "il n’y a rien à appliquer" in text
    asked = unescape(secretary.get(here(home, "/importer")).text)
    assert f"/coop/{home.slug}/societaires/ajouter" in asked
    assert "jamais importé" in asked


def test_a_file_is_dropped(secretary, home, company):
    sent = upload(secretary, home, "s.json", json.dumps([{"number": 1, "trade": "Brioche"}]).encode())
    path = sent.headers["location"]
    dropped = secretary.post(f"{path}/abandonner", {"csrf": secretary.csrf(path)})
    assert dropped.headers["location"] == here(home)
    assert "abandonné" in secretary.get(path).text


def test_a_register_that_moved_is_shown_again_before_anything_is_applied(secretary, home, company, database):
    sent = upload(secretary, home, "s.json", json.dumps([{"number": 1, "trade": "Brioche"}]).encode())
    path = sent.headers["location"]
    token = secretary.csrf(path)
    with database.write() as uow:
        uow.enter(home.id)
        typed = {"form": "sarl", "origin": "left", "trade": "Pain"}
        describe_structure(uow, DescribeStructure(company, typed), by=home.secretary)
    answer = secretary.post(f"{path}/appliquer", {"csrf": token})
    assert answer.status_code == 409
    assert "Le registre a changé" in unescape(answer.text)
    assert secretary.post(f"{path}/appliquer", {"csrf": secretary.csrf(path)}).status_code == 303


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("s.json", b"{", "Ce fichier JSON n’a pas pu être lu"),
        ("s.json", b"[1]", "Ce fichier JSON n’a pas pu être lu"),
        ("s.json", b"[" * 100_000, "Ce fichier JSON n’a pas pu être lu"),
        ("s.json", b"[]", "Ce fichier ne contient aucune ligne"),
        ("s.json", b'[{"number": [1]}]', "Ce fichier JSON n’a pas pu être lu"),
        ("s.csv", b"M\xc3\xa9tier\r\nPain\r\n", "Numéro ou SIREN"),
        ("s.bin", b"\x00\x01", "Ce fichier n’a pas pu être lu"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(secretary, home, company, name, content, words):
    answer = upload(secretary, home, name, content)
    assert answer.status_code == 422
    assert words in unescape(answer.text)


def test_a_file_holds_at_most_two_thousand_structures():
    def rows(kind, many):
        listed = [{"number": at} for at in range(1, many + 1)]
        if kind == "json":
            return json.dumps(listed).encode()
        return write_csv(("Numéro",), [(str(one["number"]),) for one in listed])

    for kind in ("json", "csv"):
        assert len(read_structures(rows(kind, MOST), most=MOST)) == MOST + 1
        with pytest.raises(TooManyRows):
            read_structures(rows(kind, MOST + 1), most=MOST)
    with pytest.raises(UnreadableJson):
        read_structures(b'{"structures": 3}', most=MOST)


def test_an_auditor_takes_away_and_sends_nothing_and_a_member_does_neither(site, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Aude Auditrice")
        uow.session.add(
            RoleGrantRow(cooperative_id=home.id, account_id=account.id, role="auditor", starts_on=LONG_AGO)
        )
        auditor = an_actor(home, account, Role.AUDITOR)
        account = add_account(uow, "Max Membre")
        member = add_member(uow, 2, "Membre", college="team")
        link(uow, account, member)
        stranger = as_member(home, account, member)
    reader = browse_as(site, auditor)
    assert reader.get(here(home, "/structures.csv")).status_code == 200
    assert reader.get(here(home, "/importer")).status_code == 403
    assert not re.search("/liens/importer", reader.get(here(home)).text)
    kept_out = browse_as(site, stranger)
    assert kept_out.get(here(home, "/structures.csv")).status_code == 403
    site.close_browsers()
