"""What a SCIC is: its forms, its capital, and what it cannot stop being."""

from datetime import date
from typing import Any

from governance.law.legal_forms import SOURCE as FORMS_SOURCE
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always, told
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

SCIC_DAY = date(2001, 7, 18)
SCIC_SOURCE = law_of_1947(
    "19 quinquies",
    sure=False,
    note="titre ajouté par la loi n° 2001-624 du 17 juillet 2001, art. 36 ; premier jour à confirmer",
)
"""The first day on which a company could be a SCIC: nothing here is law for one before it."""

SAS_DAY = date(2014, 8, 2)
_SAS_LAW = law_of_1947(
    "19 quinquies", sure=False, note="loi n° 2014-856 du 31 juillet 2014, art. 33 ; premier jour à confirmer"
)

FORMS: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("allowed", FORMS_SOURCE),
    CompanyForm.SARL: always("allowed", FORMS_SOURCE),
    CompanyForm.SAS: Dated(
        (
            Since(date.min, "not_allowed", law_of_1947("19 quinquies", note="rédaction antérieure à 2014")),
            Since(SAS_DAY, "allowed", _SAS_LAW),
        )
    ),
}


def is_before_scic(day: date) -> bool:
    """Tell whether `day` comes before the law that created the SCIC. Law: loi n° 2001-624, art. 36."""
    return day < SCIC_DAY


def may_be_scic(form: CompanyForm, day: date) -> bool:
    """Tell whether a SCIC could take this form on `day`: the SAS was added in 2014."""
    return FORMS[form].on(day) == "allowed"


WORDS = {"allowed": N_("permise, à capital variable"), "not_allowed": N_("impossible avant 2014")}


def _say(key: str) -> Said:
    return Said(WORDS[key])


_MEANS = N_("toute personne qui contribue par tout moyen à l’activité")
_PURPOSE = N_("des biens ou des services d’intérêt collectif, à caractère d’utilité sociale")
_KEPT = N_("elle ne se perd pas par un vote : il faut une autorisation, dans des cas étroits")
_REGISTERED = N_("nominatives ; leur cession est agréée par l’assemblée ou le conseil")

REGISTERED_SOURCE = commerce("L. 231-4", sure=False, note="rédaction lue en 2009 ; loi n° 47-1775, art. 11")

RULES: tuple[LawRule[Any], ...] = (
    LawRule("company_form", N_("Forme de la société"), FORMS, _say, ChangedBy.BYLAWS),
    told("purpose", N_("Objet d’une SCIC"), ChangedBy.LAW, all_forms=(_PURPOSE, law_of_1947("19 quinquies"))),
    told(
        "who_may_join",
        N_("Qui peut être sociétaire"),
        ChangedBy.LAW,
        all_forms=(_MEANS, law_of_1947("19 septies")),
    ),
    told(
        "cooperative_status",
        N_("Qualité de coopérative"),
        ChangedBy.LAW,
        all_forms=(_KEPT, law_of_1947("25", sure=False, note="cas de l’autorisation à relire")),
    ),
    told(
        "shares_registered",
        N_("Parts sociales"),
        ChangedBy.LAW,
        all_forms=(_REGISTERED, REGISTERED_SOURCE),
    ),
)
