"""What minutes contain."""

from datetime import date

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.minutes import (
    ITEM_NAMES,
    NO_QUORUM_MINUTES,
    REGISTER,
    RULES,
    SIGNERS,
    MinutesIncomplete,
    breaches,
    checklist,
)
from governance.sources import ChangedBy

TODAY = date(2026, 11, 23)


def test_the_minutes_of_an_sa_say_how_it_was_convened_its_officers_and_its_quorum():
    items = checklist(CompanyForm.SA, TODAY).items
    assert {"date", "place", "convening", "agenda", "officers", "votes_taking_part", "quorum"} <= set(items)
    assert {"documents", "debates", "resolutions", "results"} <= set(items)
    assert "R. 225-106" in str(checklist(CompanyForm.SA, TODAY).source)


def test_the_minutes_of_a_sarl_name_the_members_present_with_their_shares():
    items = checklist(CompanyForm.SARL, TODAY).items
    assert {"chair", "members_and_shares"} <= set(items)
    assert "quorum" not in items


@pytest.mark.parametrize("form", list(CompanyForm))
def test_a_technical_incident_is_mentioned(form):
    assert "incident" in checklist(form, TODAY, incident=True).items
    assert "incident" not in checklist(form, TODAY).items


@pytest.mark.parametrize("form", list(CompanyForm))
def test_each_missing_item_is_named_in_french(form):
    items = checklist(form, TODAY).items
    assert breaches(form, items, TODAY) == []
    for item in items:
        (breach,) = breaches(form, set(items) - {item}, TODAY)
        assert isinstance(breach, MinutesIncomplete)
        assert breach.item == item
        assert ITEM_NAMES[item] in str(breach)


def test_the_officers_sign_in_an_sa_the_managers_and_the_chair_in_a_sarl():
    assert SIGNERS[CompanyForm.SA].on(TODAY) == ("officers",)
    assert SIGNERS[CompanyForm.SARL].on(TODAY) == ("managers", "chair")


def test_an_electronic_register_needs_an_advanced_signature_since_4_november_2019():
    assert REGISTER[CompanyForm.SA].on(date(2019, 11, 3)) == "paper"
    assert REGISTER[CompanyForm.SA].on(date(2019, 11, 4)) == "advanced"


@pytest.mark.parametrize(
    ("day", "article"), [(date(2019, 11, 3), "L. 227-9"), (date(2019, 11, 4), "R. 227-1-1")]
)
def test_the_bylaws_of_a_sas_say_how_its_register_is_kept_and_an_advanced_signature_is_proposed(day, article):
    (rule,) = [rule for rule in RULES if rule.key == "minutes_register"]
    found = rule.line(CompanyForm.SAS, day)
    assert (found.changed_by, found.source.article) == (ChangedBy.BYLAWS, article)
    assert "signature avancée" in str(found.proposed)


@pytest.mark.parametrize("key", ["minutes_content", "minutes_incident", "no_quorum_minutes"])
def test_what_the_law_asks_of_an_sa_is_only_proposed_to_a_sas(key):
    (rule,) = [rule for rule in RULES if rule.key == key]
    found, of_an_sa = (rule.line(form, TODAY) for form in (CompanyForm.SAS, CompanyForm.SA))
    assert (str(found.value), found.changed_by) == ("les statuts le fixent", ChangedBy.BYLAWS)
    assert str(found.proposed) == str(of_an_sa.value)


def test_minutes_are_drawn_up_when_the_quorum_fails():
    assert NO_QUORUM_MINUTES[CompanyForm.SA].on(TODAY) == "drawn_up"
    assert NO_QUORUM_MINUTES[CompanyForm.SA].period(TODAY).source.article == "R. 225-107"
