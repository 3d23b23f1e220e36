"""Agreements with structures: templates, drafts, signature by hand, scans, amendments, the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from sqlmodel import func, select

from governance.actors import Actor, Role
from governance.assembly.papers_required import PaperRefused, accept
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
    read_end,
    read_signature,
    read_terms,
    read_title,
    read_words,
)
from governance.register.agreement_templates import fill, left_to_complete, read_template
from governance.register.agreements import AgreementState, AgreementTerms, dates_on, state_on, terms_on
from governance.register.faults import Fault
from governance.register.members import MemberKind
from governance.register.refusals import NoSuchMember
from governance.register.tie_reading import NotAnOrganisation
from governance.store.agreements import (
    AgreementRow,
    AgreementScanRow,
    AgreementTemplateRow,
    chain_of,
    signed_terms,
    terms_of,
)
from governance.store.base import lock
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

Typed = Mapping[str, str]
SCANS = frozenset({"application/pdf", "image/png", "image/jpeg"})
ENDED_BEFORE = N_("La fin ne peut pas précéder le premier jour de la convention.")
AFTER_ITS_END = N_("La convention finit déjà ce jour-là ou avant.")


@dataclass(frozen=True, slots=True)
class KeepTemplate:
    """A version of a template, as typed: name, language, text."""

    values: Typed


@dataclass(frozen=True, slots=True)
class DraftAgreement:
    """An agreement to write, as typed: title, dates and renewal, tells_structure.

    `known` is what fills the template, by field, in the template's language; `blank` and `labels`
    say what lacks.
    """

    member: UUID
    template: UUID
    values: Typed
    known: Mapping[str, str | tuple[str, ...]]
    blank: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditDraft:
    """A draft as edited: title, text, dates and renewal, tells_structure, and the revision it was read at."""

    agreement: UUID
    values: Typed
    revision: int


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """The signature of the paper, as typed: signed_on, for_cooperative, for_structure."""

    agreement: UUID
    values: Typed
    revision: int


@dataclass(frozen=True, slots=True)
class AmendAgreement:
    """An amendment to write, as typed: title, text, dates and renewal."""

    root: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class EndAgreement:
    """The end of an agreement before its term, as typed: ended_on, reason."""

    root: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class KeepScan:
    """The signed paper, scanned."""

    agreement: UUID
    filename: str
    content: bytes = field(repr=False)


def keep_template(uow: UnitOfWork, command: KeepTemplate, *, by: Actor) -> UUID:
    """Keep one more version of a template; the former ones stay. Give its identifier.

    Who      secretary
    When     any time
    Writes   the version, one act
    Refuses  WrongHat, FaultyAgreement (name), FaultyTemplate (each line)
    """
    by.ensure(Role.SECRETARY)
    name = read_title(command.values, "name")
    text = read_template(command.values.get("text", "")).text
    lock(uow.session, "agreement_templates", uow.tenant)
    asked = select(func.max(AgreementTemplateRow.version)).where(AgreementTemplateRow.name == name)
    version = (uow.session.exec(asked).one() or 0) + 1
    row = AgreementTemplateRow(
        cooperative_id=uow.tenant,
        name=name,
        version=version,
        language="en" if command.values.get("language") == "en" else "fr",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("agreement.template", by=by, template=str(row.id), version=version, sha256=row.sha256)
    return row.id


def draft_agreement(uow: UnitOfWork, command: DraftAgreement, *, by: Actor) -> UUID:
    """Write a draft from a template, filled from what the service knows. Give its identifier.

    Who      secretary
    When     any time
    Writes   the draft, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, NoSuchTemplate, FaultyAgreement
    """
    by.ensure(Role.SECRETARY)
    member = uow.session.get(MemberRow, command.member)
    if member is None:
        raise NoSuchMember
    if member.kind != MemberKind.ORGANISATION:
        raise NotAnOrganisation
    template = uow.session.get(AgreementTemplateRow, command.template)
    if template is None:
        raise NoSuchTemplate
    terms, title = _terms_and_title(command.values)
    text = fill(read_template(template.text), command.known, blank=command.blank, labels=command.labels)
    row = _row(uow, by, member.id, title, text, terms)
    row.template_id = template.id
    row.tells_structure = bool(command.values.get("tells_structure"))
    uow.session.add(row)
    uow.act("agreement.draft", by=by, member=str(member.id), agreement=str(row.id))
    return row.id


def edit_draft(uow: UnitOfWork, command: EditDraft, *, by: Actor) -> None:
    """Write the words and the dates of a draft anew.

    Who      secretary
    When     until it is signed
    Writes   the draft, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementSigned, DraftChanged, FaultyAgreement, OutsideTheAgreement
    """
    by.ensure(Role.SECRETARY)
    row = _draft(uow, command.agreement, command.revision)
    terms, title = _terms_and_title(command.values)
    text = read_words(command.values)
    if row.root_id is not None:
        _ensure_inside(uow, row.root_id, terms)
    row.title, row.text, row.revision = title, text, row.revision + 1
    _write_terms(row, terms)
    row.tells_structure = bool(command.values.get("tells_structure"))
    uow.act("agreement.edit", by=by, member=str(row.member_id), agreement=str(row.id))


def sign_agreement(uow: UnitOfWork, command: SignAgreement, *, by: Actor) -> None:
    """Write that the paper was signed by hand on both sides: from now on its text never changes.

    Who      secretary
    When     once nothing is left to complete
    Writes   the signature and the SHA-256 of the text, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementSigned, DraftChanged, FaultyAgreement, LeftToComplete,
             AgreementOver, OutsideTheAgreement
    """
    by.ensure(Role.SECRETARY)
    row = _draft(uow, command.agreement, command.revision)
    signed_on, ours, theirs = read_signature(command.values, uow.today)
    left = left_to_complete(row.text)
    if left:
        raise LeftToComplete(", ".join(left[:3]) + ("…" if len(left) > 3 else ""))
    if row.root_id is not None:
        _ensure_inside(uow, row.root_id, terms_of(row))
    row.sha256 = sha256(row.text.encode()).hexdigest()
    row.signed_on, row.for_cooperative, row.for_structure = signed_on, ours, theirs
    row.signed_at, row.signed_by = uow.now, by.account
    kind = "agreement.sign" if row.root_id is None else "agreement.amend"
    uow.act(kind, by=by, member=str(row.member_id), agreement=str(row.id), sha256=row.sha256)


def drop_draft(uow: UnitOfWork, agreement: UUID, *, by: Actor) -> UUID:
    """Throw a draft away; give the structure.

    Who      secretary
    When     until it is signed
    Writes   the draft is gone, one act stays
    Refuses  WrongHat, NoSuchAgreement, AgreementSigned
    """
    by.ensure(Role.SECRETARY)
    row = _draft(uow, agreement, None)
    uow.session.delete(row)
    uow.act("agreement.drop", by=by, member=str(row.member_id), agreement=str(row.id))
    return row.member_id


def amend_agreement(uow: UnitOfWork, command: AmendAgreement, *, by: Actor) -> UUID:
    """Write the draft of an amendment: its words, and the terms that will hold from its first day.

    Who      secretary
    When     while the agreement is in force, and one amendment at a time
    Writes   the draft, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned, AgreementOver, OneDraftAtATime,
             FaultyAgreement, OutsideTheAgreement
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "agreements", uow.tenant)
    chain = chain_of(uow.session, command.root)
    root = _signed_root(chain)
    if any(link.signed_on is None for link in chain):
        raise OneDraftAtATime
    terms, title = _terms_and_title(command.values)
    text = read_words(command.values)
    _ensure_inside(uow, root.id, terms)
    row = _row(uow, by, root.member_id, title, text, terms)
    row.root_id, row.rank = root.id, chain[-1].rank + 1
    uow.session.add(row)
    uow.act("agreement.draft", by=by, member=str(root.member_id), agreement=str(row.id))
    return row.id


