"""What the forms of an event carry."""

from uuid import UUID

from pydantic import BaseModel, Field

from governance.queries.events import EventView
from governance.register.events import Answer, EventKind
from governance.usecases.events import EventTyped
from web.i18n.formats import PARIS


class EventForm(BaseModel):
    """An event as typed; days and hours are those of Paris."""

    kind: str = EventKind.COLLEGE_MEETING.value
    title: str = ""
    description: str = ""
    place: str = ""
    link: str = ""
    starts_on: str = ""
    starts_at: str = ""
    ends_on: str = ""
    ends_at: str = ""
    answer_by: str = ""
    capacity: str = ""
    assembly: str = ""
    everybody: str = ""
    colleges: list[str] = Field(default_factory=list, max_length=200)
    members: list[str] = Field(default_factory=list, max_length=1000)
    numbers: str = Field(default="", max_length=10_000)

    @classmethod
    def of(cls, view: EventView, *, again: bool = False) -> "EventForm":
        """Fill the form with an event; `again` leaves the days to be chosen, for another one like it."""
        event = view.event
        starts, ends = event.starts_at.astimezone(PARIS), event.ends_at.astimezone(PARIS)
        same_day = starts.date() == ends.date()
        assembly = again and event.kind is EventKind.ASSEMBLY
        return cls(
            kind=EventKind.OTHER.value if assembly else event.kind.value,
            title=event.title,
            description=event.description,
            place=event.place,
            link=event.link,
            starts_on="" if again else starts.date().isoformat(),
            starts_at=starts.strftime("%H:%M"),
            ends_on="" if again or same_day else ends.date().isoformat(),
            ends_at=ends.strftime("%H:%M"),
            answer_by="" if again or event.answer_by is None else event.answer_by.isoformat(),
            capacity="" if event.capacity is None else str(event.capacity),
            assembly="" if again or view.assembly is None else str(view.assembly),
            everybody="yes" if view.audience.everybody else "",
            colleges=list(view.audience.colleges),
            members=[str(one) for one in view.audience.members],
        )

    def typed(self) -> EventTyped:
        """Give what was typed to the use case."""
        values = self.model_dump(exclude={"colleges", "members", "everybody", "assembly"})
        return EventTyped(
            values=values,
            everybody=bool(self.everybody),
            colleges=tuple(self.colleges),
            members=tuple(one for text in self.members if (one := as_uuid(text))),
            assembly=as_uuid(self.assembly),
        )


class AnswerForm(BaseModel):
    """An answer as typed; `choice` is the button pressed."""

    choice: str = Field(default="", max_length=20)
    people: str = Field(default="", max_length=20)
    name: str = Field(default="", max_length=400)

    @classmethod
    def of(cls, said: Answer | None) -> "AnswerForm":
        """Fill the form with the answer given so far."""
        return cls(people=str(said.people or ""), name=said.name) if said else cls()


class ReasonForm(BaseModel):
    """Why an event is cancelled."""

    reason: str = Field(default="", max_length=2_000)


def as_uuid(text: str) -> UUID | None:
    """Read an identifier; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
