"""What the demonstration's assemblies say and decide. Invented, plausible, in French.

Texts of a cooperative are its own words: they are not translated with the service.
"""

from dataclasses import dataclass

from governance.usecases.agenda import ItemFields

SLUG = "les-passerelles"
NAME = "Les Passerelles"
PLACE = "Halle des Tanneurs, 14 quai des Meuniers, 69007 Lyon"
LINK = "https://visio.example/les-passerelles"
CONTACT = "Claire Vasseur, secrétariat, claire.vasseur@courriel.example"
CHAIR, SECRETARY = "Hélène Aubrac", "Claire Vasseur"
TELLERS = ("Jade Lorieux", "Lamine Vernay")

INTRODUCTION = """\
Chères et chers sociétaires,

Cette année, quatre activités ont pris leur envol et restent parmi nous comme structures essaimées. \
L’assemblée est le moment de regarder ensemble ce que nous avons construit, et de décider de la suite. \
La séance est suivie d’un repas préparé par les entrepreneurs du laboratoire partagé.
"""

Plan = tuple[tuple[str, tuple[int, int, int, int]], ...]
"""By college, in hundredths of those who take part: for, against, abstain, blank."""


def _plan(entrepreneurs: str, team: str, structures: str, beneficiaries: str, partners: str) -> Plan:
    parts = (entrepreneurs, team, structures, beneficiaries, partners)
    ids = ("entrepreneurs", "team", "structures", "beneficiaries", "partners")
    read = [tuple(int(word) for word in part.split()) for part in parts]
    return tuple((college, (p[0], p[1], p[2], p[3])) for college, p in zip(ids, read, strict=True))


CALM = _plan("91 4 4 1", "94 0 6 0", "87 4 9 0", "93 2 4 1", "94 0 6 0")


@dataclass(frozen=True, slots=True)
class Told:
    """An item of the agenda: its title, its text, how it was voted, what was said of it."""

    title: str
    text: str
    plan: Plan = CALM
    debate: str = ""
    by_members: bool = False

    @property
    def fields(self) -> ItemFields:
        """The item as the secretary typed it."""
        return ItemFields(self.title, self.text, proposed_by="members" if self.by_members else "board")


def filled_last_year(year: str) -> tuple[Told, ...]:
    """Give the texts of last year's items that the template leaves to fill, by the start of their title."""
    return (
        Told(
            "Approbation des comptes",
            "L’assemblée générale, après avoir entendu le rapport de gestion et le rapport du commissaire "
            f"aux comptes, approuve les comptes de l’exercice {year}, qui font apparaître un résultat net "
            "de **48 612 €**, en excédent.",
            debate="Un sociétaire demande d’où vient la hausse des charges d’énergie. Le directeur financier "
            "répond : deux chambres froides de plus, en service depuis mars.",
        ),
        Told("Quitus", "", plan=_plan("84 7 8 1", "86 0 14 0", "82 9 9 0", "90 3 6 1", "93 0 7 0")),
        Told(
            "Affectation du résultat",
            "L’assemblée générale décide d’affecter le résultat de l’exercice, soit **48 612 €**, ainsi :\n\n"
            "- à la réserve légale : **7 292 €** ;\n"
            "- à la réserve statutaire impartageable : **41 320 €** ;\n"
            "- aux parts sociales, à titre d’intérêt : **néant**.",
            debate="Le conseil propose de tout porter aux réserves, pour renouveler les fours.",
        ),
        Told(
            "Élection des administrateurs",
            "L’assemblée générale élit **trois administrateurs** pour quatre ans, parmi les candidats.",
            debate="Les quatre candidats se présentent en deux minutes chacun.",
        ),
    )


