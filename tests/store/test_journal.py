"""The act log: canonical, hashed, numbered without gap."""

import hashlib
import json
import threading

import pytest
from sqlalchemy import text

from governance.store.journal import canonical, leaf_hash
from tests.builders import a_cooperative


def lines(database, cooperative):
    with database.read() as uow:
        uow.enter(cooperative.id)
        return list(
            uow.session.connection().execute(
                text("SELECT seq, type, line, leaf FROM acts WHERE log = :log ORDER BY seq"),
                {"log": str(cooperative.id)},
            )
        )


def test_a_canonical_line_has_sorted_keys_no_space_and_plain_utf8():
    assert canonical({"b": 1, "a": "é", "c": [None, True]}) == '{"a":"é","b":1,"c":[null,true]}'


@pytest.mark.parametrize("fact", [0.5, [1.0], {"deep": {"er": 2.5}}])
def test_an_act_carries_no_float(fact):
    with pytest.raises(ValueError, match="no float"):
        canonical({"fact": fact})


def test_a_leaf_is_the_sha256_of_a_zero_byte_and_the_line():
    assert leaf_hash("{}") == hashlib.sha256(b"\x00{}").digest()


def test_an_act_says_who_as_what_what_and_when(database):
    cooperative = a_cooperative(database)
    with database.write() as uow:
        uow.enter(cooperative.id)
        uow.act("member.change", by=cooperative.secretary, member="m1")
    (only,) = lines(database, cooperative)
    content = json.loads(only.line)
    assert content.pop("at").endswith("Z")
    assert content == {
        "v": 1,
        "log": str(cooperative.id),
        "seq": 0,
        "type": "member.change",
        "by": str(cooperative.secretary.account),
        "as": "secretary",
        "member": "m1",
    }
    assert bytes(only.leaf) == leaf_hash(only.line)


def test_a_rolled_back_act_leaves_no_gap(database):
    cooperative = a_cooperative(database)
    for fails in (False, True, False):
        try:
            with database.write() as uow:
                uow.enter(cooperative.id)
                uow.act("member.change", by=cooperative.secretary)
                if fails:
                    raise RuntimeError("on purpose")
        except RuntimeError:
            pass
    assert [row.seq for row in lines(database, cooperative)] == [0, 1]


def test_acts_written_at_once_are_numbered_without_gap_and_in_order_of_time(database):
    cooperative = a_cooperative(database)

    def write():
        for _ in range(20):
            with database.write() as uow:
                uow.enter(cooperative.id)
                uow.act("member.change", by=cooperative.secretary)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.seq for row in lines(database, cooperative)] == list(range(160))


def test_two_logs_are_numbered_apart(database):
    first, second = a_cooperative(database), a_cooperative(database)
    for cooperative in (first, second):
        with database.write() as uow:
            uow.enter(cooperative.id)
            uow.acts([("member.change", {}), ("member.change", {})])
    assert [row.seq for row in lines(database, first)] == [0, 1]
    assert [row.seq for row in lines(database, second)] == [0, 1]
