"""Around colleges: who is in which, when it changes, and what the law leaves to the bylaws."""

from typing import Any

from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always, said, told
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated
from governance.words import N_

SILENT = law_of_1947("19 octies", sure=False, note="la loi n’en dit rien : aux statuts de le dire")
CATEGORY_AND_COLLEGE = law_of_1947("19 septies", sure=False, note="19 octies, à relire, pour les collèges")
ONE_VOTE = law_of_1947("19 octies", sure=False, note="et art. 1er : une personne, une voix")
FREEZE: dict[CompanyForm, Dated[Said | None]] = dict.fromkeys(CompanyForm, always(None, SILENT))
LIST_DAYS = 16  # before the assembly: the day the list of the members of an SA is drawn up

FROM_LIST = N_(
    "aucun changement de collège pendant les %(days)d jours avant l’assemblée, dès la liste arrêtée"
)
FROM_NOTICE = N_("aucun changement de collège de l’envoi de la convocation à l’assemblée")
FREEZE_PROPOSED = {
    CompanyForm.SA: said(FROM_LIST, days=LIST_DAYS),
    CompanyForm.SARL: said(FROM_NOTICE),
    CompanyForm.SAS: said(FROM_NOTICE),
}


def _say(words: Said) -> Said:
    return words


_ONE = N_("un seul par sociétaire, même s’il remplit les conditions de plusieurs")
_CATEGORY = N_(
    "une catégorie dit qui l’on est ; un collège dit comment les voix pèsent, en assemblée seulement"
)
_CARRY = N_("à proportion des votes de chaque collège")
_EMPTY = N_(
    "sa part est partagée également entre les autres, sans qu’aucun dépasse la moitié ; "
    "sinon, une voix chacun"
)
_SILENT_COLLEGE = N_("il sort du calcul de ce vote, et c’est signalé")

RULES: tuple[LawRule[Any], ...] = (
    told(
        "category_is_not_college",
        N_("Catégorie et collège"),
        ChangedBy.LAW,
        all_forms=(_CATEGORY, CATEGORY_AND_COLLEGE),
    ),
    told("single_college", N_("Collège d’un sociétaire"), ChangedBy.LAW, all_forms=(_ONE, ONE_VOTE)),
    told(
        "college_assigned_by",
        N_("Qui place un sociétaire dans un collège"),
        ChangedBy.BYLAWS,
        all_forms=(None, SILENT),
        proposed=N_("le conseil, les gérants ou le président"),
    ),
    LawRule(
        "college_freeze",
        N_("Changement de collège avant une assemblée"),
        FREEZE,
        _say,
        ChangedBy.BYLAWS,
        proposed=FREEZE_PROPOSED,
    ),
    told(
        "college_change",
        N_("Changer le nombre, le nom ou le poids des collèges"),
        ChangedBy.LAW,
        sa=(N_("une assemblée extraordinaire"), commerce("L. 225-96")),
        sarl=(N_("une assemblée extraordinaire"), commerce("L. 223-30")),
        sas=(None, commerce("L. 227-9")),
    ),
    told(
        "college_carry",
        N_("Comment le vote d’un collège compte dans l’assemblée"),
        ChangedBy.BYLAWS,
        all_forms=(None, SILENT),
        proposed=_CARRY,
    ),
    told(
        "empty_college",
        N_("Collège sans sociétaire"),
        ChangedBy.BYLAWS,
        all_forms=(None, SILENT),
        proposed=_EMPTY,
    ),
    told(
        "silent_college",
        N_("Collège absent, ou qui s’abstient tout entier"),
        ChangedBy.BYLAWS,
        all_forms=(None, SILENT),
        proposed=_SILENT_COLLEGE,
    ),
    told(
        "college_quorum",
        N_("Quorum propre à un collège"),
        ChangedBy.BYLAWS,
        all_forms=(None, SILENT),
        proposed=N_("aucun quorum"),
    ),
    told(
        "colleges_on_board",
        N_("Collèges et conseil"),
        ChangedBy.BYLAWS,
        all_forms=(N_("le conseil vote par personne ; des sièges par collège viennent des statuts"), SILENT),
    ),
)
