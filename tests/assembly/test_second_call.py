"""When an assembly may be called again: on the bounds of the law and of the bylaws."""

from datetime import date

import pytest

from governance.assembly.second_call import (
    AlreadyCalledAgain,
    Missed,
    NothingLeftToDecide,
    NothingMissed,
    NoThirdCall,
    PreviousDays,
    SecondMeetingTooLate,
    SecondMeetingTooSoon,
    day_refusals,
    ensure_may_call_again,
    keeps_agenda,
    keeps_proxies,
    may_be_put_back,
    missed_by,
    second_days,
)
from governance.bylaws.models import load_model
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from tests.bylaws.changes import SA, SARL, SAS, bylaws_with

ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY
FIRST, TODAY = date(2027, 6, 24), date(2027, 6, 25)
SECOND, NEXT = date(2027, 9, 9), date(2027, 9, 10)


@pytest.mark.parametrize(
    ("model", "earliest", "article"),
    [
        (SA, date(2027, 7, 6), "R. 225-69"),  # ten full days: 26 June to 5 July
        (SARL, date(2027, 7, 11), "R. 223-20"),  # fifteen
    ],
)
def test_the_notice_of_the_law_sets_the_first_day(model, earliest, article):
    found = second_days(load_model(model), ORDINARY, PreviousDays(FIRST), TODAY)
    assert (found.earliest, found.earliest_source.article, found.latest) == (earliest, article, None)


@pytest.mark.parametrize(("days", "earliest"), [(12, date(2027, 7, 6)), (13, date(2027, 7, 7))])
def test_bylaws_that_ask_for_more_days_between_the_meetings_set_the_first_day(days, earliest):
    found = second_days(bylaws_with("second_meeting.least_days", days), ORDINARY, PreviousDays(FIRST), TODAY)
    assert found.earliest == earliest
    assert str(found.earliest_source.article) == ("19" if days == 13 else "R. 225-69")


@pytest.mark.parametrize(("model", "kind"), [(SA, EXTRAORDINARY), (SARL, EXTRAORDINARY), (SA, ORDINARY)])
def test_the_law_sets_no_last_day_to_a_second_meeting(model, kind):
    """The two months of L. 225-96 and L. 223-30 run from the day of the second, once it misses its quorum."""
    bylaws, first = load_model(model), PreviousDays(FIRST)
    assert second_days(bylaws, kind, first, TODAY).latest is None
    assert day_refusals(bylaws, kind, first, TODAY, date(2027, 8, 25)) == []
    assert day_refusals(bylaws, kind, first, TODAY, date(2028, 6, 24)) == []


@pytest.mark.parametrize(("model", "article"), [(SA, "L. 225-96"), (SARL, "L. 223-30")])
def test_a_second_meeting_is_put_back_by_two_months_at_most_after_its_own_day(model, article):
    bylaws, before = load_model(model), PreviousDays(FIRST, put_back_from=SECOND)
    found = second_days(bylaws, EXTRAORDINARY, before, NEXT)
    assert (found.latest, found.latest_source.article) == (date(2027, 11, 9), article)
    assert day_refusals(bylaws, EXTRAORDINARY, before, NEXT, date(2027, 11, 9)) == []
    (refusal,) = day_refusals(bylaws, EXTRAORDINARY, before, NEXT, date(2027, 11, 10))
    assert isinstance(refusal, SecondMeetingTooLate)
    assert (refusal.latest, refusal.source.article) == (date(2027, 11, 9), article)


@pytest.mark.parametrize(
    ("model", "earliest", "article"),
    [
        (SA, date(2027, 9, 21), "R. 225-69"),  # ten full days: 11 to 20 September
        (SARL, date(2027, 9, 26), "R. 223-20"),  # fifteen
    ],
)
def test_putting_back_takes_the_same_days_of_notice(model, earliest, article):
    found = second_days(load_model(model), EXTRAORDINARY, PreviousDays(FIRST, put_back_from=SECOND), NEXT)
    assert (found.earliest, found.earliest_source.article) == (earliest, article)


