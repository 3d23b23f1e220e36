"""Each way to vote in words: what it is for, how it is counted, and the longer explanation of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from governance.vote.methods import METHODS
from governance.words import N_


class Purpose(StrEnum):
    """What a vote is for: the groups of the choice a secretary makes."""

    DECIDE = "decide"
    ASK = "ask"
    ELECT = "elect"


PURPOSES: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.DECIDE: N_("Décider"),
        Purpose.ASK: N_("Consulter"),
        Purpose.ELECT: N_("Élire"),
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to vote. `line` helps to choose it, `counted` is read in the booth, `longer` explains it."""

    method: str
    purpose: Purpose
    name: str
    line: str
    counted: str
    longer: tuple[str, ...]


_ALL = (
    Way(
        "yes_no",
        Purpose.DECIDE,
        N_("Résolution"),
        N_("Adopter ou rejeter un texte, par pour ou contre."),
        N_("La résolution est adoptée si les « pour » atteignent la majorité que les statuts demandent."),
        (
            N_(
                "Chacun répond pour, contre, blanc ou abstention. Les statuts disent ce qui compte dans le "
                "total."
            ),
            N_("Quand il y a des collèges, chacun pèse sa part : le détail est sur la page du résultat."),
        ),
    ),
    Way(
        "consultation",
        Purpose.ASK,
        N_("Consultation"),
        N_("Demander un avis parmi plusieurs réponses, sans rien décider."),
        N_("Les réponses sont additionnées. Cette consultation donne un avis : elle ne décide rien."),
        (
            N_("Chacun choisit une réponse. La page du résultat dit ce que chaque réponse a obtenu."),
            N_("Personne n’est élu, rien n’est adopté : le résultat éclaire une décision à prendre ensuite."),
        ),
    ),
    Way(
        "plurality",
        Purpose.ELECT,
        N_("Majorité, sur un ou deux tours"),
        N_("Choisir des noms ; ceux qui ont le plus de voix sont élus. Le plus courant."),
        N_(
            "Chaque nom choisi reçoit votre voix. Sont élus ceux qui réunissent la majorité, ou qui arrivent "
            "devant là où les statuts s’en contentent ; un second tour peut suivre."
        ),
        (
            N_("Vous choisissez autant de noms qu’il y a de sièges, ou moins. L’ordre ne compte pas."),
            N_(
                "Il faut la majorité demandée par les statuts. Sur deux tours, les sièges qui restent sont "
                "remis aux voix au second tour, où il suffit d’arriver devant si les statuts le disent."
            ),
            N_(
                "Simple à comprendre et à compter à la main. En revanche, deux personnes proches se "
                "prennent des voix l’une à l’autre."
            ),
        ),
    ),
    Way(
        "approval",
        Purpose.ELECT,
        N_("Approbation"),
        N_("Choisir tous les noms qui conviennent ; les plus approuvés sont élus."),
        N_("Chaque nom choisi reçoit votre approbation. Ceux qui en ont le plus ont les sièges."),
        (
            N_("Vous choisissez tous les noms qui vous conviennent, sans les classer."),
            N_("Approuver une personne de plus n’enlève rien aux autres que vous avez choisies."),
            N_(
                "Les statuts peuvent demander un nombre d’approbations pour être élu : un siège peut alors "
                "rester vacant."
            ),
        ),
    ),
    Way(
        "cumulative",
        Purpose.ELECT,
        N_("Vote cumulatif"),
        N_("Répartir des points entre les noms ; une minorité unie obtient des sièges."),
        N_(
            "Vous répartissez des points comme vous voulez. Les points sont additionnés ; ceux qui en ont "
            "le plus ont les sièges."
        ),
        (
            N_("Vous pouvez tout donner à une seule personne, ou partager entre plusieurs."),
            N_("Un groupe minoritaire qui réunit ses points sur peu de noms est assuré d’avoir des sièges."),
        ),
    ),
    Way(
        "lists",
        Purpose.ELECT,
        N_("Listes, à la proportionnelle"),
        N_("Choisir une liste ; les sièges vont aux listes selon leurs voix."),
        N_(
            "Vous choisissez une liste. Les sièges sont partagés entre les listes selon leurs voix, puis "
            "donnés dans l’ordre de chaque liste."
        ),
        (
            N_(
                "Au plus fort reste, chaque liste a autant de sièges que de quotients entiers ; les sièges "
                "qui restent vont aux plus forts restes."
            ),
            N_(
                "À la plus forte moyenne, chaque siège va à la liste qui aurait le plus de voix par siège "
                "en le recevant."
            ),
            N_(
                "Une liste sous le seuil demandé n’a pas de siège. Une liste ne peut pas avoir plus de "
                "sièges que de noms."
            ),
        ),
    ),
    Way(
        "instant_runoff",
        Purpose.ELECT,
        N_("Vote alternatif"),
        N_("Classer les noms pour un seul siège : la majorité en un seul vote."),
        N_(
            "Le dernier quitte le décompte et ses bulletins passent à leur choix suivant, jusqu’à ce que "
            "quelqu’un ait plus de la moitié."
        ),
        (
            N_(
                "Vous classez les noms que vous voulez, du premier choix au dernier. Ne pas classer "
                "quelqu’un, c’est ne jamais lui donner votre voix."
            ),
            N_(
                "Votre bulletin compte pour votre premier choix encore en jeu. C’est comme si l’on tenait "
                "plusieurs tours en un seul vote."
            ),
        ),
    ),
    Way(
        "stv",
        Purpose.ELECT,
        N_("Vote unique transférable"),
        N_("Classer les noms pour plusieurs sièges : chaque courant a sa juste part."),
        N_(
            "Qui a assez de voix pour un siège (le « quota ») est élu ; ce qu’il a en trop passe au choix "
            "suivant de ses bulletins. Sinon, le dernier quitte le décompte et ses bulletins passent de même."
        ),
        (
            N_("Vous classez les noms que vous voulez. Votre voix va d’abord à votre premier choix."),
            N_(
                "Ce que votre premier choix n’utilise pas passe au suivant : classer quelqu’un de plus ne "
                "nuit jamais à ceux que vous mettez devant."
            ),
            N_("Un groupe qui réunit un tiers des voix obtient environ un tiers des sièges."),
        ),
    ),
    Way(
        "schulze",
        Purpose.ELECT,
        N_("Duels (Condorcet, méthode de Schulze)"),
        N_("Classer les noms ; est élu qui gagne ses duels contre chacun des autres."),
        N_(
            "Chaque nom est comparé à chaque autre : le bulletin donne sa voix à celui qu’il classe devant. "
            "Est élu qui gagne ses duels ; s’ils tournent en rond, les plus nets l’emportent."
        ),
        (
            N_(
                "Vous classez les noms que vous voulez. Deux noms peuvent avoir le même rang ; ceux que "
                "vous laissez viennent après tous les autres, à égalité."
            ),
            N_(
                "Qui l’emporte contre chacun des autres est élu. Il arrive que les duels tournent en rond : "
                "A bat B, B bat C, C bat A."
            ),
            N_(
                "La méthode de Schulze suit alors les chaînes de duels et retient celle dont le maillon le "
                "plus faible est le plus fort."
            ),
        ),
    ),
    Way(
        "majority_judgment",
        Purpose.ELECT,
        N_("Jugement majoritaire"),
        N_("Donner une mention à chaque nom ; la meilleure mention majoritaire est élue."),
        N_("Chaque nom reçoit la mention qu’une majorité lui donne au moins. La meilleure l’emporte."),
        (
            N_(
                "Vous donnez une mention à chaque nom, de la meilleure à la moins bonne. Plusieurs noms "
                "peuvent avoir la même."
            ),
            N_(
                "La mention majoritaire d’un nom est celle du milieu : plus de la moitié des bulletins lui "
                "donne cette mention ou mieux."
            ),
            N_(
                "Quand deux noms ont la même, on retire un à un les bulletins du milieu jusqu’à ce qu’ils "
                "diffèrent."
            ),
        ),
    ),
    Way(
        "without_candidate",
        Purpose.ELECT,
        N_("Élection sans candidat"),
        N_("Chacun nomme qui il veut ; on cherche ensuite une personne sans objection."),
        N_(
            "Chacun nomme une personne. La présidence de séance propose ensuite quelqu’un, et l’on cherche "
            "s’il y a des objections. Sans objection, cette personne est élue."
        ),
        (
            N_("Premier temps : chacun nomme la personne qu’il voit dans le rôle, et peut dire pourquoi."),
            N_("Deuxième temps : après avoir entendu les raisons, chacun peut changer sa nomination."),
            N_(
                "Troisième temps : la présidence de séance propose une personne. Qui voit un risque pour la "
                "coopérative objecte. L’objection est levée, ou une autre personne est proposée."
            ),
        ),
    ),
)

WAYS: Mapping[str, Way] = MappingProxyType({way.method: way for way in _ALL if way.method in METHODS})
"""The words of every way to vote that exists, by its name, in the order of the choice."""


def ways_by_purpose() -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """Give the ways to vote in groups, each with its French heading."""
    return tuple(
        (heading, tuple(way for way in WAYS.values() if way.purpose is purpose))
        for purpose, heading in PURPOSES.items()
    )
