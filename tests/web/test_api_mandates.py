"""Programs read who represents each structure, page by page, without anybody's address."""

from governance.queries import mandates as queries
from tests.builders import a_cooperative
from tests.mandating import a_structure, add_mandate, day
from tests.web.programs import Program, token_of


def test_programs_read_who_represents_each_structure(site, database, monkeypatch):
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        last = day(uow, 60)
        alpha = a_structure(uow, 1, "Alpha").id
        add_mandate(uow, home.secretary, alpha, until=last)
        add_mandate(uow, home.secretary, alpha, rank="deputy", holder="Ali Premier")
        a_structure(uow, 2, "Bravo")
    program = Program(site, token_of(site, database, home.slug, home.secretary.account, "secretary"))
    path = f"/cooperatives/{home.slug}/mandates"
    monkeypatch.setattr(queries, "PAGE", 1)
    (first,), (second,) = program.pages(path)
    assert (first["name"], first["holder"], first["state"], first["deputies"]) == (
        "Alpha",
        "Nour Essai",
        "ending",
        1,
    )
    assert first["last_day"] == "-".join(reversed(last.split("/")))
    assert (second["name"], second["holder"], second["state"], second["last_day"]) == (
        "Bravo",
        None,
        None,
        None,
    )
    assert [one["name"] for page in program.pages(path, state="none") for one in page] == ["Bravo"]
    assert "exemple.test" not in program.get(path).text
    assert program.get(path, params={"state": "x"}).status_code == 422
    site.close_browsers()
