"""The demonstration's cooperatives: loaded once, the same for the same day of loading."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from uuid import UUID

from sqlalchemy import text

from governance.actors import Actor, Role
from governance.assembly.agenda import Template
from governance.bylaws.choices import ElectionMethod, QuorumOf
from governance.bylaws.clauses import Bylaws, SecretFor
from governance.bylaws.college_clauses import QuorumClause
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.store.cooperatives import CooperativeRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.assemblies import AssemblyFields, CreateAssembly, create_assembly
from governance.usecases.bylaws import AdoptBylaws, adopt_bylaws
from web.demo import (
    accounts,
    activities,
    asking,
    assemblies,
    contributions,
    elections,
    events,
    groups,
    in_session,
    mandates,
    people,
    story,
    ties,
)
from web.demo.accounts import ACCOUNTS, Desk
from web.demo.agreements import sign_up
from web.demo.clock import at
from web.demo.provider import DemoAccount

SEED = 1947  # the year of the law on cooperation
NOTICE = timedelta(days=30)  # between the day of loading and this year's assembly
ISSUER = "http://127.0.0.1:8001"

__all__ = ["ACCOUNTS", "ensure_demo"]

_LOADED = text("SELECT id FROM cooperatives WHERE slug = :slug")


def ensure_demo(database: Database, issuer: str = ISSUER) -> None:
    """Load the two cooperatives unless they are there; let accounts sign in by the provider at `issuer`.

    Each cooperative is one transaction: it is there whole, or not at all. About ten seconds.
    """
    with database.write() as uow:
        accounts.rehome(uow, issuer)
    for slug, load in ((story.FOURNIL_SLUG, _fournil), (story.SLUG, _passerelles)):  # the second ties them
        with database.write() as uow:
            if uow.session.connection().execute(_LOADED, {"slug": slug}).scalar() is None:
                load(uow, issuer)


def year_closed_before(held: date) -> date:
    """Give the end of the month five months before an assembly: its accounts are then approved in time."""
    month = (held.month - 6) % 12 + 1
    year = held.year if month < held.month else held.year - 1
    return date(year, month, 28 if month == 2 else monthrange(year, month)[1])


def _passerelles(uow: UnitOfWork, issuer: str) -> None:
    random, today = Random(SEED), uow.today
    held_at = assemblies.thursday_evening(today + NOTICE)
    last_at = held_at - timedelta(weeks=52)
    closed_on = year_closed_before(held_at.date())
    desk = _founded(uow, issuer, story.SLUG, story.NAME, people.YEARS)
    _adopt(uow, desk, _our_bylaws(closed_on))
    crowd = people.crowd(uow.tenant, random, today)
    elections.cast(crowd.members, crowd.accounts, today)
    _add(uow, crowd)
    secretary = _officers(uow, desk)
    there = assemblies.came(random, crowd.members, last_at.date())
    voters = [assemblies.Voter(one, _acting_for(uow, desk, one, crowd.accounts)) for one in there]
    came = {one.id for one in there}
    for one in crowd.members:
        if one.id in crowd.accounts and one.id not in came:
            _acting_for(uow, desk, one, crowd.accounts)
    last_year = assemblies.fiscal_year(closed_on.replace(year=closed_on.year - 1))
    assemblies.play_last_year(uow, assemblies.PastMeeting(secretary, voters, last_at, last_year, random))
    groups.tie(uow, issuer, secretary)
    ties.tie(uow, crowd.members, secretary, random)
    activities.host(uow, crowd.members, secretary, random)
    contributions.agree(uow, secretary, random)
    mandates.name_all(uow, crowd.members, secretary)
    events.gather(uow, secretary, Random(SEED + 3), held_at.date())
    assemblies.prepare_this_year(uow, secretary, held_at, assemblies.fiscal_year(closed_on))
    asking.call_beside(uow, secretary)
    asking.ask(uow, [voter.actor for voter in voters[:9]])
    sign_up(uow, secretary, Random(SEED + 4))


def _fournil(uow: UnitOfWork, issuer: str) -> None:
    random, today = Random(SEED + 1), uow.today
    held_at = assemblies.thursday_evening(today + NOTICE + timedelta(days=7))
    closed_on = year_closed_before(held_at.date())
    desk = _founded(uow, issuer, story.FOURNIL_SLUG, story.FOURNIL_NAME, years=4)
    bylaws = load_model("three_colleges_bloc")
    identity = replace(
        bylaws.identity,
        name=story.FOURNIL_NAME,
        purpose="Faire vivre un fournil partagé entre boulangers, habitants et soutiens",
        registered_office="Vienne",
        rcs_town="Vienne",
        year_end=f"{closed_on:%m-%d}",
    )
    quarter = (QuorumClause(QuorumOf.HEADS, Fraction(1, 4)),)
    by_meeting = replace(bylaws.quorum.by_meeting, ordinary_first=quarter)
    quorum = replace(bylaws.quorum, by_meeting=by_meeting)
    _adopt(uow, desk, replace(bylaws, identity=identity, quorum=quorum))
    crowd = people.small_crowd(uow.tenant, random, today, story.FOURNIL_GROUPS)
    _add(uow, crowd)
    acting = {one.id: _acting_for(uow, desk, one, crowd.accounts) for one in crowd.members}
    secretary = accounts.with_role(uow, desk, accounts.OTHER_SECRETARY, Role.SECRETARY)
    uow.session.flush()  # acts name accounts and members
    year = assemblies.fiscal_year(closed_on)
    fields = AssemblyFields(
        f"Assemblée annuelle {held_at.year}", held_at, story.FOURNIL_PLACE, fiscal_year=year
    )
    create_assembly(uow, CreateAssembly(Template.ANNUAL, fields), by=secretary)
    in_session.play(uow, secretary, crowd.members, acting, list(crowd.accounts))


def _founded(uow: UnitOfWork, issuer: str, slug: str, name: str, years: int) -> Desk:
    row = CooperativeRow(slug=slug, name=name, created_at=uow.now)
    uow.session.add(row)
    uow.session.flush()  # the tenant must exist before anything that belongs to it
    uow.enter(row.id)
    return Desk(row, issuer, uow.today.replace(month=1, day=1, year=uow.today.year - years))


def _our_bylaws(closed_on: date) -> Bylaws:
    """Adapt the model: this cooperative's seat, its year, its elections by single transferable vote.

    They may be held in the open.
    """
    bylaws = load_model("five_colleges_proportional")
    identity = replace(
        bylaws.identity,
        name=story.NAME,
        purpose="Héberger et accompagner des activités des métiers de l’alimentation, et garder le lien avec "
        "celles qui grandissent",
        registered_office="14 quai des Meuniers, 69007 Lyon",
        rcs_town="Lyon",
        year_end=f"{closed_on:%m-%d}",
    )
    remote = replace(bylaws.remote, secret_for=(SecretFor.REMOVALS, SecretFor.EXCLUSIONS))
    elections = replace(bylaws.elections, method=ElectionMethod.STV)
    return replace(bylaws, identity=identity, remote=remote, elections=elections)


def _adopt(uow: UnitOfWork, desk: Desk, bylaws: Bylaws) -> None:
    with at(uow, uow.now.replace(year=desk.since.year, month=1, day=2)):
        command = AdoptBylaws(bylaws_document(bylaws), desk.since, desk.since)
        adopt_bylaws(uow, command, by=None)
    uow.session.flush()  # assemblies refer to it


def _add(uow: UnitOfWork, crowd: people.Crowd) -> None:
    uow.session.add_all(crowd.members)
    uow.session.flush()  # movements refer to members
    uow.session.add_all(crowd.movements)


def _officers(uow: UnitOfWork, desk: Desk) -> Actor:
    for person, role in (
        (accounts.ADMINISTRATOR, Role.ADMINISTRATOR),
        (accounts.CHAIR, Role.CHAIR),
        (accounts.TELLER, Role.TELLER),
        (accounts.AUDITOR, Role.AUDITOR),
    ):
        accounts.with_role(uow, desk, person, role)
    return accounts.with_role(uow, desk, accounts.SECRETARY, Role.SECRETARY)


def _acting_for(uow: UnitOfWork, desk: Desk, member: MemberRow, known: dict[UUID, DemoAccount]) -> Actor:
    """Let somebody act for a member: one of the people the provider lists, or an account of their own."""
    name = member.representative or f"{member.first_name} {member.name}"
    own = DemoAccount(f"{accounts.PREFIX}{desk.cooperative.slug}-{member.number}", name, member.email)
    return accounts.as_member(uow, desk, known.get(member.id, own), member)
