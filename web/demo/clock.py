"""The demonstration's past: use cases believe that it is another moment, for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from governance.store.unit_of_work import UnitOfWork


@contextmanager
def at(uow: UnitOfWork, moment: datetime) -> Iterator[None]:
    """Let `uow.now` be `moment` within the block. Only invented cooperatives may have an invented past."""
    before = uow.now
    uow._now = moment
    try:
        yield
    finally:
        uow._now = before
