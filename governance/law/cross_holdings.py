"""When the cooperative and a company member hold each other: whose votes are suspended.

All parts are parts of capital, in [0, 1], on one day.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, everywhere, said, say_part
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated
from governance.words import N_

TENTH = Fraction(1, 10)
BY_SHARES = (CompanyForm.SA, CompanyForm.SAS)
BETWEEN_COMPANIES_BY_SHARES = commerce("L. 233-29", note="R. 233-17 : un an pour céder")
WITH_ANOTHER_COMPANY = commerce("L. 233-30", note="R. 233-18 : un an pour céder l’excédent")
SELF_CONTROL = commerce("L. 233-31", sure=False, note="contrôle lu en voix ; étendue de L. 233-3 à confirmer")


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
    if not member_holds or not cooperative_holds or cooperative not in BY_SHARES:
        return []
    if cooperative_holds > TENTH:
        source = BETWEEN_COMPANIES_BY_SHARES if member_by_shares else WITH_ANOTHER_COMPANY
        return [VotesSuspended(cooperative_holds, member_holds, source=source)]
    if not member_by_shares and member_holds > TENTH:
        return [VotesSuspended(cooperative_holds, member_holds, source=WITH_ANOTHER_COMPANY)]
    return []


ALARM: dict[CompanyForm, Dated[Fraction | None]] = {
    CompanyForm.SA: always(TENTH, BETWEEN_COMPANIES_BY_SHARES),
    CompanyForm.SARL: always(TENTH, commerce("L. 233-30", note="si l’autre société est par actions")),
    CompanyForm.SAS: always(TENTH, BETWEEN_COMPANIES_BY_SHARES),
}

OVER = N_("quand chacune détient l’autre et que l’une dépasse %(part)s du capital, la loi suspend des voix")
CONTROLLED = N_("la société que la coopérative contrôle ne vote pas et ne compte pas dans le quorum")


def _say_alarm(part: Fraction) -> Said:
    return said(OVER, part=say_part(part))


RULES: tuple[LawRule[Any], ...] = (
    LawRule("cross_holding", N_("Participations croisées"), ALARM, _say_alarm, ChangedBy.LAW),
    LawRule(
        "self_control", N_("Sociétaire contrôlé"), everywhere(CONTROLLED, SELF_CONTROL), Said, ChangedBy.LAW
    ),
)
