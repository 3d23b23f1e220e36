"""Invented people, houses and places, always the same for the same seed."""

from dataclasses import dataclass, field
from random import Random

from governance.register.names import plain

_FIRST_NAMES = """\
Adèle Adrien Agathe Alban Alice Aline Amina Anaïs Antoine Apolline Armand Aurore Axel Basile Baptiste
Bérénice Blaise Camille Capucine Cécile Célestin Chloé Clément Cléo Colette Corentin Daphné Denis Diane
Djamila Edgar Élise Éloi Émilie Enzo Estelle Étienne Eugénie Fanny Fatou Félix Flore Florian Gabriel
Gaspard Gilles Giulia Grégoire Hélène Henri Hugo Idriss Imane Irène Isaac Jeanne Joachim Jordan Judith
Jules Justine Karim Kenza Lamine Laure Léon Léonie Lila Lise Loïc Louise Lucas Lucie Madeleine Maël
Malika Manon Marguerite Marin Martin Mathilde Maud Maxime Mehdi Mélanie Milan Mona Nadia Naël Nathan
Nicolas Nina Noé Noémie Octave Odile Olivier Oriane Oscar Pauline Paul Perrine Philippe Quentin Rachel
Raphaël Rémi Romane Rosa Sabine Samir Samuel Sara Simon Solène Sophie Sylvain Tess Théo Thibault Tristan
Ulysse Valentin Véra Victor Violette Yanis Yasmine Yves Zacharie Zoé
"""
FIRST_NAMES = tuple(_FIRST_NAMES.split())

_NAMES = """\
Abadie Alary Arnaudet Astruc Auclair Bachelet Balmont Barthès Bastide Beaumel Belkacem Bellocq Berthier
Besson Blanchard Boisvert Bonnamy Bordier Boucher Bougrab Bourdin Bressac Brugière Cabanel Cadier Camara
Cantaloube Carrel Castelin Cauchois Chabert Chambon Chantelot Charvin Chastang Clavel Colombat Combeau
Cordier Coste Courtial Cuvelier Dalmas Dampierre Darmon Daubrée Debray Delaunoy Delpech Desmaison Diallo
Diop Donnadieu Dubreuil Ducasse Dufresnoy Dumontel Durieu Escoffon Estival Fabron Falguière Faucher
Favrel Fayolle Fenouil Ferreira Figuier Fontanel Forestier Fougeron Fraysse Gaillac Galtier Garnaud
Gauthey Gerbaud Giraudel Gomis Granier Grosjean Guérinot Guillaumet Haddad Hamelin Hébrard Herbin Imbert
Issartel Jacquier Jaubert Jolivet Jourdain Kaci Keller Kervella Labrousse Lacaze Lagarde Lambrecht
Lanfrey Lapeyre Larcher Laurençon Lavergne Lebrac Leguen Lespinas Lheureux Loubet Magnan Maillol Malaval
Marchand Marcellin Marsac Martel Mazaud Ménard Mercadier Meunier Mignot Moncel Montagnac Moreau Morvan
Moulinier Nardon Nègre Nguyen Noirot Ollier Orsini Ouvrard Pagès Paradis Pascalon Pélissier Pereira
Peyrot Pinchon Plantier Poncet Pradel Provenchère Quintard Rambaud Raynal Rebière Régnier Ribot Rivoire
Roche Romieu Rouquette Roussillon Sabatier Salvetat Sanchez Saugues Savary Serres Sibille Soulier Tabard
Tavernier Tessier Thévenet Tissot Torrent Tournier Traoré Valadier Valette Vallon Vernay Veyrat Viallon
Vignal Villard Vincendon Vivier Voisin Weber Zemmour-Lévy Ziani
"""
NAMES = tuple(_NAMES.split())

STREETS = (
    "rue des Tanneurs",
    "rue du Four-Banal",
    "place de la Halle",
    "chemin des Vergers",
    "quai des Meuniers",
    "rue de la Fontaine-aux-Loups",
    "avenue des Marronniers",
    "impasse du Pressoir",
    "rue Neuve",
    "montée des Capucins",
    "rue du Vieux-Pont",
    "allée des Tilleuls",
    "route de la Croix-Haute",
    "rue des Maraîchers",
    "cours de la République",
    "rue de l’École",
)

TOWNS = (
    ("69003", "Lyon", 9),
    ("69007", "Lyon", 9),
    ("69100", "Villeurbanne", 8),
    ("69120", "Vaulx-en-Velin", 5),
    ("69200", "Vénissieux", 4),
    ("69400", "Villefranche-sur-Saône", 4),
    ("69700", "Givors", 4),
    ("42000", "Saint-Étienne", 5),
    ("42400", "Saint-Chamond", 3),
    ("38200", "Vienne", 3),
    ("38000", "Grenoble", 3),
    ("01000", "Bourg-en-Bresse", 2),
    ("01500", "Ambérieu-en-Bugey", 2),
    ("26000", "Valence", 2),
)
"""Postcode, town, and how often it comes."""

STRUCTURES = (
    "La Huche Voyageuse",
    "Conserverie des Deux Saisons",
    "Brasserie du Pré Carré",
    "Les Bocaux de Margot",
    "Pâtes et Passages",
    "Le Comptoir des Racines",
    "Fromagerie des Hautes Rives",
    "Biscuiterie de l’Aubépine",
    "La Cantine Buissonnière",
    "Torréfaction Basse-Combe",
    "Le Moulin des Cinq Grains",
    "Traiteur Sel et Sureau",
    "Chocolaterie Fève Franche",
    "Les Jardins d’Oriane",
    "Miellerie du Crêt Vert",
    "Tisanes et Compagnie du Pilat",
    "Boulangerie L’Autre Levain",
    "Salaisons de la Grande Borne",
    "Huilerie du Noyer Creux",
    "La Fabrique à Tofu",
    "Épicerie du Quai Blanc",
    "Glaces Petit Nord",
    "Le Bouillon Mobile",
    "Vinaigrerie des Côtes Rousses",
    "Champignons de Cave",
    "La Ruche aux Confitures",
    "Poissons de Rivière",
    "Jus de Haie",
    "Les Toqués du Midi",
    "Semoule et Safran",
    "Atelier Farine Noire",
)

