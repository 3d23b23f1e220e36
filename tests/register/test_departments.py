"""The table of departments: whole, without two on one tile, neighbours side by side."""

import pytest

from governance.register.departments import COLUMNS, DEPARTMENTS, REGIONS, ROWS, department_of

BY_CODE = {one.code: one for one in DEPARTMENTS}
BORDERS = """\
01:38 39 69 71 73 74|02:08 51 59 60 77 80|03:18 23 42 58 63 71|04:05 06 26 83 84|05:26 38 73|06:83
07:26 30 38 42 43 48 84|08:51 55|09:11 31 66|10:21 51 52 77 89|11:31 34 66 81|12:15 30 34 46 48 81 82
13:30 83 84|14:27 50 61 76|15:19 43 46 48 63|16:17 24 79 86 87|17:24 33 79 85|18:23 36 41 45 58
19:23 24 46 63 87|21:39 52 58 70 71 89|22:29 35 56|23:36 63 87|24:33 46 47 87|25:39 70 90|26:38 84
27:28 60 61 76 78 95|28:41 45 61 72 78 91|29:56|30:34 48 84|31:32 65 81 82|32:40 47 64 65 82|33:40 47
34:81|35:44 49 50 53 56|36:37 41 86 87|37:41 49 72 86|38:42 69 73|39:70 71|40:47 64|41:45 72
42:43 63 69 71|43:48 63|44:49 56 85|45:58 77 89 91|46:47 82|47:82|49:53 72 79 85 86|50:53 61|51:52 55 77
52:55 70 88|53:61 72|54:55 57 67 88|55:88|57:67|58:71 89|59:62 80|60:76 77 80 95|61:72|62:80|64:65
67:68 88|68:90|70:88 90|73:74|75:92 93 94|76:80|77:89 91 93 94 95|78:91 92 95|79:85 86|81:82|83:84|86:87
91:92 94|92:93 94 95|93:94 95|2A:2B"""


def borders():
    for told in BORDERS.replace("\n", "|").split("|"):
        one, _, others = told.partition(":")
        yield from ((one, other) for other in others.split())


def test_there_are_101_departments_of_18_regions():
    mainland = {f"{n:02d}" for n in range(1, 96)} - {"20"}
    assert set(BY_CODE) == mainland | {"2A", "2B", "971", "972", "973", "974", "976"}
    assert len(DEPARTMENTS) == 101
    assert len(REGIONS) == 18
    assert {one.region for one in DEPARTMENTS} == set(REGIONS)
    assert all(one.name and one.region_name for one in DEPARTMENTS)


def test_each_region_has_its_number_of_departments():
    sizes = {name: sum(one.region_name == name for one in DEPARTMENTS) for name in REGIONS.values()}
    assert sizes == {
        "Guadeloupe": 1, "Martinique": 1, "Guyane": 1, "La Réunion": 1, "Mayotte": 1, "Île-de-France": 8,
        "Centre-Val de Loire": 6, "Bourgogne-Franche-Comté": 8, "Normandie": 5, "Hauts-de-France": 5,
        "Grand Est": 10, "Pays de la Loire": 5, "Bretagne": 4, "Nouvelle-Aquitaine": 12, "Occitanie": 13,
        "Auvergne-Rhône-Alpes": 12, "Provence-Alpes-Côte d’Azur": 6, "Corse": 2,
    }  # fmt: skip


def test_no_two_departments_share_a_tile_and_none_is_off_the_map():
    tiles = {(one.column, one.row) for one in DEPARTMENTS}
    assert len(tiles) == 101
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in tiles)


def test_departments_with_a_common_border_are_at_most_two_tiles_apart_and_nearly_all_side_by_side():
    apart = [
        max(abs(BY_CODE[a].column - BY_CODE[b].column), abs(BY_CODE[a].row - BY_CODE[b].row))
        for a, b in borders()
    ]
    assert len(apart) > 220
    assert max(apart) == 2
    assert apart.count(1) * 100 >= len(apart) * 85


def test_the_map_has_north_up_and_west_on_the_left():
    for north, south in (("59", "75"), ("75", "31"), ("69", "13"), ("67", "68"), ("14", "64"), ("2B", "2A")):
        assert BY_CODE[north].row < BY_CODE[south].row
    for west, east in (("29", "75"), ("44", "69"), ("33", "38"), ("75", "67"), ("64", "06")):
        assert BY_CODE[west].column < BY_CODE[east].column


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("69003", "69"), ("01000", "01"), ("75020", "75"), ("95999", "95"), ("20000", "2A"), ("20199", "2A"),
        ("20200", "2B"), ("20620", "2B"), ("97110", "971"), ("97220", "972"), ("97300", "973"),
        ("97400", "974"), ("97600", "976"), ("69 003", "69"),
    ],
)  # fmt: skip
def test_a_postcode_names_its_department(postcode, code):
    assert department_of(postcode).code == code


@pytest.mark.parametrize(
    "postcode",
    ["", "6900", "690033", "ABCDE", "00100", "96000", "98000", "99000", "97500", "97133", "97150", "٦٩٠٠٣"],
)
def test_what_is_no_postcode_of_a_department_names_none(postcode):
    assert department_of(postcode) is None
