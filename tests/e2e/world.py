"""One cooperative at each stage of an assembly, so that every page has something to show."""

from urllib.parse import urlsplit
from uuid import UUID

from governance.actors import Actor, Role
from governance.store.accounts import RoleGrantRow
from governance.usecases.attendance import close_session
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.elections import ChooseWay, choose_way
from tests.builders import LONG_AGO, add_account, an_actor
from tests.by_post import convened, received, stand
from tests.drafting import a_drafted_change, convene_all, put, vote
from tests.e2e.around import Door, around, structures
from tests.e2e.asking import asking, shared, tied
from tests.e2e.visitors import Town
from tests.electing import an_election, elect, open_round, prepared
from tests.electing import within as inside
from tests.meetings import Meeting, a_meeting, a_poll
from tests.minuting import SMALL, a_held_meeting, enter, sign, within, write
from tests.preparing import a_convened, a_draft
from web.delivery.pdf import register_copy

NOT_PAGES = {
    "home:health", "home:health_database", "account:start", "account:callback", "about:archive",
    "about:licence", "polls:sheet", "members:progress", "members:original", "members:export",
    "members:template", "assemblies:calendar", "assemblies:paper", "assemblies:notice_pdf",
    "assemblies:letters", "minutes:draft", "minutes:pdf", "attendance:pdf", "journal:lines",
    "journal:assembly_lines", "contributions:workbook", "contributions:statement",
    "agreements:pdf", "agreements:scan", "agreements:workbook", "mandates:proof", "events:calendar",
    "events:file", "events:link_calendar", "ecosystem:workbook", "shared:certificate",
    "ties:export", "ties:original", "postal:form", "letters:pdf",
}  # fmt: skip
"""Routes read by GET that give a file, a fragment or a redirection."""


def an_office(town: Town, meeting: Meeting, role: Role) -> Actor:
    """Give somebody a role in the cooperative of a meeting."""
    with town.database.write() as uow:
        uow.enter(meeting.cooperative.id)
        account = add_account(uow, "Aude Itrice")
        grant = {"account_id": account.id, "role": role.value, "starts_on": LONG_AGO}
        uow.session.add(RoleGrantRow(cooperative_id=uow.tenant, **grant))
        return an_actor(meeting.cooperative, account, role)


def only(town: Town, cooperative: UUID, statement: str) -> str:
    """Give the one identifier a statement finds in a cooperative."""
    with town.database.read() as uow:
        uow.enter(cooperative)
        return str(uow.session.connection().exec_driver_sql(statement).scalars().first())


def strangers(town: Town) -> dict[str, Door]:
    """Pages open to everybody."""
    paths = {
        "home:show": "/",
        "account:sign_in": "/connexion",
        "about:law": "/droit",
        "about:calendar": "/droit/calendrier",
        "about:accessibility": "/accessibilite",
        "about:source": "/code-source",
        "polls:ways": "/modes-de-scrutin",
    }
    return {name: Door(None, path) for name, path in paths.items()}


