"""Secret ballots and electronic votes: when they are secret, which level of safety, who holds the keys."""

from typing import Any

from governance.law.rule import Direction, LawRule, Said, everywhere, said, told
from governance.law.texts import law_of_1947, other
from governance.sources import ChangedBy
from governance.words import N_

CNIL_SOURCE = other(
    "CNIL, délibération n° 2019-053 du 25 avril 2019", sure=False,
    note="applicable jusqu’à la fin de 2026 ; la recommandation qui suit est à relire",
)  # fmt: skip
SECRET_SOURCE = law_of_1947("8", sure=False, note="rédaction ancienne ; les statuts peuvent l’imposer")
LEVEL = 2
KEY_HOLDERS, KEYS_NEEDED = 3, 2
QUESTIONS = 10


def level_of_2019(negative_answers: int) -> int:
    """Give the level of safety of a vote by the grid of 2019, from its number of "no" answers.

    0 to 2 give level 1, 3 to 6 level 2, 7 to 10 level 3. Raises ValueError outside 0 to 10.
    Source: CNIL, délibération 2019-053.
    """
    if not 0 <= negative_answers <= QUESTIONS:
        raise ValueError(f"the grid has ten questions: {negative_answers}")
    return 1 if negative_answers <= 2 else 2 if negative_answers <= 6 else 3


LEVEL_SAID = N_("niveau %(level)d")
KEYS_SAID = N_("%(holders)d détenteurs de clés au moins, dont %(needed)d pour ouvrir l’urne")


def _say_level(level: int) -> Said:
    return said(LEVEL_SAID, level=level)


def _say_keys(keys: tuple[int, int]) -> Said:
    return said(KEYS_SAID, holders=keys[0], needed=keys[1])


_NO_PARTIAL = N_("jamais avant la clôture")
_POSTAL = N_("un formulaire nominatif par correspondance n’est pas un vote secret")

RULES: tuple[LawRule[Any], ...] = (
    told(
        "secret_for",
        N_("Ce qui se vote à bulletin secret"),
        ChangedBy.BYLAWS,
        all_forms=(None, SECRET_SOURCE),
        proposed=N_("les élections"),
    ),
    told(
        "secret_postal",
        N_("Secret et vote par correspondance"),
        ChangedBy.LAW,
        all_forms=(_POSTAL, other("Code de commerce", "R. 225-77", sure=False)),
    ),
    LawRule(
        "evote_level",
        N_("Niveau de sécurité d’un vote électronique secret"),
        everywhere(LEVEL, CNIL_SOURCE),
        _say_level,
        ChangedBy.SECRETARY,
    ),
    LawRule(
        "evote_keys",
        N_("Clés de l’urne"),
        everywhere((KEY_HOLDERS, KEYS_NEEDED), CNIL_SOURCE),
        _say_keys,
        ChangedBy.SECRETARY,
        Direction.STRICTER,
    ),
    told("partial_results", N_("Résultats partiels"), ChangedBy.LAW, all_forms=(_NO_PARTIAL, CNIL_SOURCE)),
)
