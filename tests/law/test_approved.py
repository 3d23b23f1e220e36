"""The whole law as a jurist reads it: each rule, each form, each period, its text, as approved texts.

`python -m tests.law.test_approved` writes the texts again: read the difference before committing it.
"""

from datetime import date
from pathlib import Path

import pytest

from governance.law import TOPICS
from governance.law.legal_forms import CompanyForm
from governance.law.table import who_changes

FOLDER = Path(__file__).parent / "approved"
KEYS = [topic.key for topic in TOPICS]


def text_of(key):
    (topic,) = (topic for topic in TOPICS if topic.key == key)
    lines = [f"# {topic.title}"]
    for rule in topic.rules:
        lines += ["", f"## {rule.key}: {rule.title}"]
        lines += [
            told(rule.line(form, period.day), form)
            for form in CompanyForm
            for period in rule.by_form[form].periods
        ]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ") + "\n"


def told(line, form):
    source = line.source
    since = f" depuis le {line.since.isoformat()}" if line.since else ""
    told = [
        f"{form.value.upper()}{since}: {line.value}",
        str(source),
        source.url,
        "" if line.confidence == "confirmed" else line.confidence.value,
        source.note,
        f"change: {who_changes(line)}",
        f"proposé: {line.proposed}" if line.proposed else "",
    ]
    return " | ".join(part for part in told if part)


@pytest.mark.parametrize("key", KEYS)
def test_the_law_says_exactly_what_was_approved(key):
    assert text_of(key).splitlines() == (FOLDER / f"{key}.txt").read_text(encoding="utf-8").splitlines()


def test_each_approved_text_is_a_topic_of_the_law():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(KEYS)


def test_every_rule_is_said_from_the_first_day_on():
    rules = [rule for topic in TOPICS for rule in topic.rules]
    assert all(rule.by_form[form].periods[0].day == date.min for rule in rules for form in CompanyForm)


if __name__ == "__main__":
    for each in KEYS:
        (FOLDER / f"{each}.txt").write_text(text_of(each), encoding="utf-8")
