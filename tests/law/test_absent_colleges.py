"""Those who are absent count in the first ordinary meeting of a SARL, and their college with them."""

import pytest

from governance.law.absent_colleges import AbsentCollegeEscapes, breaches
from governance.law.legal_forms import CompanyForm
from governance.sources import Confidence


@pytest.mark.parametrize(
    ("form", "weigh", "stays", "escapes"),
    [
        (CompanyForm.SARL, True, False, True),
        (CompanyForm.SARL, True, True, False),
        (CompanyForm.SARL, False, False, False),
        (CompanyForm.SA, True, False, False),
        (CompanyForm.SAS, True, False, False),
    ],
)
def test_the_points_of_an_absent_college_stay_where_the_law_counts_its_members(form, weigh, stays, escapes):
    found = breaches(form, weigh=weigh, stays=stays)
    assert [type(one) for one in found] == [AbsentCollegeEscapes] * escapes
    for one in found:
        assert (one.source.article, one.source.confidence) == ("L. 223-29", Confidence.COUNSEL)
