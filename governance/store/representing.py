"""Who speaks for a structure on a day or in an assembly, as statements of the store read it.

In the SQL below `m` is the row of the member. A structure without any mandate begun by that day is
shown with the name on its record; one whose mandates have all ended is shown with nobody. A mandate
withdrawn, or ended before its first day, held on no day: it never began.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from governance.actors import Actor
from governance.errors import Refused
from governance.register.mandate_reading import (
    DeputyNotCalled,
    HolderPrevented,
    MandateOver,
    NobodyInMandate,
)
from governance.register.mandates import HOLDER
from governance.store.mandates import VOID, MandateRow, mandate_of, mandates_of
from governance.store.unit_of_work import UnitOfWork

_BEGUN = (
    "EXISTS (SELECT 1 FROM mandates y WHERE y.member_id = m.id AND y.since <= {day}"
    " AND coalesce(y.ended_on, y.since) >= y.since)"
)
_IN_FORCE = "x.member_id = m.id AND x.since <= {day} AND coalesce(x.ended_on, x.until, {day}) >= {day}"


def holder_on(column: str, day: str) -> str:
    """Write the SQL of a column of the holder's mandate in force on `day`, NULL when there is none."""
    return f"(SELECT x.{column} FROM mandates x WHERE x.rank = 0 AND {_IN_FORCE.format(day=day)})"


def vacant_on(day: str) -> str:
    """Write the SQL that tells a structure whose mandates have begun, none of a holder being in force."""
    return f"({_BEGUN.format(day=day)} AND {holder_on('id', day)} IS NULL)"


def representative_in(day: str, assembly: str) -> str:
    """Write the SQL of who speaks for a member in an assembly of `day`: the deputy called, or the holder."""
    return f"""
  CASE WHEN m.kind = 'organisation' AND {_BEGUN.format(day=day)} THEN coalesce(
         (SELECT x.holder FROM mandates x LEFT JOIN preventions v
              ON v.assembly_id = {assembly} AND v.member_id = m.id AND v.lifted_at IS NULL
           WHERE {_IN_FORCE.format(day=day)} AND (x.id = v.mandate_id OR v.id IS NULL AND x.rank = 0)), '')
       ELSE m.representative END"""


def representative_on(day: str) -> str:
    """Write the SQL of who speaks for a member on `day`: the holder, else who its record names; or ''."""
    return f"""
  CASE WHEN {_BEGUN.format(day=day)} THEN coalesce({holder_on("holder", day)}, '')
       ELSE m.representative END"""


def email_on(day: str) -> str:
    """Write the SQL of the e-mail of a member: the holder's, else the record's, else the structure's own."""
    return f"""
  CASE WHEN m.kind <> 'organisation' THEN m.email
       WHEN {_BEGUN.format(day=day)} THEN coalesce(nullif({holder_on("email", day)}, ''), m.email)
       ELSE coalesce(nullif(m.representative_email, ''), m.email) END"""


_UNREPRESENTED = text(
    "SELECT s.name, s.over, s.mute, count(*) FILTER (WHERE NOT s.mute) OVER () AS spoken FROM ("
    f"SELECT m.name, m.sort_key, m.id, {_BEGUN.format(day=':day')} AS over,"
    f" ({representative_in(':day', ':assembly')}) = '' AS mute"
    " FROM members m WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation'"
    " AND m.admitted_on <= :day AND (m.left_on IS NULL OR m.left_on > :day)) s"
    " WHERE s.mute OR NOT s.over ORDER BY s.mute DESC, s.sort_key, s.id LIMIT 50"
)


def unrepresented(
    session: Session, cooperative: UUID, day: date, assembly: UUID
) -> tuple[list[tuple[str, bool]], int]:
    """Name the structures nobody speaks for in an assembly of `day`, 50 at most; whether they had a mandate.

    With them, how many have none and speak by who their record names. A deputy called to the assembly acts
    there, even once the mandate of the holder has ended.
    """
    asked = {"cooperative": cooperative, "day": day, "assembly": assembly}
    rows = list(session.connection().execute(_UNREPRESENTED, asked))
    return [(row.name, row.over) for row in rows if row.mute], rows[0].spoken if rows else 0


