"""What members ask for, who is called beside them, who has been away, what is shared or tied."""

from tests.builders import a_cooperative, add_member
from tests.e2e.around import Door
from tests.e2e.visitors import Town
from tests.exits import a_company, hosted, leave
from tests.meetings import a_meeting
from tests.requesting import a_demanding_home, a_meeting_to_come, ten_members
from tests.usecases.test_blank_sharing import a_sas, note
from tests.web.people import browse_as

ASKED = {
    "kind": "draft",
    "title": "Un four à pain",
    "text": "On décide d’un **four**.",
    "reasons": "On a faim.",
}


def asking(town: Town) -> dict[str, Door]:
    """One request that looks for support, an assembly to come, and the lists of the office."""
    home = a_demanding_home(town.database)
    members = ten_members(town.database, home)
    meeting = a_meeting_to_come(town.database, home)
    base = f"/coop/{home.slug}"
    author = browse_as(town.site, members[0])
    new = f"{base}/demandes/nouvelle"
    written = author.post(new, {"csrf": author.csrf(new), **ASKED}).headers["location"]
    one = members[0].hat.member
    by_secretary = {
        "requests:list": f"{base}/demandes",
        "requests:show": written,
        "questions:show": f"{base}/assemblees/{meeting}/questions",
        "nonvoters:list": f"{base}/aussi-convoques",
        "missed:list": f"{base}/societaires/absences",
        "missed:show": f"{base}/societaires/{one}/absences",
        "members:voices": f"{base}/societaires/{one}/voix",
    }
    return {
        **{name: Door(home.secretary, path) for name, path in by_secretary.items()},
        "requests:new": Door(members[1], new),
        "requests:list (a member)": Door(members[1], f"{base}/demandes"),
        "requests:show (a member)": Door(members[1], written),
    }


def shared(town: Town) -> dict[str, Door]:
    """Blank proxies that wait to be shared in a session."""
    meeting = a_meeting(town.database, colleges={"team": 6}, absent=3, model=a_sas(per_holder=1))
    for principal in meeting.voters[3:]:
        note(town.database, meeting, principal)
    here = f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}"
    return {"proxies:sharing": Door(meeting.secretary, f"{here}/pouvoirs-en-blanc")}


def tied(town: Town) -> dict[str, Door]:
    """The company that an exit founded, about to be named among the members."""
    home = a_cooperative(town.database)
    with town.database.write() as uow:
        uow.enter(home.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    left = leave(town.database, home, hosted(town.database, home))
    company = a_company(town.database, home, 8)
    page = f"/coop/{home.slug}/activites/sorties/{left}/structure?member={company}"
    return {"activities:tie_form": Door(home.secretary, page)}
