"""Plant faults in the pure floors and list those no test catches: `make mutate WHAT=governance.vote`.

mutmut writes every mutant beside the function it changes. One pytest imports and collects once; each mutant
is then tried in a fork of it, where only the tests that reach its function run, the quickest first, until one
fails. One that is left may have survived its fork because the function runs at import: it is tried again in a
process of its own. Nothing is left of a run but `mutants/`.
"""

import argparse
import ast
import difflib
import gc
import importlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut import __main__ as mutmut
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

ROOT = Path(__file__).parents[1]
MUTANTS = ROOT / "mutants"
TESTS = ("tests/law", "tests/bylaws", "tests/vote")
QUIET = (
    "-q", "--noconftest", "--disable-plugin-autoload", "-p", "hypothesispytest", "--hypothesis-seed=1",
    "-p", "no:cacheprovider", "--no-header", "--tb=no",
)  # fmt: skip
ACTIVE = "MUTANT_UNDER_TEST"


def make() -> None:
    """Write the mutants of today's code."""
    shutil.rmtree(MUTANTS, ignore_errors=True)
    MUTANTS.mkdir()
    set_mutant_under_test("mutant_generation")
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.store_lines_covered_by_tests()
    mutmut.create_mutants(os.cpu_count() or 1)


def names(what: str) -> list[str]:
    """List the mutants of the modules whose name begins by `what`."""
    found = []
    for path in sorted(MUTANTS.glob("governance/**/*.py.meta")):
        found += json.loads(path.read_text())["exit_code_by_key"]
    return [name for name in found if name.startswith(what)]


def function_of(mutant: str) -> str:
    """Give the function that a mutant changes, as mutmut names it."""
    return mutant.rpartition("__mutmut_")[0]


def diff(mutant: str) -> str:
    """Show what a mutant changes."""
    module, _, name = mutant.rpartition(".")
    path = MUTANTS / module.replace(".", "/")
    lines = (
        path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    ).read_text()
    bodies = {
        node.name: lines.splitlines()[node.lineno : node.end_lineno]
        for node in ast.walk(ast.parse(lines))
        if isinstance(node, ast.FunctionDef)
    }
    before = bodies[f"{function_of(name)}__mutmut_orig"]
    changed = [line for line in difflib.ndiff(before, bodies[name]) if line[:2] in ("- ", "+ ")]
    return "\n".join(f"    {line}" for line in changed)


class Planted:
    """A plugin of pytest that runs its tests once for each mutant, in forks, instead of once."""

    def __init__(self, mutants: list[str], workers: int, seconds: float) -> None:
        self.mutants, self.workers, self.seconds = mutants, workers, seconds
        self.killed, self.left = 0, list[str]()
        self.at_import: set[str] = set()
        self.running: dict[int, str] = {}
        self.began = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """Learn which tests reach which function, then try each mutant."""
        self.at_import = set(state()._stats)
        os.environ[ACTIVE] = "none"
        items = {item.nodeid: item for item in session.items}
        reach = self.learn(list(items.values()))
        gc.collect()
        gc.freeze()  # forks share what is never touched again
        for number, mutant in enumerate(self.mutants, 1):
            while len(self.running) >= self.workers:
                self.reap()
            self.running[self.fork(mutant, reach, items)] = mutant
            if number % 500 == 0:
                self.tell(number)
        while self.running:
            self.reap()
        return True

    def learn(self, items) -> dict[str, list[tuple[float, str]]]:
        """Run everything once without a fault, in a fork; a test that fails is left out and said."""
        path = MUTANTS / "reached.json"
        if not os.fork():
            silence()
            os.environ[ACTIVE] = "stats"
            found = {}
            for item, following in following_each(items):
                state()._stats.clear()
                started = time.perf_counter()
                failed = any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
                found[item.nodeid] = (time.perf_counter() - started, sorted(state()._stats), failed)
            path.write_text(json.dumps(found))
            os._exit(0)
        os.wait()
        reach = defaultdict(list)
        for nodeid, (seconds, functions, failed) in json.loads(path.read_text()).items():
            if failed:
                print(f"fails without any fault: {nodeid}", file=sys.stderr)
            for function in () if failed else functions:
                reach[function].append((seconds, nodeid))
        return {function: sorted(tests) for function, tests in reach.items()}

    def fork(self, mutant: str, reach, items) -> int:
        """Run, in a child that has the fault, the tests that reach it; it exits with 0 when none fails."""
        tests, spent = [], 0.0
        for seconds, nodeid in reach.get(function_of(mutant), ()):
            spent += seconds
            if spent <= self.seconds or not tests:
                tests.append(items[nodeid])
        pid = os.fork()
        if pid:
            return pid
        silence()
        allowed = int(3 * min(spent, self.seconds)) + 5  # an endless loop is killed, and so caught
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed))
        os.environ[ACTIVE] = mutant
        try:
            for item, following in following_each(tests):
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                    os._exit(1)
        except BaseException:
            os._exit(1)
        os._exit(0)

    def reap(self) -> None:
        """Wait for one child."""
        pid, status = os.wait()
        mutant = self.running.pop(pid)
        if os.waitstatus_to_exitcode(status):
            self.killed += 1
        else:
            self.left.append(mutant)

    def tell(self, number: int) -> None:
        """Say how far it is."""
        spent = time.monotonic() - self.began
        print(f"{number} tried, {self.killed} caught, {spent:.0f} s", file=sys.stderr, flush=True)


def following_each(items):
    """Give each test with the one after it, as pytest wants them."""
    return zip(items, [*items[1:], None], strict=True)


def silence() -> None:
    """Keep what a child prints to itself."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def alone(mutant: str) -> bool:
    """Tell whether a test of its floor fails when the fault is there from the start of a process."""
    run = (
        f"import sys; sys.path.insert(0, {str(MUTANTS)!r}); import governance, pytest; "
        "sys.exit(pytest.main(sys.argv[1:]))"
    )
    tests = f"tests/{mutant.split('.')[1]}"
    done = subprocess.run(
        [sys.executable, "-c", run, "-x", *QUIET, tests],
        cwd=ROOT, env={**os.environ, ACTIVE: mutant}, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode != 0


def main() -> None:
    """Make, try, and print what is left."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", help="the beginning of the names of modules, such as governance.vote")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--seconds", type=float, default=20, help="the most time of tests for one mutant")
    asked.add_argument("--only", type=Path, help="a file that names the mutants to try, one a line")
    said = asked.parse_args()
    make()
    mutants = said.only.read_text().split() if said.only else names(said.what)
    os.environ[ACTIVE] = "stats"
    importlib.import_module("governance")  # that of mutants/, which mutmut put first
    planted = Planted(mutants, said.workers, said.seconds)
    pytest.main([*QUIET, *TESTS], plugins=[planted])
    at_import = [mutant for mutant in planted.left if function_of(mutant) in planted.at_import]
    with ThreadPoolExecutor(said.workers) as pool:
        fails = dict(zip(at_import, pool.map(alone, at_import), strict=True))
    left = [mutant for mutant in planted.left if not fails.get(mutant)]
    for mutant in left:
        print(f"{mutant}\n{diff(mutant)}")
    print(f"{len(mutants)} planted, {len(mutants) - len(left)} caught, {len(left)} left")


if __name__ == "__main__":
    main()
