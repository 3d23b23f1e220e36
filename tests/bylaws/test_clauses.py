"""The shape of bylaws."""

from dataclasses import FrozenInstanceError

import pytest

from governance.bylaws.clauses import ByMeeting
from governance.bylaws.models import load_model
from governance.law.legal_forms import MEETINGS


def test_each_meeting_has_its_own_value():
    values = ByMeeting("of1", "of2", "ef1", "ef2")
    assert [values.of(kind, call) for kind, call in MEETINGS] == ["of1", "of2", "ef1", "ef2"]


def test_bylaws_never_change():
    bylaws = load_model("no_college")
    with pytest.raises(FrozenInstanceError):
        bylaws.board = None
