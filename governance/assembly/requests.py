"""What members ask to put on the agenda: who may, until when, and when it may not be turned down.

The law counts the capital held together; the bylaws may add a part of the members or of the votes.
One of these is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from governance.bylaws.clauses import Bylaws
from governance.bylaws.rules import BylawsArticle, Source
from governance.errors import NotFound, Refused
from governance.law.agenda import capital_needed, request_part
from governance.law.clauses import REQUEST
from governance.law.legal_forms import CompanyForm
from governance.law.notice import agenda_request, agenda_request_cutoff
from governance.law.rule import RefusedByText
from governance.units import Cents
from governance.words import N_

MOST_GATHERING = 3
"""Requests that one member may have gathering support at the same time."""


class RequestKind(StrEnum):
    """What is asked: an item to talk about, or the draft of a resolution to vote."""

    ITEM = "item"
    DRAFT = "draft"


class RequestState(StrEnum):
    """Where a request is. It gathers support, then is sent, then accepted or refused; or is withdrawn."""

    GATHERING = "gathering"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


REQUEST_STATE_NAMES = {
    RequestState.GATHERING: N_("cherche des soutiens"),
    RequestState.SENT: N_("reçue"),
    RequestState.ACCEPTED: N_("inscrite à l’ordre du jour"),
    RequestState.REFUSED: N_("non retenue"),
    RequestState.WITHDRAWN: N_("retirée"),
}


class RequestOf(StrEnum):
    """What a right to ask is counted in."""

    CAPITAL = "capital"
    MEMBERS = "members"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class Supporting:
    """Those of one college: its points, its members, those who support the request."""

    points: Fraction
    members: int
    supporters: int


@dataclass(frozen=True, slots=True)
class Support:
    """What those who ask hold together: shares of all shares, and members by college."""

    shares: int
    of_shares: int
    colleges: tuple[Supporting, ...]

    @property
    def members(self) -> Fraction:
        """Give the part of the members."""
        total = sum(one.members for one in self.colleges)
        return Fraction(sum(one.supporters for one in self.colleges), total) if total else Fraction(0)

    @property
    def votes(self) -> Fraction:
        """Give the part of the votes: in each college, its part shared alike; empty colleges are left out."""
        there = [one for one in self.colleges if one.members]
        total = sum((one.points for one in there), Fraction(0))
        held = sum((one.points * one.supporters / one.members for one in there), Fraction(0))
        return held / total if total else Fraction(0)

    @property
    def capital(self) -> Fraction:
        """Give the part of the capital."""
        return Fraction(self.shares, self.of_shares) if self.of_shares else Fraction(0)


@dataclass(frozen=True, slots=True)
class RequestRight:
    """One way to have a request put on the agenda: the part needed, the part held, and the text."""

    of: RequestOf
    needed: Fraction
    held: Fraction
    source: Source

    @property
    def reached(self) -> bool:
        """Tell whether the part held is at least the part needed."""
        return self.held >= self.needed


def rights(bylaws: Bylaws, support: Support, day: date) -> tuple[RequestRight, ...]:
    """List the ways to have an item put on the agenda of an assembly held on `day`; none in a silent SAS.

    Law: L. 225-105, R. 225-71; L. 223-27, al. 5; the bylaws may only make it easier.
    """
    form, own = bylaws.identity.form, bylaws.agenda
    article = BylawsArticle(own.article)
    found = []
    capital = Cents(support.of_shares * bylaws.identity.nominal_value)
    needed = capital_needed(form, capital, day) if capital else None
    if needed is not None:
        source = request_part(form, day).source
        found.append(RequestRight(RequestOf.CAPITAL, needed / capital, support.capital, source))
    if own.members_part is not None:
        found.append(RequestRight(RequestOf.MEMBERS, own.members_part, support.members, article))
    if own.votes_part is not None:
        found.append(RequestRight(RequestOf.VOTES, own.votes_part, support.votes, article))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class RequestTerm:
    """The last day on which a request may arrive, and its text; None: until the notice leaves."""

    last_day: date | None
    source: Source


def request_term(bylaws: Bylaws, assembly_on: date) -> RequestTerm:
    """Give the last day to ask for an item of an assembly. Bylaws never shorten the time the law gives.

    Law: R. 225-72, R. 223-20-3 (twenty-five days before).
    """
    form, days = bylaws.identity.form, bylaws.agenda.request_days
    law = agenda_request_cutoff(form, assembly_on)
    own = None if days is None else assembly_on - timedelta(days=days)
    if own is not None and (law is None or own > law):
        return RequestTerm(own, BylawsArticle(bylaws.agenda.article))
    return RequestTerm(law, agenda_request(form, assembly_on).source)


def is_lawful(
    found: Sequence[RequestRight], received_on: date, term: RequestTerm | None, *, from_council: bool = False
) -> bool:
    """Tell whether a request has enough behind it and came in time (`term` None: for no assembly yet).

    The works council needs no part of the capital. Law: C. trav. L. 2312-77.
    """
    late = term is not None and term.last_day is not None and received_on > term.last_day
    return not late and (from_council or any(one.reached for one in found))


def ensure_may_refuse(bylaws: Bylaws) -> None:
    """Raise LawfulRequest: a lawful request goes on the agenda, save where a SAS says otherwise.

    Law: R. 225-74, R. 223-20-3.
    """
    form = bylaws.identity.form
    if form is CompanyForm.SAS and bylaws.agenda.may_refuse:
        return
    raise LawfulRequest(source=REQUEST.get(form) or BylawsArticle(bylaws.agenda.article))


@dataclass(eq=False)
class LawfulRequest(RefusedByText):
    """A lawful request was to be turned down."""

    message = N_(
        "Cette demande a réuni assez de soutiens et elle est arrivée à temps : elle ne se refuse pas."
    )
    remedy = N_("Inscrivez-la à l’ordre du jour. Le conseil peut dire qu’il n’y est pas favorable.")


@dataclass(eq=False)
class NoSuchRequest(NotFound):
    """No such request in this cooperative, or not shown to this person."""

    message = N_("Cette demande n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des demandes.")


@dataclass(eq=False)
class RequestMoved(Refused):
    """The request is no longer where this act needs it."""

    message = N_("Cette demande n’en est plus là : elle a été envoyée, retirée, ou a reçu sa réponse.")
    remedy = N_("Relisez-la : sa page dit où elle en est.")


@dataclass(eq=False)
class TooManyRequests(Refused):
    """A member gathers support for several requests already."""

    most: int = MOST_GATHERING

    message = N_("Vous cherchez déjà des soutiens pour %(most)d demandes.")
    remedy = N_("Envoyez-en une, ou retirez-en une, puis recommencez.")


@dataclass(eq=False)
class NotYourRequest(Refused):
    """Only who wrote a request sends it or withdraws it."""

    message = N_("Seul l’auteur de cette demande peut l’envoyer ou la retirer.")
    remedy = N_("Vous pouvez la soutenir, ou retirer votre soutien tant qu’elle n’est pas envoyée.")


@dataclass(eq=False)
class RequestedItem(Refused):
    """An item that members asked for, and that was accepted, stays on the agenda."""

    message = N_("Ce point a été demandé par des sociétaires et accepté : il reste à l’ordre du jour.")
    remedy = N_("Si ses auteurs y renoncent, demandez-leur de le dire à l’assemblée.")
