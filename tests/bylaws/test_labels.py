"""Each field and each choice of the bylaws has a label, and no label is left over."""

import inspect
from dataclasses import fields
from enum import StrEnum

import pytest

from governance.bylaws import choices, clauses
from governance.bylaws.labels import CHAPTERS, CHOICES, FIELD_LABELS

ENUMS = [kind for _, kind in inspect.getmembers(choices, inspect.isclass) if issubclass(kind, StrEnum)]


def test_every_field_has_a_label_and_every_label_a_field():
    expected = {f"{name}.{field.name}" for name, kind in CHAPTERS.items() for field in fields(kind)}
    assert set(FIELD_LABELS) == expected


def test_every_dataclass_of_the_bylaws_but_the_whole_has_a_name():
    kinds = {getattr(clauses, name) for name in clauses.__all__} - {clauses.Bylaws}
    assert {kind for kind in kinds if hasattr(kind, "__dataclass_fields__")} == set(CHAPTERS.values())


@pytest.mark.parametrize("kind", [kind for kind in ENUMS if kind is not StrEnum])
def test_every_choice_has_a_label(kind):
    assert list(CHOICES[kind]) == list(kind)
    assert len(set(CHOICES[kind].values())) == len(kind)


def test_every_label_is_written_and_every_help_is_a_sentence():
    assert all(label for label, _ in FIELD_LABELS.values())
    assert all(not help_text or help_text.endswith(".") for _, help_text in FIELD_LABELS.values())
