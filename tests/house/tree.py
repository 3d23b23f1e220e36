"""What the tests of the house walk through: files, functions, templates."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("governance", "web", "migrations", "tests")
PURE = ("law", "bylaws", "register", "assembly", "vote")
PAGES = ("web/pages", "web/layout", "web/demo")
OURS = {
    ".py", ".html", ".txt", ".typ", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".json", ".po", ".lock",
    ".svg", ".mako", "",
}  # fmt: skip
SKIPPED = {
    ".git", ".venv", ".collegial", "__pycache__", "vendor", "fonts", "mutants", "build",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
}  # fmt: skip


def name(path: Path) -> str:
    """Give the path from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """List the Python files of some folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    """Give the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def templates(*folders: str) -> list[Path]:
    """List the HTML templates of some folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.html"))


def our_files() -> list[Path]:
    """List every text file we wrote, whatever its kind."""
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in OURS
        and not SKIPPED & set(path.relative_to(ROOT).parts)
        and not any(part.endswith(".egg-info") for part in path.parts)
    )
