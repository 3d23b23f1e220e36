"""The agenda: numbers, moves, blanks, and the template of the annual assembly."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.assembly.agenda import Template, annual_agenda, blanks, kind_of, moved, places
from governance.law.legal_forms import AssemblyKind, CompanyForm


@given(st.lists(st.booleans(), max_size=20))
def test_positions_follow_and_only_what_is_voted_is_numbered_without_gap(voted):
    found = places([(uuid4(), vote) for vote in voted])
    assert [place.position for place in found] == list(range(1, len(voted) + 1))
    numbers = [place.number for place in found if place.number is not None]
    assert numbers == list(range(1, sum(voted) + 1))
    assert [place.number is not None for place in found] == voted


@given(st.integers(1, 10), st.data())
def test_moving_exchanges_two_neighbours_and_loses_nobody(many, data):
    items = [uuid4() for _ in range(many)]
    item = data.draw(st.sampled_from(items))
    up = moved(items, item, up=True)
    assert sorted(up) == sorted(items)
    assert up.index(item) == max(items.index(item) - 1, 0)
    down = moved(items, item, up=False)
    assert down.index(item) == min(items.index(item) + 1, many - 1)
    if items.index(item) > 0:
        assert moved(up, item, up=False) == items


@pytest.mark.parametrize("form", list(CompanyForm))
def test_the_annual_agenda_puts_accounts_discharge_allocation_elections_and_powers_to_the_vote(form):
    items = annual_agenda(form, "2026")
    voted = " / ".join(item.title for item in items if item.voted)
    for wanted in (
        "comptes de l’exercice 2026",
        "Quitus",
        "Affectation",
        "Conventions",
        "Élection",
        "Pouvoirs",
    ):
        assert wanted in voted
    told = " / ".join(item.title for item in items if not item.voted)
    for wanted in ("gestion", "projet coopératif", "commissaire aux comptes"):
        assert wanted in told
    project = next(item for item in items if "projet" in item.title)
    assert "2015-1381" in project.text


@pytest.mark.parametrize(
    ("form", "words"), [(CompanyForm.SA, "aux administrateurs"), (CompanyForm.SARL, "à la gérance")]
)
def test_the_discharge_names_the_officers_of_the_form(form, words):
    assert any(words in item.text for item in annual_agenda(form, "2026"))


def test_what_is_left_to_fill_is_marked_and_found():
    items = annual_agenda(CompanyForm.SA, "")
    assert any("exercice" in blank for item in items for blank in blanks(item.text))
    assert blanks("soit **[à compléter : montant]** et [À compléter]") == [
        "[à compléter : montant]",
        "[À compléter]",
    ]
    assert blanks("rien à compléter ici") == []


def test_each_template_has_its_kind():
    assert kind_of(Template.ANNUAL) is AssemblyKind.ORDINARY
    assert kind_of(Template.EXTRAORDINARY) is AssemblyKind.EXTRAORDINARY
