"""Counting sheets on a terminal: who is elected by name, in sentences, and still in JSON."""

import json

import pytest
from typer.testing import CliRunner

from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_document
from web.cli import app

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


def test_a_sheet_without_names_says_its_identifiers_and_a_name_changes_no_count(tmp_path):
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
