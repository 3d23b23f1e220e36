"""Each template serves, holds no style nor script of its own, and each way to vote has its booth."""

import re

import pytest

from governance.vote.colleges import COLLEGE_RULES
from governance.vote.methods import METHODS
from tests.house.tree import PAGES, ROOT, name, our_files, python_files, templates

FORBIDDEN = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:|\shx-on|hx-vals=.js:",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", templates(*PAGES), ids=name)
def test_a_page_has_no_style_no_script_and_no_handler_inside(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [
        f"{number} {line.strip()}" for number, line in enumerate(lines, 1) if FORBIDDEN.search(line)
    ] == []


def test_each_template_is_used():
    texts = {
        path: path.read_text(encoding="utf-8") for path in our_files() if path.suffix in {".py", ".html"}
    }
    unused = []
    for path in templates("web"):
        folder, file = path.parent.name, path.name
        if folder == "methods" or file == "ui.html":
            continue
        wanted = re.compile(rf"[\"'/]{re.escape(file)}\b|[\"']{re.escape(path.stem)}[\"']")
        if not any(
            wanted.search(text)
            for other, text in texts.items()
            if other != path and "tests" not in other.parts
        ):
            unused.append(f"{folder}/{file}")
    assert unused == []


def test_each_way_to_vote_is_in_the_table_and_has_its_booth():
    files = {path.stem for path in python_files("governance/vote/methods")} - {"__init__"}
    assert set(METHODS) == files
    booths = {path.stem for path in (ROOT / "web/pages/polls/methods").glob("*.html")}
    assert booths == files


def test_a_booth_reads_its_ballot_paper_alone():
    booths = sorted((ROOT / "web/pages/polls/methods").glob("*.html"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in booths}
    assert [name for name, text in texts.items() if re.search(r"\bbooth\.", text)] == []


def test_each_college_rule_is_in_the_table():
    files = {path.stem for path in python_files("governance/vote/colleges")} - {"__init__"}
    assert set(COLLEGE_RULES) == files


@pytest.mark.parametrize("table", ["ELECTIONS", "COLLEGE_RULES"])
def test_a_contract_is_run_on_each_entry_of_the_table(table):
    tests = [path.read_text(encoding="utf-8") for path in python_files("tests/vote")]
    assert any(re.search(rf"parametrize\([^)]*\b{table}\b", text) for text in tests)
