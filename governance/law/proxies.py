"""Who may hold another member's vote, and what a proxy that names nobody becomes.

A proxy never changes the college of the vote: it stays in the principal's. The representative of
a company is the company itself, not the holder of a proxy.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from governance.errors import Refused
from governance.law.days import DayBefore, days_before, paris_moment
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, everywhere, said, told
from governance.law.texts import commerce, law_of_1947, other
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")

HOLDERS: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(("member", "spouse", "partner"), commerce("L. 225-106")),
    CompanyForm.SARL: always(("member", "spouse"), commerce("L. 223-28")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
"""Those whom the law itself allows, and the bylaws may not exclude."""

BLANK: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("follows_board", commerce("L. 225-106")),
    CompanyForm.SARL: always(None, commerce("L. 223-28", sure=False, note="le texte n’en dit rien")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}

SPAN_DAYS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(15, commerce("R. 225-79")),
    CompanyForm.SARL: always(7, commerce("R. 223-21")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
"""Two assemblies at most this many days apart may share one proxy."""

SPAN_KINDS: dict[CompanyForm, Dated[str]] = {
    CompanyForm.SA: always("one_of_each", commerce("R. 225-79")),
    CompanyForm.SARL: always("any", commerce("R. 223-21")),
    CompanyForm.SAS: always("any", SAS_SOURCE),
}
"""Which two assemblies: one of each kind, ordinary and extraordinary, or any two."""


def _span(form: CompanyForm) -> Dated[tuple[int, str] | None]:
    kinds = SPAN_KINDS[form]
    return Dated(
        tuple(
            Since(one.day, None if one.value is None else (one.value, kinds.on(one.day)), one.source)
            for one in SPAN_DAYS[form].periods
        )
    )


ELECTRONIC_DEADLINE: dict[CompanyForm, Dated[DayBefore | None]] = {
    CompanyForm.SA: always(DayBefore(days=1, hour=15), commerce("R. 225-80")),
    CompanyForm.SARL: always(
        None, commerce("L. 223-28", sure=False, note="pas de texte : selon les statuts")
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}

PER_HOLDER = N_("pas de limite dans la loi")
PER_HOLDER_SOURCE = law_of_1947(
    "9", sure=False, note="un plafond vient des statuts ; celui des SCOP ne vaut pas"
)


def electronic_deadline(form: CompanyForm, assembly_on: date) -> datetime | None:
    """Give the last moment for a proxy sent electronically: 15:00 in Paris the day before (SA).

    None where the bylaws decide. The answer carries the Paris time zone. Law: R. 225-80.
    """
    deadline = ELECTRONIC_DEADLINE[form].on(assembly_on)
    if deadline is None:
        return None
    return paris_moment(days_before(assembly_on, deadline.days), deadline.hour)


def span_covers(form: CompanyForm, first_on: date, second_on: date, *, same_agenda: bool = False) -> bool:
    """Tell whether one proxy serves two assemblies.

    At most fifteen days apart in an SA, seven in a SARL; however far when the second one meets
    again on the same agenda. A SAS: only that, unless its bylaws say more.
    Law: R. 225-79, R. 223-21.
    """
    days = SPAN_DAYS[form].on(first_on)
    return same_agenda or (days is not None and abs((second_on - first_on).days) <= days)


def blank_votes_for(form: CompanyForm, day: date, *, supported_by_board: bool) -> bool | None:
    """Say what a proxy that names nobody votes on a draft; None where it votes nothing.

    In an SA the chair votes for the drafts that the board presents or supports, and against all
    the others: never an abstention. Law: L. 225-106.
    """
    return supported_by_board if BLANK[form].on(day) == "follows_board" else None


@dataclass(eq=False)
class HolderExcluded(RefusedByText):
    """The bylaws exclude someone whom the law allows to hold a proxy."""

    holder: str

    message = N_("Les statuts interdisent de donner pouvoir à cette personne : %(holder)s. La loi le permet.")
    remedy = N_("Ajoutez cette personne à celles qui peuvent recevoir un pouvoir.")


@dataclass(eq=False)
class HolderForbidden(RefusedByText):
    """The bylaws allow an outsider where the law does not."""

    message = N_("Les statuts permettent de donner pouvoir à n’importe qui. La loi ne le permet pas.")
    remedy = N_("Limitez les pouvoirs aux sociétaires, aux conjoints et aux partenaires de PACS.")


@dataclass(eq=False)
class BlankProxyImposed(RefusedByText):
    """In an SA a blank proxy follows the board; the bylaws cannot refuse it."""

    message = N_(
        "Les statuts s’écartent de la loi sur les pouvoirs en blanc. "
        "Dans une SA, le président de l’assemblée les vote selon les projets du conseil."
    )
    remedy = N_("Laissez la loi s’appliquer aux pouvoirs en blanc.")


@dataclass(eq=False)
class ProxiesForbidden(RefusedByText):
    """The bylaws let nobody hold a proxy."""

    message = N_(
        "Les statuts ne laissent personne détenir un pouvoir. La loi donne ce droit aux sociétaires."
    )
    remedy = N_("Permettez au moins un pouvoir par personne.")


@dataclass(eq=False)
class ProxiesClosedTooEarly(RefusedByText):
    """Proxies sent electronically would be closed before the hour of the law."""

    message = N_(
        "Les statuts ferment les pouvoirs en ligne plus tôt que la loi, qui laisse la veille à 15 h."
    )
    remedy = N_("Recevez les pouvoirs en ligne jusqu’à la veille de l’assemblée, 15 h, heure de Paris.")


@dataclass(eq=False)
class ProxySpanTooLong(RefusedByText):
    """One proxy would serve two assemblies further apart than the law allows."""

    days: int
    most: int

    message = N_(
        "Un pouvoir vaudrait pour deux assemblées à %(days)d jours d’écart. La loi en permet %(most)d."
    )
    remedy = N_("Ramenez cet écart à celui de la loi, ou n’en dites rien.")


def term_breaches(
    form: CompanyForm, day: date, *, span_days: int | None, deadline: tuple[int, int | None] | None
) -> list[Refused]:
    """Find what the bylaws say of the time of a proxy that the law of `day` forbids.

    `deadline` is a number of days before the assembly and the hour of that day, None for all of it.
    Law: R. 225-79, R. 225-80, R. 223-21; a SAS decides freely.
    """
    span, law = SPAN_DAYS[form].period(day), ELECTRONIC_DEADLINE[form].period(day)
    found: list[Refused] = []
    if span.value is not None and span_days is not None and span_days > span.value:
        found.append(ProxySpanTooLong(span_days, span.value, source=span.source))
    if law.value is not None and deadline is not None:
        days, hour = deadline
        if (-days, 24 if hour is None else hour) < (-law.value.days, law.value.hour):
            found.append(ProxiesClosedTooEarly(source=law.source))
    return found


def breaches(
    form: CompanyForm, day: date, *, holders: Collection[str], blank: str, per_holder: int | None
) -> list[Refused]:
    """Find what the bylaws say about proxies that the law of `day` forbids.

    `per_holder` is the most proxies one person may hold, None when there is no limit.
    Law: L. 225-106, L. 223-28; a SAS decides freely.
    """
    law, blanks = HOLDERS[form].period(day), BLANK[form].period(day)
    found: list[Refused] = []
    if law.value is not None:
        missing = [holder for holder in law.value if holder not in holders and "anyone" not in holders]
        found += [HolderExcluded(HOLDER_NAMES[holder], source=law.source) for holder in missing]
        if per_holder is not None and per_holder < 1:
            found.append(ProxiesForbidden(source=law.source))
    if form is CompanyForm.SA and "anyone" in holders:
        found.append(HolderForbidden(source=law.source))
    if form is CompanyForm.SA and blank != blanks.value:
        found.append(BlankProxyImposed(source=blanks.source))
    return found


HOLDER_NAMES = {
    "member": N_("un autre sociétaire"),
    "spouse": N_("le conjoint"),
    "partner": N_("le partenaire de PACS"),
    "anyone": N_("toute personne"),
}
HOLDER_LIST = N_("%(holders)s")
BLANK_NAMES = {
    "follows_board": N_("voté pour les projets du conseil et contre les autres"),
    "refused": N_("refusé : un pouvoir désigne une personne"),
}
SPANS = {
    "any": N_("deux assemblées le même jour ou à %(days)d jours l’une de l’autre, au plus"),
    "one_of_each": N_(
        "deux assemblées, l’une ordinaire, l’autre extraordinaire, le même jour ou à %(days)d jours l’une de "
        "l’autre, au plus"
    ),
}
DEADLINE = N_("jusqu’à %(hour)d h, heure de Paris, la veille de l’assemblée")


_SAME_AGENDA = N_("il vaut pour les assemblées suivantes au même ordre du jour")
_WRITTEN = N_("écrit et signé, même électroniquement ; il nomme au plus une personne")
_NOT_SPLIT = N_("on ne partage pas ses voix entre soi et un mandataire")
_NO_SUBSTITUTE = N_("interdit")
_PRINCIPAL = N_("celui de la personne qui donne le pouvoir")
_ENDS = N_("retrait, refus, décès ou incapacité de l’un ou de l’autre")


def say_holders(holders: Collection[str]) -> Said:
    """List those who may hold a proxy."""
    return said(HOLDER_LIST, holders=tuple(Said(HOLDER_NAMES[holder]) for holder in holders))


def _say_blank(blank: str) -> Said:
    return Said(BLANK_NAMES[blank])


def _say_span(span: tuple[int, str]) -> Said:
    days, kinds = span
    return said(SPANS[kinds], days=days)


def _say_deadline(deadline: DayBefore) -> Said:
    return said(DEADLINE, hour=deadline.hour)


RULES: tuple[LawRule[Any], ...] = (
    LawRule("proxy_holders", N_("Qui peut recevoir un pouvoir"), HOLDERS, say_holders, ChangedBy.BYLAWS),
    LawRule(
        "proxy_per_holder",
        N_("Nombre de pouvoirs par personne"),
        everywhere(PER_HOLDER, PER_HOLDER_SOURCE),
        Said,
        ChangedBy.BYLAWS,
        proposed=dict.fromkeys(CompanyForm, N_("deux par personne")),
    ),
    LawRule(
        "blank_proxy",
        N_("Pouvoir en blanc"),
        BLANK,
        _say_blank,
        ChangedBy.LAW,
        proposed={CompanyForm.SARL: "refused", CompanyForm.SAS: "refused"},
    ),
    LawRule(
        "proxy_span",
        N_("Portée d’un pouvoir"),
        {form: _span(form) for form in CompanyForm},
        _say_span,
        ChangedBy.LAW,
    ),
    told(
        "proxy_same_agenda",
        N_("Pouvoir et deuxième convocation"),
        ChangedBy.LAW,
        sa=(_SAME_AGENDA, commerce("R. 225-79")),
        sarl=(_SAME_AGENDA, commerce("R. 223-21")),
        sas=(None, SAS_SOURCE),
        proposed=_SAME_AGENDA,
    ),
    told(
        "proxy_form",
        N_("Forme d’un pouvoir"),
        ChangedBy.LAW,
        sa=(_WRITTEN, commerce("R. 225-79")),
        sarl=(_NOT_SPLIT, commerce("L. 223-28")),
        sas=(None, SAS_SOURCE),
        proposed=_WRITTEN,
    ),
    told(
        "proxy_substitution",
        N_("Passer un pouvoir à un autre"),
        ChangedBy.LAW,
        sa=(_NO_SUBSTITUTE, commerce("R. 225-79")),
        sarl=(_NO_SUBSTITUTE, commerce("R. 223-21", sure=False, note="par prudence, comme la SA")),
        sas=(None, SAS_SOURCE),
        proposed=_NO_SUBSTITUTE,
    ),
    told(
        "proxy_college",
        N_("Collège d’une voix donnée par pouvoir"),
        ChangedBy.LAW,
        all_forms=(_PRINCIPAL, law_of_1947("19 octies", sure=False, note="la loi n’en dit rien de plus")),
    ),
    told(
        "proxy_same_college",
        N_("Donner pouvoir hors de son collège"),
        ChangedBy.BYLAWS,
        all_forms=(None, PER_HOLDER_SOURCE),
        proposed=N_("non"),
    ),
    told(
        "proxy_end",
        N_("Fin d’un pouvoir"),
        ChangedBy.LAW,
        all_forms=(_ENDS, other("Code civil", "2003", note="et 2004")),
    ),
    LawRule(
        "proxy_electronic_deadline",
        N_("Pouvoir envoyé par voie électronique"),
        ELECTRONIC_DEADLINE,
        _say_deadline,
        ChangedBy.LAW,
    ),
)