def test_the_day_of_a_second_meeting_is_never_that_of_the_same_put_back():
    before = PreviousDays(FIRST, put_back_from=SECOND)
    (refusal,) = day_refusals(load_model(SA), EXTRAORDINARY, before, SECOND, SECOND)
    assert isinstance(refusal, SecondMeetingTooSoon)
    assert refusal.source.article == "R. 225-69"
    assert day_refusals(load_model(SA), EXTRAORDINARY, before, SECOND, NEXT) == []


@pytest.mark.parametrize(
    ("most", "latest", "article"), [(137, date(2027, 11, 8), "19"), (139, date(2027, 11, 9), "L. 225-96")]
)
def test_the_first_of_the_two_limits_holds(most, latest, article):
    bylaws = bylaws_with("second_meeting.most_days", most)
    found = second_days(bylaws, EXTRAORDINARY, PreviousDays(FIRST, put_back_from=SECOND), NEXT)
    assert (found.latest, found.latest_source.article) == (latest, article)


def test_bylaws_may_set_the_last_day_of_a_second_meeting():
    bylaws, first = bylaws_with("second_meeting.most_days", 60), PreviousDays(FIRST)
    assert day_refusals(bylaws, EXTRAORDINARY, first, TODAY, date(2027, 8, 23)) == []
    (refusal,) = day_refusals(bylaws, EXTRAORDINARY, first, TODAY, date(2027, 8, 24))
    assert isinstance(refusal, SecondMeetingTooLate)
    assert (refusal.latest, refusal.source.article) == (date(2027, 8, 23), "19")


@pytest.mark.parametrize(
    ("form", "kind", "call", "told"),
    [
        (CompanyForm.SA, EXTRAORDINARY, Call.SECOND, True),
        (CompanyForm.SARL, EXTRAORDINARY, Call.SECOND, True),
        (CompanyForm.SAS, EXTRAORDINARY, Call.SECOND, False),  # only its bylaws could
        (CompanyForm.SA, ORDINARY, Call.SECOND, False),  # it needs no quorum
        (CompanyForm.SARL, ORDINARY, Call.SECOND, False),
        (CompanyForm.SA, EXTRAORDINARY, Call.FIRST, False),
    ],
)
def test_only_a_second_extraordinary_meeting_may_be_put_back(form, kind, call, told):
    assert may_be_put_back(form, kind, call, SECOND) is told


@pytest.mark.parametrize(("held_on", "refused"), [(date(2027, 7, 3), True), (date(2027, 7, 4), False)])
def test_a_day_before_the_tenth_is_too_soon_where_bylaws_want_ten(held_on, refused):
    bylaws = bylaws_with("second_meeting.least_days", 10)
    found = day_refusals(bylaws, ORDINARY, PreviousDays(FIRST), TODAY, held_on)
    assert [type(one) for one in found] == ([SecondMeetingTooSoon] if refused else [])


def test_the_day_of_the_first_meeting_is_never_that_of_the_second():
    (refusal,) = day_refusals(load_model(SA), ORDINARY, PreviousDays(FIRST), FIRST, FIRST)
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
    ("may_follow", "missed", "left", "again", "refusal"),
    [
        (False, True, "x", False, NoThirdCall),
        (True, True, "x", True, AlreadyCalledAgain),
        (True, False, "x", False, NothingMissed),
        (True, True, "", False, NothingLeftToDecide),
    ],
)
def test_a_second_call_without_reason_is_refused(may_follow, missed, left, again, refusal):
    with pytest.raises(refusal):
        ensure_may_call_again(may_follow=may_follow, missed=missed, left=left, again=again)


def test_a_second_call_with_a_reason_is_not_refused():
    ensure_may_call_again(may_follow=True, missed=True, left="x", again=False)
