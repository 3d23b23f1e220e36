"""A cooperative begins with its bylaws, and with nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from governance.bylaws.models import MODELS
from governance.errors import NotFound
from governance.store.bylaws import BylawsVersionRow
from governance.store.cooperatives import NoSuchCooperative, enter_by_slug
from governance.store.in_force import NoBylaws, bylaws_in_force
from governance.usecases.cooperatives import (
    CreateCooperative,
    NotAName,
    NotASlug,
    SlugTaken,
    create_cooperative,
)


def create(database, slug, name="Les Passerelles", model="no_college", begins=None):
    with database.write() as uow:
        day = uow.today + timedelta(days=begins) if begins else None
        return create_cooperative(uow, CreateCooperative(slug, name, model, day))


@pytest.mark.parametrize("model", MODELS)
def test_a_cooperative_begins_with_version_1_of_a_model_under_its_own_name(database, model):
    slug = f"neuve-{uuid4().hex[:8]}"
    home = create(database, slug, "Coopérative Neuve", model)
    with database.read() as uow:
        assert enter_by_slug(uow, slug).id == home
        row, bylaws = bylaws_in_force(uow.session, uow.today)
    assert (row.number, bylaws.identity.name) == (1, "Coopérative Neuve")


def test_bylaws_may_begin_to_hold_later(database):
    slug = f"neuve-{uuid4().hex[:8]}"
    create(database, slug, begins=30)
    with database.read() as uow:
        enter_by_slug(uow, slug)
        row = uow.session.exec(select(BylawsVersionRow)).one()
        assert (row.adopted_on, row.in_force_from) == (uow.today, uow.today + timedelta(days=30))
        with pytest.raises(NoBylaws):
            bylaws_in_force(uow.session, uow.today)


@pytest.mark.parametrize("slug", ["", "Majuscule", "deux mots", "é", "-a", "a-", "a--b", "a" * 61, "a\n"])
def test_an_address_is_plain(database, slug):
    with pytest.raises(NotASlug):
        create(database, slug)


@pytest.mark.parametrize("name", ["", "  ", "a" * 201, "deux\nlignes"])
def test_a_name_is_one_line(database, name):
    with pytest.raises(NotAName):
        create(database, "sans-nom", name)


def test_an_address_is_taken_once_and_an_unknown_model_is_not_found(database):
    slug = f"neuve-{uuid4().hex[:8]}"
    create(database, slug)
    with pytest.raises(SlugTaken):
        create(database, slug)
    with pytest.raises(NotFound):
        create(database, slug + "x", model="autre")
    with database.read() as uow, pytest.raises(NoSuchCooperative):
        enter_by_slug(uow, slug + "x")
