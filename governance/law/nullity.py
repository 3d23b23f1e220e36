"""Why and for how long a decision may be contested, and what the judge asks before annulling it."""

from datetime import date
from typing import Any

from governance.law.annual import NULLITY_YEARS, months_after
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated, LegalSource, Since
from governance.words import N_

REFORM = date(2025, 10, 1)
_ORDINANCE = "ordonnance n° 2025-229 du 12 mars 2025"


def _civil(article: str, note: str = _ORDINANCE) -> LegalSource:
    return other("Code civil", article, note=note)


BYLAWS_ALONE: Dated[str | None] = Dated(
    (
        Since(date.min, "discussed", other("Code civil", "1844-10", sure=False, note="avant la réforme")),
        Since(REFORM, "not_a_cause", _civil("1844-10")),
    )
)
TEST: Dated[str | None] = Dated(
    (
        Since(date.min, "judge", other("Code civil", "1844-10", sure=False, note="avant la réforme")),
        Since(REFORM, "three", _civil("1844-12-1")),
    )
)

_READ_AGAIN = "à relire depuis l’ordonnance n° 2025-229"
IRREGULAR_NOTICE: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("annullable", commerce("L. 225-104", sure=False, note=_READ_AGAIN)),
    CompanyForm.SARL: always("annullable", commerce("L. 223-27", sure=False, note=_READ_AGAIN)),
    CompanyForm.SAS: always(None, commerce("L. 227-9")),
}


def contested_until(decided_on: date) -> date:
    """Give the last day on which a decision may be contested in court.

    Two years after it since 1 October 2025. Before, three years, but the shorter time runs from
    1 October 2025: 1 October 2027 at the latest. Law: C. civ. 1844-14, 2222.
    """
    end = months_after(decided_on, 12 * NULLITY_YEARS.on(decided_on))
    return end if decided_on >= REFORM else min(end, months_after(REFORM, 12 * NULLITY_YEARS.on(REFORM)))


def may_annul(*, mandatory_text: bool, grievance: bool, changed_outcome: bool, excessive: bool) -> bool:
    """Tell whether a judge may annul a decision taken since 1 October 2025.

    All at once: a mandatory text of company law was breached (the bylaws alone are not one), the
    protected interest was harmed, the irregularity influenced the outcome, and the consequences
    are not excessive for the company. Law: C. civ. 1844-10, 1844-12-1.
    """
    return mandatory_text and grievance and changed_outcome and not excessive


WORDS = {
    "discussed": N_("n’annule la décision que dans certains cas, discutés"),
    "not_a_cause": N_("n’annule pas la décision à elle seule, sauf si une loi le dit"),
    "judge": N_("le juge apprécie"),
    "annullable": N_("l’assemblée peut être annulée, sauf si tous y étaient présents ou représentés"),
    "three": N_("un grief, une irrégularité qui a influé sur le résultat, des effets non excessifs"),
}


def _say(key: str) -> Said:
    return Said(WORDS[key])


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "irregular_notice",
        N_("Convocation irrégulière"),
        IRREGULAR_NOTICE,
        _say,
        ChangedBy.LAW,
    ),
    LawRule(
        "breach_of_bylaws",
        N_("Violation des seuls statuts"),
        dict.fromkeys(CompanyForm, BYLAWS_ALONE),
        _say,
        ChangedBy.LAW,
    ),
    LawRule(
        "nullity_test",
        N_("Ce que le juge vérifie avant d’annuler"),
        dict.fromkeys(CompanyForm, TEST),
        _say,
        ChangedBy.LAW,
    ),
)