_MAY_ACT = text(
    "SELECT k.account_id, k.member_id, bool_or(k.mandate_id IS NULL OR x.rank = 0) AS as_holder,"
    " bool_or(CASE WHEN v.id IS NULL THEN k.mandate_id IS NULL OR x.rank = 0"
    " ELSE k.mandate_id IS NOT DISTINCT FROM v.mandate_id END) AS may"
    " FROM unnest(cast(:accounts AS uuid[]), cast(:members AS uuid[])) AS w(account_id, member_id)"
    " JOIN capacities k ON k.account_id = w.account_id AND k.member_id = w.member_id"
    " LEFT JOIN mandates x ON x.id = k.mandate_id"
    " LEFT JOIN preventions v ON v.assembly_id = :assembly AND v.member_id = k.member_id"
    " AND v.lifted_at IS NULL"
    " WHERE k.cooperative_id = :cooperative AND k.starts_on <= :today"
    " AND (k.ends_on IS NULL OR k.ends_on >= :today) GROUP BY 1, 2"
)


def barred(
    uow: UnitOfWork, assembly: UUID | None, actors: Sequence[Actor]
) -> Mapping[tuple[UUID, UUID], Refused]:
    """Tell who may not act in an assembly for the structure they represent, by (account, structure).

    No statement when nobody among `actors` represents a structure.
    """
    speaking = {
        (by.account, by.hat.member): by.hat.label
        for by in actors
        if by.hat.represents and by.hat.member is not None
    }
    if not speaking:
        return {}
    rows = uow.session.connection().execute(
        _MAY_ACT,
        {
            "accounts": [account for account, _ in speaking],
            "members": [member for _, member in speaking],
            "assembly": assembly,
            "cooperative": uow.tenant,
            "today": uow.today,
        },
    )
    found = {(row.account_id, row.member_id): row for row in rows}
    refused: dict[tuple[UUID, UUID], Refused] = {}
    for key, structure in speaking.items():
        row = found.get(key)
        if row is None:
            refused[key] = MandateOver(structure)
        elif not row.may:
            refused[key] = HolderPrevented(structure) if row.as_holder else DeputyNotCalled(structure)
    return refused


def ensure_may_act(uow: UnitOfWork, assembly: UUID, by: Actor) -> None:
    """Refuse who represents a structure without being the one who acts for it in this assembly.

    Raises MandateOver, DeputyNotCalled, HolderPrevented.
    """
    for refusal in barred(uow, assembly, [by]).values():
        raise refusal


def speaker(session: Session, member: UUID, day: date) -> str | None:
    """Give who speaks for a structure on `day`: "" when its mandates are over, None when none has begun."""
    known = [mandate_of(row) for row in mandates_of(session, member)]
    begun = [one for one in known if one.since <= day and not one.void]
    return (
        next((one.holder for one in begun if one.rank == HOLDER and one.holds_on(day)), "") if begun else None
    )


def has_mandates(session: Session, member: UUID) -> bool:
    """Tell whether a holder's mandate was ever recorded for a structure, and not withdrawn."""
    asked = select(MandateRow.id).where(MandateRow.member_id == member, MandateRow.rank == HOLDER, ~VOID)
    return session.exec(asked.limit(1)).first() is not None


def linkable(session: Session, member: UUID, day: date) -> MandateRow | None:
    """Give the mandate that a personal link is for: the holder in force or to come.

    None for a member without any mandate of a holder. Raises NobodyInMandate when these are over.
    """
    asked = select(MandateRow).where(MandateRow.member_id == member, MandateRow.rank == HOLDER, ~VOID)
    holders = list(session.exec(asked.order_by(col(MandateRow.since))))
    for row in holders:
        last = mandate_of(row).last_day
        if last is None or last >= max(day, row.since):
            return row
    if holders:
        raise NobodyInMandate
    return None
