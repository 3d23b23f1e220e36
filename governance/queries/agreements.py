"""Agreements with structures, as pages, papers and workbooks show them.

The office reads everything; who acts for a structure reads what is signed with it, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.papers import CooperativeIdentity
from governance.errors import NotFound
from governance.queries.agreement_followup import FollowUp, follow_up
from governance.queries.papers import PaperContent
from governance.register.agreement_reading import NoSuchAgreement, NoSuchTemplate
from governance.register.agreements import (
    AgreementDates,
    AgreementState,
    AgreementTerms,
    Renewal,
    Signed,
    comes_soon,
    dates_on,
    state_on,
    terms_on,
)
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
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.notice_facts import identity
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
OFFICE: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


class AgreementFilter(StrEnum):
    """What a list of agreements is narrowed to."""

    ALL = "toutes"
    TO_SIGN = "a-signer"
    IN_FORCE = "en-vigueur"
    SOON = "bientot"
    ENDED = "terminees"


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list, on a day: its terms and dates there, None while it is a draft.

    `amending` is true while an amendment is being prepared.
    """

    id: UUID
    member: UUID
    number: int
    name: str
    title: str
    state: AgreementState
    soon: bool
    signed_on: date | None
    ended_on: date | None
    terms: AgreementTerms
    dates: AgreementDates
    amendments: int
    amending: bool
    tells_structure: bool


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """At most 50 agreements by name of structure; how many each filter keeps; where the next page starts."""

    lines: tuple[AgreementLine, ...]
    counts: Mapping[AgreementFilter, int]
    next: UUID | None


