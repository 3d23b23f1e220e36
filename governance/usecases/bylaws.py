"""A new version of the bylaws: added to the others, which stay as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import func
from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.stages import Stage
from governance.bylaws.check import breaches
from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import bylaws_document, read_bylaws
from governance.errors import Malformed, Refused
from governance.sources import LegalSource
from governance.store import bylaws_drafts as drafts
from governance.store.base import lock
from governance.store.bylaws import BylawsVersionRow
from governance.store.journal import digest
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

LONGEST_REASON = 500


@dataclass(eq=False)
class BylawsBreakTheLaw(Refused):
    """The law forbids something in these bylaws. `breaches` names each fault, with its text."""

    count: int
    breaches: tuple[Refused, ...]

    message = N_("Ces statuts n’ont pas été enregistrés. Points que la loi interdit : %(count)s.")
    remedy = N_("Corrigez chacune des dispositions citées, puis enregistrez à nouveau.")
    source: ClassVar[LegalSource | None] = None


@dataclass(eq=False)
class InForceBeforeAdopted(Refused):
    """Bylaws would hold before the day they were adopted."""

    adopted_on: date
    in_force_from: date

    message = N_(
        "Des statuts adoptés le %(adopted_on)s ne peuvent pas entrer en vigueur avant, le %(in_force_from)s."
    )
    remedy = N_("Corrigez l’une des deux dates.")


@dataclass(eq=False)
class OlderThanTheLast(Refused):
    """A new version would come into force before the one it replaces."""

    last: int
    since: date

    message = N_("La version %(last)s est en vigueur depuis le %(since)s : une autre ne s’insère pas avant.")
    remedy = N_("Donnez une date d’entrée en vigueur égale ou postérieure.")


@dataclass(eq=False)
class AdoptionUnexplained(Malformed):
    """Bylaws change by a resolution; a correction outside an assembly says why."""

    message = N_("Une version enregistrée sans vote de l’assemblée demande un motif.")
    remedy = N_("Dites en une phrase pourquoi : elle restera lisible à côté de cette version.")


@dataclass(eq=False)
class NotVotedYet(Refused):
    """The draft is on no agenda, or its resolution was not put to the vote, or the session goes on."""

    message = N_("L’assemblée n’a pas encore décidé sur ce projet de statuts.")
    remedy = N_(
        "Il entre en vigueur une fois sa résolution votée, son scrutin fermé et la séance close. "
        "Un scrutin annulé doit être refait."
    )


@dataclass(eq=False)
class BylawsRejected(Refused):
    """The assembly said no."""

    resolution: int

    message = N_("L’assemblée a rejeté la résolution n° %(resolution)s : ces statuts ne changent pas.")
    remedy = N_("Repartez de ce projet pour en préparer un autre, puis soumettez-le à une autre assemblée.")


@dataclass(eq=False)
class BylawsWithoutQuorum(Refused):
    """The assembly could not decide."""

    resolution: int

    message = N_(
        "L’assemblée n’a pas pu décider sur la résolution n° %(resolution)s : le quorum n’était pas atteint."
    )
    remedy = N_("Convoquez-la à nouveau, avec ce projet repris à l’ordre du jour.")


@dataclass(eq=False)
class DraftChangedSinceVote(Refused):
    """What would be put in force is not what was voted."""

    voted: str
    now: str

    message = N_(
        "Ce projet n’est plus celui qui a été voté : son empreinte est %(now)s, "
        "celle du projet voté %(voted)s."
    )
    remedy = N_("Soumettez le nouveau projet à une assemblée.")


@dataclass(eq=False)
class InForceBeforeMeeting(Refused):
    """The date of effect is before the assembly that decided."""

    met_on: date
    in_force_from: date

    message = N_(
        "Des statuts votés le %(met_on)s ne peuvent pas entrer en vigueur avant l’assemblée, "
        "le %(in_force_from)s."
    )
    remedy = N_("Choisissez le jour de l’assemblée ou un jour suivant.")


@dataclass(frozen=True, slots=True)
class AdoptBylaws:
    """The document of the bylaws, the day they were adopted and the day they begin to hold.

    `reason` says why no resolution recorded here adopts them; founding bylaws need none.
    """

    document: Mapping[str, Any]
    adopted_on: date
    in_force_from: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PutInForce:
    """A draft that the assembly adopted, and the day its rules begin to hold."""

    draft: UUID
    in_force_from: date


def adopt_bylaws(
    uow: UnitOfWork, command: AdoptBylaws, *, by: Actor | None, draft: UUID | None = None
) -> UUID:
    """Add a version without a vote; `by` is None from the command line only. Gives its identifier.

    Who      administrator
    Writes   the version (its document in canonical form, its hash, its reason), the draft it comes
             from, act bylaws.adopt
    Refuses  WrongHat, Malformed (a document that cannot be read), AdoptionUnexplained, NoSuchDraft,
             DraftFinished, DraftFrozen, BylawsBreakTheLaw, InForceBeforeAdopted, OlderThanTheLast
    """
    if by is not None:
        by.ensure(Role.ADMINISTRATOR)
    row = drafts.writable(uow, draft) if draft else None
    bylaws = read_bylaws(command.document)
    reason = " ".join(command.reason.replace("\x00", "").split())[:LONGEST_REASON]
    if by is not None and not reason and uow.session.exec(select(BylawsVersionRow.id)).first():
        raise AdoptionUnexplained
    days = (command.adopted_on, command.in_force_from)
    facts = {"reason": sha256(reason.encode()).hexdigest()} if reason else {}
    version = _record(uow, bylaws, days, reason, facts, by)
    if row:
        drafts.conclude(uow, row, version)
    return version


def put_in_force(uow: UnitOfWork, command: PutInForce, *, by: Actor) -> UUID:
    """Make a version of the draft that the assembly adopted. Gives its identifier.

    Who      secretary, administrator
    When     its resolution was adopted by a closed poll, and the session is closed
    Writes   the version, the draft, act bylaws.adopt
    Refuses  WrongHat, NoSuchDraft, DraftFinished, NotVotedYet, BylawsRejected, BylawsWithoutQuorum,
             DraftChangedSinceVote, InForceBeforeMeeting, BylawsBreakTheLaw, OlderThanTheLast
    """
    by.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = drafts.unfinished(uow, command.draft)
    vote = drafts.vote_on(uow.session, row)
    if vote is None or vote.poll is None or vote.stage not in (Stage.CLOSED, Stage.MINUTED):
        raise NotVotedYet
    if not vote.adopted:
        raise (BylawsWithoutQuorum if vote.adopted is None else BylawsRejected)(vote.number)
    now = digest(row.document)
    if now != row.put_sha256:
        raise DraftChangedSinceVote(row.put_sha256, now)
    if command.in_force_from < vote.met_on:
        raise InForceBeforeMeeting(vote.met_on, command.in_force_from)
    facts = {"draft": str(row.id), "resolution": str(row.resolution_id), "poll": str(vote.poll)}
    days = (vote.met_on, command.in_force_from)
    version = _record(uow, read_bylaws(row.document), days, "", facts, by)
    drafts.conclude(uow, row, version)
    return version


def _record(
    uow: UnitOfWork,
    bylaws: Bylaws,
    days: tuple[date, date],
    reason: str,
    more: Mapping[str, str],
    by: Actor | None,
) -> UUID:
    """Add the version after the last; `days` are those of its adoption and of its effect."""
    adopted_on, in_force_from = days
    found = tuple(breaches(bylaws, in_force_from))
    if found:
        raise BylawsBreakTheLaw(len(found), found)
    if in_force_from < adopted_on:
        raise InForceBeforeAdopted(adopted_on, in_force_from)
    lock(uow.session, "bylaws", uow.tenant)
    last = uow.session.exec(
        select(func.max(BylawsVersionRow.number), func.max(BylawsVersionRow.in_force_from))
    ).one()
    if last[1] is not None and in_force_from < last[1]:
        raise OlderThanTheLast(last[0], last[1])
    document = bylaws_document(bylaws)
    row = BylawsVersionRow(
        cooperative_id=uow.tenant,
        number=(last[0] or 0) + 1,
        document=document,
        sha256=digest(document),
        adopted_on=adopted_on,
        in_force_from=in_force_from,
        recorded_at=uow.now,
        recorded_by=by.account if by else None,
        reason=reason,
    )
    uow.session.add(row)
    uow.session.flush()  # a draft refers to it
    who = {"by": str(by.account), "as": by.hat.key} if by else {"by": "", "as": "operator"}
    facts = {"version": str(row.id), "number": row.number, "sha256": row.sha256, **more}
    uow.acts([("bylaws.adopt", {**who, **facts, "in_force_from": row.in_force_from.isoformat()})])
    return row.id
