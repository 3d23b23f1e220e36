"""The command line: counting without a database, and clear sentences when something is in the way."""

import json
import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from web.cli import app
from web.demo.stage import Part, PartEnded, Ports, PortTaken

FAULTY = '{"rules": {}, "colleges": []}'


def run(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.json"
    path.write_text(FAULTY)
    return path


def test_a_faulty_sheet_gives_its_faults_on_its_line_and_on_the_error_output(sheet):
    done = run("count", str(sheet), str(sheet))
    assert done.exit_code == 2
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(line) for line in lines] == [{"faults"}, {"faults"}]
    assert done.stderr.splitlines() == [f"{sheet} : {fault}" for line in lines for fault in line["faults"]]
    alone = run("count", str(sheet))
    assert alone.stderr.splitlines() == lines[0]["faults"]


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    done = run("count", str(tmp_path / "absent.json"))
    assert done.exit_code == 2
    assert "absent.json" in done.stderr


def test_the_law_of_a_day_is_printed_with_its_texts():
    done = run("law", "--on", "2026-11-23", "--form", "SARL")
    assert done.exit_code == 0
    assert "1947" in done.stdout


def test_a_rule_is_printed_with_its_note_and_the_day_it_began():
    lines = run("law", "--on", "2016-01-01").stdout.splitlines()
    floor = lines.index("Majorité la plus basse pour toute décision")
    assert "présents et représentés" in lines[floor + 1]
    assert "rédaction antérieure à la loi n°\u00a02019-744" in lines[floor + 3]
    today = run("law", "--on", "2026-11-24").stdout
    assert "depuis le 01/07/2021" in today


@pytest.mark.parametrize(("day", "warned"), [("2001-07-17", True), ("2001-07-18", False)])
def test_a_day_before_the_scic_existed_says_so(day, warned):
    assert ("la SCIC n’existait pas encore" in run("law", "--on", day).stdout) is warned


def test_the_deadlines_of_an_assembly_are_those_of_the_page_with_both_days():
    printed = run("law", "--assembly", "2027-06-24", "--form", "SA").stdout
    assert "par prudence\u202f; le texte permet jusqu’au jeudi 20 mai 2027" in printed
    assert printed.count("assemblée tenue seulement à distance") == 2
    assert "(à faire confirmer)" in printed
    proposed = run("law", "--assembly", "2027-06-24", "--form", "SAS").stdout
    assert "délai proposé\u00a0: la loi laisse vos statuts le fixer" in proposed


@pytest.mark.parametrize("words", [("--on", "hier"), ("--form", "SCOP")])
def test_a_day_or_a_form_that_does_not_exist_gets_one_sentence(words):
    done = run("law", *words)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_counting_loads_neither_the_database_nor_the_web_framework(sheet):
    program = (
        "import sys; from typer.testing import CliRunner; from web.cli import app\n"
        f"CliRunner().invoke(app, ['count', {str(sheet)!r}])\n"
        "heavy = {'psycopg', 'sqlalchemy', 'sqlmodel', 'fastapi', 'starlette', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_port_already_taken_is_named_with_the_way_to_change_it():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(taken)) as refusal:  # the first of the four: no other race
            Ports(taken).ensure_free()
    assert "make demo PORT=" in refusal.value.remedy


def test_a_part_that_ends_by_itself_is_told_with_its_log(tmp_path):
    log = tmp_path / "service.log"
    log.write_text("démarrage\nplus de place sur le disque\n\n")
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        part = Part("service", log, process, ())
        with pytest.raises(PartEnded, match="plus de place sur le disque") as refusal:
            part.ensure_alive()
    assert refusal.value.log == str(log)
