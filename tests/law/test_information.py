"""What members may read and ask, and until when."""

from datetime import date

from governance.law.information import (
    DOCUMENTS,
    LIST_FIELDS,
    RULES,
    document_request_cutoff,
    documents_from,
    list_open_from,
    question_cutoff,
)
from governance.law.legal_forms import CompanyForm
from governance.law.public_holidays import Territory

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG = date(2027, 6, 24)


def test_written_questions_to_an_sa_arrive_by_the_fourth_business_day_before():
    assert question_cutoff(SA, AG) == date(2027, 6, 18)
    assert question_cutoff(SARL, AG) == AG
    assert question_cutoff(SAS, AG) is None


def test_the_fourth_business_day_depends_on_where_the_office_is():
    # Guyane keeps 10 June: an assembly on the 15th counts one day further back.
    assert question_cutoff(SA, date(2027, 6, 15)) == date(2027, 6, 9)
    assert question_cutoff(SA, date(2027, 6, 15), Territory.GUYANE) == date(2027, 6, 8)


def test_documents_of_an_sa_are_asked_for_until_the_fifth_day_before_included():
    assert document_request_cutoff(SA, AG) == date(2027, 6, 19)
    assert document_request_cutoff(SAS, AG) is None


def test_a_sarl_sends_its_documents_unasked_so_that_no_day_ends_a_request():
    assert document_request_cutoff(SARL, AG) is None
    (rule,) = [rule for rule in RULES if rule.key == "document_request_cutoff"]
    line = rule.line(SARL, AG)
    assert (str(line.value), line.source.article) == (
        "aucune à faire : chaque sociétaire les reçoit",
        "R. 223-18",
    )
    assert str(rule.line(SA, AG).value) == "jusqu’au 5e jour avant l’assemblée, inclus"


def test_documents_are_there_fifteen_days_before():
    assert documents_from(SA, AG) == documents_from(SARL, AG) == date(2027, 6, 9)
    assert documents_from(SAS, AG) is None


def test_a_sarl_sends_its_documents_and_an_sa_keeps_them_open():
    assert [DOCUMENTS[form].on(AG) for form in (SA, SARL, SAS)] == ["available", "sent", None]


def test_the_list_of_members_of_an_sa_is_open_fifteen_days_and_shows_no_e_mail():
    assert list_open_from(SA, AG) == date(2027, 6, 9)
    assert list_open_from(SARL, AG) is None
    assert LIST_FIELDS == ("surname", "first_name", "address")


def test_fifteen_days_are_proposed_to_a_sas():
    (rule,) = [rule for rule in RULES if rule.key == "documents_from"]
    assert str(rule.line(SAS, AG).proposed).startswith("15 jours")