def end_agreement(uow: UnitOfWork, command: EndAgreement, *, by: Actor) -> None:
    """Write the last day of an agreement stopped before its term, or not renewed, and why.

    Who      secretary
    When     while it is in force or to come; once
    Writes   the end, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned, AgreementOver, FaultyAgreement
    """
    by.ensure(Role.SECRETARY)
    chain = chain_of(uow.session, command.root)
    root = _signed_root(chain)
    terms = terms_on(signed_terms(chain), uow.today)
    if root.ended_on is not None or state_on(terms, None, uow.today) is AgreementState.ENDED:
        raise AgreementOver
    ended_on, reason = read_end(command.values)
    if ended_on < root.starts_on:
        raise FaultyAgreement((Fault("ended_on", ENDED_BEFORE),))
    ends_on = terms.ends_on if terms is not None and not terms.renewal_months else None
    if ends_on is not None and ended_on >= ends_on:
        raise FaultyAgreement((Fault("ended_on", AFTER_ITS_END),))
    root.ended_on, root.end_reason = ended_on, reason
    uow.act("agreement.end", by=by, member=str(root.member_id), agreement=str(root.id))


def keep_scan(uow: UnitOfWork, command: KeepScan, *, by: Actor) -> UUID:
    """Keep the signed paper as scanned, with its SHA-256. The same file twice is kept once.

    Who      secretary
    When     once the signature is written
    Writes   the scan, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned, PaperEmpty, PaperTooLarge, PaperRefused
    """
    by.ensure(Role.SECRETARY)
    row = uow.session.get(AgreementRow, command.agreement)
    if row is None:
        raise NoSuchAgreement
    if row.signed_on is None:
        raise AgreementNotSigned
    paper = accept(command.filename, command.content)
    if paper.media_type not in SCANS:
        raise PaperRefused(paper.filename)
    digest = sha256(command.content).hexdigest()
    lock(uow.session, f"agreement_scans/{row.id}", uow.tenant)
    same = select(AgreementScanRow.id).where(
        AgreementScanRow.agreement_id == row.id, AgreementScanRow.sha256 == digest
    )
    known = uow.session.exec(same).first()
    if known is not None:
        return known
    kept = AgreementScanRow(
        cooperative_id=uow.tenant,
        agreement_id=row.id,
        filename=paper.filename,
        media_type=paper.media_type,
        content=command.content,
        size=len(command.content),
        sha256=digest,
        added_at=uow.now,
        added_by=by.account,
    )
    uow.session.add(kept)
    uow.act("agreement.scan", by=by, member=str(row.member_id), agreement=str(row.id), sha256=digest)
    return kept.id


