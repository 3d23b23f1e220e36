"""The worked example: an assembly on Thursday 24 June 2027."""

from datetime import UTC, date, datetime

import pytest

from governance.law.calendar import SetBy, deadlines, second_meeting_from
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.public_holidays import Territory

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG = date(2027, 6, 24)


def days(form, **options):
    return {one.key: one.advised for one in deadlines(form, AG, **options)}


def test_the_calendar_of_an_sa():
    assert days(SA, kind=AssemblyKind.EXTRAORDINARY, remote_only=True) == {
        "email_consent": date(2027, 5, 19),
        "remote_only_announced": date(2027, 5, 19),
        "remote_only_refused": date(2027, 5, 29),
        "agenda_request": date(2027, 5, 29),
        "agenda_answer": date(2027, 6, 3),
        "members_list": date(2027, 6, 8),
        "notice": date(2027, 6, 8),
        "list_open": date(2027, 6, 9),
        "postal_request": date(2027, 6, 18),
        "questions": date(2027, 6, 18),
        "document_request": date(2027, 6, 19),
        "postal_paper": date(2027, 6, 21),
        "record": date(2027, 6, 22),
        "postal_electronic": date(2027, 6, 23),
        "proxy_electronic": date(2027, 6, 23),
        "bylaws_filed": date(2027, 7, 24),
        "accounts_paper": date(2027, 7, 24),
        "accounts_online": date(2027, 8, 24),
        "contest": date(2029, 6, 24),
    }


WORDS_AND_TEXTS = [
    (SA, "email_consent", "dernier accord d’un sociétaire pour être convoqué par courriel", "R. 225-63"),
    (SA, "remote_only_announced", "annonce d’une assemblée tenue seulement à distance", "R. 225-61-2"),
    (SA, "remote_only_refused", "dernier refus d’une assemblée tenue seulement à distance", "R. 225-61-2"),
    (SA, "agenda_request", "dernière demande d’inscription d’un point à l’ordre du jour", "R. 225-72"),
    (SA, "agenda_answer", "accusé de réception de la dernière demande d’un point", "R. 225-74"),
    (SA, "members_list", "arrêté de la liste des sociétaires", "R. 225-90"),
    (SA, "notice", "dernier jour pour envoyer la convocation", "R. 225-69"),
    (SA, "list_open", "les documents et la liste des sociétaires sont à la disposition de chacun",
     "R. 225-90"),
    (SA, "postal_request", "dernière demande d’un formulaire de vote par correspondance", "R. 225-75"),
    (SA, "questions", "dernières questions écrites", "R. 225-84"),
    (SA, "document_request", "dernière demande d’envoi des documents", "R. 225-88"),
    (SA, "postal_paper", "limite de réception des formulaires sur papier, sauf délai plus court",
     "R. 225-77"),
    (SA, "record", "date d’enregistrement, si les statuts la fixent avant l’assemblée", "R. 225-86"),
    (SA, "postal_electronic", "derniers votes électroniques par correspondance", "R. 225-77"),
    (SA, "proxy_electronic", "derniers pouvoirs envoyés par voie électronique", "R. 225-80"),
    (SA, "bylaws_filed", "dépôt des statuts modifiés", "R. 123-105"),
    (SA, "accounts_paper", "dépôt des comptes sur papier", "L. 232-23"),
    (SA, "accounts_online", "dépôt des comptes en ligne", "L. 232-23"),
    (SA, "contest", "fin du délai pour contester une décision en justice", "1844-14"),
    (SARL, "documents_sent", "dernier jour pour envoyer les documents à chaque sociétaire", "R. 223-18"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "key", "title", "article"), WORDS_AND_TEXTS)
def test_each_deadline_is_said_in_words_under_its_article(form, key, title, article):
    one = one_of(key, form, kind=AssemblyKind.EXTRAORDINARY, remote_only=True)
    assert (one.title, one.source.article) == (title, article)


@pytest.mark.parametrize(("form", "article"), [(SA, "L. 225-96"), (SARL, "L. 223-30")])
def test_only_a_second_extraordinary_meeting_has_a_last_day_if_it_is_put_back(form, article):
    kind = AssemblyKind.EXTRAORDINARY
    one = one_of("put_back", form, kind=kind, call=Call.SECOND)
    assert (one.day, one.source.article) == (date(2027, 8, 24), article)
    assert one.title == (
        "dernier jour pour tenir cette deuxième assemblée si elle est repoussée, faute de quorum"
    )
    assert "put_back" not in days(form, kind=kind)
    assert "put_back" not in days(form, kind=kind, call=Call.SECOND, put_back=True)
    assert "put_back" not in days(form, call=Call.SECOND)
    assert "put_back" not in days(SAS, kind=kind, call=Call.SECOND)


def test_what_members_must_keep_is_said_with_the_last_day_and_one_day_of_safety():
    """Everywhere else the last day is the day to write in a diary."""
    last = {one.key: one.day for one in deadlines(SA, AG, remote_only=True) if one.day != one.advised}
    assert last == {
        "email_consent": date(2027, 5, 20),
        "remote_only_announced": date(2027, 5, 20),
        "remote_only_refused": date(2027, 5, 30),
        "agenda_request": date(2027, 5, 30),
        "agenda_answer": date(2027, 6, 4),
    }


