"""The level of safety of an electronic vote, by the grid of 2019."""

import pytest

from governance.law.secret_ballot import level_of_2019


@pytest.mark.parametrize(("answers", "level"), [(0, 1), (2, 1), (3, 2), (6, 2), (7, 3), (10, 3)])
def test_the_grid_of_2019_has_three_levels(answers, level):
    assert level_of_2019(answers) == level


@pytest.mark.parametrize("answers", [-1, 11])
def test_the_grid_has_ten_questions(answers):
    with pytest.raises(ValueError, match="ten questions"):
        level_of_2019(answers)
