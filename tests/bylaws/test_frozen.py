"""The rules of every meeting of each model, value and source, as approved texts: what a poll freezes.

`python -m tests.bylaws.test_frozen` writes the texts again: read the difference before committing it.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from governance.bylaws.models import MODELS, load_model
from governance.bylaws.rules import rules_for
from governance.law.legal_forms import MEETINGS

FOLDER = Path(__file__).parent / "frozen"
DAYS = (date(2018, 6, 1), date(2026, 11, 23))


def told(value):
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {told(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return " ; ".join(told(one) for one in value) or "-"
    if hasattr(value, "part") and hasattr(value, "source"):
        return f"{value.of.value} {value.part} {value.college} {value.presence.value} [{value.source}]"
    return f"{value.id} {value.points}" if hasattr(value, "points") else str(value)


def text_of(key):
    lines = []
    for day in DAYS:
        for kind, call in MEETINGS:
            rules = rules_for(load_model(key), kind, call, day)
            lines.append(f"## {kind.value}, {call.value}, {day}")
            for name in (
                one.name for one in fields(rules) if one.name not in ("form", "kind", "call", "day")
            ):
                if name != "sources":
                    source = f" [{rules.sources[name]}]" if name in rules.sources else ""
                    lines.append(f"{name}: {told(getattr(rules, name))}{source}")
            others = {key: one for key, one in rules.sources.items() if not hasattr(rules, key)}
            lines += [f"[{name}: {source}]" for name, source in others.items()]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


@pytest.mark.parametrize("key", list(MODELS))
def test_the_rules_of_each_meeting_are_exactly_those_approved(key):
    assert text_of(key).splitlines() == (FOLDER / f"{key}.txt").read_text(encoding="utf-8").splitlines()


def test_each_approved_text_is_that_of_a_model():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(MODELS)


if __name__ == "__main__":
    for each in MODELS:
        (FOLDER / f"{each}.txt").write_text(text_of(each), encoding="utf-8")
