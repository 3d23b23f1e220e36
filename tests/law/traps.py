"""What naive software of assemblies gets wrong, sixty ways: where each is tested, or why it is not yet.

A trap tested by a function `test_trap_NN_…` of this folder is not listed here.
"""

ELSEWHERE = {
    18: "tests/usecases/test_traps.py::"
    "test_trap_18_who_speaks_for_a_member_company_has_its_vote_and_their_own_and_no_third",
    19: "tests/usecases/test_traps.py::"
    "test_trap_19_speaking_for_a_company_takes_no_place_in_the_cap_on_proxies",
    20: "tests/usecases/test_proxies.py::test_the_vote_counts_in_the_college_of_the_principal",
    22: "tests/usecases/test_proxies.py::test_a_proxy_is_never_passed_on",
    25: "tests/usecases/test_postal.py::test_trap_25_no_amendment_meets_a_form_received_on_the_first_text",
    32: "tests/usecases/test_notices.py::test_members_without_address_are_counted_and_nobody_is_forgotten",
    38: "tests/usecases/test_traps.py::"
    "test_trap_38_the_company_founded_has_its_own_day_college_and_shares_and_the_founder_keeps_theirs",
    39: "tests/usecases/test_ties.py::"
    "test_trap_39_a_suspended_company_is_on_the_list_without_vote_out_of_quorum_and_majority",
    40: "tests/usecases/test_traps.py::"
    "test_trap_40_the_half_of_public_bodies_is_of_the_capital_and_is_read_again_after_each_movement",
    53: "tests/usecases/test_non_voters.py::test_trap_53_auditor_and_works_council_are_in_the_mailing",
    43: "tests/web/test_polls_pages.py::test_no_figure_of_an_open_poll_but_its_turnout_is_shown_to_anybody",
}
"""Traps of what the service does, tested on a database or a page."""

NOT_YET = {
    42: "the box of a secret vote, without identifier nor time, is not built: polls are open votes",
    44: "keys of a secret urn, and who holds them, are not built",
    45: "the day after which sealed ballots may be destroyed is known, and nothing destroys them yet",
    56: "each cooperative here counts one vote a head: a union that weighs its members is not built",
}
"""Traps of a feature that does not exist here, each with the reason."""