def preparation(town: Town) -> dict[str, Door]:
    """Pages of an assembly before its day, convened or not, and the link of one of its mails."""
    draft, convened = a_draft(town.database), a_convened(town.database, letters=1)
    town.work()
    link = urlsplit(town.letter_of("m1@exemple.test")).path
    item = only(town, draft.cooperative.id, "SELECT id FROM resolutions")
    notice = only(town, convened.cooperative.id, "SELECT id FROM notices WHERE channel = 'letter'")
    here = f"/coop/{draft.cooperative.slug}/assemblees/{draft.assembly}"
    there = f"/coop/{convened.cooperative.slug}/assemblees/{convened.assembly}"
    by_draft = {
        "assemblies:new": f"/coop/{draft.cooperative.slug}/assemblees/nouvelle",
        "assemblies:settings": f"{here}/reglages",
        "assemblies:ask_cancel": f"{here}/annuler",
        "assemblies:agenda": f"{here}/ordre-du-jour",
        "assemblies:new_item": f"{here}/ordre-du-jour/nouveau",
        "assemblies:item": f"{here}/ordre-du-jour/{item}",
        "interests:show": f"{here}/ordre-du-jour/{item}/interesses",
        "assemblies:papers": f"{here}/pieces",
        "assemblies:notices (before)": f"{here}/convocation",
        "assemblies:confirm": f"{here}/convocation/confirmer",
    }
    by_convened = {
        "assemblies:show": there,
        "assemblies:notices": f"{there}/convocation",
        "assemblies:one_notice": f"{there}/convocation/{notice}",
        "cooperative:home": f"/coop/{convened.cooperative.slug}/",
    }
    return {
        **{name: Door(draft.secretary, path) for name, path in by_draft.items()},
        **{name: Door(convened.secretary, path) for name, path in by_convened.items()},
        "account:invitation": Door(None, link),
    }


def by_post(town: Town) -> dict[str, Door]:
    """Postal forms received for a resolution and an election."""
    meeting = convened(town.database)
    item = meeting.resolutions[0]
    within(town.database, meeting, lambda uow: stand(uow, item))
    form = received(town.database, meeting, meeting.voters[0], "", "for")
    here = f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}/correspondance"
    return {
        "postal:list": Door(meeting.secretary, here),
        "postal:list (one form)": Door(meeting.secretary, f"{here}?membre={meeting.voters[1].hat.member}"),
        "postal:ballot": Door(meeting.secretary, f"{here}/{form}/elections/{item}"),
    }


def session(town: Town) -> dict[str, Door]:
    """Pages of the day: one poll open, one member who voted, one who did not, one who is absent."""
    meeting = a_meeting(town.database, colleges=SMALL, absent=1)
    poll = a_poll(town.database, meeting)
    voted, waiting, absent = meeting.voters[0], meeting.voters[1], meeting.voters[-1]
    within(town.database, meeting, lambda uow: cast_ballot(uow, CastBallot(poll, "for", voted), by=voted))
    here = f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}"
    return {
        "session:show": Door(meeting.secretary, f"{here}/seance"),
        "session:show (searching)": Door(meeting.secretary, f"{here}/seance?q=votante"),
        "session:ask_close": Door(meeting.secretary, f"{here}/seance/cloturer"),
        "session:screen": Door(meeting.secretary, f"{here}/ecran"),
        "polls:paper": Door(meeting.secretary, f"{here}/scrutins/{poll}/bulletin"),
        "proxies:show": Door(meeting.voters[0], f"{here}/pouvoir"),
        "polls:ask_close": Door(meeting.secretary, f"{here}/scrutins/{poll}/fermer"),
        "polls:annul_form": Door(meeting.secretary, f"{here}/scrutins/{poll}/annuler"),
        "polls:now": Door(waiting, f"{here}/maintenant"),
        "polls:now (absent)": Door(absent, f"{here}/maintenant"),
        "polls:booth": Door(waiting, f"{here}/scrutins/{poll}"),
        "polls:booth (voted)": Door(voted, f"{here}/scrutins/{poll}"),
        "polls:booth (absent)": Door(absent, f"{here}/scrutins/{poll}"),
        "assemblies:notice": Door(waiting, f"{here}/lecture"),
        "cooperative:home (member)": Door(waiting, f"/coop/{meeting.cooperative.slug}/"),
    }


