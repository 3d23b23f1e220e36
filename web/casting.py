"""What voters ask at once, answered together: who they are, then their ballots.

While one transaction reaches the disk, the next demands gather. Each voter still waits for the
commit that holds their ballot; what changes is that one commit holds those that arrived meanwhile,
so that the disk, the log's lock and the way to the database are waited for once a batch and not
once a voter. When a batch fails as a whole, each of its demands is tried alone.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Generic, TypeVar
from uuid import UUID

from governance.errors import GovernanceError
from governance.queries.accounts import Visit, visits
from governance.store.unit_of_work import Database
from governance.usecases.casting import CastBallot, Outcome, Receipt, cast_ballots

MOST = 64
PATIENCE = 30

Kind = TypeVar("Kind", bound=Hashable)
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class ClerkGone(RuntimeError):
    """The service is stopping: nothing more is taken."""


@dataclass(slots=True)
class Waiting(Generic[Kind, Asked, Answer]):
    """A demand, what it can be answered with, and where its answer is waited for."""

    kind: Kind
    asked: Asked
    answer: Future[Answer] = field(default_factory=Future)


class Together(Generic[Kind, Asked, Answer]):
    """Takes demands from all sides; one thread of its own answers those of a kind, a batch at a time.

    `work` is given a kind and demands of that kind, and gives one answer each, in order.
    """

    def __init__(self, name: str, work: Callable[[Kind, Sequence[Asked]], Sequence[Answer]]) -> None:
        self._name = name
        self._work = work
        self._queue: deque[Waiting[Kind, Asked, Answer]] = deque()
        self._arrived = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def ask(self, kind: Kind, asked: Asked) -> Future[Answer]:
        """Put a demand in the next batch. Raises ClerkGone once closed."""
        waiting: Waiting[Kind, Asked, Answer] = Waiting(kind, asked)
        with self._arrived:
            if self._closed:
                raise ClerkGone
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._queue.append(waiting)
            self._arrived.notify()
        return waiting.answer

    def close(self) -> None:
        """Answer what waits, then stop."""
        with self._arrived:
            self._closed = True
            self._arrived.notify()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        while batch := self._next_batch():
            try:
                answers = self._work(batch[0].kind, [one.asked for one in batch])
            except Exception:
                for one in batch:
                    self._answer_alone(one)
            else:
                for one, answer in zip(batch, answers, strict=True):
                    _settle(one.answer, answer)

    def _next_batch(self) -> list[Waiting[Kind, Asked, Answer]]:
        """Wait for demands; give those of the first one's kind. Empty once closed and nothing waits."""
        with self._arrived:
            while not self._queue and not self._closed:
                self._arrived.wait()
            batch: list[Waiting[Kind, Asked, Answer]] = []
            others: deque[Waiting[Kind, Asked, Answer]] = deque()
            while self._queue:
                one = self._queue.popleft()
                together = not batch or one.kind == batch[0].kind
                (batch if together and len(batch) < MOST else others).append(one)
            self._queue = others
            return batch

    def _answer_alone(self, one: Waiting[Kind, Asked, Answer]) -> None:
        try:
            answers = self._work(one.kind, [one.asked])
        except Exception as error:
            if one.answer.set_running_or_notify_cancel():
                one.answer.set_exception(error)
        else:
            _settle(one.answer, answers[0])


def _settle(future: Future[Answer], answer: Answer) -> None:
    """Answer, unless who asked has gone: what was committed stays."""
    if future.set_running_or_notify_cancel():
        future.set_result(answer)


class Clerk:
    """Takes the ballots of all voters and commits them a batch at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._together: Together[tuple[UUID, UUID], CastBallot, Outcome] = Together("ballots", self._write)

    def cast(self, cooperative: UUID, command: CastBallot) -> Receipt:
        """Put a ballot in the box and give its receipt, once committed; for a thread.

        Raises what the ballot is refused, or the failure of the database: then nothing is recorded.
        """
        asked = self._together.ask((cooperative, command.poll), command)
        return _receipt(asked.result(timeout=PATIENCE))

    async def take(self, cooperative: UUID, command: CastBallot) -> Receipt:
        """Do as `cast`, for the loop of events: nothing blocks."""
        asked = self._together.ask((cooperative, command.poll), command)
        return _receipt(await asyncio.wait_for(asyncio.wrap_future(asked), PATIENCE))

    def close(self) -> None:
        """Write what waits, then stop."""
        self._together.close()

    def _write(self, kind: tuple[UUID, UUID], commands: Sequence[CastBallot]) -> Sequence[Outcome]:
        cooperative, poll = kind
        with self._database.write() as uow:
            uow.enter(cooperative)
            return cast_ballots(uow, poll, commands)


def _receipt(outcome: Outcome) -> Receipt:
    if isinstance(outcome, GovernanceError):
        raise outcome
    return outcome


class Usher:
    """Says who comes, for the one route where many come at once: a batch of sessions in one statement."""

    def __init__(self, database: Database, idle: timedelta) -> None:
        self._database = database
        self._idle = idle
        self._together: Together[str, tuple[bytes, str], Visit | None] = Together("visits", self._look)

    async def visit(self, token_hash: bytes, slug: str) -> Visit | None:
        """Resolve a session in a cooperative; None when it is unknown, expired or idle for too long."""
        asked = self._together.ask("visit", (token_hash, slug))
        return await asyncio.wait_for(asyncio.wrap_future(asked), PATIENCE)

    def close(self) -> None:
        """Answer who waits, then stop."""
        self._together.close()

    def _look(self, _kind: str, asked: Sequence[tuple[bytes, str]]) -> Sequence[Visit | None]:
        return visits(self._database, asked, self._idle)
