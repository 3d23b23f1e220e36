"""Ballots committed together: while one transaction reaches the disk, the next ballots gather.

Each voter still waits for the commit that holds their ballot. What changes is that one commit
holds those that arrived meanwhile, so that the disk and the log's lock are waited for once a
batch and not once a voter. When a batch fails as a whole, each of its ballots is tried alone.
"""

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from uuid import UUID

from governance.errors import GovernanceError
from governance.store.unit_of_work import Database
from governance.usecases.casting import CastBallot, Outcome, Receipt, cast_ballots

MOST = 64
PATIENCE = 30


class ClerkGone(RuntimeError):
    """The service is stopping: no ballot is taken any more."""


@dataclass(slots=True)
class Waiting:
    """A ballot whose voter waits, and where they will be answered."""

    cooperative: UUID
    command: CastBallot
    answer: Future[Outcome] = field(default_factory=Future)


class Clerk:
    """Takes ballots from all threads; one thread of its own commits them, a batch at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: deque[Waiting] = deque()
        self._arrived = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def cast(self, cooperative: UUID, command: CastBallot) -> Receipt:
        """Put a ballot in the box and give its receipt, once committed.

        Raises what the ballot is refused, or the failure of the database: then nothing is recorded.
        """
        waiting = Waiting(cooperative, command)
        with self._arrived:
            if self._closed:
                raise ClerkGone
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="ballots", daemon=True)
                self._thread.start()
            self._queue.append(waiting)
            self._arrived.notify()
        outcome = waiting.answer.result(timeout=PATIENCE)
        if isinstance(outcome, GovernanceError):
            raise outcome
        return outcome

    def close(self) -> None:
        """Write what waits, then stop."""
        with self._arrived:
            self._closed = True
            self._arrived.notify()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        while batch := self._next_batch():
            try:
                self._write(batch)
            except Exception:
                for one in batch:
                    self._write_alone(one)

    def _next_batch(self) -> list[Waiting]:
        """Wait for ballots; give those of the first one's poll. Empty once closed."""
        with self._arrived:
            while not self._queue and not self._closed:
                self._arrived.wait()
            batch: list[Waiting] = []
            others: deque[Waiting] = deque()
            while self._queue:
                one = self._queue.popleft()
                together = not batch or (one.command.poll == batch[0].command.poll)
                (batch if together and len(batch) < MOST else others).append(one)
            self._queue = others
            return batch

    def _write(self, batch: list[Waiting]) -> None:
        with self._database.write() as uow:
            uow.enter(batch[0].cooperative)
            outcomes = cast_ballots(uow, batch[0].command.poll, [one.command for one in batch])
        for one, outcome in zip(batch, outcomes, strict=True):
            one.answer.set_result(outcome)

    def _write_alone(self, one: Waiting) -> None:
        try:
            self._write([one])
        except Exception as error:
            one.answer.set_exception(error)
