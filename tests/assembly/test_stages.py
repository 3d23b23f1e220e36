"""The table of moves of an assembly."""

from itertools import pairwise

import pytest

from governance.assembly.refusals import WrongStage
from governance.assembly.stages import MOVES, Stage, ensure_stage, may_become


def test_an_assembly_goes_from_preparation_to_minutes_one_step_at_a_time():
    life = [Stage.DRAFT, Stage.CONVENED, Stage.OPEN, Stage.CLOSED, Stage.MINUTED]
    for before, after in pairwise(life):
        assert may_become(before, after)
        assert not may_become(after, before)


def test_an_assembly_is_cancelled_only_before_it_opens():
    assert {stage for stage in Stage if may_become(stage, Stage.CANCELLED)} == {Stage.DRAFT, Stage.CONVENED}


def test_every_stage_has_its_moves():
    assert set(MOVES) == set(Stage)


def test_a_wrong_stage_says_which_one_is_needed():
    with pytest.raises(WrongStage) as refused:
        ensure_stage("AG 2026", "draft", Stage.OPEN)
    assert refused.value.facts() == {"title": "AG 2026", "stage": "en préparation", "needed": "ouverte"}