@dataclass(frozen=True, slots=True)
class AgreementLink:
    """An agreement or an amendment, whole: `rank` 0 is the agreement itself."""

    id: UUID
    rank: int
    title: str
    text: str
    terms: AgreementTerms
    revision: int
    signed_on: date | None
    for_cooperative: str
    for_structure: str
    sha256: str
    scans: tuple["ScanLine", ...]


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One scan of a signed paper: `size` in bytes."""

    id: UUID
    filename: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """One agreement with its amendments, its objectives and its meetings."""

    line: AgreementLine
    end_reason: str
    links: tuple[AgreementLink, ...]
    follow_up: FollowUp
    theirs: bool


@dataclass(frozen=True, slots=True)
class AgreementsOf:
    """The agreements of one structure, running ones first; drafts only to the office."""

    member: UUID
    number: int
    name: str
    lines: tuple[AgreementLine, ...]


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """One version of a template."""

    id: UUID
    name: str
    version: int
    language: str
    recorded_on: date
    text: str


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """What the paper of an agreement or an amendment prints. `root` is the agreement it belongs to.

    `language` is that of its text: that of the template it was drafted from.
    """

    root: UUID
    cooperative: CooperativeIdentity
    structure: str
    number: int
    link: AgreementLink
    dated_on: date
    language: str


_COLUMNS = (
    AgreementRow.id, AgreementRow.root_id, AgreementRow.member_id, AgreementRow.title, AgreementRow.starts_on,
    AgreementRow.ends_on, AgreementRow.renewal, AgreementRow.renewal_months, AgreementRow.notice_months,
    AgreementRow.signed_on, AgreementRow.ended_on, AgreementRow.tells_structure,
)  # fmt: skip


def agreement_lines(uow: UnitOfWork, member: UUID | None = None) -> list[AgreementLine]:
    """Give every agreement of the cooperative, or of one structure, on this day: two statements, no text."""
    asked = select(*_COLUMNS).order_by(col(AgreementRow.rank))  # type: ignore[call-overload]
    people = select(MemberRow).where(col(MemberRow.id).in_(select(AgreementRow.member_id)))
    if member is not None:
        asked = asked.where(AgreementRow.member_id == member)
        people = people.where(MemberRow.id == member)
    chains: dict[UUID, list[AgreementRow]] = {}
    for row in uow.session.exec(asked):
        chains.setdefault(row.root_id or row.id, []).append(row)
    known = {one.id: one for one in uow.session.exec(people)}
    lines = [
        (known[chain[0].member_id].sort_key, _line(known[chain[0].member_id], chain, uow.today))
        for chain in chains.values()
    ]
    order = list(AgreementState)
    lines.sort(key=lambda pair: (pair[0], order.index(pair[1].state), -pair[1].terms.starts_on.toordinal()))
    return [line for _, line in lines]


def _line(member: MemberRow, chain: Sequence[AgreementRow], today: date) -> AgreementLine:
    root, links = chain[0], signed_terms(chain)
    held = terms_on(links, today)
    terms = held or terms_of(root)
    return AgreementLine(
        id=root.id,
        member=member.id,
        number=member.number,
        name=member.name,
        title=root.title,
        state=state_on(held, root.ended_on, today),
        soon=comes_soon(held, root.ended_on, today),
        signed_on=root.signed_on,
        ended_on=root.ended_on,
        terms=terms,
        dates=AgreementDates() if held is None else dates_on(held, today),
        amendments=max(0, len(links) - 1),
        amending=any(link.signed_on is None for link in chain[1:]),
        tells_structure=root.tells_structure,
    )


def _kept(line: AgreementLine, which: AgreementFilter) -> bool:
    match which:
        case AgreementFilter.TO_SIGN:
            return line.state is AgreementState.DRAFT or line.amending
        case AgreementFilter.IN_FORCE:
            return line.state is AgreementState.IN_FORCE
        case AgreementFilter.SOON:
            return line.soon
        case AgreementFilter.ENDED:
            return line.state is AgreementState.ENDED
        case _:
            return True


def agreements_page(
    uow: UnitOfWork, actor: Actor, which: AgreementFilter, *, after: UUID | None = None, most: int = PAGE
) -> AgreementsPage:
    """List agreements: all to the office, those of the structure to who acts for it. Raises WrongHat."""
    actor.ensure(*OFFICE, Role.MEMBER)
    mine = actor.hat.member
    lines = agreement_lines(uow) if mine is None else _readable(agreement_lines(uow, mine))
    kept = [line for line in lines if _kept(line, which)]
    start = next((at + 1 for at, line in enumerate(kept) if line.id == after), 0)
    shown = kept[start : start + most]
    return AgreementsPage(
        lines=tuple(shown),
        counts={each: sum(_kept(line, each) for line in lines) for each in AgreementFilter},
        next=shown[-1].id if len(kept) > start + most else None,
    )


def _readable(lines: Sequence[AgreementLine]) -> list[AgreementLine]:
    return [line for line in lines if line.signed_on is not None]


def agreements_of(uow: UnitOfWork, member: UUID, actor: Actor) -> AgreementsOf:
    """List the agreements of one structure. Raises WrongHat, NoSuchMember, NotAnOrganisation."""
    theirs = actor.hat.member == member
    if not theirs:
        actor.ensure(*OFFICE)
    row = uow.session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    if row.kind != MemberKind.ORGANISATION:
        raise NotAnOrganisation
    lines = agreement_lines(uow, member)
    return AgreementsOf(row.id, row.number, row.name, tuple(_readable(lines) if theirs else lines))


def agreement_shown(uow: UnitOfWork, agreement: UUID, actor: Actor) -> AgreementShown:
    """Show one agreement. Raises NoSuchAgreement for another's, and for a draft outside the office."""
    chain = _chain(uow, agreement, actor)
    office = actor.holds(*OFFICE)
    member = uow.session.get(MemberRow, chain[0].member_id)
    if member is None:
        raise NoSuchAgreement
    scans = _scans(uow, [row.id for row in chain])
    return AgreementShown(
        line=_line(member, chain, uow.today),
        end_reason=chain[0].end_reason,
        links=tuple(_link(row, scans) for row in chain if office or row.signed_on is not None),
        follow_up=follow_up(uow, agreement, actor, office=office),
        theirs=not office,
    )