def elections(town: Town) -> dict[str, Door]:
    """Pages of elections: one being prepared, one open for each shape of ballot, one declared."""
    doors, team = {}, {"entrepreneurs": 5, "team": 2, "partners": 1}
    for method in (
        "stv",
        "majority_judgment",
        "consultation",
        "without_candidate",
        "schulze",
        "plurality",
        "lists",
        "cumulative",
    ):
        seats = 0 if method == "consultation" else 1
        opened = an_election(town.database, method, colleges=team, seats=seats)
        poll = open_round(town.database, opened)
        here = f"/coop/{opened.cooperative.slug}/assemblees/{opened.assembly}/scrutins/{poll}"
        doors[f"polls:booth ({method})"] = Door(opened.voters[0], here)
        paper = f"{here}/bulletin?membre={opened.voters[1].hat.member}"
        doors[f"polls:paper ({method})"] = Door(opened.secretary, paper)
        counted = an_election(town.database, method, colleges=team, seats=seats)
        a, b, _c = counted.options
        marks = {"majority_judgment": {a: 6, b: 2}, "stv": {a: 1, b: 2}, "schulze": {a: 1, b: 2}}
        closed = elect(town.database, counted, [marks.get(method, {a: 1})] * 6)
        there = f"/coop/{counted.cooperative.slug}/assemblees/{counted.assembly}"
        doors[f"polls:result ({method})"] = Door(counted.voters[0], f"{there}/scrutins/{closed}/resultat")
        doors[f"session:show ({method})"] = Door(counted.secretary, f"{there}/seance")
        if method == "without_candidate":
            following = f"{there}/scrutins/{closed}/tour-suivant"
            doors["session:next_round"] = Door(counted.secretary, following)
    draft = an_election(town.database, "stv", colleges=team)
    item = f"/coop/{draft.cooperative.slug}/assemblees/{draft.assembly}/ordre-du-jour/{draft.item}"
    by_secretary = {
        "assemblies:way": f"{item}/mode",
        "assemblies:election": f"{item}/election",
        "assemblies:new_candidate": f"{item}/candidatures/nouvelle",
        "assemblies:new_candidate (found)": f"{item}/candidatures/nouvelle?q=votante",
        "assemblies:candidate": f"{item}/candidatures/{draft.options[0]}",
    }
    prepared_one = prepared(town.database)
    choose = ChooseWay(prepared_one.assembly, prepared_one.item, "stv")
    inside(town.database, prepared_one, lambda uow: choose_way(uow, choose, by=prepared_one.secretary))
    path = f"/coop/{prepared_one.cooperative.slug}/assemblees/{prepared_one.assembly}"
    doors["assemblies:election (draft)"] = Door(
        prepared_one.secretary, f"{path}/ordre-du-jour/{prepared_one.item}/election"
    )
    return {**doors, **{name: Door(draft.secretary, path) for name, path in by_secretary.items()}}


def simulations(base: str, poll: str) -> dict[str, str]:
    """The simulator, empty, then on a past vote."""
    return {
        "simulator:show": f"{base}/simulateur",
        "simulator:show (a past vote)": f"{base}/simulateur?poll={poll}&carry=single_body&majority=at-2%2F3",
        "simulator:elections": f"{base}/simulateur/elections",
        "board:show": f"{base}/conseil",
    }


