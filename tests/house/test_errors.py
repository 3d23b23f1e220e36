"""A refusal is a sentence filled with its own facts."""

import importlib
import pkgutil
import re
from dataclasses import fields

import governance
import web
from governance.errors import GovernanceError

SKIPPED = ("web.cli", "web.demo", "web.i18n.__main__")
# a list of faults is a list of sentences: a message may end with it
ENDINGS = (".", "»", "?", "%(faults)s")


def every_error():
    for package in (governance, web):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(SKIPPED):
                importlib.import_module(found.name)
    pending, seen = [GovernanceError], set()
    while pending:
        error = pending.pop()
        if error not in seen and error.__module__.startswith(("governance", "web")):
            seen.add(error)
            pending += error.__subclasses__()
    return sorted(seen, key=lambda error: (error.__module__, error.__name__))


def test_a_refusal_names_only_its_facts_and_ends_as_a_sentence():
    wrong = []
    for error in every_error():
        facts = {field.name for field in fields(error)}
        for sentence in (error.message, error.remedy):
            if isinstance(sentence, str) and sentence:
                unknown = set(re.findall(r"%\((\w+)\)", sentence)) - facts
                if unknown or not sentence.endswith(ENDINGS):
                    wrong.append(f"{error.__module__}.{error.__name__}: {sentence} {sorted(unknown)}")
    assert wrong == []
