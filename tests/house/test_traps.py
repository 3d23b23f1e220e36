"""Each of the sixty traps of assemblies is tested, or listed with the reason why it is not."""

import re

import pytest

from tests.house.tree import ROOT
from tests.law.traps import ELSEWHERE, NOT_YET

TRAPS = set(range(1, 61))
FILES = sorted((ROOT / "tests" / "law").glob("test_traps_*.py"))
TESTED = {
    int(number)
    for path in FILES
    for number in re.findall(r"^def test_trap_(\d\d)_", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def test_each_trap_is_tested_or_said_not_to_be():
    assert TESTED | set(ELSEWHERE) | set(NOT_YET) == TRAPS


def test_no_trap_is_both_tested_and_said_not_to_be():
    assert TESTED & set(NOT_YET) == set()
    assert set(ELSEWHERE) & set(NOT_YET) == set()
    assert all(len(reason) > 20 for reason in NOT_YET.values())


@pytest.mark.parametrize("number", ELSEWHERE)
def test_the_test_of_a_trap_elsewhere_exists(number):
    path, function = ELSEWHERE[number].split("::")
    assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")
