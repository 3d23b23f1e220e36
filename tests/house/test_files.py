"""The project stands alone: no registry named, no address in the locks, no word of what made it."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT, name, our_files

HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("unpkg", "com"),
        ("jsdelivr", "net"), ("cdnjs", "cloudflare"), ("googleapis", "com"), ("gstatic", "com"),
        ("docker", "io"), ("ghcr", "io"), ("quay", "io"), ("esm", "sh"),
    )
]  # fmt: skip
WORKSHOP = ["shared" + "/", "/work" + "/"]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("words", [HOSTS, WORKSHOP], ids=["registries", "workshop"])
def test_no_file_names_a_registry_or_the_workshop(words):
    found = [
        f"{name(path)}: {word}"
        for path in our_files()
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for word in words
        if word in text
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_of_a_lock_is_exact_hashed_and_without_address(lock):
    wrong = [
        pin for pin in pins(lock) if not re.match(r"[\w.\[\],-]+==[\w.+]+ .*--hash=sha256:[0-9a-f]{64}", pin)
    ]
    assert wrong == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_two_locks_agree_and_hold_every_dependency():
    runtime, dev = ({pin.split(" ")[0] for pin in pins(lock)} for lock in LOCKS)
    assert runtime <= dev
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(wanted):
        return {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}

    def locked(pinned):
        return {pin.split("==")[0] for pin in pinned}

    assert names(project["dependencies"] + extras["setup"]) <= locked(runtime)
    assert names(extras["dev"]) <= locked(dev)


def test_the_continuous_check_runs_what_the_readme_says():
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert command == "make test"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


def test_make_alone_lists_every_target_it_has():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    public = set(re.search(r"\.PHONY: (.*)", text)[1].split())
    assert set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)) == public


def test_each_decision_is_numbered_newest_first():
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\.", text, re.MULTILINE)]
    assert numbers == list(range(len(numbers), 0, -1))
