"""The glossary and the code name the same things."""

import ast
import re

from tests.house.tree import PURE, ROOT, name, parsed, python_files

GLOSSARY = (ROOT / "governance" / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in GLOSSARY.splitlines() if re.match(r"\| (?!French \|)", line)]
FLOORS = [
    *python_files(*(f"governance/{folder}" for folder in PURE)),
    *(ROOT / "governance").glob("*.py"),
]  # what pages show and what commands carry (queries, use cases, store) is named after these
LISTED = {word for row in ROWS for word in re.findall(r"`([A-Za-z]\w*)`", row[1])}


def is_value(node):
    return isinstance(node, ast.ClassDef) and any(
        isinstance(mark, ast.Call)
        and getattr(mark.func, "id", "") == "dataclass"
        and any(option.arg == "frozen" for option in mark.keywords)
        for mark in node.decorator_list
    )


def test_each_value_of_the_core_is_in_the_glossary():
    missing = [
        f"{name(path)} {node.name}"
        for path in FLOORS
        for node in parsed(path).body
        if is_value(node) and not node.name.startswith("_") and node.name not in LISTED
    ]
    assert missing == []


def test_each_entry_of_the_glossary_exists_in_the_core():
    text = "\n".join(path.read_text(encoding="utf-8") for path in python_files("governance", "web"))
    words = set(re.findall(r"\w+", text))
    assert sorted(LISTED - words) == []


def test_each_entry_has_a_french_term_and_no_term_is_twice():
    terms = [row[0].strip() for row in ROWS]
    assert all(terms)
    assert len(terms) == len(set(terms))
