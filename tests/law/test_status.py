"""Which forms a SCIC could take."""

from datetime import date

from governance.law.legal_forms import CompanyForm
from governance.law.status import may_be_scic


def test_the_sas_was_added_in_2014():
    assert not may_be_scic(CompanyForm.SAS, date(2014, 8, 1))
    assert may_be_scic(CompanyForm.SAS, date(2014, 8, 2))
    assert may_be_scic(CompanyForm.SA, date(2010, 1, 1))
    assert may_be_scic(CompanyForm.SARL, date(2010, 1, 1))
