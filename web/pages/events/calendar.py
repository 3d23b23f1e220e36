"""The calendar file of an event, to download."""

from datetime import datetime

from fastapi import Request
from fastapi.responses import Response

from governance.queries.events import EventView
from governance.register.events import EventState
from web.deps import services_of
from web.documents.event_calendar import CalendarEntry, calendar_file
from web.files import attached


def calendar_answer(
    request: Request, view: EventView, cooperative: str, here: str, now: datetime
) -> Response:
    """Answer with the file; `here` is the path of the page it leads back to."""
    settings = services_of(request).settings
    entry = CalendarEntry(
        id=view.id,
        event=view.event,
        sequence=view.sequence,
        cancelled=view.state is EventState.CANCELLED,
        cooperative=cooperative,
        page=settings.public_url + here,
        host=settings.host,
        told_at=view.told[-1].told_at if view.told else now,
    )
    return attached(calendar_file(entry), "text/calendar; charset=utf-8", "rencontre.ics")
