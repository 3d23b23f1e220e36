"""Written questions are asked in time, answered to all, and noted in the minutes."""

from datetime import timedelta

import pytest

from governance.actors import WrongHat
from governance.assembly.questions import EmptyQuestion, NoSuchQuestion, QuestionTooLate
from governance.assembly.refusals import NoSuchAssembly
from governance.assembly.stages import WrongStage
from governance.queries.questions import questions_page
from governance.store.assemblies import AssemblyRow
from governance.store.minutes_facts import gathered
from governance.usecases.attendance import open_session
from governance.usecases.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from tests.requesting import a_demanding_home, a_meeting_to_come, ten_members


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


def a_convened_meeting(database, home, days=60):
    meeting = a_meeting_to_come(database, home, days=60)

    def act(uow):
        row = uow.session.get(AssemblyRow, meeting)
        row.held_at = uow.now + timedelta(days=days)
        row.stage, row.convened_at, row.convened_on = "convened", uow.now, uow.today

    within(database, home, act)
    return meeting


def ask(database, home, meeting, member, words="Que coûte le four ?"):
    return within(database, home, lambda uow: ask_question(uow, AskQuestion(meeting, words), by=member))


def answer(database, home, meeting, question, words="Trois mille euros."):
    command = AnswerQuestion(meeting, question, words)
    within(database, home, lambda uow: answer_question(uow, command, by=home.secretary))


def read(database, home, meeting, who):
    with database.read() as uow:
        uow.enter(home.id)
        return questions_page(uow, meeting, who)


def test_a_question_is_asked_once_convened_and_until_its_last_day(database, home, members):
    with pytest.raises(WrongStage):
        ask(database, home, a_meeting_to_come(database, home), members[0])
    with pytest.raises(QuestionTooLate) as refused:
        ask(database, home, a_convened_meeting(database, home, days=3), members[0])
    assert refused.value.source.article == "R. 225-84"
    ask(database, home, a_convened_meeting(database, home, days=12), members[0])


def test_an_answer_is_read_by_all_and_the_author_is_named_to_the_office_alone(database, home, members):
    meeting = a_convened_meeting(database, home)
    asked = ask(database, home, meeting, members[0])
    assert read(database, home, meeting, members[1]).questions == ()
    assert [one.mine for one in read(database, home, meeting, members[0]).questions] == [True]
    answer(database, home, meeting, asked)
    (other,) = read(database, home, meeting, members[1]).questions
    assert (other.name, other.answer) == ("", "Trois mille euros.")
    (office,) = read(database, home, meeting, home.secretary).questions
    assert office.name == "Alix Lou 1"


def test_the_minutes_note_each_question_with_its_answer(database, home, members):
    meeting = a_convened_meeting(database, home)
    asked = ask(database, home, meeting, members[0])
    ask(database, home, meeting, members[1], "Et le\nbois ?")
    answer(database, home, meeting, asked)
    with database.read() as uow:
        uow.enter(home.id)
        remarks = gathered(uow, uow.session.get(AssemblyRow, meeting)).facts.remarks
    assert remarks == (
        "Question écrite (Alix Lou 1) : « Que coûte le four ? » Réponse : Trois mille euros.",
        "Question écrite (Alix Lou 2) : « Et le bois ? » Réponse : réponse donnée en séance",
    )


def test_an_empty_or_endless_text_is_refused(database, home, members):
    meeting = a_convened_meeting(database, home)
    for words in (" ", "q" * 5_001, "\x00"):
        with pytest.raises(EmptyQuestion):
            ask(database, home, meeting, members[0], words)
    asked = ask(database, home, meeting, members[0], "q" * 5_000)
    with pytest.raises(EmptyQuestion):
        answer(database, home, meeting, asked, " ")


def test_nobody_answers_for_another_assembly_or_once_the_minutes_are_signed(database, home, members):
    meeting, other = a_convened_meeting(database, home), a_convened_meeting(database, home)
    asked = ask(database, home, meeting, members[0])
    with pytest.raises(NoSuchQuestion):
        answer(database, home, other, asked)
    within(database, home, lambda uow: open_session(uow, meeting, by=home.secretary, knowing=True))
    with pytest.raises(WrongStage):
        ask(database, home, meeting, members[1])
    answer(database, home, meeting, asked)

    def minuted(uow):
        row = uow.session.get(AssemblyRow, meeting)
        row.stage, row.closed_at = "minuted", uow.now

    within(database, home, minuted)
    with pytest.raises(WrongStage):
        answer(database, home, meeting, asked)


def test_each_does_what_their_hat_allows(database, home, members):
    meeting = a_convened_meeting(database, home)
    asked = ask(database, home, meeting, members[0])
    with pytest.raises(WrongHat):
        ask(database, home, meeting, home.secretary)
    with pytest.raises(WrongHat):
        within(
            database,
            home,
            lambda uow: answer_question(uow, AnswerQuestion(meeting, asked, "Oui."), by=members[1]),
        )
    with pytest.raises(NoSuchAssembly):
        read(database, home, a_meeting_to_come(database, home), members[0])
