"""Companies looked up by SIREN in two sorted files, and the page that says what differs."""

import csv
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from governance.actors import Role
from governance.queries.ties import structure_shown
from governance.register.ties import StructureForm
from governance.store.accounts import RoleGrantRow
from governance.usecases.ties import DescribeStructure, describe_structure
from tests.builders import LONG_AGO, a_cooperative, add_account, add_member, an_actor
from tests.web.conftest import free_port, make_settings, serving
from tests.web.people import browse_as
from web import app as service
from web.demo.data import ensure_demo
from web.demo.names import with_key
from web.demo.sirene import OFFICE_COLUMNS, UNIT_COLUMNS, write_sirene
from web.directory.sirene import OFFICES, UNITS, BadDirectory, SireneFiles

SIREN = "732829320"


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def unit(siren, **more):
    return {
        "siren": siren, "dateCreationUniteLegale": "2020-02-01", "etatAdministratifUniteLegale": "A",
        "denominationUniteLegale": "LES FOURS REUNIS", "categorieJuridiqueUniteLegale": "5710",
        "nicSiegeUniteLegale": "00074", "dateDernierTraitementUniteLegale": "2026-03-04T10:00:00", **more,
    }  # fmt: skip


def office(siren, nic="00074", **more):
    return {
        "siren": siren, "nic": nic, "numeroVoieEtablissement": "4", "typeVoieEtablissement": "RUE",
        "libelleVoieEtablissement": "DU FOUR, \"LE BAS\"", "codePostalEtablissement": "69007",
        "libelleCommuneEtablissement": "LYON", **more,
    }  # fmt: skip


def folder_of(tmp_path, units, offices):
    write(tmp_path / UNITS, UNIT_COLUMNS, units)
    write(tmp_path / OFFICES, OFFICE_COLUMNS, offices)
    return tmp_path


@pytest.fixture
def directory(tmp_path):
    """Ten thousand companies, far more than what is read for one."""
    sirens = sorted({with_key(f"{number:08d}") for number in range(1, 9_998)} | {SIREN})
    return SireneFiles.of(
        folder_of(
            tmp_path,
            [unit(one, denominationUniteLegale=f"SOCIÉTÉ {one}") for one in sirens],
            [office(one, nic) for one in sirens for nic in ("00010", "00074")],
        )
    )


def test_every_company_is_found_and_no_other(directory):
    listed = [with_key(f"{number:08d}") for number in range(1, 9_998, 7)]
    assert [directory.look_up(one).name for one in listed] == [f"SOCIÉTÉ {one}" for one in listed]
    for absent in ("000000000", "999999999", with_key("00009999"), "732829321"):
        assert directory.look_up(absent) is None


def test_what_is_said_of_a_company_is_what_the_stock_says(directory):
    found = directory.look_up(SIREN)
    assert (found.form, found.siret, found.founded_on) == (
        StructureForm.SAS,
        f"{SIREN}00074",
        date(2020, 2, 1),
    )
    assert (found.address, found.postcode, found.city) == ('4 RUE DU FOUR, "LE BAS"', "69007", "LYON")
    assert (found.ceased_on, found.recorded_on, found.registration) == (None, date(2026, 3, 4), "")


@pytest.mark.parametrize(
    ("category", "form"),
    [
        ("5710", StructureForm.SAS), ("5499", StructureForm.SARL), ("5599", StructureForm.SA),
        ("5699", StructureForm.SA), ("5308", StructureForm.SCA), ("6540", StructureForm.OTHER_COMPANY),
        ("9220", StructureForm.ASSOCIATION), ("7210", StructureForm.PUBLIC_BODY),
        ("4110", StructureForm.PUBLIC_BODY), ("8110", StructureForm.OTHER),
    ],
)  # fmt: skip
def test_a_legal_category_gives_a_form(tmp_path, category, form):
    found = folder_of(tmp_path, [unit(SIREN, categorieJuridiqueUniteLegale=category)], [office(SIREN)])
    assert SireneFiles.of(found).look_up(SIREN).form is form


def test_a_person_is_not_there_and_what_is_hidden_stays_so(tmp_path):
    person, hidden, ceased, lost = sorted([SIREN, "404833048", "552100554", "356000000"])
    made = SireneFiles.of(
        folder_of(
            tmp_path,
            [
                unit(person, categorieJuridiqueUniteLegale="1000"),
                unit(hidden),
                unit(ceased, etatAdministratifUniteLegale="C", dateDebut="2025-06-30"),
                unit(lost, dateCreationUniteLegale="", nicSiegeUniteLegale=""),
            ],
            [office(hidden, libelleVoieEtablissement="[ND]", codePostalEtablissement="[ND]",
                    numeroVoieEtablissement="[ND]", typeVoieEtablissement="[ND]")],
        )
    )  # fmt: skip
    assert made.look_up(person) is None
    assert (made.look_up(hidden).address, made.look_up(hidden).postcode) == ("", "")
    assert made.look_up(ceased).ceased_on == date(2025, 6, 30)
    assert (made.look_up(lost).siret, made.look_up(lost).founded_on, made.look_up(lost).city) == (
        "",
        None,
        "",
    )


