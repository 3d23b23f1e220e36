"""The docstring of a use case is its contract."""

import ast

import pytest

from tests.house.tree import name, parsed, python_files


def use_cases():
    for path in python_files("governance/usecases"):
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = [*node.args.posonlyargs, *node.args.args]
                if arguments and arguments[0].arg == "uow":
                    yield pytest.param(node, id=f"{name(path)}:{node.name}")


@pytest.mark.parametrize("use_case", list(use_cases()))
def test_a_use_case_says_who_may_what_it_writes_and_what_it_refuses(use_case):
    lines = [line.strip() for line in (ast.get_docstring(use_case) or "").splitlines()]
    said = {word for word in ("Who ", "Writes ", "Refuses ") if any(line.startswith(word) for line in lines)}
    assert said == {"Who ", "Writes ", "Refuses "}
