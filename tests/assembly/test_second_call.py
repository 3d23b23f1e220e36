"""When an assembly may be called again: on the bounds of the law and of the bylaws."""

from datetime import date

import pytest

from governance.assembly.second_call import (
    AlreadyCalledAgain,
    Missed,
    NothingLeftToDecide,
    NothingMissed,
    NoThirdCall,
    SecondMeetingTooLate,
    SecondMeetingTooSoon,
    day_refusals,
    ensure_may_call_again,
    keeps_agenda,
    keeps_proxies,
    missed_by,
    second_days,
)
from governance.bylaws.models import load_model
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from tests.bylaws.changes import SA, SARL, SAS, bylaws_with

ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY
FIRST, TODAY = date(2027, 6, 24), date(2027, 6, 25)


@pytest.mark.parametrize(
    ("model", "earliest", "article"),
    [
        (SA, date(2027, 7, 6), "R. 225-69"),  # ten full days: 26 June to 5 July
        (SARL, date(2027, 7, 11), "R. 223-20"),  # fifteen
    ],
)
def test_the_notice_of_the_law_sets_the_first_day(model, earliest, article):
    found = second_days(load_model(model), ORDINARY, FIRST, TODAY)
    assert (found.earliest, found.earliest_source.article, found.latest) == (earliest, article, None)


@pytest.mark.parametrize(("days", "earliest"), [(12, date(2027, 7, 6)), (13, date(2027, 7, 7))])
def test_bylaws_that_ask_for_more_days_between_the_meetings_set_the_first_day(days, earliest):
    found = second_days(bylaws_with("second_meeting.least_days", days), ORDINARY, FIRST, TODAY)
    assert found.earliest == earliest
    assert str(found.earliest_source.article) == ("19" if days == 13 else "R. 225-69")


def test_an_extraordinary_second_meeting_is_held_within_two_months():
    found = second_days(load_model(SA), EXTRAORDINARY, FIRST, TODAY)
    assert (found.latest, found.latest_source.article) == (date(2027, 8, 24), "L. 225-96")
    last, late = date(2027, 8, 24), date(2027, 8, 25)
    assert day_refusals(load_model(SA), EXTRAORDINARY, FIRST, TODAY, last) == []
    (refusal,) = day_refusals(load_model(SA), EXTRAORDINARY, FIRST, TODAY, late)
    assert isinstance(refusal, SecondMeetingTooLate)
    assert (refusal.latest, refusal.source.article) == (last, "L. 225-96")
    assert day_refusals(load_model(SA), ORDINARY, FIRST, TODAY, late) == []


@pytest.mark.parametrize(
    ("most", "latest", "article"), [(60, date(2027, 8, 23), "19"), (62, date(2027, 8, 24), "L. 225-96")]
)
def test_the_first_of_the_two_limits_holds(most, latest, article):
    found = second_days(bylaws_with("second_meeting.most_days", most), EXTRAORDINARY, FIRST, TODAY)
    assert (found.latest, found.latest_source.article) == (latest, article)


@pytest.mark.parametrize(("held_on", "refused"), [(date(2027, 7, 3), True), (date(2027, 7, 4), False)])
def test_a_day_before_the_tenth_is_too_soon_where_bylaws_want_ten(held_on, refused):
    bylaws = bylaws_with("second_meeting.least_days", 10)
    found = day_refusals(bylaws, ORDINARY, FIRST, TODAY, held_on)
    assert [type(one) for one in found] == ([SecondMeetingTooSoon] if refused else [])


def test_the_day_of_the_first_meeting_is_never_that_of_the_second():
    (refusal,) = day_refusals(load_model(SA), ORDINARY, FIRST, FIRST, FIRST)
    assert isinstance(refusal, SecondMeetingTooSoon)


def test_a_sarl_misses_a_majority_and_the_others_a_quorum():
    assert missed_by(CompanyForm.SARL, ORDINARY) is Missed.MAJORITY
    assert missed_by(CompanyForm.SARL, EXTRAORDINARY) is Missed.QUORUM
    assert {missed_by(form, ORDINARY) for form in (CompanyForm.SA, CompanyForm.SAS)} == {Missed.QUORUM}


@pytest.mark.parametrize(("model", "kept"), [(SA, True), (SARL, True), (SAS, False)])
def test_only_the_bylaws_of_a_sas_may_change_the_agenda_and_drop_the_proxies(model, kept):
    assert keeps_agenda(bylaws_with("second_meeting.same_agenda", value=False, model=model), FIRST) is kept
    assert keeps_proxies(bylaws_with("second_meeting.proxies_kept", value=False, model=model)) is kept


@pytest.mark.parametrize(
    ("call", "missed", "left", "again", "refusal"),
    [
        (Call.SECOND, True, "x", False, NoThirdCall),
        (Call.FIRST, True, "x", True, AlreadyCalledAgain),
        (Call.FIRST, False, "x", False, NothingMissed),
        (Call.FIRST, True, "", False, NothingLeftToDecide),
    ],
)
def test_a_second_call_without_reason_is_refused(call, missed, left, again, refusal):
    with pytest.raises(refusal):
        ensure_may_call_again(call, missed=missed, left=left, again=again)


def test_a_second_call_with_a_reason_is_not_refused():
    ensure_may_call_again(Call.FIRST, missed=True, left="x", again=False)
