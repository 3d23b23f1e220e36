"""Postal votes: six days, three days, 15:00 the day before."""

from datetime import UTC, date, datetime

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.postal import (
    RULES,
    counts,
    electronic_cutoff,
    in_time,
    paper_cutoff,
    received_by,
    request_cutoff,
)
from governance.sources import Confidence

THURSDAY_24_JUNE = date(2027, 6, 24)


@pytest.mark.parametrize(
    ("day", "words", "confidence"),
    [
        (date(2019, 7, 20), "vaut un vote contre", Confidence.CONFIRMED),
        (date(2019, 7, 21), "n’exprime rien", Confidence.COUNSEL),
        (date(2021, 6, 30), "n’exprime rien", Confidence.COUNSEL),
        (date(2021, 7, 1), "n’exprime rien", Confidence.CONFIRMED),
    ],
)
def test_a_box_not_ticked_was_a_vote_against_in_an_sa_until_july_2019(day, words, confidence):
    (rule,) = [rule for rule in RULES if rule.key == "postal_form"]
    line = rule.line(CompanyForm.SA, day)
    assert str(line.value).endswith(words)
    assert line.confidence is confidence


@pytest.mark.parametrize(
    ("day", "article"), [(date(2024, 10, 10), "L. 223-27"), (date(2024, 10, 11), "R. 223-20-1-1")]
)
@pytest.mark.parametrize("key", ["postal_form", "postal_signature"])
def test_the_form_of_a_sarl_dates_from_october_2024(key, day, article):
    (rule,) = [rule for rule in RULES if rule.key == key]
    line = rule.line(CompanyForm.SARL, day)
    assert line.source.article == article
    assert (str(line.value) == "les statuts le fixent") is (article == "L. 223-27")
    assert line.proposed is None


def test_a_form_is_asked_for_on_the_sixth_day_before_at_the_latest():
    assert request_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 6, 18)


def test_paper_forms_are_received_until_the_third_day_before_at_least():
    assert paper_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 6, 21)


def test_an_electronic_form_arrives_by_15_00_in_paris_the_day_before():
    limit = electronic_cutoff(CompanyForm.SA, THURSDAY_24_JUNE)
    assert limit.astimezone(UTC) == datetime(2027, 6, 23, 13, 0, tzinfo=UTC)


def test_the_form_or_the_bylaws_decide_elsewhere():
    for form in (CompanyForm.SARL, CompanyForm.SAS):
        assert request_cutoff(form, THURSDAY_24_JUNE) is None
        assert paper_cutoff(form, THURSDAY_24_JUNE) is None
        assert electronic_cutoff(form, THURSDAY_24_JUNE) is None


def test_a_form_is_counted_when_it_arrives_in_time_for_the_agenda_it_was_given_for():
    limit = date(2027, 6, 21)
    assert counts(date(2027, 6, 21), limit)
    assert not counts(date(2027, 6, 22), limit)
    assert not counts(date(2027, 6, 21), limit, agenda_changed=True)


@pytest.mark.parametrize(
    ("form", "own", "last"),
    [
        (CompanyForm.SA, None, date(2027, 6, 21)),
        (CompanyForm.SA, 1, date(2027, 6, 23)),
        (CompanyForm.SA, 3, date(2027, 6, 21)),
        (CompanyForm.SA, 4, date(2027, 6, 21)),  # further than three days: the law's day holds
        (CompanyForm.SARL, None, THURSDAY_24_JUNE),
        (CompanyForm.SARL, 4, date(2027, 6, 20)),
        (CompanyForm.SAS, 0, THURSDAY_24_JUNE),
    ],
)
def test_the_bylaws_bring_the_limit_nearer_and_never_further_than_three_days_in_an_sa(form, own, last):
    assert received_by(form, THURSDAY_24_JUNE, own) == last


@pytest.mark.parametrize(
    ("received", "electronic", "counted"),
    [
        (datetime(2027, 6, 21, 21, 59, 59, tzinfo=UTC), False, True),  # 23:59:59 in Paris
        (datetime(2027, 6, 21, 22, 0, 0, tzinfo=UTC), False, False),  # midnight
        (datetime(2027, 6, 23, 12, 59, 59, tzinfo=UTC), True, True),
        (datetime(2027, 6, 23, 13, 0, 0, tzinfo=UTC), True, True),  # 15:00 in Paris
        (datetime(2027, 6, 23, 13, 0, 1, tzinfo=UTC), True, False),
    ],
)
def test_a_form_is_in_time_by_the_clock_of_paris(received, electronic, counted):
    assert in_time(CompanyForm.SA, received, THURSDAY_24_JUNE, electronic=electronic) is counted
