"""What a member reads about the quorum, reached or missed."""

import pytest

from tests.vote.sheets import a_sheet, college
from tests.vote.test_explanation import told


def test_a_missed_quorum_says_who_is_missing_and_that_nothing_is_decided():
    document = a_sheet(
        college("A", "40", 9, 1, entitled=100),
        college("B", "60", 3, 0, entitled=10),
        carry="single_body",
        quorum=[{"of": of, "part": "1/5"} for of in ("heads", "points", "each_college")],
    )
    lines = told(document)
    assert lines[-5:-1] == [
        (
            "Quorum, électeurs présents ou représentés : 13 sur 110, soit 11,82 %. Il faut au "
            "moins le cinquième : il n’est pas atteint, il manque 9 personnes."
        ),
        (
            "Quorum en points de collège : chaque collège compte pour la part de ses électeurs "
            "présents ou représentés, ce qui fait 22,00 % des points. Il faut au moins le "
            "cinquième : il est atteint."
        ),
        (
            "Quorum dans chaque collège : le moins présent est « A », avec 10,00 % de ses "
            "électeurs. Il faut au moins le cinquième : il n’est pas atteint."
        ),
        (
            "Le quorum n’est pas atteint : l’assemblée ne décide rien sur cette résolution, ni "
            "pour ni contre. Ces chiffres sont donnés pour information. Elle ne peut être remise "
            "au vote que dans une assemblée convoquée de nouveau."
        ),
    ]


@pytest.mark.parametrize(
    ("present", "end"),
    [
        (18, "il n’est pas atteint, il manque 2 personnes."),
        (19, "il n’est pas atteint, il manque une personne."),
        (20, "il est atteint."),
    ],
)
def test_a_quorum_of_one_fifth_of_ninety_six_takes_twenty(present, end):
    document = a_sheet(
        college("all", "1", present, entitled=96),
        carry="single_body",
        quorum=[{"of": "heads", "part": "1/5"}],
    )
    (line,) = (line for line in told(document) if line.startswith("Quorum"))
    assert line.endswith(end)


def test_a_quorum_of_each_college_names_the_least_present_and_one_where_nobody_is_concerned_is_aside():
    barred = college("C", "30", members=9, entitled=0)
    present = (college("A", "40", 5, 5, entitled=20), college("B", "30", 5, 5, entitled=40))
    lines = told(a_sheet(*present, barred, quorum=[{"of": "each_college", "part": "1/4"}]))
    assert (
        "Quorum dans chaque collège : le moins présent est « B », avec 25,00 % (exactement "
        "1/4) de ses électeurs. Il faut au moins le quart : il est atteint partout."
    ) in lines


def test_a_quorum_nobody_could_reach_is_told():
    lines = told(a_sheet(college("A", "1", members=9, entitled=0), quorum=[{"of": "heads", "part": "0"}]))
    assert "Quorum : personne ne peut voter, il n’est pas atteint." in lines
