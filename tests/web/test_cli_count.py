"""Counting sheets on a terminal: who is elected by name, in sentences, and still in JSON."""

import json

import pytest
from typer.testing import CliRunner

from governance.vote.command import told_documents
from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_document
from web.cli import app

NO_BREAK = "\u00a0"
NAMES = {"a": "Alix Fournier", "b": "Blaise Nkomo"}


def a_file(tmp_path, names=NAMES, **more):
    """Write the sheet of an election, its options named."""
    document = a_document("plurality", ["a", "b"], {"Tous": [({"a": 1}, 5), ({"b": 1}, 3)]}, **more)
    for option in document["election"]["options"]:
        option |= {"name": names[option["id"]]} if option["id"] in names else {}
    path = tmp_path / "feuille.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path, document


def run(*arguments):
    return CliRunner().invoke(app, ["count", *map(str, arguments)])


def test_an_election_is_told_by_name_one_sentence_a_line(tmp_path):
    path, _document = a_file(tmp_path)
    done = run(path, "--text")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert len(lines) > 2
    assert any("Alix Fournier" in line for line in lines)
    assert not done.stdout.startswith("{")
    assert "Alix Fournier" in json.loads(run(path).stdout)["explanation"][-1]


@pytest.mark.parametrize(
    ("lang", "winner"), [("fr", "candidat n° 2"), ("en", "candidate no. 2")], ids=["fr", "en"]
)
def test_a_sheet_without_names_says_each_candidate_by_its_place_on_it(tmp_path, lang, winner):
    path, document = a_file(tmp_path, names={})
    document["election"]["options"].reverse()  # « a », who is elected, now comes second
    path.write_text(json.dumps(document), encoding="utf-8")
    last = run(path, "--text", "--lang", lang).stdout.replace(NO_BREAK, " ").splitlines()[-1]
    assert winner in last


def test_a_sheet_names_some_by_name_and_the_others_by_their_place(tmp_path):
    path, _document = a_file(tmp_path, names={"a": "Alix Fournier"})
    told = run(path, "--text").stdout.replace(NO_BREAK, " ")
    assert "Alix Fournier" in told
    assert "candidat n° 2" in told
    assert "candidat n° 1" not in told


def test_a_list_or_an_answer_without_name_is_called_so(tmp_path):
    for method, seats, said in (("lists", 2, "liste n° 1"), ("consultation", 0, "réponse n° 1")):
        document = a_document(method, ["a", "b"], {"Tous": [({"a": 1}, 5), ({"b": 1}, 3)]}, seats=seats)
        for option in document["election"]["options"]:
            option["places"] = 2
        (line, faults), *_ = told_documents([json.dumps(document)])
        assert faults == []
        assert said in " ".join(line).replace(NO_BREAK, " ")


def test_a_name_changes_no_count(tmp_path):
    named, document = a_file(tmp_path)
    with_names = json.loads(run(named).stdout)
    bare, _same = a_file(tmp_path, names={})
    without = json.loads(run(bare).stdout)
    assert "Alix" not in " ".join(without["explanation"])
    with_names.pop("explanation"), without.pop("explanation")
    assert with_names == without
    written = election_sheet_document(read_election_sheet(document, ELECTIONS))
    assert "Alix" not in json.dumps(written)


@pytest.mark.parametrize("name", [3, None, ["Alix"]])
def test_a_name_that_is_no_text_is_a_fault_of_the_sheet(tmp_path, name):
    path, _document = a_file(tmp_path, names={"a": name})
    done = run(path, "--text")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "name" in done.stderr
