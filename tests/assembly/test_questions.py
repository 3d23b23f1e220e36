"""The last day of a written question, by form and by bylaws."""

from dataclasses import replace
from datetime import date

import pytest

from governance.assembly.questions import question_term
from governance.bylaws.models import load_model
from governance.law.legal_forms import CompanyForm

THURSDAY = date(2027, 6, 24)


def bylaws(form, days=None):
    model = load_model("five_colleges_proportional")
    identity = replace(model.identity, form=form)
    return replace(model, identity=identity, agenda=replace(model.agenda, article="18", questions_days=days))


@pytest.mark.parametrize(
    ("form", "days", "last", "article"),
    [
        (CompanyForm.SA, None, date(2027, 6, 18), "R. 225-84"),
        (CompanyForm.SA, 2, date(2027, 6, 22), "18"),
        (CompanyForm.SA, 10, date(2027, 6, 18), "R. 225-84"),
        (CompanyForm.SARL, None, date(2027, 6, 24), "L. 223-26"),
        (CompanyForm.SARL, 3, date(2027, 6, 24), "L. 223-26"),
        (CompanyForm.SAS, 3, date(2027, 6, 21), "18"),
    ],
)
def test_a_question_comes_by_the_fourth_business_day_and_bylaws_only_give_more_time(
    form, days, last, article
):
    term = question_term(bylaws(form, days), THURSDAY)
    assert (term.last_day, term.source.article) == (last, article)


def test_a_silent_sas_takes_questions_until_the_assembly_opens():
    assert question_term(bylaws(CompanyForm.SAS), THURSDAY).last_day is None