def afterwards(town: Town) -> dict[str, Door]:
    """Pages of minutes, registers and log, then of the cooperative and of the account."""
    closed, entered = a_held_meeting(town.database), a_held_meeting(town.database)
    write(town.database, closed)
    write(town.database, entered)
    sign(town.database, entered)
    enter(town.database, entered, register_copy)
    slug, base = entered.cooperative.slug, f"/coop/{entered.cooperative.slug}"
    here = f"{base}/assemblees/{entered.assembly}"
    there = f"/coop/{closed.cooperative.slug}/assemblees/{closed.assembly}"
    poll = only(town, entered.cooperative.id, "SELECT id FROM polls WHERE state = 'closed' ORDER BY number")
    auditor = an_office(town, entered, Role.AUDITOR)
    chief = an_office(town, entered, Role.ADMINISTRATOR)
    grant = only(town, entered.cooperative.id, "SELECT id FROM role_grants WHERE role = 'auditor'")
    member = entered.voters[0].hat.member
    by_secretary = {
        "polls:result": f"{here}/scrutins/{poll}/resultat",
        **simulations(base, poll),
        "minutes:edit (entered)": f"{here}/proces-verbal",
        "assemblies:list": f"{base}/assemblees",
        "members:list": f"{base}/societaires",
        "members:new": f"{base}/societaires/ajouter",
        "members:import": f"{base}/societaires/importer",
        "members:show": f"{base}/societaires/{member}",
        "members:edit": f"{base}/societaires/{member}/modifier",
        "colleges:show": f"{base}/colleges",
        "colleges:seats": f"{base}/colleges/sieges?seats=12",
        "bylaws:show": f"{base}/statuts",
        "bylaws:version": f"{base}/statuts/1",
        "account:cooperatives": "/mes-cooperatives",
        "account:hat": f"/coop/{slug}/qualite",
        "account:tokens": "/mon-compte/jetons",
    }
    by_auditor = {
        "cooperative:home (auditor)": f"{base}/",
        "registers:show": f"{base}/registres",
        "registers:minutes": f"{base}/registres/proces-verbaux",
        "journal:show": f"{base}/journal",
        "journal:assembly": f"{here}/journal",
    }
    by_chief = {
        "roles:list": f"{base}/roles",
        "roles:new": f"{base}/roles/donner",
        "roles:end_form": f"{base}/roles/{grant}/fin",
    }
    return {
        "minutes:edit": Door(closed.secretary, f"{there}/proces-verbal"),
        "minutes:sign_form": Door(closed.secretary, f"{there}/proces-verbal/signature"),
        **{name: Door(entered.secretary, path) for name, path in by_secretary.items()},
        **structures(town, entered),
        **{name: Door(auditor, path) for name, path in by_auditor.items()},
        **{name: Door(chief, path) for name, path in by_chief.items()},
    }


def drafting(town: Town) -> dict[str, Door]:
    """Pages of the bylaws being written: a change nobody voted yet, one that an assembly adopted."""
    writing, adopted = a_drafted_change(town.database), a_drafted_change(town.database)
    put(town.database, adopted)
    convene_all(town.database, adopted)
    vote(town.database, adopted, "for")
    base = f"/coop/{writing.cooperative.slug}/statuts"
    here = f"{base}/projets/{writing.draft}"
    there = f"/coop/{adopted.cooperative.slug}/statuts/projets/{adopted.draft}"
    by_secretary = {
        "bylaws:drafts": f"{base}/projets",
        "bylaws:new_draft": f"{base}/projets/nouveau",
        "bylaws:draft": here,
        "bylaws:chapter": f"{here}/chapitres/colleges",
        "bylaws:chapter (rules for each meeting)": f"{here}/chapitres/quorum",
        "bylaws:draft_differences": f"{here}/differences",
        "bylaws:put_form": f"{here}/resolution",
        "bylaws:differences": f"{base}/differences",
    }
    return {
        **{name: Door(writing.secretary, path) for name, path in by_secretary.items()},
        "bylaws:draft (adopted)": Door(adopted.secretary, there),
        "bylaws:adopt_form": Door(adopted.secretary, f"{there}/vigueur"),
    }


def second_call(town: Town) -> dict[str, Door]:
    """The page that calls again a meeting closed without quorum."""
    meeting = a_meeting(town.database, colleges={"entrepreneurs": 8, "team": 2, "structures": 2}, absent=10)
    within(town.database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    here = f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}"
    return {
        "assemblies:second": Door(meeting.secretary, f"{here}/deuxieme-convocation"),
        "assemblies:show (without quorum)": Door(meeting.secretary, here),
    }


def every_door(town: Town) -> dict[str, Door]:
    """Make the cooperatives and give the address of each page, by the name of its route."""
    return {
        **strangers(town),
        **preparation(town),
        **session(town),
        **by_post(town),
        **elections(town),
        **afterwards(town),
        **drafting(town),
        **second_call(town),
        **around(town),
        **asking(town),
        **shared(town),
        **tied(town),
    }
