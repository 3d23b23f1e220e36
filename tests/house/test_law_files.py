"""Each file of the law says where it comes from, and is tested under its own name."""

import re

import pytest

from tests.house.tree import ROOT, name, python_files

LAW = [path for path in python_files("governance/law") if path.stem != "__init__"]


MACHINERY = {"rule", "table"}  # how rules are written and listed: no rule of their own


@pytest.mark.parametrize("path", [path for path in LAW if path.stem not in MACHINERY], ids=name)
def test_a_file_of_the_law_names_its_texts(path):
    assert re.search(r"LegalSource|governance\.law\.texts|Dated", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LAW, ids=name)
def test_a_file_of_the_law_has_a_test_of_the_same_name(path):
    assert (ROOT / "tests" / "law" / f"test_{path.stem}.py").exists()
