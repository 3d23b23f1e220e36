"""Around the cooperative: structures, agreements, events and groups: something to show on each page."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from governance.actors import Actor
from governance.queries.activities import activity_shown
from governance.register.shares import Movement, MovementKind
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.activities import (
    HostActivity,
    HostPerson,
    host_activity,
    host_person,
)
from governance.usecases.contributions import (
    AgreeRate,
    DeclareBase,
    OfferService,
    TakeService,
    agree_rate,
    declare_base,
    offer_service,
    take_service,
)
from governance.usecases.events import EventTyped
from governance.usecases.exits import StartExit, start_exit
from governance.usecases.shared_events import JoinEvent, ShareEvent, join_event, share_event
from governance.usecases.ties import RecordTie, record_tie
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.e2e.visitors import Town
from tests.eventing import Gathering, a_gathering
from tests.grouping import a_group, invite, join
from tests.mandating import add_mandate
from tests.meetings import Meeting
from tests.minuting import within
from tests.sharing import a_shared
from tests.web import test_agreements_pages as agreeing
from tests.web.people import browse_as
from tests.web.test_events_pages import link_of
from web.directory.sirene import OFFICES, UNITS

SIREN = "732829320"


@dataclass(frozen=True)
class Door:
    """Who opens a page, and its address."""

    actor: Actor | None
    path: str


def structures(town: Town, meeting: Meeting) -> dict[str, Door]:
    """Pages of structures: ties, activities, contributions, mandates, agreements, the ecosystem."""
    base, company = f"/coop/{meeting.cooperative.slug}", a_company(town, meeting)
    activity, left = some_activities(town, meeting)
    paths = {
        "ties:list": f"{base}/liens",
        "ties:show": f"{base}/societaires/{company}/liens",
        "contributions:list": f"{base}/contributions",
        "contributions:show": f"{base}/societaires/{company}/contribution",
        "activities:list": f"{base}/activites",
        "activities:list (left)": f"{base}/activites?etat=sorties",
        "activities:new": f"{base}/activites/nouvelle",
        "activities:show": f"{base}/activites/{activity}",
        "activities:exit_form": f"{base}/activites/{activity}/sortie",
        "activities:left": f"{base}/activites/sorties/{left}",
        "activities:correct_form": f"{base}/activites/sorties/{left}/corriger",
        "mandates:list": f"{base}/mandats",
        "mandates:show": f"{base}/societaires/{company}/mandats",
        "ecosystem:show": f"{base}/ecosysteme",
        "ecosystem:figures": f"{base}/ecosysteme/chiffres",
        "events:presence": f"{base}/societaires/{company}/presences",
        "ties:look_up": f"{base}/societaires/{company}/liens/annuaire?siren={SIREN}",
        "ties:outside": f"{base}/liens/hors-societariat",
        "ties:import": f"{base}/liens/importer",
        "ties:preview": a_file(town, meeting, base),
        **agreements(town, meeting, company),
    }
    speaker = who_speaks_for(town, meeting, company)
    return {
        **{name: Door(meeting.secretary, path) for name, path in paths.items()},
        "ecosystem:show (a member)": Door(speaker, f"{base}/ecosysteme"),
        "ecosystem:own": Door(speaker, f"{base}/ecosysteme/notre-histoire"),
    }


def who_speaks_for(town: Town, meeting: Meeting, company: UUID) -> Actor:
    """Let somebody act for a company."""

    def act(uow: UnitOfWork) -> Actor:
        account, row = add_account(uow, "Rémi Relais"), uow.session.get_one(MemberRow, company)
        link(uow, account, row)
        return as_member(meeting.cooperative, account, row)

    return within(town.database, meeting, act)


def a_directory(folder: Path) -> Path:
    """Write the two files of a directory that knows the company, under another form and another place."""
    unit = {
        "siren": SIREN, "dateCreationUniteLegale": "2020-02-01", "denominationUniteLegale": "LES FOURS",
        "categorieJuridiqueUniteLegale": "5710", "nicSiegeUniteLegale": "00074",
    }  # fmt: skip
    office = {"siren": SIREN, "nic": "00074", "codePostalEtablissement": "69007"}
    for name, row in ((UNITS, unit), (OFFICES, office)):
        (folder / name).write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    return folder


def a_company(town: Town, meeting: Meeting) -> UUID:
    """Add a company that the cooperative holds at 15 %, so that its votes are suspended."""

    def act(uow: UnitOfWork) -> UUID:
        row = add_member(
            uow,
            900,
            "Les Fours réunis",
            first_name="",
            college="structures",
            kind="organisation",
            siren=SIREN,
        )
        uow.session.flush()  # its shares and its tie refer to it
        append_movement(
            uow.session, uow.tenant, row.id, Movement(MovementKind.SUBSCRIPTION, 10, uow.today), uow.now
        )
        typed = {"kind": "holding", "part": "15 %", "since": f"{uow.today:%d/%m/%Y}"}
        record_tie(uow, RecordTie(row.id, typed), by=meeting.secretary)
        year = uow.today.year
        agreed = {"base": "turnover", "part": "10 %", "since": f"01/01/{year}"}
        for member in (None, row.id):
            agree_rate(uow, AgreeRate(member, agreed), by=meeting.secretary)
        declared = {"starts_on": f"01/01/{year}", "ends_on": f"31/03/{year}", "amount": "12000"}
        declare_base(uow, DeclareBase(row.id, declared), by=meeting.secretary)
        service = offer_service(uow, OfferService({"name": "Paie", "kind": "payroll"}), by=meeting.secretary)
        uow.session.flush()  # the use refers to it
        take_service(uow, TakeService(row.id, service, {"since": f"01/01/{year}"}), by=meeting.secretary)
        add_mandate(uow, meeting.secretary, row.id)
        return row.id

    return within(town.database, meeting, act)


def some_activities(town: Town, meeting: Meeting) -> tuple[UUID, UUID]:
    """Host two activities with somebody late, and let one leave: the other one, then the exit."""

    def act(uow: UnitOfWork) -> tuple[UUID, UUID]:
        made = []
        for name in ("Boulange", "Confitures"):
            typed = {"name": name, "trade": "Bouche", "started_on": "01/02/2020"}
            made.append(host_activity(uow, HostActivity(typed), by=meeting.secretary))
            uow.session.flush()  # its people refer to it
            for person, number in (("Lou Levain", "1"), ("Sam Sel", "")):
                values = {"name": person, "number": number, "contract_from": "01/02/2020"}
                host_person(uow, HostPerson(made[-1], values), by=meeting.secretary)
        uow.session.flush()  # the exit reads its people
        typed = {"reason": "founds", "left_on": f"{uow.today:%d/%m/%Y}", "structure": "Neuf", "form": "sas"}
        for one in activity_shown(uow, made[1], meeting.secretary).people:
            typed |= {f"leaves_{one.id}": "yes", f"outcome_{one.id}": "stays"}
        return made[0], start_exit(uow, StartExit(made[1], typed), by=meeting.secretary)

    return within(town.database, meeting, act)


def a_file(town: Town, meeting: Meeting, base: str) -> str:
    """Send the structures back as they are taken away; give the page that shows what they would change."""
    secretary = browse_as(town.site, meeting.secretary)
    content = secretary.get(f"{base}/liens/structures.csv").content
    form = {"csrf": secretary.csrf(f"{base}/liens/importer")}
    sent = secretary.post(f"{base}/liens/importer", form, files={"file": ("structures.csv", content)})
    return str(sent.headers["location"])


def agreements(town: Town, meeting: Meeting, company: UUID) -> dict[str, str]:
    """An agreement signed and another one being written."""
    home, secretary = meeting.cooperative, browse_as(town.site, meeting.secretary)
    with town.database.read() as uow:
        today = uow.today
    signed = agreeing.signed(secretary, home, company, today)
    draft = agreeing.prepared(secretary, home, company, today)
    base = f"/coop/{home.slug}"
    templates = secretary.get(f"{base}/conventions/modeles").text
    template = templates.split("/conventions/modeles/")[1].split('"')[0]
    return {
        "agreements:list": f"{base}/conventions",
        "agreements:of": f"{base}/societaires/{company}/conventions",
        "agreements:show": f"{base}/conventions/{signed}",
        "agreements:show (a draft)": f"{base}/conventions/{draft}",
        "agreements:edit": f"{base}/conventions/{draft}/projet",
        "agreements:new": f"{base}/societaires/{company}/conventions/nouvelle",
        "agreements:amend": f"{base}/conventions/{signed}/avenant",
        "agreements:templates": f"{base}/conventions/modeles",
        "agreements:template": f"{base}/conventions/modeles/{template}",
    }


def around(town: Town) -> dict[str, Door]:
    """Pages of meetings and seminars, for the office, for members and for who has a link; of groups."""
    return {**events(town), **groups(town)}


def events(town: Town) -> dict[str, Door]:
    """A seminar to come with an answer, another one begun, where people arrive."""
    here = a_gathering(town.database)
    coming, begun = here.sent(), here.sent(days=0, starts_at="0:00", ends_at="23:59")
    here.answer(coming, 1, "yes")
    base = f"/coop/{here.home.slug}/rencontres"
    guest, joined, offered = joining(town, here, coming)
    theirs = f"/coop/{guest.home.slug}/rencontres"
    by_secretary = {
        "events:list": base,
        "events:new": f"{base}/nouvelle",
        "events:show": f"{base}/{coming}",
        "events:edit": f"{base}/{coming}/modifier",
        "events:cancelling": f"{base}/{coming}/annuler",
        "events:attendance": f"{base}/{begun}/presences",
    }
    return {
        **{name: Door(here.secretary, path) for name, path in by_secretary.items()},
        "events:show (invited)": Door(here.acting(1), f"{base}/{coming}"),
        "cooperative:home (invited)": Door(here.acting(2), f"/coop/{here.home.slug}/"),
        "events:show (shared)": Door(guest.secretary, f"{theirs}/{joined}"),
        "events:list (offered)": Door(guest.secretary, theirs),
        "events:guests": Door(guest.secretary, f"{theirs}/{joined}/invites"),
        "events:joining": Door(guest.secretary, f"{theirs}/communes/{offered}"),
        "events:link": Door(None, link_of(town.site, here, coming)),
    }


def joining(town: Town, here: Gathering, coming: UUID) -> tuple[Gathering, UUID, UUID]:
    """Open two events to a group: a guest cooperative, its own event, and the one it has not joined."""
    guest, offered = a_gathering(town.database), here.sent(title="Atelier du levain")
    group = a_group(town.database, here.home)
    join(town.database, here.home, group, guest.home)
    for event in (coming, offered):
        command = ShareEvent(event, group)
        here.write(lambda uow, c=command: share_event(uow, c, by=here.secretary))
    invited = JoinEvent(coming, EventTyped({}, colleges=("structures",)))
    joined = guest.write(lambda uow: join_event(uow, invited, by=guest.secretary))
    return guest, joined, offered


def groups(town: Town) -> dict[str, Door]:
    """A group of two cooperatives, a third one invited; a resolution that two of another group are asked."""
    shared = a_shared(town.database)
    first = shared.sides[0].home
    there = f"/coop/{first.slug}/groupes/{shared.group}/resolutions"
    ours, other, third = (a_cooperative(town.database) for _ in range(3))
    group = a_group(town.database, ours)
    join(town.database, ours, group, other)
    invite(town.database, ours, group, third)
    return {
        "groups:list": Door(ours.secretary, f"/coop/{ours.slug}/groupes"),
        "groups:list (invited)": Door(third.secretary, f"/coop/{third.slug}/groupes"),
        "shared:new": Door(first.secretary, f"{there}/nouvelle"),
        "shared:show": Door(first.secretary, f"{there}/{shared.resolution}"),
        "groups:show": Door(ours.secretary, f"/coop/{ours.slug}/groupes/{group}"),
    }
