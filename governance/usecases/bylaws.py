"""A new version of the bylaws: added to the others, which stay as they were."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import func
from sqlmodel import select

from governance.actors import Actor, Role
from governance.bylaws.check import breaches
from governance.bylaws.document import bylaws_document, read_bylaws
from governance.errors import Refused
from governance.sources import LegalSource
from governance.store.base import lock
from governance.store.bylaws import BylawsVersionRow
from governance.store.journal import canonical
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


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


@dataclass(frozen=True, slots=True)
class AdoptBylaws:
    """The document of the bylaws (format 1), the day they were adopted and the day they begin to hold."""

    document: Mapping[str, Any]
    adopted_on: date
    in_force_from: date


def adopt_bylaws(uow: UnitOfWork, command: AdoptBylaws, *, by: Actor | None) -> UUID:
    """Add a version of the bylaws; `by` is None from the command line only. Gives its identifier.

    Who      administrator
    Writes   the version (its document in canonical form, and its hash), one act
    Refuses  WrongHat, Malformed (a document that cannot be read), BylawsBreakTheLaw,
             InForceBeforeAdopted, OlderThanTheLast
    """
    if by is not None:
        by.ensure(Role.ADMINISTRATOR)
    bylaws = read_bylaws(command.document)
    found = tuple(breaches(bylaws, command.in_force_from))
    if found:
        raise BylawsBreakTheLaw(len(found), found)
    if command.in_force_from < command.adopted_on:
        raise InForceBeforeAdopted(command.adopted_on, command.in_force_from)
    lock(uow.session, "bylaws", uow.tenant)
    last = uow.session.exec(
        select(func.max(BylawsVersionRow.number), func.max(BylawsVersionRow.in_force_from))
    ).one()
    if last[1] is not None and command.in_force_from < last[1]:
        raise OlderThanTheLast(last[0], last[1])
    document = bylaws_document(bylaws)
    row = BylawsVersionRow(
        cooperative_id=uow.tenant,
        number=(last[0] or 0) + 1,
        document=document,
        sha256=hashlib.sha256(canonical(document).encode()).hexdigest(),
        adopted_on=command.adopted_on,
        in_force_from=command.in_force_from,
        recorded_at=uow.now,
        recorded_by=by.account if by else None,
    )
    uow.session.add(row)
    who = {"by": str(by.account), "as": by.hat.key} if by else {"by": "", "as": "operator"}
    facts = {"version": str(row.id), "number": row.number, "sha256": row.sha256}
    uow.acts([("bylaws.adopt", {**who, **facts, "in_force_from": row.in_force_from.isoformat()})])
    return row.id