def test_the_calendar_of_a_sarl():
    assert days(SARL) == {
        "agenda_request": date(2027, 5, 29),
        "email_consent": date(2027, 6, 3),
        "notice": date(2027, 6, 8),
        "documents_sent": date(2027, 6, 8),
        "questions": AG,
        "bylaws_filed": date(2027, 7, 24),
        "accounts_paper": date(2027, 7, 24),
        "accounts_online": date(2027, 8, 24),
        "contest": date(2029, 6, 24),
    }


def one_of(key, form, **options):
    return next(one for one in deadlines(form, AG, **options) if one.key == key)


def test_the_request_received_on_the_safe_day_is_answered_within_five_days_of_it():
    answer = one_of("agenda_answer", SA)
    assert (answer.safe_day, answer.day) == (date(2027, 6, 3), date(2027, 6, 4))


@pytest.mark.parametrize(
    ("form", "own", "last", "set_by", "source"),
    [
        (SA, 14, date(2027, 6, 8), SetBy.LAW, "R. 225-69"),
        (SA, 15, date(2027, 6, 8), SetBy.LAW, "R. 225-69"),
        (SA, 16, date(2027, 6, 7), SetBy.BYLAWS, "article 12"),
        (SAS, 7, date(2027, 6, 16), SetBy.BYLAWS, "article 12"),
        (SAS, None, date(2027, 6, 8), SetBy.PROPOSED, "L. 227-9"),
    ],
)
def test_the_notice_says_whether_law_bylaws_or_a_proposal_set_its_day(form, own, last, set_by, source):
    notice = one_of("notice", form, notice_days=own, notice_source="article 12")
    named = notice.source if isinstance(notice.source, str) else notice.source.article
    assert (notice.day, notice.set_by, named) == (last, set_by, source)


@pytest.mark.parametrize(("form", "article"), [(SA, "L. 232-23"), (SAS, "L. 232-23"), (SARL, "L. 232-22")])
def test_accounts_are_filed_under_the_article_of_the_form(form, article):
    filed = {one.source.article for one in deadlines(form, AG) if one.key.startswith("accounts_")}
    assert filed == {article}


def test_a_sas_without_a_word_in_its_bylaws_follows_the_proposed_fifteen_days():
    assert days(SAS)["notice"] == date(2027, 6, 8)
    assert days(SAS, notice_days=8)["notice"] == date(2027, 6, 15)


@pytest.mark.parametrize(
    ("own", "sent"), [(14, date(2027, 6, 8)), (15, date(2027, 6, 8)), (16, date(2027, 6, 7))]
)
def test_longer_bylaws_are_followed_and_shorter_ones_are_not(own, sent):
    assert days(SA, notice_days=own)["notice"] == sent


def test_electronic_votes_close_at_fifteen_in_paris_and_the_record_date_starts_at_midnight():
    moments = {one.key: one.moment for one in deadlines(SA, AG)}
    assert moments["postal_electronic"] == datetime(2027, 6, 23, 13, tzinfo=UTC)
    assert moments["proxy_electronic"] == datetime(2027, 6, 23, 13, tzinfo=UTC)
    assert moments["record"] == datetime(2027, 6, 21, 22, tzinfo=UTC)
    assert moments["notice"] is None


def test_deadlines_come_in_order_and_each_has_its_text():
    for form in CompanyForm:
        found = deadlines(form, AG, remote_only=True)
        assert [one.advised for one in found] == sorted(one.advised for one in found)
        assert all(one.title and one.source.text for one in found)
        assert len({one.key for one in found}) == len(found)


def test_a_holiday_of_the_territory_moves_the_questions():
    may = date(2027, 6, 15)
    here = {one.key: one.day for one in deadlines(SA, may)}
    there = {one.key: one.day for one in deadlines(SA, may, territory=Territory.GUYANE)}
    assert (here["questions"], there["questions"]) == (date(2027, 6, 9), date(2027, 6, 8))


def test_only_an_sa_that_meets_only_at_a_distance_announces_it():
    told = {"remote_only_announced", "remote_only_refused"}
    assert told <= set(days(SA, remote_only=True))
    assert not told & set(days(SA))
    assert not told & set(days(SARL, remote_only=True))


def test_a_second_call_takes_ten_full_days_and_no_new_item():
    assert days(SA, call=Call.SECOND)["notice"] == date(2027, 6, 13)
    assert days(SARL, call=Call.SECOND)["notice"] == date(2027, 6, 8)
    assert not {"agenda_request", "agenda_answer"} & set(days(SA, call=Call.SECOND))


def test_a_second_meeting_convened_on_the_day_of_the_first():
    assert second_meeting_from(SA, AG, AG) == date(2027, 7, 5)
    assert second_meeting_from(SARL, AG, AG) == date(2027, 7, 10)
    assert second_meeting_from(SAS, AG, AG) is None


def test_a_holiday_of_the_territory_moves_the_record_date_too():
    june = date(
        2027, 6, 11
    )  # the second business day before: the 9th, or the 8th where the 10th is a holiday
    here, there = (
        next(one.day for one in deadlines(SA, june, territory=place) if one.key == "record")
        for place in (Territory.MAINLAND, Territory.GUYANE)
    )
    assert (here, there) == (date(2027, 6, 9), date(2027, 6, 8))