def test_files_that_are_missing_of_another_kind_or_out_of_order_are_refused_at_once(tmp_path):
    with pytest.raises(BadDirectory):
        SireneFiles.of(tmp_path)
    folder_of(tmp_path, [unit(SIREN), unit("404833048")], [])
    with pytest.raises(BadDirectory, match="order"):
        SireneFiles.of(tmp_path)
    folder_of(tmp_path, [], [])
    (tmp_path / UNITS).write_text("siren,nom\n")
    with pytest.raises(BadDirectory, match="no column"):
        SireneFiles.of(tmp_path)


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, 1, "Les Fours réunis", first_name="", college="structures")
        row.kind, row.siren = "organisation", SIREN
        return row.id


@pytest.fixture
def looking(site, database, tmp_path):
    """A service with a directory of its own."""
    port = free_port()
    folder = folder_of(tmp_path, [unit("404833048"), unit(SIREN)], [office(SIREN)])
    settings = make_settings(port, site.settings.oidc_issuer, sirene_folder=folder)
    app = service.create_app(settings, database=database)
    with serving(app, port):
        own = replace(site, url=f"http://127.0.0.1:{port}", app=app, settings=settings, opened=[])
        yield own
        own.close_browsers()


def here(home, company, tail=""):
    return f"/coop/{home.slug}/societaires/{company}/liens{tail}"


def test_what_is_empty_is_filled_and_the_source_is_said_with_its_date(looking, database, home, company):
    secretary = browse_as(looking, home.secretary)
    assert "Chercher par SIREN" in secretary.get(here(home, company)).text
    path = here(home, company, "/annuaire?siren=732829320")
    text = unescape(secretary.get(path).text)
    for words in ("répertoire Sirene de l’Insee", "4 mars 2026", "LES FOURS REUNIS", "RUE DU FOUR"):
        assert words in text
    assert "Le nom n’est pas le même" not in text
    typed = {"form": "sas", "founded_on": "01/02/2020", "siret": f"{SIREN}00074", "origin": "elsewhere"}
    for name, value in typed.items():
        assert f'name="{name}"' in text
        assert f'value="{value}"' in text
    saved = secretary.post(here(home, company, "/structure"), {"csrf": secretary.csrf(path), **typed})
    assert saved.status_code == 303
    with database.read() as uow:
        uow.enter(home.id)
        known = structure_shown(uow, company, home.secretary).structure
    assert (known.form, known.founded_on) == (StructureForm.SAS, date(2020, 2, 1))
    again = unescape(secretary.get(path).text)
    assert "Tout concorde" in again
    assert "/liens/structure" not in again


def test_what_was_typed_is_kept_unless_the_other_is_chosen(looking, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        typed = {"form": "sarl", "origin": "left", "trade": "Pain", "founded_on": "03/03/2019"}
        describe_structure(uow, DescribeStructure(company, typed), by=home.secretary)
    secretary = browse_as(looking, home.secretary)
    text = unescape(secretary.get(here(home, company, f"/annuaire?siren={SIREN}")).text)
    assert "Garder\u00a0: 03/03/2019" in text
    assert "Prendre de l’annuaire\u00a0: 01/02/2020" in text
    checked = [part for part in text.split("<input") if "checked" in part]
    assert ['value="sarl"' in checked[0], 'value="03/03/2019"' in checked[1]] == [True, True]
    assert 'name="trade" value="Pain"' in text


def test_a_name_or_a_siren_that_is_not_the_same_is_said_and_nothing_is_offered(
    looking, database, home, company
):
    secretary = browse_as(looking, home.secretary)
    text = unescape(secretary.get(here(home, company, "/annuaire?siren=404833048")).text)
    assert "porte un autre SIREN" in text
    assert "/liens/structure" not in text
    for wrong, words in (("12", "n’est pas un numéro SIREN"), ("552100554", "n’est pas dans l’annuaire")):
        answer = secretary.get(here(home, company, f"/annuaire?siren={wrong}"))
        assert answer.status_code == 422
        assert words in unescape(answer.text)
    with database.write() as uow:
        uow.enter(home.id)
        other = add_member(uow, 2, "Autre nom", first_name="", college="structures")
        other.kind, other.siren = "organisation", SIREN
        uow.session.flush()
        named = other.id
    text = unescape(secretary.get(here(home, named, f"/annuaire?siren={SIREN}")).text)
    assert "Le nom n’est pas le même" in text


def test_without_the_setting_nothing_is_looked_up(site, home, company):
    secretary = browse_as(site, home.secretary)
    assert "Chercher par SIREN" not in secretary.get(here(home, company)).text
    assert secretary.get(here(home, company, f"/annuaire?siren={SIREN}")).status_code == 404
    site.close_browsers()


def test_only_a_secretary_looks_up(looking, database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow, "Aude Auditrice")
        uow.session.add(
            RoleGrantRow(cooperative_id=home.id, account_id=account.id, role="auditor", starts_on=LONG_AGO)
        )
        auditor = an_actor(home, account, Role.AUDITOR)
    assert browse_as(looking, auditor).get(here(home, company, f"/annuaire?siren={SIREN}")).status_code == 403


def test_the_demonstration_has_a_directory_of_its_structures(database, tmp_path):
    ensure_demo(database, "http://127.0.0.1:8001")
    write_sirene(database, tmp_path)
    directory = SireneFiles.of(tmp_path)
    with (tmp_path / UNITS).open(encoding="utf-8") as file:
        listed = [row["siren"] for row in csv.DictReader(file)]
    assert len(listed) == 31
    found = [directory.look_up(siren) for siren in listed]
    assert all(one and one.city and one.form is not StructureForm.OTHER for one in found)
