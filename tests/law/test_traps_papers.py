"""Traps of papers and of time after the assembly: minutes, sheet, tellers, nullity, what is kept."""

from datetime import date

import pytest

from governance.assembly.attendance_sheet import Participation, SheetLine, totals
from governance.law import attendance, minutes, nullity, officers, retention, secret_ballot
from governance.law.legal_forms import CompanyForm
from governance.sources import ChangedBy, Confidence

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
TODAY = date(2026, 11, 24)


def line(rules, key, form=SA):
    return next(rule.line(form, TODAY) for rule in rules if rule.key == key)


def test_trap_14_postal_and_remote_members_take_part():
    ways = (Participation.PRESENT, Participation.REMOTE, Participation.REPRESENTED, Participation.POSTAL)
    lines = [SheetLine(way.value, participation=way) for way in (*ways, Participation.ABSENT)]
    found = totals(tuple(lines))
    assert (found.taking_part, found.members) == (4, 5)


@pytest.mark.parametrize(
    ("declared", "until"), [(date(2025, 9, 30), date(2028, 12, 30)), (date(2027, 6, 24), date(2029, 9, 24))]
)
def test_ballots_may_be_destroyed_once_a_decision_can_no_longer_be_contested(declared, until):
    assert retention.ballots_kept_until(declared) == until
    assert nullity.contested_until(declared) < until


@pytest.mark.parametrize(("day", "level"), [(date(2019, 11, 3), "paper"), (date(2019, 11, 4), "advanced")])
def test_trap_47_an_electronic_register_takes_an_advanced_signature(day, level):
    for form in (SA, SARL):
        assert minutes.REGISTER[form].on(day) == level
    assert "avancée et horodatage" in str(line(minutes.RULES, "minutes_register").value)


@pytest.mark.parametrize("item", ["votes_taking_part", "quorum", "convening", "documents", "incident"])
def test_trap_48_minutes_that_lack_one_thing_are_incomplete(item):
    whole = set(minutes.checklist(SA, TODAY, incident=True).items)
    assert minutes.breaches(SA, whole, TODAY, incident=True) == []
    (found,) = minutes.breaches(SA, whole - {item}, TODAY, incident=True)
    assert found.item == item


def test_trap_49_a_missed_quorum_has_its_minutes():
    for form in (SA, SARL):
        assert minutes.NO_QUORUM_MINUTES[form].on(TODAY) == "drawn_up"
    assert "procès-verbal de carence" in str(line(minutes.RULES, "no_quorum_minutes", SAS).proposed)


def test_trap_50_a_sheet_shows_addresses_votes_and_holders_and_is_certified():
    assert {"surname", "first_name", "address", "shares", "votes", "proxy_holder", "signature"} <= set(
        attendance.sheet(SA, TODAY).columns
    )
    assert attendance.SIGNED_BY[SA].on(TODAY) == ("present", "proxy_holders", "officers")


def test_trap_51_two_tellers_are_not_picked_among_equals():
    assert officers.tellers_by_votes(dict.fromkeys("abc", 1), frozenset("abc")) is None


def test_trap_59_a_breach_of_the_bylaws_is_not_void_by_itself():
    assert nullity.BYLAWS_ALONE.on(TODAY) == "not_a_cause"
    assert not nullity.may_annul(mandatory_text=False, grievance=True, changed_outcome=True, excessive=False)
    assert not nullity.may_annul(mandatory_text=True, grievance=True, changed_outcome=False, excessive=False)


def test_trap_60_the_recommendation_of_2019_is_about_to_be_replaced():
    found = line(secret_ballot.RULES, "evote_level")
    assert found.confidence is Confidence.COUNSEL
    assert found.changed_by is ChangedBy.SECRETARY
    assert "2026" in found.source.note
