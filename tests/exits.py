"""Activities and their exits, made through the use cases, one transaction each."""

from datetime import timedelta

from governance.queries.activities import activity_shown
from governance.queries.exits import exit_shown
from governance.usecases.activities import HostActivity, HostPerson, host_activity, host_person
from governance.usecases.exits import StartExit, start_exit
from tests.builders import add_member

FORM = "%d/%m/%Y"


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def hosted(database, home, *, months=30, people=(("Lou Levain", "7"), ("Sam Sel", ""))):
    def act(uow):
        start = f"{uow.today - timedelta(days=30 * months):{FORM}}"
        typed = {"name": "Boulange", "trade": "Boulangerie", "started_on": start}
        activity = host_activity(uow, HostActivity(typed), by=home.secretary)
        for name, number in people:
            values = {"name": name, "number": number, "contract_from": start}
            host_person(uow, HostPerson(activity, values), by=home.secretary)
        return activity

    return write(database, home, act)


def leave(database, home, activity, outcome="stays", **more):
    def act(uow):
        shown = activity_shown(uow, activity, home.secretary)
        typed = {
            "reason": "founds",
            "left_on": f"{uow.today:{FORM}}",
            "structure": "Le Fournil Neuf",
            "form": "sas",
        }
        for one in shown.staying:
            typed |= {f"leaves_{one.id}": "yes", f"outcome_{one.id}": outcome if one.member else "later"}
        return start_exit(uow, StartExit(activity, {**typed, **more}), by=home.secretary)

    return write(database, home, act)


def shown(database, home, left):
    return write(database, home, lambda uow: exit_shown(uow, left, home.secretary))


def a_company(database, home, number, name="Le Fournil Neuf", **more):
    """Admit an organisation today, in the college of structures."""

    def act(uow):
        values = {"college": "structures", "kind": "organisation", **more}
        row = add_member(uow, number, name, first_name="", **values)
        row.admitted_on = uow.today
        uow.session.flush()  # the exit refers to it
        return row.id

    return write(database, home, act)
