"""A college of which nobody comes, where the law counts those who are absent."""

from dataclasses import dataclass

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import RefusedByText
from governance.law.texts import commerce
from governance.words import N_

SOURCE = commerce("L. 223-29", sure=False, note="comment lire les collèges d’une SCIC n’y est pas dit")


@dataclass(eq=False)
class AbsentCollegeEscapes(RefusedByText):
    """The points of a college of which nobody comes would leave a total that counts its members."""

    message = N_(
        "Dans une SARL, la première assemblée ordinaire compte les absents : il faut plus de la moitié de "
        "tous. Les points d’un collège dont personne ne vient sortiraient pourtant du total."
    )
    remedy = N_(
        "Écrivez que ces points restent dans le total et pèsent contre, ou faites confirmer la clause par un "
        "conseil."
    )


def breaches(form: CompanyForm, *, weigh: bool, stays: bool) -> list[Refused]:
    """Find whether absent members of a weighed college would escape a majority of all members.

    `stays` tells that the points of a college of which nobody comes remain in the total. Law: L. 223-29, for
    the first call of an ordinary meeting; the reading of colleges is to be confirmed by counsel.
    """
    escapes = form is CompanyForm.SARL and weigh and not stays
    return [AbsentCollegeEscapes(source=SOURCE)] if escapes else []
