"""The departments of France: code and region of INSEE, and the tile of each on a map of squares.

The map is a table, not a geometry: one square a department, near its neighbours, oversea ones aside.
Corsica is 2A and 2B; oversea departments have three figures (971 to 976).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

REGIONS: Final[Mapping[str, str]] = {
    "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion", "06": "Mayotte",
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté",
    "28": "Normandie", "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire",
    "53": "Bretagne", "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d’Azur", "94": "Corse",
}  # fmt: skip
"""The name of each region by its code."""

_DEPARTMENTS: Final[Mapping[str, str]] = {
    "01": "971 Guadeloupe", "02": "972 Martinique", "03": "973 Guyane", "04": "974 La Réunion",
    "06": "976 Mayotte",
    "11": "75 Paris, 77 Seine-et-Marne, 78 Yvelines, 91 Essonne, 92 Hauts-de-Seine,"
    " 93 Seine-Saint-Denis, 94 Val-de-Marne, 95 Val-d’Oise",
    "24": "18 Cher, 28 Eure-et-Loir, 36 Indre, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret",
    "27": "21 Côte-d’Or, 25 Doubs, 39 Jura, 58 Nièvre, 70 Haute-Saône, 71 Saône-et-Loire, 89 Yonne,"
    " 90 Territoire de Belfort",
    "28": "14 Calvados, 27 Eure, 50 Manche, 61 Orne, 76 Seine-Maritime",
    "32": "02 Aisne, 59 Nord, 60 Oise, 62 Pas-de-Calais, 80 Somme",
    "44": "08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne, 54 Meurthe-et-Moselle, 55 Meuse, 57 Moselle,"
    " 67 Bas-Rhin, 68 Haut-Rhin, 88 Vosges",
    "52": "44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée",
    "53": "22 Côtes-d’Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan",
    "75": "16 Charente, 17 Charente-Maritime, 19 Corrèze, 23 Creuse, 24 Dordogne, 33 Gironde, 40 Landes,"
    " 47 Lot-et-Garonne, 64 Pyrénées-Atlantiques, 79 Deux-Sèvres, 86 Vienne, 87 Haute-Vienne",
    "76": "09 Ariège, 11 Aude, 12 Aveyron, 30 Gard, 31 Haute-Garonne, 32 Gers, 34 Hérault, 46 Lot, 48 Lozère,"
    " 65 Hautes-Pyrénées, 66 Pyrénées-Orientales, 81 Tarn, 82 Tarn-et-Garonne",
    "84": "01 Ain, 03 Allier, 07 Ardèche, 15 Cantal, 26 Drôme, 38 Isère, 42 Loire, 43 Haute-Loire,"
    " 63 Puy-de-Dôme, 69 Rhône, 73 Savoie, 74 Haute-Savoie",
    "93": "04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 06 Alpes-Maritimes, 13 Bouches-du-Rhône, 83 Var,"
    " 84 Vaucluse",
    "94": "2A Corse-du-Sud, 2B Haute-Corse",
}  # fmt: skip

_TILES: Final = """\
..  ..  ..  ..  ..  62  80  59  ..  ..  ..  ..
..  ..  ..  ..  ..  76  60  02  08  ..  57  ..
..  ..  ..  14  27  92  95  93  51  55  54  67
29  22  ..  50  61  78  75  94  77  52  88  68
..  56  35  53  72  28  91  45  89  10  70  90
..  ..  44  49  37  41  18  58  71  21  39  25
..  ..  85  79  86  36  23  03  42  69  01  74
..  ..  17  16  87  19  15  63  43  38  73  ..
..  ..  ..  33  24  46  12  48  07  26  05  ..
..  ..  ..  40  47  82  81  34  30  84  04  06
..  ..  ..  64  32  31  11  ..  ..  13  83  ..
..  ..  ..  ..  65  09  66  ..  ..  ..  ..  2B
971 972 973 974 976 ..  ..  ..  ..  ..  ..  2A"""

COLUMNS: Final = 12
ROWS: Final = 13

_NOT_DEPARTMENTS: Final = ("97133", "97150")  # Saint-Barthélemy, Saint-Martin: collectivities of their own


@dataclass(frozen=True, slots=True)
class Department:
    """One department: `region` is the code of its region, `column` and `row` its tile, from 0."""

    code: str
    name: str
    region: str
    column: int
    row: int

    @property
    def region_name(self) -> str:
        """Name its region."""
        return REGIONS[self.region]


def _table() -> tuple[Department, ...]:
    tiles = {
        code: (column, row)
        for row, line in enumerate(_TILES.splitlines())
        for column, code in enumerate(line.split())
    }
    return tuple(
        sorted(
            (
                Department(code, name, region, *tiles[code])
                for region, listed in _DEPARTMENTS.items()
                for code, _, name in (one.partition(" ") for one in listed.split(", "))
            ),
            key=lambda one: one.code,
        )
    )


DEPARTMENTS: Final = _table()
"""The 101 departments, by code."""

_BY_CODE: Final = {one.code: one for one in DEPARTMENTS}


def department_of(postcode: str) -> Department | None:
    """Give the department a French postcode belongs to; None when it names none.

    A postcode follows the post office: a few villages on a border have that of the department next to it.
    """
    digits = postcode.replace(" ", "")
    if len(digits) != 5 or not (digits.isascii() and digits.isdigit()) or digits in _NOT_DEPARTMENTS:
        return None
    if digits.startswith("20"):
        return _BY_CODE["2A" if digits < "20200" else "2B"]
    return _BY_CODE.get(digits[:3] if digits.startswith("97") else digits[:2])
