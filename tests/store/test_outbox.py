"""Work written with what caused it, done once, tried again when it fails."""

import threading
from datetime import timedelta

from sqlmodel import select

from governance.store import outbox
from governance.store.outbox import JobRow
from tests.builders import a_cooperative


def claimed(database, cooperative, *, later=timedelta(0)):
    with database.write() as uow:
        uow.enter(cooperative.id)
        return [job.dedup for job in outbox.claim(uow.session, uow.now + later, most=100)]


def put(database, cooperative, many):
    with database.write() as uow:
        uow.enter(cooperative.id)
        for at in range(many):
            uow.enqueue("send_notices", dedup=f"job {at}")


def test_a_job_exists_only_if_its_cause_is_committed(database):
    cooperative = a_cooperative(database)
    try:
        with database.write() as uow:
            uow.enter(cooperative.id)
            uow.enqueue("send_notices", dedup="never")
            raise RuntimeError("on purpose")
    except RuntimeError:
        pass
    assert claimed(database, cooperative) == []


def test_workers_at_once_take_each_job_once(database):
    cooperative = a_cooperative(database)
    put(database, cooperative, 200)
    taken: list[str] = []

    def work():
        while True:
            with database.write() as uow:
                uow.enter(cooperative.id)
                jobs = [job.dedup for job in outbox.claim(uow.session, uow.now, most=7)]
            if not jobs:
                return
            taken.extend(jobs)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 200


def test_a_job_left_by_a_dead_worker_is_taken_again_after_its_lease(database):
    cooperative = a_cooperative(database)
    put(database, cooperative, 1)
    assert claimed(database, cooperative) == ["job 0"]
    assert claimed(database, cooperative) == []
    assert claimed(database, cooperative, later=timedelta(minutes=3)) == ["job 0"]


def test_a_concluded_job_is_never_taken_again(database):
    cooperative = a_cooperative(database)
    put(database, cooperative, 1)
    with database.write() as uow:
        uow.enter(cooperative.id)
        job = uow.session.exec(select(JobRow)).one()
        outbox.conclude(uow.session, job.id, uow.now, failed=True, detail="refusé")
    assert claimed(database, cooperative, later=timedelta(days=1)) == []


def test_a_postponed_job_waits_for_its_time(database):
    cooperative = a_cooperative(database)
    put(database, cooperative, 1)
    with database.write() as uow:
        uow.enter(cooperative.id)
        (job,) = outbox.claim(uow.session, uow.now)
        outbox.postpone(uow.session, job.id, uow.now + timedelta(minutes=10), "serveur absent")
    assert claimed(database, cooperative, later=timedelta(minutes=9)) == []
    assert claimed(database, cooperative, later=timedelta(minutes=11)) == ["job 0"]


def test_one_cooperative_never_takes_the_work_of_another(database):
    cooperative, other = a_cooperative(database), a_cooperative(database)
    put(database, cooperative, 3)
    assert claimed(database, other) == []
