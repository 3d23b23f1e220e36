"""When the cooperative and a company member hold each other: whose votes are suspended.

All parts are parts of capital, in [0, 1], on one day.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, everywhere, said, say_part, told
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated
from governance.words import N_

TENTH = Fraction(1, 10)
BY_SHARES = (CompanyForm.SA, CompanyForm.SAS)
BETWEEN_COMPANIES_BY_SHARES = commerce("L. 233-29", note="R. 233-17 : un an pour céder")
WITH_ANOTHER_COMPANY = commerce("L. 233-30", note="R. 233-18 : un an pour céder l’excédent")
SELF_CONTROL = commerce("L. 233-31", sure=False, note="contrôle lu en voix ; étendue de L. 233-3 à confirmer")


PRESUMED_OVER = Fraction(2, 5)  # of the votes, when nobody holds more


class Seller(StrEnum):
    """Who must bring its holding down, and does not vote with it meanwhile."""

    NOBODY = "nobody"
    MEMBER = "member"
    COOPERATIVE = "cooperative"
    BOTH = "both"


@dataclass(eq=False)
class VotesSuspended(RefusedByText):
    """The company member may not vote with the shares it holds beyond what the law allows."""

    cooperative_holds: Fraction
    member_holds: Fraction

    message = N_(
        "La coopérative détient %(cooperative_holds)s du capital de cette société, "
        "qui détient %(member_holds)s du sien : la loi suspend ses voix."
    )
    remedy = N_("Ramenez la participation de la coopérative au dixième ou moins, ou cédez les parts en trop.")


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
    """Find what suspends the votes of a company member in the cooperative.

    `cooperative_holds` is the cooperative's part of the member's capital, `member_holds` the
    member's part of the cooperative's. `member_by_shares`: the member is an SA, SAS or SCA.
    Exactly one tenth is lawful. Law: L. 233-29 to L. 233-31.
    """
    if controlled:
        return [ControlledByCooperative()]
    seller = must_sell(
        cooperative,
        member_by_shares=member_by_shares,
        cooperative_holds=cooperative_holds,
        member_holds=member_holds,
    )
    if seller not in {Seller.MEMBER, Seller.BOTH}:
        return []
    text = BETWEEN_COMPANIES_BY_SHARES if member_by_shares else WITH_ANOTHER_COMPANY
    return [VotesSuspended(cooperative_holds, member_holds, source=text)]


def must_sell(
    cooperative: CompanyForm, *, member_by_shares: bool, cooperative_holds: Fraction, member_holds: Fraction
) -> Seller:
    """Say who must sell, and therefore does not vote with what is to be sold in the other.

    Between two companies by shares, as soon as one holds more than a tenth of the other: the one
    whose part is smaller, both when they are equal. Between one by shares and another company,
    the latter: it may hold nothing of a member that owns more than a tenth of it, and otherwise a
    tenth at most. Two companies without shares (SARL) are not concerned. A year is given.
    Law: L. 233-29, L. 233-30, R. 233-17, R. 233-18.
    """
    by_shares = cooperative in BY_SHARES
    if not (cooperative_holds and member_holds) or not (by_shares or member_by_shares):
        return Seller.NOBODY
    if by_shares and member_by_shares:
        if max(cooperative_holds, member_holds) <= TENTH:
            return Seller.NOBODY
        if cooperative_holds == member_holds:
            return Seller.BOTH
        return Seller.MEMBER if member_holds < cooperative_holds else Seller.COOPERATIVE
    if max(cooperative_holds, member_holds) <= TENTH:
        return Seller.NOBODY
    return Seller.MEMBER if by_shares else Seller.COOPERATIVE


def controls(*, votes: Fraction, larger_holder: bool, in_fact: bool = False) -> bool:
    """Tell whether a company controls another: most of the votes, or more than 40 % and nobody more.

    `votes` are the votes it holds there; `larger_holder` says that somebody holds more; `in_fact`
    that it decides there by agreement, in fact, or by naming who directs. Exactly one half is not a
    majority, and exactly 40 % presumes nothing. Law: L. 233-3.
    """
    return in_fact or votes > Fraction(1, 2) or (votes > PRESUMED_OVER and not larger_holder)


ALARM: dict[CompanyForm, Dated[Fraction | None]] = {
    CompanyForm.SA: always(TENTH, BETWEEN_COMPANIES_BY_SHARES),
    CompanyForm.SARL: always(TENTH, commerce("L. 233-30", note="si l’autre société est par actions")),
    CompanyForm.SAS: always(TENTH, BETWEEN_COMPANIES_BY_SHARES),
}

OVER = N_("quand chacune détient l’autre et que l’une dépasse %(part)s du capital, la loi suspend des voix")
PRESUMED = N_("la majorité des voix, ou plus de %(part)s si personne n’en a davantage")
_OWN_SHARES = N_("les parts que la coopérative a rachetées ne votent pas")
CONTROLLED = N_("la société que la coopérative contrôle ne vote pas et ne compte pas dans le quorum")


def _say_presumed(part: Fraction) -> Said:
    return said(PRESUMED, part=say_part(part))


def _say_alarm(part: Fraction) -> Said:
    return said(OVER, part=say_part(part))


RULES: tuple[LawRule[Any], ...] = (
    LawRule("cross_holding", N_("Participations croisées"), ALARM, _say_alarm, ChangedBy.LAW),
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
