"""Minutes by program: a token reads of them what its hat reads on the pages."""

import json
from collections.abc import Iterator

import pytest

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.unit_of_work import Database
from tests.builders import LONG_AGO, add_account
from tests.minuting import WRITTEN, a_held_meeting, a_print, enter, settle_at, sign, write
from tests.web.conftest import Site
from tests.web.programs import Program, token_of

SEEN = {
    Role.SECRETARY: {"address": True, "shares": True, "pdf": b"%PDF 1 12"},
    Role.ADMINISTRATOR: {"address": True, "shares": True, "pdf": b"%PDF 1 12"},
    Role.AUDITOR: {"address": False, "shares": True, "pdf": b"%PDF 1 12"},
    Role.TELLER: {"address": False, "shares": True, "pdf": b"%PDF 1 12"},
    Role.MEMBER: {"address": False, "shares": False, "pdf": b"%PDF copy 1 "},
}


@pytest.fixture
def asker(site: Site) -> Iterator[Site]:
    yield site
    site.close_browsers()


def test_a_token_reads_addresses_and_shares_in_minutes_only_where_its_hat_does(
    asker: Site, database: Database
) -> None:
    meeting = a_held_meeting(database)
    settle_at(database, meeting, "9 impasse des Essais")
    write(database, meeting, WRITTEN)
    sign(database, meeting)
    enter(database, meeting, a_print)
    home = meeting.cooperative
    for role, expected in SEEN.items():
        if role is Role.MEMBER:
            account, hat = meeting.voters[0].account, meeting.voters[0].hat.key
        else:
            with database.write() as uow:
                uow.enter(home.id)
                account, hat = add_account(uow, role.value).id, role.value
                uow.session.add(
                    RoleGrantRow(cooperative_id=home.id, account_id=account, role=hat, starts_on=LONG_AGO)
                )
        program = Program(asker, token_of(asker, database, home.slug, account, hat))
        one = f"/cooperatives/{home.slug}/minutes/1"
        sheet = program.get(one).json()["facts"]["attendance"]
        lines = [line for college in sheet["colleges"] for line in college["lines"]]
        assert {line["surname"] for line in lines} == {f"Votante {number}" for number in range(1, 13)}
        assert {line["participation"] for line in lines} == {"present"}
        assert any(line.get("address") for line in lines) is expected["address"], role
        assert ("shares" in json.dumps(sheet)) is expected["shares"], role
        assert ("shares_taking_part" in sheet["totals"]) is expected["shares"], role
        assert program.get(f"{one}/pdf").content.startswith(expected["pdf"]), role
