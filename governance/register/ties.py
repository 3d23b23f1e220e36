"""The ties of capital between the cooperative and an organisation that is a member, dated.

What the member holds in the cooperative is never written: the register of shares says it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from governance.errors import Refused
from governance.law import cross_holdings
from governance.law.legal_forms import CompanyForm
from governance.units import Cents
from governance.words import N_


class StructureForm(StrEnum):
    """The legal form of an organisation, as far as cross-holdings ask."""

    SA = "sa"
    SAS = "sas"
    SCA = "sca"
    SARL = "sarl"
    OTHER_COMPANY = "other_company"
    ASSOCIATION = "association"
    PUBLIC_BODY = "public_body"
    OTHER = "other"

    @property
    def by_shares(self) -> bool:
        """Tell whether it is a company by shares (SA, SAS, SCA)."""
        return self in {StructureForm.SA, StructureForm.SAS, StructureForm.SCA}

    @property
    def is_company(self) -> bool:
        """Tell whether it is a company at all: an association or a public body has no capital."""
        return self.by_shares or self in {StructureForm.SARL, StructureForm.OTHER_COMPANY}


STRUCTURE_FORM_NAMES: Mapping[StructureForm, str] = {
    StructureForm.SA: N_("société anonyme (SA)"),
    StructureForm.SAS: N_("société par actions simplifiée (SAS)"),
    StructureForm.SCA: N_("société en commandite par actions (SCA)"),
    StructureForm.SARL: N_("société à responsabilité limitée (SARL)"),
    StructureForm.OTHER_COMPANY: N_("autre société"),
    StructureForm.ASSOCIATION: N_("association"),
    StructureForm.PUBLIC_BODY: N_("collectivité ou établissement public"),
    StructureForm.OTHER: N_("autre"),
}


class Origin(StrEnum):
    """Where an organisation comes from, seen from the cooperative."""

    LEFT = "left"
    SUBSIDIARY = "subsidiary"
    ELSEWHERE = "elsewhere"
    COOPERATIVE = "cooperative"


ORIGIN_NAMES: Mapping[Origin, str] = {
    Origin.LEFT: N_("née d’une activité de la coopérative"),
    Origin.SUBSIDIARY: N_("filiale de la coopérative"),
    Origin.ELSEWHERE: N_("née ailleurs"),
    Origin.COOPERATIVE: N_("autre coopérative"),
}


class TieKind(StrEnum):
    """What ties the cooperative to the organisation."""

    HOLDING = "holding"
    CONTROL = "control"


TIE_NAMES: Mapping[TieKind, str] = {
    TieKind.HOLDING: N_("part du capital détenue par la coopérative"),
    TieKind.CONTROL: N_("contrôle par la coopérative"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie from `since` on, up to `until` excluded (None: it lasts).

    `part` is the cooperative's part of the organisation's capital, in ]0, 1], for a holding only.
    `price` is what was paid, in cents, None when unknown. `decision` says who decided, in words.
    """

    kind: TieKind
    since: date
    until: date | None = None
    part: Fraction | None = None
    price: Cents | None = None
    decision: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the tie is there on `day`."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was written by mistake: it ends the day it begins, and held on no day."""
        return self.until == self.since


@dataclass(frozen=True, slots=True)
class CrossHolding:
    """Both sides on one day. Parts are parts of capital, in [0, 1]."""

    form: StructureForm
    cooperative_holds: Fraction
    member_holds: Fraction
    controlled: bool


def cross_holding(
    form: StructureForm, ties: Iterable[Tie], day: date, *, shares: int, of: int
) -> CrossHolding:
    """Put both sides together: `shares` held by the member on that day, `of` all that exist."""
    there = [tie for tie in ties if tie.holds_on(day)]
    held = sum((tie.part for tie in there if tie.kind is TieKind.HOLDING and tie.part), Fraction(0))
    controlled = any(tie.kind is TieKind.CONTROL for tie in there)
    return CrossHolding(form, held, Fraction(shares, of) if of else Fraction(0), controlled)


def suspensions(cooperative: CompanyForm, found: CrossHolding) -> list[Refused]:
    """Say why the law suspends the member's vote, or nothing.

    An association or a public body is no company: only control concerns it.
    Law: code de commerce, L. 233-29 to L. 233-31.
    """
    if not found.form.is_company and not found.controlled:
        return []
    return cross_holdings.breaches(
        cooperative,
        member_by_shares=found.form.by_shares,
        cooperative_holds=found.cooperative_holds,
        member_holds=found.member_holds,
        controlled=found.controlled,
    )


def to_sell(cooperative: CompanyForm, found: CrossHolding) -> list[Refused]:
    """Say what the member must sell although it keeps its vote: what passes the tenth, or nothing.

    Law: code de commerce, L. 233-29, L. 233-30.
    """
    if not found.form.is_company or found.controlled:
        return []
    return cross_holdings.excess_breaches(
        cooperative,
        member_by_shares=found.form.by_shares,
        cooperative_holds=found.cooperative_holds,
        member_holds=found.member_holds,
    )
