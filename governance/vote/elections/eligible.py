"""Who of the register may stand in an election: what bylaws ask of a candidate on the day of the vote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from governance.bylaws.member_clauses import Elections
from governance.errors import Refused
from governance.law.annual import months_after
from governance.register.members import is_member
from governance.words import N_


@dataclass(frozen=True, slots=True)
class Applicant:
    """A member who would stand, as the register knows them; `college` is its identifier, "" without one."""

    member: UUID
    name: str
    college: str
    admitted_on: date
    left_on: date | None = None
    organisation: bool = False


@dataclass(eq=False)
class NotAMemberThen(Refused):
    """Who would stand is no member on the day of the assembly."""

    name: str
    day: date
    article: str

    message = N_("%(name)s ne sera pas sociétaire le %(day)s, jour de l’assemblée.")
    remedy = N_("Choisissez une personne qui le sera (statuts, article %(article)s), ou corrigez sa fiche.")


@dataclass(eq=False)
class MemberTooRecently(Refused):
    """The bylaws ask a candidate to have been a member for longer."""

    name: str
    since: date
    months: int
    article: str

    message = N_(
        "%(name)s est sociétaire depuis le %(since)s. Pour être candidat, il faut l’être depuis "
        "%(months)d mois (statuts, article %(article)s)."
    )
    remedy = N_("Choisissez une autre personne.")


@dataclass(eq=False)
class OfAnotherCollege(Refused):
    """The seats belong to a college, and who would stand is of another one."""

    name: str
    college: str
    article: str

    message = N_(
        "%(name)s n’est pas du collège « %(college)s », qui élit ici ses propres sièges "
        "(statuts, article %(article)s)."
    )
    remedy = N_("Choisissez un sociétaire de ce collège, ou corrigez « Qui vote ? » dans les réglages.")


@dataclass(eq=False)
class NotFromTheRegister(Refused):
    """The bylaws only let members stand, and who would stand was not chosen in the register."""

    months: int
    article: str

    message = N_(
        "Pour être candidat, il faut être sociétaire depuis %(months)d mois (statuts, article %(article)s) : "
        "un nom écrit à la main ne le montre pas."
    )
    remedy = N_("Cherchez la personne dans le registre des sociétaires, puis choisissez-la.")


def ensure_eligible(
    one: Applicant | None, clause: Elections, day: date, *, seat: str = "", seat_name: str = ""
) -> None:
    """Let somebody stand, or raise why not; `day` is that of the assembly.

    None is a name written by hand: it may stand where the bylaws ask for no time of membership.
    `seat` is the college that votes alone for its own seats, "" for none. Raises NotAMemberThen,
    MemberTooRecently, OfAnotherCollege, NotFromTheRegister.
    """
    months, article = clause.member_for_months, clause.article
    if one is None:
        if months:
            raise NotFromTheRegister(months, article)
        return
    if not is_member(one.admitted_on, one.left_on, day):
        raise NotAMemberThen(one.name, day, article)
    if months_after(one.admitted_on, months) > day:
        raise MemberTooRecently(one.name, one.admitted_on, months, article)
    if seat and one.college != seat:
        raise OfAnotherCollege(one.name, seat_name, article)
