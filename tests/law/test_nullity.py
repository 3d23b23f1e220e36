"""A decision is contested for two years, and a breach of the bylaws is not enough."""

from datetime import date
from itertools import product

import pytest

from governance.law.annual import NULLITY_YEARS
from governance.law.legal_forms import CompanyForm
from governance.law.nullity import BYLAWS_ALONE, IRREGULAR_NOTICE, contested_until, may_annul
from governance.sources import Confidence


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        (date(2022, 6, 24), date(2025, 6, 24)),
        (date(2024, 9, 30), date(2027, 9, 30)),
        (date(2024, 10, 1), date(2027, 10, 1)),
        (date(2024, 10, 2), date(2027, 10, 1)),
        (date(2025, 9, 30), date(2027, 10, 1)),
        (date(2025, 10, 1), date(2027, 10, 1)),
        (date(2025, 10, 2), date(2027, 10, 2)),
        (date(2027, 6, 24), date(2029, 6, 24)),
    ],
)
def test_three_years_until_30_september_2025_two_since_and_never_after_two_from_that_day(decided, until):
    assert contested_until(decided) == until


@pytest.mark.parametrize(
    ("decided", "confidence"),
    [
        (date(2024, 10, 1), Confidence.CONFIRMED),
        (date(2024, 10, 2), Confidence.COUNSEL),
        (date(2025, 9, 30), Confidence.COUNSEL),
        (date(2025, 10, 1), Confidence.CONFIRMED),
    ],
)
def test_counsel_confirms_the_end_that_the_reform_brings_nearer(decided, confidence):
    assert NULLITY_YEARS.period(decided).source.confidence is confidence


def test_a_breach_of_the_bylaws_alone_annuls_nothing_since_october_2025():
    assert BYLAWS_ALONE.on(date(2025, 9, 30)) == "discussed"
    assert BYLAWS_ALONE.on(date(2025, 10, 1)) == "not_a_cause"


@pytest.mark.parametrize(("form", "text"), [(CompanyForm.SA, "L. 225-104"), (CompanyForm.SARL, "L. 223-27")])
def test_an_assembly_badly_convened_may_be_annulled_and_the_bylaws_of_an_sas_decide(form, text):
    said = IRREGULAR_NOTICE[form].period(date(2027, 6, 24))
    assert (said.value, said.source.article) == ("annullable", text)
    assert IRREGULAR_NOTICE[CompanyForm.SAS].on(date(2027, 6, 24)) is None


def test_the_four_conditions_hold_together():
    for mandatory, grievance, changed, excessive in product((True, False), repeat=4):
        annulled = may_annul(
            mandatory_text=mandatory, grievance=grievance, changed_outcome=changed, excessive=excessive
        )
        assert annulled is ((mandatory, grievance, changed, excessive) == (True, True, True, False))
