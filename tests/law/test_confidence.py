"""What counsel must still confirm: the list is typed, so that nothing joins or leaves it unseen."""

from datetime import date

from governance.law import ALL_RULES
from governance.law.legal_forms import CompanyForm
from governance.law.table import law_table
from governance.sources import ChangedBy, Confidence

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
DAY = date(2026, 11, 24)
TO_CONFIRM = {
    (
        SA,
        SARL,
        SAS,
    ): """
        also_invited amendments attendance_columns attendance_signers backward_deadline
        business_day capital_floor_highest capital_votes capitalise_reserves
        category_is_not_college college_assigned_by
        college_carry college_criterion college_default_part college_freeze college_least
        college_most college_quorum colleges_count colleges_on_board control_presumed
        cooperative_status deadline_time_zone empty_college entrepreneur_interviews
        entrepreneur_leaving entrepreneurs_together evote_keys evote_level exclusion_heard keep_registers
        legal_person_voter legal_reserve member_death mode_switch own_shares partial_results
        proxy_college proxy_per_holder proxy_same_college public_capital
        public_holidays_overseas quorum_base scop_group secret_for secret_postal self_control
        shares_registered silent_college single_college statutory_reserve tie yearly_meeting
    """,
    (
        SA,
        SARL,
    ): """
        agenda_request_held conflict_of_interest day_count irregular_notice move_office
        notice_days_second postal_electronic_cutoff postal_paper_cutoff postal_same_agenda
        postal_signature remote_accounts remote_only written_answer_days written_consultation
    """,
    (
        SA,
        SAS,
    ): """
        board_size change_nationality cross_holding cross_holding_other
    """,
    (
        SARL,
        SAS,
    ): """
        majority_floor no_quorum_minutes
    """,
    (SAS,): """
        annual_assembly board_term company_form majority_floor minutes_content minutes_incident
        notice_letter_since notice_recipients
    """,
    (SARL,): """
        abstention_extraordinary abstention_ordinary_first abstention_ordinary_second
        agenda_exclusive agenda_request_answer agenda_second_call blank_proxy
        candidates_information extraordinary_second_put_back
        majority_extraordinary_first majority_extraordinary_second majority_ordinary_first
        majority_ordinary_second meeting_secretary meeting_tellers members_list_consultation
        members_list_day off_agenda permanent_information postal_and_proxy postal_form
        postal_new_resolution postal_request postal_same_agenda postal_vote
        proxy_electronic_deadline proxy_substitution quorum_extraordinary_first
        quorum_extraordinary_second record_day record_day_earlier remote_only share_register
        special_majority special_quorum_first special_quorum_second
    """,
    (SA,): """
        email_consent_cutoff email_revert
        notice_content remote_only_procedure remote_only_refused_by remote_participation
    """,
}


def test_these_lines_and_no_others_wait_for_counsel():
    expected = {(key, form) for forms, keys in TO_CONFIRM.items() for form in forms for key in keys.split()}
    found = {(line.key, line.form) for line in law_table(DAY) if line.confidence is Confidence.COUNSEL}
    assert sorted(found - expected) == []
    assert sorted(expected - found) == []


LOCKED = {
    "secretary": """
        day_count evote_level keep_ballots keep_registers evote_keys
    """,
    "stricter": """
        board_size board_term capital_floor categories_count colleges_count
        majority_extraordinary_first majority_extraordinary_second majority_ordinary_first
        majority_ordinary_second non_cooperatives non_cooperators notice_days_first
        notice_days_second quorum_extraordinary_first quorum_extraordinary_second
        quorum_ordinary_first quorum_ordinary_second special_quorum_first special_quorum_second
        statutory_reserve
    """,
    "easier": """
        agenda_request_part agenda_request_scale meeting_on_demand postal_paper_cutoff
    """,
}


def test_bylaws_of_an_sa_may_only_be_stricter_or_easier_on_these():
    lines = [line for line in law_table(DAY, SA) if line.changed_by is ChangedBy.BYLAWS]
    for direction in ("stricter", "easier"):
        found = {line.key for line in lines if line.direction == direction}
        assert found == set(LOCKED[direction].split())


def test_the_secretary_may_only_be_stricter_on_these():
    lines = [line for line in law_table(DAY, SA) if line.changed_by is ChangedBy.SECRETARY]
    assert {line.key for line in lines if line.direction == "stricter"} == {
        "day_count",
        "evote_keys",
        "keep_ballots",
    }


def test_the_secretary_sets_these_and_no_others():
    found = {line.key for line in law_table(DAY, SA) if line.changed_by is ChangedBy.SECRETARY}
    assert found == set(LOCKED["secretary"].split())


PAST = """
    abstention_extraordinary:sa:2019 abstention_extraordinary:sarl:1
    abstention_ordinary_first:sa:2019 abstention_ordinary_second:sa:2019
    agenda_request_cutoff:sarl:1 agenda_request_date:sarl:1 agenda_request_form:sarl:1
    agenda_request_part:sarl:1 agenda_request_scale:sarl:1 breach_of_bylaws:sa:1
    breach_of_bylaws:sarl:1 breach_of_bylaws:sas:1 capitalise_reserves:sa:1
    majority_extraordinary_first:sa:2019 majority_extraordinary_first:sarl:1
    majority_extraordinary_second:sa:2019 majority_extraordinary_second:sarl:1
    majority_floor:sa:2019 majority_floor:sas:1 majority_floor:sas:2022
    majority_ordinary_first:sa:2019 majority_ordinary_second:sa:2019 move_office:sa:1
    nullity_action:sa:2024 nullity_action:sarl:2024 nullity_action:sas:2024 nullity_test:sa:1
    nullity_test:sarl:1 nullity_test:sas:1 postal_form:sa:2019 postal_form:sarl:1
    postal_signature:sarl:1 postal_vote:sarl:1 quorum_ordinary_first:sa:1 remote_only:sa:1
    remote_only_refused_by:sa:1 remote_only_refused_by:sa:2018 special_majority:sa:2019
    special_quorum_first:sa:1 special_quorum_second:sa:1
"""


def test_these_texts_of_the_past_wait_for_counsel_too():
    found = {
        f"{rule.key}:{form}:{period.day.year}"
        for rule in ALL_RULES
        for form, dated in rule.by_form.items()
        for period in dated.periods
        if period is not dated.period(DAY) and period.source.confidence is Confidence.COUNSEL
    }
    assert found == set(PAST.split())
