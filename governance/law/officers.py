"""Who chairs, counts and writes at an assembly, and who certifies copies of its minutes."""

from collections.abc import Mapping
from typing import Any

from governance.law.rule import LawRule, told
from governance.law.texts import commerce
from governance.sources import ChangedBy
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
TELLERS = 2


def tellers_by_votes(votes: Mapping[str, int], accepting: frozenset[str]) -> tuple[str, ...] | None:
    """Give the two accepting members with the most votes, or None when votes do not choose.

    Where nearly everybody has one vote, taking two by the order of a list would be arbitrary: the
    bylaws or the assembly then choose. Law: R. 225-101.
    """
    ranked = sorted((member for member in votes if member in accepting), key=lambda m: -votes[m])
    if len(ranked) <= TELLERS:
        return tuple(ranked)
    if votes[ranked[TELLERS - 1]] == votes[ranked[TELLERS]]:
        return None
    return tuple(ranked[:TELLERS])


_SA_CHAIR = N_("le président du conseil ; à défaut celui que disent les statuts, sinon un élu de l’assemblée")
_SARL_CHAIR = N_("un gérant ; à défaut l’associé acceptant qui a le plus de parts, le plus âgé à égalité")
_SA_TELLERS = N_("les deux sociétaires présents et acceptants qui ont le plus de voix ; à égalité, un choix")

RULES: tuple[LawRule[Any], ...] = (
    told(
        "meeting_chair",
        N_("Qui préside l’assemblée"),
        ChangedBy.BYLAWS,
        sa=(_SA_CHAIR, commerce("R. 225-100")),
        sarl=(_SARL_CHAIR, commerce("R. 223-23")),
        sas=(None, SAS_SOURCE),
        proposed=N_("le président"),
    ),
    told(
        "meeting_tellers",
        N_("Scrutateurs"),
        ChangedBy.BYLAWS,
        sa=(_SA_TELLERS, commerce("R. 225-101")),
        sarl=(None, commerce("R. 223-23", sure=False, note="le texte n’en prévoit pas")),
        sas=(None, SAS_SOURCE),
        proposed=N_("deux, choisis par l’assemblée"),
    ),
    told(
        "meeting_secretary",
        N_("Secrétaire de séance"),
        ChangedBy.BYLAWS,
        sa=(
            N_("choisi par le bureau, même hors des sociétaires, sauf clause des statuts"),
            commerce("R. 225-101"),
        ),
        sarl=(None, commerce("R. 223-23", sure=False, note="le texte n’en prévoit pas")),
        sas=(None, SAS_SOURCE),
        proposed=N_("choisi par le bureau"),
    ),
    told(
        "certified_copies",
        N_("Qui certifie une copie du procès-verbal"),
        ChangedBy.LAW,
        sa=(
            N_(
                "le président du conseil, un directeur général administrateur ou le secrétaire de l’assemblée"
            ),
            commerce("R. 225-108"),
        ),
        sarl=(N_("un gérant"), commerce("R. 221-4")),
        sas=(None, SAS_SOURCE),
        proposed=N_("le président"),
    ),
)
