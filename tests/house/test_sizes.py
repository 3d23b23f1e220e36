"""A function is read without scrolling, a file in one sitting."""

from tests.house.tree import CODE, ROOT, functions, name, python_files, templates


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_function_has_at_most_sixty_lines():
    long = [
        f"{name(path)}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"
        for path in python_files(*CODE)
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


def test_a_file_has_at_most_four_hundred_lines():
    files = [*python_files(*CODE), *templates("web"), *(ROOT / "web").rglob("*.typ")]
    assert [f"{name(path)} {length(path)}" for path in files if length(path) > 400] == []


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "common", "misc"}
    assert [name(path) for path in python_files(*CODE) if drawers & set(path.with_suffix("").parts)] == []