ADDED_LAST_YEAR = (
    Told(
        "Ouverture d’un second laboratoire partagé à Villefranche-sur-Saône",
        "L’assemblée générale approuve l’ouverture d’un second laboratoire de cuisine partagé à "
        "Villefranche-sur-Saône, pour un investissement de **180 000 €** financé aux deux tiers par emprunt.",
        plan=_plan("61 34 5 0", "84 10 6 0", "70 22 8 0", "13 83 3 1", "60 27 13 0"),
        debate="Plusieurs bénéficiaires craignent que le laboratoire de Lyon soit moins ouvert le samedi. "
        "Le conseil s’engage à garder les mêmes horaires pendant deux ans. Des entrepreneurs du nord du "
        "département rappellent qu’ils font une heure de route chaque matin.",
    ),
    Told(
        "Contribution coopérative portée de 11,5 % à 13 %",
        "L’assemblée générale décide de porter la contribution des activités hébergées aux services communs "
        "de **11,5 %** à **13 %** de leur marge brute, à compter du premier jour de l’exercice suivant.",
        plan=_plan("18 76 5 1", "81 10 9 0", "26 65 9 0", "41 45 13 1", "47 40 13 0"),
        debate="L’équipe permanente expose la charge de l’accompagnement. Des entrepreneurs demandent "
        "d’abord un bilan du temps passé. Le conseil en prend note pour l’an prochain.",
    ),
)

FORMALITIES = "Pouvoirs pour les formalités"


def filled_this_year(year: str) -> tuple[Told, ...]:
    """Give the texts of this year's items that the template leaves to fill, by the start of their title."""
    return (
        Told(
            "Approbation des comptes",
            "L’assemblée générale, après avoir entendu le rapport de gestion et le rapport du commissaire "
            f"aux comptes, approuve les comptes de l’exercice {year}, qui font apparaître un résultat net "
            "de **62 480 €**, en excédent.",
        ),
        Told(
            "Affectation du résultat",
            "L’assemblée générale décide d’affecter le résultat de l’exercice, soit **62 480 €**, ainsi :\n\n"
            "- à la réserve légale : **9 372 €** ;\n"
            "- à la réserve statutaire impartageable : **48 108 €** ;\n"
            "- aux parts sociales, à titre d’intérêt : **5 000 €**.",
        ),
        Told(
            "Élection des administrateurs",
            "L’assemblée générale élit **trois administrateurs** pour quatre ans, parmi les candidats.",
        ),
    )


ADDED_THIS_YEAR = (
    Told(
        "Bilan du temps d’accompagnement",
        "L’assemblée générale prend acte du bilan du temps d’accompagnement demandé l’an dernier, et demande "
        "au conseil de le publier **chaque année** avec les comptes.",
    ),
    Told(
        "Achat groupé d’énergie avec les structures essaimées",
        "L’assemblée générale autorise le conseil d’administration à conclure, avec les structures essaimées "
        "qui le souhaitent, un **groupement d’achat d’énergie** d’une durée de trois ans.",
        by_members=True,
    ),
    Told(
        "Consultation sur le jour du marché des coopérateurs",
        "L’assemblée générale donne son avis, **sans effet obligatoire**, sur le jour du marché des "
        "coopérateurs. Le conseil le fixe ensuite.",
    ),
)

CLOSING = "L’ordre du jour étant épuisé et plus personne ne demandant la parole, la séance est levée."

FOURNIL_SLUG = "fournil-trois-rives"
FOURNIL_NAME = "Le Fournil des Trois Rives"
FOURNIL_PLACE = "Au fournil, 3 place de la Halle, 38200 Vienne"
FOURNIL_MEETING = "Assemblée générale du deuxième four"
FOURNIL_CONTACT = "bonjour@fournil-trois-rives.example"
FOURNIL_INTRODUCTION = (
    "Cette assemblée est en séance : le quorum est atteint, une résolution est déjà votée, et un scrutin est "
    "ouvert."
)
FOURNIL_CHAIR = "Paule Arnaud"
FOURNIL_TELLERS = ("Rémi Castel", "Lou Baptistin")
FOURNIL_RESOLUTIONS = (
    (
        "Achat d’un deuxième four",
        "L’assemblée **décide** l’achat d’un four d’occasion, pour 18 000 € au plus, pris sur les réserves.",
    ),
    (
        "Ouverture du fournil le dimanche matin",
        "L’assemblée **décide** d’ouvrir le fournil aux sociétaires le dimanche matin, six mois à l’essai.",
    ),
    (
        "Adhésion à l’association des fournils partagés",
        "L’assemblée **décide** d’adhérer à l’association des fournils partagés, pour 120 € par an.",
    ),
)
FOURNIL_GROUPS = (("employees", 6), ("users", 14), ("supporters", 4))
