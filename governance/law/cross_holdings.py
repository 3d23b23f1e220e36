"""When the cooperative and a company member hold each other: whose votes are suspended.

All parts are parts of capital, in [0, 1], on one day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.annual import months_after
from governance.law.legal_forms import CompanyForm
from governance.law.rule import (
    LawRule,
    RefusedByText,
    Said,
    everywhere,
    said,
    say_more_than,
    say_part,
    told,
)
from governance.law.texts import commerce
from governance.sources import ChangedBy
from governance.words import N_

TENTH = Fraction(1, 10)
SELLING_YEARS = 1
BY_SHARES = (CompanyForm.SA, CompanyForm.SAS)
BETWEEN_COMPANIES_BY_SHARES = commerce("L. 233-29", note="à défaut d’accord entre les deux sociétés")
WITH_ANOTHER_COMPANY = commerce("L. 233-30", note="deuxième alinéa")
_VOTE_KEPT = "seul l’excédent ne vote pas ; avec une voix par sociétaire, voix gardée à confirmer"
EXCESS_BETWEEN = commerce("L. 233-29", sure=False, note=_VOTE_KEPT)
EXCESS_WITH_ANOTHER = commerce("L. 233-30", sure=False, note=f"quatrième alinéa ; {_VOTE_KEPT}")
SELF_CONTROL = commerce("L. 233-31", sure=False, note="contrôle lu en voix ; étendue de L. 233-3 à confirmer")


PRESUMED_OVER = Fraction(2, 5)  # of the votes, when nobody holds more


class Seller(StrEnum):
    """Who must sell, and therefore does not vote with what is to be sold: all of it, or what passes a tenth.

    BOTH keep a tenth each.
    """

    NOBODY = "nobody"
    MEMBER = "member"
    MEMBER_EXCESS = "member_excess"
    COOPERATIVE = "cooperative"
    COOPERATIVE_EXCESS = "cooperative_excess"
    BOTH = "both"


@dataclass(eq=False)
class VotesSuspended(RefusedByText):
    """The company member may hold nothing of the cooperative, and does not vote with what it holds."""

    cooperative_holds: Fraction
    member_holds: Fraction

    message = N_(
        "La coopérative détient %(cooperative_holds)s du capital de cette société, "
        "qui détient %(member_holds)s du sien : la loi suspend ses voix."
    )
    remedy = N_("Ramenez la participation de la coopérative au dixième ou moins, ou cédez les parts en trop.")


@dataclass(eq=False)
class ExcessToSell(RefusedByText):
    """The company member holds more than a tenth, which it must sell; one vote a head, it keeps its vote."""

    cooperative_holds: Fraction
    member_holds: Fraction

    message = N_(
        "Cette société détient %(member_holds)s du capital de la coopérative, qui détient "
        "%(cooperative_holds)s du sien : elle doit céder ce qui dépasse le dixième. Cet excédent ne vote "
        "pas ; avec une voix par sociétaire, elle garde la sienne."
    )
    remedy = N_("Ramenez ses parts au dixième dans l’année, et faites confirmer qu’elle garde sa voix.")


@dataclass(eq=False)
class ControlledByCooperative(Refused):
    """The cooperative controls this member, whose votes are then neither cast nor counted."""

    message = N_("La coopérative contrôle cette société : ses voix ne s’exercent pas et sortent du quorum.")
    remedy = N_("Retirez ce sociétaire du corps électoral tant que ce contrôle dure.")
    source = SELF_CONTROL


def breaches(
    cooperative: CompanyForm,
    *,
    member_by_shares: bool,
    cooperative_holds: Fraction,
    member_holds: Fraction,
    controlled: bool = False,
) -> list[Refused]:
    """Find what suspends the vote of a company member in the cooperative.

    `cooperative_holds` is the cooperative's part of the member's capital, `member_holds` the
    member's part of the cooperative's. `member_by_shares`: the member is an SA, SAS or SCA.
    Exactly one tenth is lawful; a member that only sells what passes the tenth keeps its vote.
    Law: L. 233-29 to L. 233-31.
    """
    if controlled:
        return [ControlledByCooperative()]
    seller = must_sell(
        cooperative,
        member_by_shares=member_by_shares,
        cooperative_holds=cooperative_holds,
        member_holds=member_holds,
    )
    if seller is not Seller.MEMBER:
        return []
    text = BETWEEN_COMPANIES_BY_SHARES if member_by_shares else WITH_ANOTHER_COMPANY
    return [VotesSuspended(cooperative_holds, member_holds, source=text)]


def excess_breaches(
    cooperative: CompanyForm, *, member_by_shares: bool, cooperative_holds: Fraction, member_holds: Fraction
) -> list[Refused]:
    """Find whether a member that keeps its vote must sell what it holds over a tenth.

    The law takes the votes of the excess only; the tenth it may keep carries a vote, and one vote
    a head is never more. Law: L. 233-29, second paragraph; L. 233-30, fourth paragraph.
    """
    seller = must_sell(
        cooperative,
        member_by_shares=member_by_shares,
        cooperative_holds=cooperative_holds,
        member_holds=member_holds,
    )
    if seller not in {Seller.MEMBER_EXCESS, Seller.BOTH}:
        return []
    text = EXCESS_BETWEEN if member_by_shares else EXCESS_WITH_ANOTHER
    return [ExcessToSell(cooperative_holds, member_holds, source=text)]


def sell_by(told_or_held_on: date) -> date:
    """Give the last day of the year that the law leaves to sell.

    Between two companies by shares the year runs from the day one told the other that it passed
    the tenth; otherwise from the day the shares to be sold were acquired. Law: R. 233-17, R. 233-18.
    """
    return months_after(told_or_held_on, 12 * SELLING_YEARS)


def must_sell(
    cooperative: CompanyForm, *, member_by_shares: bool, cooperative_holds: Fraction, member_holds: Fraction
) -> Seller:
    """Say who must sell, and whether all of it or only what passes a tenth.

    Between two companies by shares, as soon as one holds more than a tenth of the other: the one
    whose part is smaller, all of it; when they are equal, both, down to a tenth. Between one by
    shares and another company, the latter: it may hold nothing of a member that owns more than a
    tenth of it, and otherwise a tenth at most. Two companies without shares (SARL) are not concerned.
    Law: L. 233-29, L. 233-30.
    """
    by_shares = cooperative in BY_SHARES
    if not (cooperative_holds and member_holds) or not (by_shares or member_by_shares):
        return Seller.NOBODY
    if max(cooperative_holds, member_holds) <= TENTH:
        return Seller.NOBODY
    if by_shares and member_by_shares:
        if cooperative_holds == member_holds:
            return Seller.BOTH
        return Seller.MEMBER if member_holds < cooperative_holds else Seller.COOPERATIVE
    if by_shares:
        return Seller.MEMBER if cooperative_holds > TENTH else Seller.MEMBER_EXCESS
    return Seller.COOPERATIVE if member_holds > TENTH else Seller.COOPERATIVE_EXCESS


def controls(*, votes: Fraction, larger_holder: bool, in_fact: bool = False) -> bool:
    """Tell whether a company controls another: most of the votes, or more than 40 % and nobody more.

    `votes` are the votes it holds there; `larger_holder` says that somebody holds more; `in_fact`
    that it decides there by agreement, in fact, or by naming who directs. Exactly one half is not a
    majority, and exactly 40 % presumes nothing. Law: L. 233-3.
    """
    return in_fact or votes > Fraction(1, 2) or (votes > PRESUMED_OVER and not larger_holder)


_TENTH = {"part": say_part(TENTH), "over": say_more_than(TENTH)}
_BETWEEN = said(
    N_(
        "quand l’une des deux sociétés détient %(over)s de l’autre, celle qui détient le moins cède tout et "
        "ne vote pas ; à parts égales, chacune cède ce qui dépasse %(part)s et garde sa voix"
    ),
    **_TENTH,
)
_HELD_BY_SHARES = said(
    N_("quand l’une détient %(over)s de l’autre, la coopérative cède et le sociétaire garde sa voix"),
    **_TENTH,
)
_WITH_ANOTHER = said(
    N_(
        "elle ne vote pas quand la coopérative détient %(over)s de son capital ; sinon elle cède ce qui "
        "dépasse %(part)s et garde sa voix"
    ),
    **_TENTH,
)
_TWO_WITHOUT_SHARES = N_("aucune voix n’est suspendue")
_SELLING = said(
    N_("%(years)d an, et les parts à céder ne votent pas avant d’être cédées"), years=SELLING_YEARS
)
_FROM_NOTICE = "depuis l’information du franchissement (L. 233-7)"
_FROM_ENTRY = "depuis l’entrée des parts dans le patrimoine"
CONTROLLED = N_("la société que la coopérative contrôle ne vote pas et ne compte pas dans le quorum")
PRESUMED = N_("la majorité des voix, ou %(over)s si personne n’en a davantage")
_OWN_SHARES = N_("les parts que la coopérative a rachetées ne votent pas")


def _say_presumed(part: Fraction) -> Said:
    return said(PRESUMED, over=say_more_than(part))


RULES: tuple[LawRule[Any], ...] = (
    told(
        "cross_holding",
        N_("Participations croisées avec une société par actions"),
        ChangedBy.LAW,
        sa=(_BETWEEN, EXCESS_BETWEEN),
        sarl=(_HELD_BY_SHARES, commerce("L. 233-30")),
        sas=(_BETWEEN, EXCESS_BETWEEN),
    ),
    told(
        "cross_holding_other",
        N_("Participations croisées avec une autre société"),
        ChangedBy.LAW,
        sa=(_WITH_ANOTHER, EXCESS_WITH_ANOTHER),
        sarl=(_TWO_WITHOUT_SHARES, commerce("L. 233-30", note="aucune des deux n’est par actions")),
        sas=(_WITH_ANOTHER, EXCESS_WITH_ANOTHER),
    ),
    told(
        "cross_holding_sale",
        N_("Délai pour céder une participation croisée"),
        ChangedBy.LAW,
        sa=(_SELLING, commerce("R. 233-17", note=f"{_FROM_NOTICE} ; R. 233-18 : {_FROM_ENTRY}")),
        sarl=(_SELLING, commerce("R. 233-18", note=_FROM_ENTRY)),
        sas=(_SELLING, commerce("R. 233-17", note=f"{_FROM_NOTICE} ; R. 233-18 : {_FROM_ENTRY}")),
    ),
    LawRule(
        "self_control", N_("Sociétaire contrôlé"), everywhere(CONTROLLED, SELF_CONTROL), Said, ChangedBy.LAW
    ),
    LawRule(
        "control_presumed",
        N_("Quand une société en contrôle une autre"),
        everywhere(PRESUMED_OVER, commerce("L. 233-3", sure=False, note="étendue à relire")),
        _say_presumed,
        ChangedBy.LAW,
    ),
    told(
        "own_shares",
        N_("Parts détenues par la coopérative elle-même"),
        ChangedBy.LAW,
        all_forms=(_OWN_SHARES, commerce("L. 225-111", sure=False, note="rédaction lue en 2009")),
    ),
)
