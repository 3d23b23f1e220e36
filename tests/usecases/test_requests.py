"""Members ask for items: support, sending, the answer of the office, and what each may not do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.convening import AgendaLocked, MissingField
from governance.assembly.refusals import RegisterIsFinal
from governance.assembly.requests import (
    LawfulRequest,
    NoSuchRequest,
    NotYourRequest,
    RequestedItem,
    RequestKind,
    RequestMoved,
    RequestState,
    TooManyRequests,
)
from governance.queries.agenda import agenda_items
from governance.queries.notices import convening
from governance.queries.requests import request_shown, requests_page
from governance.register.letters import LetterChannel, Written
from governance.register.refusals import NoSuchMember
from governance.store.assemblies import AssemblyRow
from governance.store.requests import RequestRow
from governance.usecases.agenda import RemoveItem, remove_item
from governance.usecases.requests import (
    AcceptRequest,
    RecordRequest,
    RefuseRequest,
    RequestFields,
    accept_request,
    leave_request,
    open_request,
    record_request,
    refuse_request,
    send_request,
    support_request,
    withdraw_request,
)
from tests.builders import add_account, an_actor
from tests.requesting import a_demanding_home, a_meeting_to_come, ten_members

ASKED = RequestFields(RequestKind.DRAFT, "Un four à pain", "L’assemblée **décide** d’un four.", "On a faim.")
LETTER = Written(LetterChannel.EMAIL, "Votre demande", "Bonjour.")


@pytest.fixture
def home(database):
    return a_demanding_home(database)


@pytest.fixture
def members(database, home):
    return ten_members(database, home)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def asked_by(database, home, members, supporters=2, *, send=True):
    """Write a request with so many supporters, its author included, and send it."""

    def act(uow):
        made = open_request(uow, ASKED, by=members[0])
        for other in members[1:supporters]:
            support_request(uow, made, by=other)
        if send:
            send_request(uow, made, LETTER, by=members[0])
        return made

    return within(database, home, act)


def refuse(database, home, request, assembly=None, reason="Hors sujet."):
    command = RefuseRequest(request, assembly, reason, LETTER)
    within(database, home, lambda uow: refuse_request(uow, command, by=home.secretary))


def accept(database, home, request, assembly):
    command = AcceptRequest(request, assembly)
    return within(database, home, lambda uow: accept_request(uow, command, by=home.secretary))


def shown(database, home, actor, request):
    with database.read() as uow:
        uow.enter(home.id)
        return request_shown(uow, actor, request)


def test_support_is_counted_once_and_taken_back_before_it_is_sent(database, home, members):
    made = asked_by(database, home, members, supporters=3, send=False)
    again = within(database, home, lambda uow: support_request(uow, made, by=members[1]))
    assert again is False
    assert within(database, home, lambda uow: leave_request(uow, made, by=members[2])) is True
    assert within(database, home, lambda uow: leave_request(uow, made, by=members[0])) is False
    found = shown(database, home, members[5], made)
    assert (found.many, found.supporters, found.enough) == (2, (), True)
    within(database, home, lambda uow: send_request(uow, made, LETTER, by=members[0]))
    for late in (support_request, leave_request):
        with pytest.raises(RequestMoved):
            within(database, home, lambda uow, late=late: late(uow, made, by=members[3]))


def test_a_member_gathers_support_for_three_requests_at_most(database, home, members):
    for _ in range(3):
        asked_by(database, home, members, send=False)
    with pytest.raises(TooManyRequests):
        asked_by(database, home, members, send=False)
    within(database, home, lambda uow: open_request(uow, ASKED, by=members[1]))


@pytest.mark.parametrize("empty", ["title", "reasons", "text"])
def test_a_draft_has_a_title_a_text_and_reasons(database, home, members, empty):
    with pytest.raises(MissingField):
        within(database, home, lambda uow: open_request(uow, replace(ASKED, **{empty: " "}), by=members[0]))


def test_only_its_author_sends_or_withdraws_a_request(database, home, members):
    made = asked_by(database, home, members, send=False)
    with pytest.raises(NotYourRequest):
        within(database, home, lambda uow: send_request(uow, made, None, by=members[1]))
    with pytest.raises(NotYourRequest):
        within(database, home, lambda uow: withdraw_request(uow, made, by=members[1]))
    within(database, home, lambda uow: withdraw_request(uow, made, by=members[0]))
    with pytest.raises(NoSuchRequest):
        shown(database, home, members[1], made)
    with pytest.raises(RequestMoved):
        within(database, home, lambda uow: send_request(uow, made, None, by=members[0]))


def test_one_member_in_five_is_enough_and_one_in_ten_is_not(database, home, members):
    few = asked_by(database, home, members, supporters=1)
    refuse(database, home, few, a_meeting_to_come(database, home))
    enough = asked_by(database, home, members, supporters=2)
    with pytest.raises(LawfulRequest) as refused:
        refuse(database, home, enough, a_meeting_to_come(database, home))
    assert refused.value.source.article == "R. 225-74"
    with pytest.raises(LawfulRequest):
        refuse(database, home, enough)


def test_a_request_too_late_for_one_assembly_may_be_turned_down_for_it(database, home, members):
    made = asked_by(database, home, members)
    with pytest.raises(LawfulRequest):
        refuse(database, home, made, a_meeting_to_come(database, home, days=25))
    refuse(database, home, made, a_meeting_to_come(database, home, days=24))
    assert shown(database, home, members[0], made).answer == "Hors sujet."


def test_a_refusal_says_why_and_is_final(database, home, members):
    made = asked_by(database, home, members, supporters=1)
    with pytest.raises(MissingField):
        refuse(database, home, made, reason=" ")
    refuse(database, home, made)
    with pytest.raises(RequestMoved):
        accept(database, home, made, a_meeting_to_come(database, home))
    with pytest.raises(RegisterIsFinal):
        within(
            database,
            home,
            lambda uow: uow.session.connection().execute(text("UPDATE agenda_requests SET answer = ''")),
        )


def test_an_accepted_request_is_an_item_presented_by_members_that_stays(database, home, members):
    made, meeting = asked_by(database, home, members), a_meeting_to_come(database, home)
    item = accept(database, home, made, meeting)
    with database.read() as uow:
        uow.enter(home.id)
        found = [one for one in agenda_items(uow, meeting) if one.id == item]
    assert [(one.title, one.voted, one.proposed_by) for one in found] == [("Un four à pain", True, "members")]
    with pytest.raises(RequestedItem):
        within(database, home, lambda uow: remove_item(uow, RemoveItem(meeting, item), by=home.secretary))


def test_nothing_is_added_once_the_notice_left(database, home, members):
    made, meeting = asked_by(database, home, members), a_meeting_to_come(database, home)

    def convened(uow):
        row = uow.session.get(AssemblyRow, meeting)
        row.stage, row.convened_at = "convened", uow.now

    within(database, home, convened)
    with pytest.raises(AgendaLocked):
        accept(database, home, made, meeting)


def check(database, home, meeting):
    with database.read() as uow:
        uow.enter(home.id)
        checks = convening(uow, meeting, home.secretary).checks
    return [one.state for one in checks if one.key == "requested"]


def test_a_lawful_request_on_no_agenda_forbids_to_convene(database, home, members):
    meeting = a_meeting_to_come(database, home)
    asked_by(database, home, members, supporters=1)
    assert check(database, home, meeting) == []
    made = asked_by(database, home, members)
    assert check(database, home, meeting) == ["missing"]
    other = a_meeting_to_come(database, home, days=90)
    assert check(database, home, meeting) == check(database, home, other) == ["advice"]
    accept(database, home, made, other)
    assert check(database, home, meeting) == []


def test_a_letter_from_members_or_from_the_works_council_is_recorded_with_its_day(database, home, members):
    def record(uow, numbers=(4, 2), council=False, ago=3):
        on = uow.today - timedelta(days=ago)
        return record_request(uow, RecordRequest(ASKED, on, numbers, council), by=home.secretary)

    made = within(database, home, record)
    found = shown(database, home, home.secretary, made)
    assert (found.author, found.many, found.state) == ("Alix Lou 4", 2, RequestState.SENT)
    council = within(database, home, lambda uow: record(uow, (), council=True))
    assert shown(database, home, home.secretary, council).enough
    with pytest.raises(LawfulRequest):
        refuse(database, home, council)
    for wrong, refused in (
        ({"numbers": (99,)}, NoSuchMember),
        ({"numbers": ()}, MissingField),
        ({"ago": -1}, MissingField),
    ):
        with pytest.raises(refused):
            within(database, home, lambda uow, wrong=wrong: record(uow, **wrong))


def test_the_acknowledgement_is_due_five_days_after(database, home, members):
    made = asked_by(database, home, members)
    found = shown(database, home, home.secretary, made)
    assert found.acknowledge_by == found.received_on + timedelta(days=5)
    assert [letter.subject for letter in found.letters] == ["Votre demande"]


def test_members_read_requests_that_gather_and_officers_read_all(database, home, members):
    gathering = asked_by(database, home, members, send=False)
    withdrawn = asked_by(database, home, members, send=False)
    within(database, home, lambda uow: withdraw_request(uow, withdrawn, by=members[0]))
    a_meeting_to_come(database, home)
    with database.read() as uow:
        uow.enter(home.id)
        theirs, mine = (requests_page(uow, who) for who in (members[1], members[0]))
    assert [line.id for line in theirs.requests] == [gathering]
    assert [(line.id, line.mine) for line in mine.requests] == [(gathering, True), (withdrawn, True)]
    assert theirs.coming[0].term.last_day == theirs.coming[0].held_on - timedelta(days=25)
    assert [str(right.of) for right in theirs.needed] == ["members"]


def test_each_does_what_their_hat_allows(database, home, members):
    made = asked_by(database, home, members)
    teller = within(database, home, lambda uow: an_actor(home, add_account(uow, "Autre"), Role.TELLER))
    with pytest.raises(WrongHat):
        within(database, home, lambda uow: open_request(uow, ASKED, by=home.secretary))
    for act in (
        lambda uow: accept_request(uow, AcceptRequest(made, made), by=members[0]),
        lambda uow: refuse_request(uow, RefuseRequest(made, None, "Non."), by=teller),
        lambda uow: requests_page(uow, teller),
    ):
        with pytest.raises(WrongHat):
            within(database, home, act)
    with database.read() as uow:
        uow.enter(home.id)
        assert uow.session.get(RequestRow, made).state == "sent"
