"""The core counts exactly, and reads neither clock nor chance."""

import ast

from tests.house.tree import PURE, name, parsed, python_files


def faults(path, looks_wrong):
    return [f"{name(path)}:{node.lineno}" for node in ast.walk(parsed(path)) if looks_wrong(node)]


def is_inexact(node):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return called and node.func.id in {"float", "round"}


def reads_the_clock(node):
    clock = {"now", "today", "utcnow", "time", "monotonic", "fromtimestamp"}
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clock


def test_the_core_has_no_float_and_rounds_nothing():
    assert [fault for path in python_files("governance") for fault in faults(path, is_inexact)] == []


def test_the_pure_floors_are_given_the_day_and_never_read_it():
    pure = python_files(*(f"governance/{folder}" for folder in PURE))
    assert [fault for path in pure for fault in faults(path, reads_the_clock)] == []


def test_a_planted_float_round_or_clock_is_seen():
    for planted in ("x = 0.5", "x = float('1')", "x = round(y)"):
        assert any(is_inexact(node) for node in ast.walk(ast.parse(planted)))
    for planted in ("x = datetime.now()", "x = date.today()", "x = time.time()"):
        assert any(reads_the_clock(node) for node in ast.walk(ast.parse(planted)))