def _terms_and_title(values: Typed) -> tuple[AgreementTerms, str]:
    """Read both, every fault at once."""
    faults: list[Fault] = []
    for read in (read_title, read_terms):
        try:
            read(values)
        except FaultyAgreement as error:
            faults += error.faults
    if faults:
        raise FaultyAgreement(tuple(faults))
    return read_terms(values), read_title(values)


def _row(
    uow: UnitOfWork, by: Actor, member: UUID, title: str, text: str, terms: AgreementTerms
) -> AgreementRow:
    row = AgreementRow(
        cooperative_id=uow.tenant,
        member_id=member,
        title=title,
        text=text,
        starts_on=terms.starts_on,
        renewal=terms.renewal.value,
        created_at=uow.now,
        created_by=by.account,
    )
    _write_terms(row, terms)
    return row


def _write_terms(row: AgreementRow, terms: AgreementTerms) -> None:
    row.starts_on, row.ends_on, row.renewal = terms.starts_on, terms.ends_on, terms.renewal.value
    row.renewal_months, row.notice_months = terms.renewal_months, terms.notice_months


def _draft(uow: UnitOfWork, agreement: UUID, revision: int | None) -> AgreementRow:
    asked = select(AgreementRow).where(AgreementRow.id == agreement).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchAgreement
    if row.signed_on is not None:
        raise AgreementSigned
    if revision is not None and row.revision != revision:
        raise DraftChanged
    return row


def _signed_root(chain: list[AgreementRow]) -> AgreementRow:
    if not chain or chain[0].root_id is not None:
        raise NoSuchAgreement
    if chain[0].signed_on is None:
        raise AgreementNotSigned
    return chain[0]


def _ensure_inside(uow: UnitOfWork, root: UUID, terms: AgreementTerms) -> None:
    """Raise unless an amendment begins after the last link, and at most the day after the agreement ends."""
    chain = [link for link in chain_of(uow.session, root) if link.signed_on is not None]
    first = chain[-1].starts_on
    if chain[0].ended_on is not None:
        raise AgreementOver
    held = terms_on(signed_terms(chain), date.max)
    ends_on = dates_on(held, terms.starts_on).ends_on if held else None
    after = ends_on + timedelta(days=1) if ends_on else None
    if terms.starts_on < first or (after is not None and terms.starts_on > after):
        raise OutsideTheAgreement(first)