def agreement_paper(uow: UnitOfWork, agreement: UUID, actor: Actor) -> AgreementPaper:
    """Give what the paper of an agreement or an amendment prints. Raises NoSuchAgreement."""
    row = uow.session.get(AgreementRow, agreement)
    if row is None:
        raise NoSuchAgreement
    chain = _chain(uow, row.root_id or row.id, actor)
    member = uow.session.get(MemberRow, row.member_id)
    known = chain[0].template_id
    drafted = uow.session.get(AgreementTemplateRow, known) if known else None
    if member is None or (row.signed_on is None and not actor.holds(*OFFICE)):
        raise NoSuchAgreement
    day = row.signed_on or uow.today
    return AgreementPaper(
        root=row.root_id or row.id,
        cooperative=identity(uow, bylaws_in_force(uow.session, day)[1], day),
        structure=member.name,
        number=member.number,
        link=_link(row, {}),
        dated_on=day,
        language=drafted.language if drafted else "fr",
    )


def scan_content(uow: UnitOfWork, scan: UUID, actor: Actor) -> PaperContent:
    """Give one scan as received. Raises NotFound, NoSuchAgreement for another's."""
    kept = uow.session.get(AgreementScanRow, scan)
    row = uow.session.get(AgreementRow, kept.agreement_id) if kept else None
    if kept is None or row is None:
        raise NotFound
    _chain(uow, row.root_id or row.id, actor)
    return PaperContent(kept.filename, kept.media_type, kept.content)


def templates(uow: UnitOfWork, actor: Actor) -> tuple[TemplateShown, ...]:
    """List every version of every template, by name, latest first. Raises WrongHat."""
    actor.ensure(*OFFICE)
    order = (col(AgreementTemplateRow.name), col(AgreementTemplateRow.version).desc())
    return tuple(_template(row) for row in uow.session.exec(select(AgreementTemplateRow).order_by(*order)))


def template(uow: UnitOfWork, identifier: UUID, actor: Actor) -> TemplateShown:
    """Give one version of a template. Raises WrongHat, NoSuchTemplate."""
    actor.ensure(*OFFICE)
    row = uow.session.get(AgreementTemplateRow, identifier)
    if row is None:
        raise NoSuchTemplate
    return _template(row)


def _template(row: AgreementTemplateRow) -> TemplateShown:
    return TemplateShown(row.id, row.name, row.version, row.language, row.recorded_at.date(), row.text)


def _chain(uow: UnitOfWork, root: UUID, actor: Actor) -> list[AgreementRow]:
    """Give a chain this person may read. Raises NoSuchAgreement: a stranger learns nothing."""
    chain = chain_of(uow.session, root)
    if not chain or chain[0].root_id is not None:
        raise NoSuchAgreement
    theirs = actor.hat.member == chain[0].member_id and chain[0].signed_on is not None
    if not theirs and not actor.holds(*OFFICE):
        raise NoSuchAgreement
    return chain


def _scans(uow: UnitOfWork, links: Sequence[UUID]) -> dict[UUID, list[ScanLine]]:
    asked = (
        select(
            AgreementScanRow.agreement_id,
            AgreementScanRow.id,
            AgreementScanRow.filename,
            AgreementScanRow.size,
            AgreementScanRow.sha256,
        )  # type: ignore[call-overload]
        .where(col(AgreementScanRow.agreement_id).in_(links))
        .order_by(col(AgreementScanRow.added_at), col(AgreementScanRow.id))
    )
    found: dict[UUID, list[ScanLine]] = {}
    for link, *scan in uow.session.exec(asked):
        found.setdefault(link, []).append(ScanLine(*scan))
    return found


def _link(row: AgreementRow, scans: Mapping[UUID, Sequence[ScanLine]]) -> AgreementLink:
    return AgreementLink(
        id=row.id,
        rank=row.rank,
        title=row.title,
        text=row.text,
        terms=terms_of(row),
        revision=row.revision,
        signed_on=row.signed_on,
        for_cooperative=row.for_cooperative,
        for_structure=row.for_structure,
        sha256=row.sha256,
        scans=tuple(scans.get(row.id, ())),
    )


__all__ = ["OFFICE", "Renewal", "Signed", "agreement_lines", "agreements_page", "templates"]
