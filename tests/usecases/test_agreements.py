"""Agreements in the register: what may be written, and what is signed never changes."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.papers_required import PaperEmpty, PaperRefused
from governance.queries.agreements import (
    AgreementFilter,
    agreement_paper,
    agreement_shown,
    agreements_of,
    agreements_page,
    scan_content,
    templates,
)
from governance.register.agreement_reading import (
    AgreementNotSigned,
    AgreementOver,
    AgreementSigned,
    DraftChanged,
    FaultyAgreement,
    LeftToComplete,
    NoSuchAgreement,
    NoSuchTemplate,
    OneDraftAtATime,
    OutsideTheAgreement,
)
from governance.register.agreement_templates import FIELDS, TO_COMPLETE, FaultyTemplate
from governance.register.agreements import AgreementState
from governance.register.tie_reading import NotAnOrganisation
from governance.usecases.agreements import (
    AmendAgreement,
    DraftAgreement,
    EditDraft,
    EndAgreement,
    KeepScan,
    KeepTemplate,
    SignAgreement,
    amend_agreement,
    draft_agreement,
    drop_draft,
    edit_draft,
    end_agreement,
    keep_scan,
    keep_template,
    sign_agreement,
)
from tests.agreeing import TEXT, a_company, draft, read, said, sign, template, terms, write
from tests.builders import a_cooperative, add_account, add_member, an_actor, as_member

PDF = b"%PDF-1.7 essai"


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def today(database, home):
    return read(database, home, lambda uow: uow.today)


@pytest.fixture
def company(database, home):
    return a_company(database, home)


@pytest.fixture
def signed(database, home, company, today):
    made = draft(database, home, company, today)
    sign(database, home, made, today)
    return made


def amend(database, home, root, today, **typed):
    values = {**terms(today, title="Avenant n° 1"), "text": "La durée change.", **typed}
    return write(
        database, home, lambda uow: amend_agreement(uow, AmendAgreement(root, values), by=home.secretary)
    )


def test_each_version_of_a_template_stays(database, home):
    first, second = template(database, home), template(database, home, "Une autre version.")
    found = read(database, home, lambda uow: templates(uow, home.secretary))
    assert [(one.id, one.version) for one in found] == [(second, 2), (first, 1)]
    assert found[1].text == TEXT
    with pytest.raises(FaultyTemplate):
        template(database, home, "{{ structur }}")
    with pytest.raises(FaultyAgreement):
        template(database, home, name="  ")


def test_a_signed_text_is_frozen_with_its_fingerprint(database, home, signed, today):
    paper = read(database, home, lambda uow: agreement_paper(uow, signed, home.secretary))
    assert paper.link.text == "Entre Coopérative d’essai et Les Fours réunis, SIREN 732829320."
    assert paper.link.sha256 == sha256(paper.link.text.encode()).hexdigest()
    edit = EditDraft(signed, {**terms(today), "text": "Autre chose."}, 1)
    with pytest.raises(AgreementSigned):
        write(database, home, lambda uow: edit_draft(uow, edit, by=home.secretary))
    with pytest.raises(AgreementSigned):
        write(database, home, lambda uow: drop_draft(uow, signed, by=home.secretary))
    with pytest.raises(AgreementSigned):
        sign(database, home, signed, today)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements SET text = text || ' '",
        "UPDATE agreements SET signed_on = signed_on - 1",
        "UPDATE agreements SET ends_on = ends_on + 1",
        "DELETE FROM agreements",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_signed(database, home, signed, statement):
    with pytest.raises(AgreementSigned):
        write(database, home, lambda uow: uow.session.connection().execute(text(statement)))


def test_the_end_once_written_does_not_change_either(database, home, signed, today):
    end = EndAgreement(signed, {"ended_on": said(today), "reason": "La structure déménage."})
    write(database, home, lambda uow: end_agreement(uow, end, by=home.secretary))
    with pytest.raises(AgreementSigned):
        write(
            database,
            home,
            lambda uow: uow.session.connection().execute(
                text("UPDATE agreements SET end_reason = 'autre' WHERE ended_on IS NOT NULL")
            ),
        )
    with pytest.raises(AgreementOver):
        write(database, home, lambda uow: end_agreement(uow, end, by=home.secretary))
    shown = read(database, home, lambda uow: agreement_shown(uow, signed, home.secretary))
    assert (shown.line.state, shown.end_reason) == (AgreementState.IN_FORCE, "La structure déménage.")


def test_nothing_is_signed_while_something_is_left_to_complete(database, home, company, today):
    command = DraftAgreement(company, template(database, home), terms(today), {}, TO_COMPLETE, FIELDS)
    made = write(database, home, lambda uow: draft_agreement(uow, command, by=home.secretary))
    with pytest.raises(LeftToComplete) as caught:
        sign(database, home, made, today)
    assert "nom de la coopérative" in caught.value.left
    edit = EditDraft(made, {**terms(today), "text": "Tout est dit."}, 1)
    write(database, home, lambda uow: edit_draft(uow, edit, by=home.secretary))
    with pytest.raises(DraftChanged):
        write(database, home, lambda uow: edit_draft(uow, edit, by=home.secretary))
    with pytest.raises(DraftChanged):
        sign(database, home, made, today, revision=1)
    with pytest.raises(FaultyAgreement):
        sign(database, home, made, today + timedelta(days=1), revision=2)
    sign(database, home, made, today, revision=2)


def test_a_draft_is_for_an_organisation_from_a_known_template(database, home, company, today):
    person = write(database, home, lambda uow: add_member(uow, 2, "Ozanne", college="entrepreneurs").id)
    known = template(database, home)
    for member, used, refusal in (
        (person, known, NotAnOrganisation),
        (company, company, NoSuchTemplate),
    ):
        command = DraftAgreement(member, used, terms(today), {}, TO_COMPLETE, FIELDS)
        with pytest.raises(refusal):
            write(database, home, lambda uow, c=command: draft_agreement(uow, c, by=home.secretary))
    faulty = DraftAgreement(company, known, terms(today, title="", ends_on="x"), {}, TO_COMPLETE, FIELDS)
    with pytest.raises(FaultyAgreement) as caught:
        write(database, home, lambda uow: draft_agreement(uow, faulty, by=home.secretary))
    assert [fault.field for fault in caught.value.faults] == ["title", "ends_on"]


def test_an_amendment_follows_its_agreement_one_at_a_time(database, home, signed, today):
    with pytest.raises(OutsideTheAgreement):
        amend(database, home, signed, today, starts_on=said(today - timedelta(days=31)))
    begins = {"starts_on": said(today), "ends_on": said(today + timedelta(days=700)), "renewal": "express"}
    made = amend(database, home, signed, today, **begins)
    with pytest.raises(OneDraftAtATime):
        amend(database, home, signed, today, **begins)
    sign(database, home, made, today)
    line = read(database, home, lambda uow: agreement_shown(uow, signed, home.secretary)).line
    assert (line.amendments, line.dates.ends_on) == (1, today + timedelta(days=700))
    assert line.terms.starts_on == today - timedelta(days=30)
    with pytest.raises(NoSuchAgreement):
        amend(database, home, made, today, **begins)


def test_an_express_renewal_begins_the_day_after_the_end_at_the_latest(database, home, company, today):
    root = draft(database, home, company, today, renewal="express")
    with pytest.raises(AgreementNotSigned):
        amend(database, home, root, today)
    sign(database, home, root, today)
    after = today + timedelta(days=336)
    later = {"ends_on": said(after + timedelta(days=365)), "renewal": "express"}
    with pytest.raises(OutsideTheAgreement):
        amend(database, home, root, today, starts_on=said(after + timedelta(days=1)), **later)
    amend(database, home, root, today, starts_on=said(after), **later)


def test_an_end_is_between_the_first_day_and_the_term(database, home, company, today):
    root = draft(database, home, company, today, renewal="none")
    sign(database, home, root, today)
    for day in (today - timedelta(days=31), today + timedelta(days=335)):
        end = EndAgreement(root, {"ended_on": said(day), "reason": "Accord des deux."})
        with pytest.raises(FaultyAgreement):
            write(database, home, lambda uow, e=end: end_agreement(uow, e, by=home.secretary))
    silent = EndAgreement(root, {"ended_on": said(today), "reason": " "})
    with pytest.raises(FaultyAgreement):
        write(database, home, lambda uow: end_agreement(uow, silent, by=home.secretary))


def test_a_scan_is_checked_by_its_content_and_kept_once(database, home, company, signed, today):
    def keep(content, agreement=signed):
        command = KeepScan(agreement, "papier.pdf", content)
        return write(database, home, lambda uow: keep_scan(uow, command, by=home.secretary))

    first = keep(PDF)
    assert keep(PDF) == first
    for content, refusal in ((b"", PaperEmpty), (b"MZ", PaperRefused), (b"PK\x03\x04", PaperRefused)):
        with pytest.raises(refusal):
            keep(content)
    with pytest.raises(AgreementNotSigned):
        keep(PDF, draft(database, home, company, today, notice_months="2"))
    found = read(database, home, lambda uow: scan_content(uow, first, home.secretary))
    assert (found.content, found.media_type) == (PDF, "application/pdf")


def test_who_acts_for_the_structure_reads_what_is_signed_with_it_alone(
    database, home, company, signed, today
):
    other = draft(database, home, company, today, title="Projet")

    def people(uow):
        uow.session.flush()
        stranger = add_member(uow, 3, "Autre maison", first_name="", college="structures")
        theirs = uow.session.get(type(stranger), company)
        account = add_account(uow)
        return as_member(home, account, theirs), as_member(home, account, stranger)

    theirs, stranger = write(database, home, people)
    seen = read(database, home, lambda uow: agreements_of(uow, company, theirs))
    assert [line.id for line in seen.lines] == [signed]
    listed = read(database, home, lambda uow: agreements_page(uow, theirs, AgreementFilter.ALL))
    assert [line.id for line in listed.lines] == [signed]
    assert read(database, home, lambda uow: agreements_page(uow, stranger, AgreementFilter.ALL)).lines == ()
    for actor, agreement in ((theirs, other), (stranger, signed)):
        for ask in (agreement_shown, agreement_paper):
            with pytest.raises(NoSuchAgreement):
                read(database, home, lambda uow, a=actor, g=agreement, q=ask: q(uow, g, a))
    with pytest.raises(WrongHat):
        read(database, home, lambda uow: agreements_of(uow, company, stranger))


def test_only_the_secretary_writes(database, home, signed, today):
    auditor = write(database, home, lambda uow: an_actor(home, add_account(uow), Role.AUDITOR))
    typed = terms(today)
    for act in (
        lambda uow: keep_template(uow, KeepTemplate({"name": "x", "text": "y"}), by=auditor),
        lambda uow: edit_draft(uow, EditDraft(signed, typed, 1), by=auditor),
        lambda uow: sign_agreement(uow, SignAgreement(signed, typed, 1), by=auditor),
        lambda uow: amend_agreement(uow, AmendAgreement(signed, typed), by=auditor),
        lambda uow: end_agreement(uow, EndAgreement(signed, typed), by=auditor),
        lambda uow: keep_scan(uow, KeepScan(signed, "a.pdf", PDF), by=auditor),
        lambda uow: drop_draft(uow, signed, by=auditor),
    ):
        with pytest.raises(WrongHat):
            write(database, home, act)


def test_the_list_is_filtered_and_a_page_at_a_time(database, home, company, signed, today):
    draft(database, home, company, today, title="À signer")
    over = draft(database, home, company, today, ends_on=said(today - timedelta(days=1)), renewal="none")
    sign(database, home, over, today)
    soon = draft(database, home, company, today, ends_on=said(today + timedelta(days=90)), renewal="none")
    sign(database, home, soon, today)

    def ask(which, after=None, most=50):
        return read(
            database, home, lambda uow: agreements_page(uow, home.secretary, which, after=after, most=most)
        )

    kept = {each: [line.id for line in ask(each).lines] for each in AgreementFilter}
    assert kept[AgreementFilter.ENDED] == [over]
    assert kept[AgreementFilter.SOON] == [soon]
    assert set(kept[AgreementFilter.IN_FORCE]) == {signed, soon}
    assert len(kept[AgreementFilter.TO_SIGN]) == 1
    assert ask(AgreementFilter.ALL).counts[AgreementFilter.ALL] == 4
    first = ask(AgreementFilter.ALL, most=3)
    rest = ask(AgreementFilter.ALL, after=first.next, most=3)
    assert [line.id for line in (*first.lines, *rest.lines)] == kept[AgreementFilter.ALL]
    assert rest.next is None
