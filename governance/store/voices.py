"""Persons who have a voice in several colleges: the records of one person, and the voices no rule gives."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.bylaws.rules import BylawsArticle
from governance.errors import Refused
from governance.register.voices import VoiceNotGiven
from governance.store.in_force import bylaws_in_force
from governance.store.presence import IS_MEMBER

_FURTHER = text(
    "SELECT m.id FROM members m WHERE m.cooperative_id = :cooperative AND m.same_as IS NOT NULL"
    f" AND {IS_MEMBER}"
)
_OF_PERSONS = text(
    "SELECT DISTINCT t.id FROM members m JOIN members t ON t.cooperative_id = m.cooperative_id"
    " AND coalesce(t.same_as, t.id) = coalesce(m.same_as, m.id)"
    " WHERE m.id = ANY(cast(:members AS uuid[])) AND t.id <> m.id"
)


def other_voices(session: Session, members: Collection[UUID]) -> list[UUID]:
    """Give the other records of the persons that these records are of; none for who has one voice."""
    found = session.connection().execute(_OF_PERSONS, {"members": list(members)})
    return sorted(found.scalars())


def not_given(session: Session, cooperative: UUID, day: date) -> dict[UUID, Refused]:
    """Give the further voices that the bylaws of `day` do not give: where one person has one voice."""
    found = session.connection().execute(_FURTHER, {"cooperative": cooperative, "day": day}).scalars().all()
    if not found:
        return {}
    colleges = bylaws_in_force(session, day)[1].colleges
    if colleges.several_per_person and colleges.weigh:
        return {}
    return {voice: VoiceNotGiven(source=BylawsArticle(colleges.article)) for voice in found}
