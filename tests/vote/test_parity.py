"""Women and men on a list: what the bylaws ask, on each bound, and who is named when it fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.bylaws.choices import ListParity
from governance.vote.elections.parity import (
    Listed,
    ListWithoutNames,
    NotAlternate,
    NotAsMany,
    Sex,
    SexNotSaid,
    ensure_parity,
    read_listed,
)

ALTERNATE, EQUAL, NONE = ListParity.ALTERNATE, ListParity.EQUAL, ListParity.NONE


def a_list(sexes):
    return tuple(Listed(f"Personne {rank}", Sex(sex)) for rank, sex in enumerate(sexes, start=1))


@pytest.mark.parametrize("sexes", ["F", "H", "FH", "HF", "FHF", "HFHF", "FHFHF"])
def test_a_list_that_alternates_follows_both_rules(sexes):
    ensure_parity(ALTERNATE, "Ensemble", a_list(sexes), "20")
    ensure_parity(EQUAL, "Ensemble", a_list(sexes), "20")


@pytest.mark.parametrize("sexes", ["FFHH", "HHF", "FHHF", "FFHHF"])
def test_a_list_of_as_many_women_as_men_need_not_alternate(sexes):
    ensure_parity(EQUAL, "Ensemble", a_list(sexes), "20")
    with pytest.raises(NotAlternate):
        ensure_parity(ALTERNATE, "Ensemble", a_list(sexes), "20")


@pytest.mark.parametrize(
    ("sexes", "women", "men"), [("FF", 2, 0), ("FFFH", 3, 1), ("FFF", 3, 0), ("HHHHF", 1, 4), ("HHHF", 1, 3)]
)
def test_two_more_of_either_is_refused_with_the_list_the_rule_and_both_numbers(sexes, women, men):
    with pytest.raises(NotAsMany) as refused:
        ensure_parity(EQUAL, "Ensemble", a_list(sexes), "20")
    assert (refused.value.list, refused.value.women, refused.value.men) == ("Ensemble", women, men)
    assert refused.value.article == "20"


def test_the_first_two_of_one_sex_in_a_row_are_named_with_the_rank():
    with pytest.raises(NotAlternate) as refused:
        ensure_parity(ALTERNATE, "Ensemble", a_list("FHHF"), "20")
    assert str(refused.value).replace("\u00a0", " ") == (
        "Liste « Ensemble » : Personne 3, au rang 3, est du même sexe que Personne 2, juste avant. "
        "Les statuts (article 20) demandent d’alterner femmes et hommes."
    )


def test_without_the_clause_nothing_is_asked_nor_said():
    ensure_parity(NONE, "Ensemble", a_list("FFFF"), "20")
    ensure_parity(NONE, "Ensemble", (), "20")
    ensure_parity(NONE, "Ensemble", (Listed("Alix Fournier"),), "20")


def test_a_list_that_names_nobody_or_leaves_a_sex_unsaid_is_refused():
    with pytest.raises(ListWithoutNames) as refused:
        ensure_parity(EQUAL, "Ensemble", (), "20")
    assert refused.value.facts() == {"list": "Ensemble", "article": "20"}
    with pytest.raises(SexNotSaid) as refused:
        ensure_parity(EQUAL, "Ensemble", (*a_list("F"), Listed("Blaise Nkomo")), "20")
    assert refused.value.facts() == {"list": "Ensemble", "name": "Blaise Nkomo", "article": "20"}


@pytest.mark.parametrize(
    ("line", "name", "sex"),
    [
        ("Alix Fournier, F", "Alix Fournier", Sex.WOMAN),
        ("  Alix   Fournier ;h ", "Alix Fournier", Sex.MAN),
        ("Alix Fournier,H", "Alix Fournier", Sex.MAN),
        ("Alix Fournier F", "Alix Fournier F", None),
        ("Alix Fournier", "Alix Fournier", None),
        ("Alix, Fournier, f", "Alix, Fournier", Sex.WOMAN),
        ("Alix Fournier, X", "Alix Fournier, X", None),
    ],
)
def test_a_line_is_a_name_then_a_letter(line, name, sex):
    assert read_listed(f"\n{line}\n\n") == (Listed(name, sex),)


@given(st.text("FH", min_size=1, max_size=12))
def test_what_alternates_is_always_equal(sexes):
    try:
        ensure_parity(ALTERNATE, "Ensemble", a_list(sexes), "20")
    except NotAlternate:
        assert "FF" in sexes or "HH" in sexes
    else:
        assert abs(sexes.count("F") - sexes.count("H")) <= 1
