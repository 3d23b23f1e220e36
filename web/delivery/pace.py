"""How a job gives itself back to the outbox: later, or because the worker is asked to stop."""

from contextvars import ContextVar
from datetime import timedelta
from threading import Event

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 14
"""About six hours in all, then a person decides."""

stopping: ContextVar[Event | None] = ContextVar("stopping", default=None)
"""Set by a worker: the event that asks it to stop after the batch under way."""


class TryLater(Exception):
    """The job is not done: try it again in a while. `sentence` is for the secretary, in French."""

    def __init__(self, sentence: str, *, wait: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.wait = wait


def wait_before(attempts: int) -> timedelta:
    """Give how long to wait after this many attempts: 15 s, then twice as long, one hour at most."""
    doubled: int = 1 << min(attempts - 1, 20)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def stop_if_asked() -> None:
    """Give the job back at once when the worker is stopping; another one goes on from here."""
    event = stopping.get()
    if event is not None and event.is_set():
        raise TryLater("", wait=timedelta())
