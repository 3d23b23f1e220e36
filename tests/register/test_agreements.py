"""Agreements: when they end, renew and can be stopped, each bound from both sides."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.register.agreement_reading import FaultyAgreement, read_terms
from governance.register.agreement_templates import (
    FIELDS,
    FaultyTemplate,
    fill,
    left_to_complete,
    read_template,
)
from governance.register.agreements import (
    AgreementDates,
    AgreementState,
    AgreementTerms,
    Mark,
    Reminder,
    Renewal,
    Signed,
    comes_soon,
    dates_on,
    reminder_on,
    state_on,
    terms_on,
)

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)


def tacit(starts, ends, months=12, notice=3):
    return AgreementTerms(starts, ends, Renewal.TACIT, months, notice)


YEARLY = tacit(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "ends", "notice"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), date(2027, 9, 30)),
        (date(2027, 12, 31), date(2027, 12, 31), date(2027, 9, 30)),
        (date(2028, 1, 1), date(2028, 12, 31), date(2028, 9, 30)),
        (date(2030, 6, 1), date(2030, 12, 31), date(2030, 9, 30)),
    ],
)
def test_a_tacit_agreement_runs_by_the_period_that_holds_the_day(day, ends, notice):
    assert dates_on(YEARLY, day) == AgreementDates(ends, notice, ends + DAY)


@pytest.mark.parametrize(
    ("last", "day", "ends"),
    [
        (date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 28)),  # from the 1st: whole months
        (date(2028, 1, 31), date(2028, 2, 1), date(2028, 2, 29)),  # a leap year
        (date(2027, 1, 30), date(2027, 1, 31), date(2027, 2, 27)),  # no 31 February: the 28th begins the next
        (date(2027, 1, 30), date(2027, 2, 28), date(2027, 3, 30)),  # and the 31st is found again in March
    ],
)
def test_a_month_later_is_the_same_day_and_a_thirty_first_is_never_lost(last, day, ends):
    assert dates_on(tacit(date(2026, 12, 31), last, months=1, notice=0), day).ends_on == ends


@pytest.mark.parametrize(
    ("last", "months", "notice"),
    [
        (date(2027, 12, 31), 3, date(2027, 9, 30)),  # no 31 September
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 2, 28), 3, date(2026, 11, 28)),  # the earliest reading, not 30 November
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 12, 31), 0, date(2027, 12, 31)),
    ],
)
def test_notice_counts_back_to_the_same_day_or_the_last_one_of_the_month(last, months, notice):
    terms = tacit(date(2026, 1, 1), last, notice=months)
    assert dates_on(terms, last).notice_by == notice


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(1, 36),
    st.integers(0, 3000),
)
def test_the_periods_of_a_tacit_agreement_follow_each_other_without_gap_nor_overlap(last, months, later):
    terms = tacit(date(2019, 1, 1), last, months=months, notice=0)
    day = last + timedelta(days=later)
    dates = dates_on(terms, day)
    assert dates.ends_on >= day
    assert dates_on(terms, dates.ends_on) == dates
    assert dates_on(terms, dates.renews_on).ends_on > dates.ends_on


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 12, 31), AgreementState.COMING),
        (date(2027, 1, 1), AgreementState.IN_FORCE),
        (date(2027, 12, 31), AgreementState.IN_FORCE),
        (date(2028, 1, 1), AgreementState.ENDED),
    ],
)
def test_an_agreement_is_in_force_from_its_first_day_to_its_last_both_included(day, state):
    for renewal in (Renewal.NONE, Renewal.EXPRESS):
        assert state_on(AgreementTerms(date(2027, 1, 1), date(2027, 12, 31), renewal), None, day) is state


def test_one_ended_early_is_in_force_on_its_last_day_and_a_draft_never_is():
    assert state_on(YEARLY, date(2027, 6, 30), date(2027, 6, 30)) is AgreementState.IN_FORCE
    assert state_on(YEARLY, date(2027, 6, 30), date(2027, 7, 1)) is AgreementState.ENDED
    assert state_on(YEARLY, None, date(2040, 1, 1)) is AgreementState.IN_FORCE
    assert state_on(AgreementTerms(date(2027, 1, 1)), None, date(2090, 1, 1)) is AgreementState.IN_FORCE
    assert state_on(None, None, date(2027, 6, 1)) is AgreementState.DRAFT


@pytest.mark.parametrize(
    ("day", "soon"),
    [
        (date(2027, 7, 1), False),  # 91 days before the notice
        (date(2027, 7, 2), True),  # 90 days
        (date(2027, 9, 30), True),
        (date(2027, 10, 1), False),  # notice is past; 91 days before the end
        (date(2027, 10, 2), True),
        (date(2027, 12, 31), True),
    ],
)
def test_what_comes_within_ninety_days_is_the_notice_then_the_end(day, soon):
    assert comes_soon(YEARLY, None, day) is soon


def test_nothing_comes_soon_for_what_is_open_ended_stopped_or_not_signed():
    day = date(2027, 9, 1)
    assert not comes_soon(AgreementTerms(date(2027, 1, 1)), None, day)
    assert not comes_soon(YEARLY, date(2027, 12, 31), day)
    assert not comes_soon(None, None, day)


def test_an_amendment_holds_from_its_own_first_day_and_the_first_day_of_all_stays():
    longer = AgreementTerms(date(2028, 1, 1), date(2029, 12, 31), Renewal.EXPRESS)
    first = AgreementTerms(date(2027, 1, 1), date(2027, 12, 31), Renewal.EXPRESS)
    chain = [Signed(first, date(2026, 12, 1)), Signed(longer, date(2027, 11, 1))]
    assert terms_on(chain, date(2027, 12, 31)) == first
    assert terms_on(chain, date(2028, 1, 1)) == AgreementTerms(
        date(2027, 1, 1), date(2029, 12, 31), Renewal.EXPRESS
    )
    assert terms_on(chain, date(2026, 1, 1)) == first
    assert terms_on([], date(2027, 1, 1)) is None


TYPED = {
    "starts_on": "01/01/2027",
    "ends_on": "31/12/2027",
    "renewal": "tacit",
    "renewal_months": "12",
    "notice_months": "3",
}


def test_terms_are_read_and_months_only_count_for_a_tacit_renewal():
    assert read_terms(TYPED) == YEARLY
    plain = AgreementTerms(date(2027, 1, 1), date(2027, 12, 31))
    assert read_terms({**TYPED, "renewal": "none"}) == plain
    assert read_terms({**TYPED, "renewal": "none", "ends_on": ""}) == AgreementTerms(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"ends_on": "31/12/2026"}, ["ends_on"]),
        ({"ends_on": ""}, ["ends_on"]),
        ({"ends_on": "", "renewal": "express"}, ["ends_on"]),
        ({"renewal_months": "0"}, ["renewal_months"]),
        ({"renewal_months": "121"}, ["renewal_months"]),
        ({"notice_months": "13"}, ["notice_months"]),
        (
            {"starts_on": "hier", "renewal": "oui", "ends_on": "31/02/2027"},
            ["starts_on", "ends_on", "renewal"],
        ),
    ],
)
def test_terms_that_cannot_be_are_refused_field_by_field(typed, fields):
    with pytest.raises(FaultyAgreement) as caught:
        read_terms({**TYPED, **typed})
    assert [fault.field for fault in caught.value.faults] == fields


def test_bounds_of_months_are_accepted():
    assert read_terms({**TYPED, "renewal_months": "1", "notice_months": "0"}).renewal_months == 1
    assert read_terms({**TYPED, "renewal_months": "120", "notice_months": "120"}).notice_months == 120


def test_an_unknown_field_is_a_fault_at_its_line_with_the_nearest_name():
    with pytest.raises(FaultyTemplate) as caught:
        read_template("Entre {{ cooperative }}\net {{ structur }}.\n\n{{ zzz }} et {{ }} puis {{ siren")
    facts = [dict(fault.facts) for fault in caught.value.faults]
    assert facts == [
        {"line": 2, "name": "structur", "suggestion": "structure"},
        {"line": 4, "name": "zzz"},
        {"line": 4},
    ]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 60_001, "{{", "}} fin", "{{ a\nb }}"])
def test_a_template_that_cannot_be_read_is_refused(text):
    with pytest.raises(FaultyTemplate):
        read_template(text)
    assert read_template("x" * 60_000).fields == ()


def test_what_is_known_is_filled_and_what_lacks_is_left_to_complete():
    template = read_template("{{ structure }} prend :\n{{ services }}\nSIREN {{siren}}, {{ services }}.")
    filled = fill(template, {"structure": "Les *Fours*", "services": ("paie", "achats_groupés")})
    assert filled == (
        "Les \\*Fours\\* prend :\n- paie\n- achats\\_groupés\n"
        "SIREN [À COMPLÉTER : SIREN de la structure], paie, achats\\_groupés."
    )
    assert left_to_complete(filled) == ("[À COMPLÉTER : SIREN de la structure]",)
    assert left_to_complete("rien ne manque") == ()
    assert left_to_complete("[TO COMPLETE: trade] {{ siren }}") == ("[TO COMPLETE: trade]", "{{siren}}")


def test_a_value_never_becomes_a_field():
    template = read_template("{{ structure }} – {{ siren }}")
    filled = fill(template, {"structure": "{{ siren }}", "siren": "732829320"})
    assert filled == "{{ siren }} – 732829320"
    assert set(template.fields) <= set(FIELDS)


@pytest.mark.parametrize(("left", "lead"), [(61, None), (60, 60), (16, 60), (15, 15), (0, 15), (-1, None)])
def test_a_reminder_falls_sixty_then_fifteen_days_before_the_notice_or_the_end(left, lead):
    mark = date(2027, 9, 30)
    day = mark - timedelta(days=left)
    assert reminder_on(YEARLY, None, day) == (lead and Reminder(Mark.NOTICE, mark, lead))
    for renewal in (Renewal.NONE, Renewal.EXPRESS):
        terms = AgreementTerms(date(2027, 1, 1), mark, renewal)
        assert reminder_on(terms, None, day) == (lead and Reminder(Mark.END, mark, lead))
    assert reminder_on(YEARLY, date(2027, 12, 31), day) is None
    assert reminder_on(AgreementTerms(date(2027, 1, 1)), None, day) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_template_to_start_from_is_signed_by_nobody_before_its_note_is_removed(language):
    text = (ROOT / f"web/documents/convention.{language}.md").read_text(encoding="utf-8")
    template = read_template(text)
    assert set(template.fields) == set(FIELDS)
    filled = fill(template, dict.fromkeys(FIELDS, "su"))
    assert len(left_to_complete(filled)) == 1
    assert left_to_complete(filled.partition("\n\n")[2]) == ()