TRADES = {
    "boulangerie": ("Huche", "Boulangerie", "Moulin", "Farine", "Four", "Levain"),
    "conserverie": ("Conserverie", "Bocaux", "Confitures", "Champignons", "Vinaigrerie"),
    "brasserie": ("Brasserie",),
    "traiteur": ("Traiteur", "Toqués", "Bouillon", "Brigade"),
    "maraîchage": ("Jardins", "Potager"),
    "épicerie": ("Épicerie", "Comptoir", "Halles"),
    "restauration": ("Cantine", "Table", "Cuisine"),
    "pâtes fraîches": ("Pâtes", "Semoule"),
    "fromagerie": ("Fromagerie",),
    "biscuiterie": ("Biscuiterie", "Gâteaux", "Chocolaterie", "Glaces"),
    "torréfaction": ("Torréfaction",),
    "apiculture": ("Miellerie",),
    "tisanes et plantes": ("Tisanes",),
    "salaisons": ("Salaisons",),
    "huiles et jus": ("Huilerie", "Jus"),
    "tofu": ("Tofu",),
    "poissonnerie": ("Poissons",),
    "atelier partagé": ("Atelier",),
}
"""Each trade, and the words of a name that tell it."""


def trade_of(name: str) -> str:
    """Give the trade that a name tells: « Miellerie du Crêt Vert » keeps bees. Raises LookupError."""
    for trade, told in TRADES.items():
        if any(word in name for word in told):
            return trade
    raise LookupError(f"no trade is told by {name!r}")


COLLECTIVE = "La Brigade des Halles"
COLLECTIVE_COMPANY = "La Brigade, société coopérative"
_MADE = (
    "Les Confitures",
    "L’Atelier",
    "La Table",
    "Le Potager",
    "Les Gâteaux",
    "La Cuisine",
    "Les Tisanes",
    "Le Four",
)
_OF = (
    "d’Élise",
    "du Viaduc",
    "de la Source",
    "des Pentes",
    "du Quai",
    "d’Anatole",
    "du Marronnier",
    "de Saône",
)

PARTNERS = (
    "Fédération des Cantines Citoyennes",
    "Association Terres Voisines",
    "Réseau des Épiceries Solidaires du Rhône",
    "Maison de l’Économie Coopérative",
    "Club des Fournisseurs de Proximité",
    "Groupement des Maraîchers du Val",
    "Association Cuisine Sans Frontières",
    "École des Métiers de Bouche de l’Est lyonnais",
    "Caisse Solidaire des Deux Fleuves",
    "Association Le Marché d’Après",
    "Union des Foyers de Jeunes Travailleurs",
    "Banque Alimentaire de la Plaine",
    "Association Graines de Quartier",
    "Collectif Zéro Reste",
    "Coopérative Énergie du Gier",
    "Association des Amis du Laboratoire",
    "Comité de Bassin d’Emploi des Monts",
    "Mutuelle des Métiers",
    "Université Populaire du Goût",
)

AUTHORITIES = (
    "Commune de Saint-Aubin-sur-Ance",
    "Commune de Montbrisac",
    "Communauté de communes des Trois Vallons",
    "Commune de Villeneuve-les-Granges",
    "Commune de Chazelle-le-Haut",
    "Syndicat des Cantines du Pays de l’Ance",
    "Commune de Roche-Bonnin",
    "Métropole du Confluent",
    "Commune de Saint-Maurin",
)


@dataclass(slots=True)
class Inventor:
    """Invents from one seed; no two people bear the same first name and name."""

    random: Random
    known: set[tuple[str, str]] = field(default_factory=set)

    def person(self) -> tuple[str, str]:
        """Give a first name and a name that nobody has yet."""
        while (found := (self.random.choice(FIRST_NAMES), self.random.choice(NAMES))) in self.known:
            pass
        self.known.add(found)
        return found

    def address(self) -> tuple[str, str, str]:
        """Give a street with its number, a postcode and a town."""
        postcode, town, _ = self.random.choices(TOWNS, weights=[often for *_, often in TOWNS])[0]
        return f"{self.random.randint(1, 96)} {self.random.choice(STREETS)}", postcode, town

    def email(self, *words: str) -> str:
        """Give an address made of these words; one in fifty is refused, one in eighty put off."""
        local = ".".join(plain(word).replace(" ", "-") for word in words if word)
        drawn = self.random.random()
        if drawn < 1 / 50:
            return f"{local}@ancienne-adresse.invalid"
        return f"{local}@boite-pleine.later" if drawn < 1 / 50 + 1 / 80 else f"{local}@courriel.example"

    def siren(self) -> str:
        """Give nine digits with a right key, in a series that is given to nobody (it begins with 0)."""
        return with_key(f"0{self.random.randint(1_000_000, 9_999_999)}")


def with_key(digits: str) -> str:
    """Complete eight digits into a SIREN by its Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"


def activities(random: Random, many: int) -> list[str]:
    """Invent the names of hosted activities, each once; `many` is at most 64."""
    return random.sample([f"{made} {of}" for made in _MADE for of in _OF], many)
