"""Hats, invitations and tokens, as a browser without JavaScript meets them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import text

from governance.actors import Role
from governance.store.accounts import RoleGrantRow
from governance.store.unit_of_work import Database
from governance.usecases import accounts as usecases
from governance.usecases import roles as giving
from tests.builders import LONG_AGO, ACooperative, a_cooperative, add_member
from tests.web.conftest import Browser, Site
from web.auth.session import new_secret, secret_hash

NewComer = Callable[..., str]


@pytest.fixture
def coop(database: Database) -> ACooperative:
    return a_cooperative(database)


def account_of(database: Database, sub: str) -> UUID:
    with database.read() as uow:
        found = uow.session.connection().execute(
            text("SELECT id FROM accounts WHERE subject = :sub"), {"sub": sub}
        )
        return UUID(str(found.scalar_one()))


def give(database: Database, coop: ACooperative, account: UUID, *roles: Role) -> None:
    with database.write() as uow:
        uow.enter(coop.id)
        for role in roles:
            giving.grant_role(uow, giving.GrantRole(account, role, LONG_AGO, uow.today), by=None)


def invitation(database: Database, coop: ACooperative, *, number: int = 7) -> str:
    secret = new_secret()
    with database.write() as uow:
        uow.enter(coop.id)
        member = add_member(uow, number, "Durand", first_name="Alix")
        uow.session.flush()  # the invitation refers to the member
        usecases.invite(uow, member.id, secret_hash(secret), represents=False, by=coop.secretary)
    return f"/invitation/{coop.slug}/{secret}"


def signed_in(browser: Browser, newcomer: NewComer, database: Database) -> UUID:
    sub = newcomer()
    browser.sign_in(sub)
    return account_of(database, sub)


def test_somebody_without_a_hat_is_told_how_to_get_one(
    browser: Browser, newcomer: NewComer, database: Database
) -> None:
    signed_in(browser, newcomer, database)
    assert "Votre compte n’est relié à aucune coopérative." in browser.get("/mes-cooperatives").text


def test_a_cooperative_where_one_holds_no_hat_looks_like_one_that_does_not_exist(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    signed_in(browser, newcomer, database)
    there, nowhere = (browser.get(f"/coop/{slug}/qualite") for slug in (coop.slug, "nulle-part"))
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_with_one_hat_one_lands_in_the_cooperative(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    sub = newcomer()
    browser.sign_in(sub)
    give(database, coop, account_of(database, sub), Role.AUDITOR)
    assert browser.sign_in(sub).headers["location"] == f"/coop/{coop.slug}/"


def test_with_two_hats_one_says_in_which_capacity_one_comes(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    account = signed_in(browser, newcomer, database)
    give(database, coop, account, Role.SECRETARY, Role.AUDITOR)
    page = browser.get(f"/coop/{coop.slug}/qualite")
    assert "En quelle qualité venez-vous" in page.text
    csrf = browser.csrf()
    chosen = browser.post(f"/coop/{coop.slug}/qualite", {"csrf": csrf, "hat": "auditor"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, f"/coop/{coop.slug}/")
    with database.read() as uow:
        assert browser.session
        found = uow.enter_session(secret_hash(browser.session), coop.slug, timedelta(hours=1))
    assert found is not None
    assert found["hat"] == "auditor"


def test_a_hat_one_does_not_hold_cannot_be_worn(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    account = signed_in(browser, newcomer, database)
    give(database, coop, account, Role.AUDITOR)
    answer = browser.post(f"/coop/{coop.slug}/qualite", {"csrf": browser.csrf(), "hat": "administrator"})
    assert answer.status_code == 404


def test_a_role_that_has_ended_is_no_longer_a_hat(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    account = signed_in(browser, newcomer, database)
    with database.write() as uow:
        uow.enter(coop.id)
        uow.session.add(
            RoleGrantRow(
                cooperative_id=coop.id, account_id=account, role="auditor", starts_on=LONG_AGO,
                ends_on=uow.today - timedelta(days=1),
            )
        )  # fmt: skip
    assert browser.get(f"/coop/{coop.slug}/qualite").status_code == 404


def test_an_invitation_ties_an_account_to_a_member_once(
    browser: Browser, site: Site, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    link = invitation(database, coop)
    signed_in(browser, newcomer, database)
    assert "Alix Durand" in browser.get(link).text
    csrf = browser.csrf()
    done = browser.post(link, {"csrf": csrf})
    assert (done.status_code, done.headers["location"]) == (303, "/mes-cooperatives")
    page = browser.get("/mes-cooperatives").text
    assert "Votre compte est relié." in page
    assert "Alix Durand" in page
    assert "Votre compte est relié." not in browser.get("/mes-cooperatives").text
    other = site.browser()
    other.sign_in(newcomer())
    assert other.post(link, {"csrf": other.csrf()}).status_code == 409


def test_opening_an_invitation_uses_nothing_up(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    """Scanners of mail open links, sometimes submit forms: both without a session."""
    link = invitation(database, coop)
    for _ in range(3):
        assert browser.get(link).status_code == 200
    assert browser.post(link).headers["location"] == "/connexion"
    signed_in(browser, newcomer, database)
    assert browser.post(link, {"csrf": browser.csrf()}).status_code == 303


def test_an_invitation_survives_the_detour_by_the_sign_in(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    link = invitation(database, coop)
    assert browser.sign_in(newcomer(), suite=link).headers["location"] == link


@pytest.mark.parametrize("wrong", ["", "x", "é" * 40, "a" * 300])
def test_a_guessed_invitation_is_not_found(browser: Browser, coop: ACooperative, wrong: str) -> None:
    assert browser.get(f"/invitation/{coop.slug}/{wrong}").status_code == 404


def test_the_same_address_as_a_member_gives_nothing(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    sub = newcomer()
    browser.site.provider.accounts[sub] = type(browser.site.provider.accounts[sub])(
        sub, "Imposteur Exemple", "membre7@exemple.test"
    )
    invitation(database, coop)  # adds member 7 with this very address
    browser.sign_in(sub)
    assert browser.get(f"/coop/{coop.slug}/qualite").status_code == 404


def make_token(browser: Browser, coop: ACooperative, **form: str) -> httpx2.Response:
    asked = {"hat": f"{coop.slug}/auditor", "label": "contrôle annuel", "days": "30", **form}
    return browser.post("/mon-compte/jetons", {"csrf": browser.csrf(), **asked})


def test_a_token_is_shown_once_and_can_be_cancelled(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    give(database, coop, signed_in(browser, newcomer, database), Role.AUDITOR)
    shown = make_token(browser, coop)
    found = re.search(r"<textarea[^>]*>\s*([^<]+)<", shown.text)
    assert found is not None
    token = unescape(found[1]).strip()
    bearer = browser.site.app.state.services.keys.read(token)
    page = browser.get("/mon-compte/jetons").text
    assert token not in page
    assert "contrôle annuel" in page
    cancelled = browser.post(f"/mon-compte/jetons/{bearer.jti}/annuler", {"csrf": browser.csrf()})
    assert cancelled.status_code == 303
    assert (
        browser.post(f"/mon-compte/jetons/{bearer.jti}/annuler", {"csrf": browser.csrf()}).status_code == 404
    )


def test_a_token_of_somebody_else_cannot_be_cancelled(
    browser: Browser, site: Site, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    account = signed_in(browser, newcomer, database)
    give(database, coop, account, Role.AUDITOR)
    with database.write() as uow:
        row = usecases.create_token(
            uow, usecases.CreateToken(coop.slug, "auditor", "à moi", 5), account=account
        )
    other = site.browser()
    other.sign_in(newcomer())
    assert other.post(f"/mon-compte/jetons/{row.jti}/annuler", {"csrf": other.csrf()}).status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [({"days": "91"}, 422), ({"days": "0"}, 422), ({"label": " "}, 422), ({"days": "x"}, 422),
     ({"hat": "nulle-part/auditor"}, 404), ({"hat": ""}, 404)],
)  # fmt: skip
def test_a_token_asked_for_wrongly_is_not_made(
    browser: Browser,
    newcomer: NewComer,
    database: Database,
    coop: ACooperative,
    form: dict[str, str],
    status: int,
) -> None:
    give(database, coop, signed_in(browser, newcomer, database), Role.AUDITOR)
    assert make_token(browser, coop, **form).status_code == status


def test_a_token_for_a_hat_one_does_not_hold_is_not_made(
    browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> None:
    give(database, coop, signed_in(browser, newcomer, database), Role.AUDITOR)
    assert make_token(browser, coop, hat=f"{coop.slug}/administrator").status_code == 404
