"""Persons and structures that are linked, as pages point them out."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from governance.actors import ROLE_NAMES, Role
from governance.register.mandates import Connected, Link
from governance.store import connected as store
from governance.store.unit_of_work import UnitOfWork


def connected_members(
    uow: UnitOfWork, members: Collection[UUID], day: date
) -> dict[UUID, tuple[Connected, ...]]:
    """Give, for some members, the two votes they are part of, a person's and a structure's. One statement."""
    found: dict[UUID, tuple[Connected, ...]] = {}
    if not members:
        return found
    for pair in store.two_votes(uow.session, uow.tenant, day, members):
        told = Connected(pair.link, pair.person_name, pair.structure_name)
        for member in (pair.person, pair.structure):
            found[member] = (*found.get(member, ()), told)
    return found


def connected_persons(uow: UnitOfWork) -> tuple[tuple[Connected, tuple[str, ...]], ...]:
    """Point out, today, who represents several structures, has two votes, or holds a role. Three statements.

    Each with its names of structures or of roles, to be listed in the language of the page.
    """
    session, here, day = uow.session, uow.tenant, uow.today
    several = [
        (Connected(Link.SEVERAL, person, ""), tuple(structures))
        for person, structures in store.several_structures(session, here, day)
    ]
    twice = [
        (Connected(one.link, one.person_name, one.structure_name), ())
        for one in store.two_votes(session, here, day)
    ]
    roles = [
        (Connected(Link.ROLE, person, structure), tuple(ROLE_NAMES[Role(role)] for role in held))
        for person, structure, held in store.with_roles(session, here, day)
    ]
    return (*several, *twice, *roles)
