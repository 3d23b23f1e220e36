"""Events of the cooperative other than its assemblies: meetings of colleges, seminars. Pure.

An event convenes nobody in law. Where it is about an assembly, the notice of that assembly alone convenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from governance.errors import NotFound, Refused
from governance.law.days import PARIS
from governance.words import N_


class EventKind(StrEnum):
    """What members are invited to. `ASSEMBLY` tells of an assembly, for information only."""

    COLLEGE_MEETING = "college_meeting"
    SEMINAR = "seminar"
    ASSEMBLY = "assembly"
    OTHER = "other"


class EventState(StrEnum):
    """In preparation, invitations sent, cancelled, or held and closed. The last two are final."""

    DRAFT = "draft"
    SENT = "sent"
    CANCELLED = "cancelled"
    OVER = "over"


class AnswerChoice(StrEnum):
    """What somebody invited answers."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


KIND_NAMES: Final = {
    EventKind.COLLEGE_MEETING: N_("réunion de collège"),
    EventKind.SEMINAR: N_("séminaire"),
    EventKind.ASSEMBLY: N_("assemblée, pour information"),
    EventKind.OTHER: N_("autre rencontre"),
}
STATE_NAMES: Final = {
    EventState.DRAFT: N_("en préparation"),
    EventState.SENT: N_("invitations envoyées"),
    EventState.CANCELLED: N_("annulée"),
    EventState.OVER: N_("close"),
}
CHOICE_NAMES: Final = {
    AnswerChoice.YES: N_("oui"),
    AnswerChoice.NO: N_("non"),
    AnswerChoice.MAYBE: N_("peut-être"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What the invited are told. Moments are aware; `capacity` counts people, None without a limit.

    `answer_by` is the last day to answer, included; None lets people answer until it starts.
    """

    kind: EventKind
    title: str
    description: str
    place: str
    link: str
    starts_at: datetime
    ends_at: datetime
    answer_by: date | None
    capacity: int | None

    @property
    def answers_until(self) -> datetime:
        """Give the moment from which answers are closed: the end of the last day in Paris, or the start."""
        if self.answer_by is None:
            return self.starts_at
        midnight = datetime.combine(self.answer_by + timedelta(days=1), time(), PARIS)
        return min(midnight.astimezone(UTC), self.starts_at.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is to be invited: everybody, or the members of some colleges and some members more."""

    everybody: bool = False
    colleges: tuple[str, ...] = ()
    members: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: how many people come (0 with a no), and who says it."""

    choice: AnswerChoice
    people: int
    name: str


@dataclass(frozen=True, slots=True)
class EventChange:
    """One thing of an event that is no longer what people were told."""

    field: str
    before: object
    after: object


@dataclass(eq=False)
class NoSuchEvent(NotFound):
    """No such event here, or the person is not invited to it."""

    message = N_("Cette rencontre n’existe pas, ou vous n’y êtes pas invité.")
    remedy = N_("Revenez à la liste des rencontres.")


@dataclass(eq=False)
class BrokenInvitationLink(NotFound):
    """A personal link leads to no invitation: cut, mistyped, or of an invitation taken back."""

    message = N_("Ce lien personnel ne mène à aucune invitation : il est incomplet, ou n’est plus valable.")
    remedy = N_(
        "Ouvrez-le de nouveau depuis le courriel, en entier. S’il ne marche toujours pas, demandez-en un "
        "autre à la coopérative qui vous invite."
    )


@dataclass(eq=False)
class WrongEventState(Refused):
    """The event is not where this can be done."""

    title: str
    state: EventState

    message = N_("« %(title)s » : cela ne se fait plus, ou pas encore, à cette étape.")
    remedy = N_("Rechargez la page de la rencontre : elle dit où elle en est.")


@dataclass(eq=False)
class EventIsOver(Refused):
    """The event is cancelled or closed: its list is final."""

    message = N_("Cette rencontre est close ou annulée : sa liste ne change plus.")
    remedy = N_("Rechargez la page de la rencontre : elle dit où elle en est.")


@dataclass(eq=False)
class AnswersClosed(Refused):
    """The last day to answer has passed."""

    until: datetime

    message = N_("Les réponses étaient attendues avant le %(until)s.")
    remedy = N_("Prévenez votre coopérative directement : elle peut encore vous ajouter à l’accueil.")


@dataclass(eq=False)
class EventFull(Refused):
    """More people would come than the room holds."""

    left: int
    capacity: int

    message = N_("La salle a %(capacity)s places ; il en reste %(left)s.")
    remedy = N_("Venez moins nombreux, ou répondez « peut-être » et prévenez votre coopérative.")


@dataclass(eq=False)
class NoPlaceLeft(EventFull):
    """Every place is taken."""

    message = N_("Cette rencontre est complète : toutes les places sont prises (%(capacity)s).")
    remedy = N_(
        "Répondez « peut-être » : votre nom reste sur la liste d’attente, et la coopérative peut vous "
        "appeler si une place se libère."
    )


@dataclass(eq=False)
class NotStartedYet(Refused):
    """Who came is noted from the day of the event on."""

    starts_at: datetime

    message = N_("La rencontre commence le %(starts_at)s : les présences se notent à partir de ce jour.")
    remedy = N_("Revenez le jour même.")


@dataclass(eq=False)
class NobodyToInvite(Refused):
    """Everybody the event is for is invited already, or nobody is in its colleges."""

    message = N_("Il n’y a personne de plus à inviter.")
    remedy = N_("Changez qui est invité, ou vérifiez les collèges des sociétaires.")


@dataclass(eq=False)
class CannotShare(Refused):
    """An assembly is each cooperative's own, and an event is shared once."""

    message = N_("Cette rencontre ne se partage pas : elle l’est déjà, ou elle porte sur une assemblée.")
    remedy = N_("Préparez une autre rencontre pour le groupe.")


@dataclass(eq=False)
class AlreadyJoined(Refused):
    """The cooperative invites its members to this event already."""

    message = N_("Votre coopérative participe déjà à cette rencontre.")
    remedy = N_("Elle est dans la liste de vos rencontres : invitez-y vos sociétaires depuis sa page.")


@dataclass(eq=False)
class HostedElsewhere(Refused):
    """Only the host changes what the event is."""

    message = N_("Cette rencontre est tenue par une autre coopérative : elle seule la modifie.")
    remedy = N_("Vous choisissez qui vous y invitez, et vous prévenez vos invités de ce qui change.")


def ensure_state(title: str, state: str, *wanted: EventState) -> None:
    """Raise WrongEventState unless the event is in one of the states wanted."""
    if state not in wanted:
        raise WrongEventState(title, EventState(state))


def ensure_answerable(event: Event, state: str, at: datetime) -> None:
    """Raise WrongEventState unless invitations are out, AnswersClosed once the time has passed."""
    ensure_state(event.title, state, EventState.SENT)
    if at >= event.answers_until:
        raise AnswersClosed(event.answers_until)


def ensure_room(capacity: int | None, taken: int, people: int) -> None:
    """Raise EventFull when `people` more than the `taken` places would pass the capacity.

    Raises NoPlaceLeft when every place is taken.
    """
    if capacity is None or taken + people <= capacity:
        return
    if taken >= capacity:
        raise NoPlaceLeft(0, capacity)
    raise EventFull(capacity - taken, capacity)


def ensure_day_has_come(starts_at: datetime, at: datetime) -> None:
    """Raise NotStartedYet before the day of the event, in Paris."""
    if at.astimezone(PARIS).date() < starts_at.astimezone(PARIS).date():
        raise NotStartedYet(starts_at)


def changes(before: Event, after: Event) -> Sequence[EventChange]:
    """List what changed between two states of an event, in the order of its fields."""
    found = ((one.name, getattr(before, one.name), getattr(after, one.name)) for one in fields(Event))
    return [EventChange(name, was, now) for name, was, now in found if was != now]
