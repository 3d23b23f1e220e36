"""The life of a structure, drawn along the years and told line by line."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.queries.lives import NotAStructure, StructureOfAnotherHat, life_of, own_life
from governance.store.agreements import AgreementRow
from governance.store.mandates import MandateRow
from governance.store.members import MemberRow
from tests.builders import add_account, add_member, as_member, link
from tests.ecosystems import an_ecosystem
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from web.drawings.lettering import width_of
from web.drawings.lifeline import LEFT, ROW, SIZE, WIDTH, Spot, Stretch, lifeline
from web.drawings.lives import LANES, LIFE, life_view
from web.i18n import speaking

UNHURRIED = settings(deadline=None)  # a busy machine is no fault
LANE_NAMES = {"a": "Sociétaire", "b": "Services", "c": "Conventions d’accompagnement très longues à nommer"}
TODAY = date(2026, 11, 24)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
stretches = st.lists(
    st.builds(
        lambda lane, since, lasts, words: Stretch(
            lane, since, since + timedelta(days=lasts) if lasts else None, words, "phrase"
        ),
        st.sampled_from("abc"), days, st.one_of(st.none(), st.integers(1, 9000)), st.text(max_size=40),
    ),
    max_size=25,
)  # fmt: skip
spots = st.lists(st.builds(Spot, st.sampled_from("abc"), days, st.just("phrase")), max_size=15)


@UNHURRIED
@given(stretches, spots)
def test_bars_of_a_lane_never_overlap_and_everything_is_inside_the_frame(lasted, happened):
    drawing = lifeline(LANE_NAMES, lasted, happened, TODAY)
    if drawing is None:
        assert not lasted
        assert not happened
        return
    assert sum(len(lane.bars) for lane in drawing.lanes) == len(lasted)
    assert sum(len(lane.spots) for lane in drawing.lanes) == len(happened)
    bottom = 0
    for lane in drawing.lanes:
        assert lane.y >= bottom
        bottom = lane.y + lane.height
        assert width_of(lane.name, SIZE) <= LEFT - 16
        for at, bar in enumerate(lane.bars):
            assert bar.x >= LEFT
            assert bar.x + bar.width <= WIDTH
            assert lane.y <= bar.y <= bottom - ROW + 10
            assert not bar.words or width_of(bar.words, SIZE) <= bar.width - 12
            for other in lane.bars[at + 1 :]:
                assert bar.y != other.y or bar.x + bar.width <= other.x or other.x + other.width <= bar.x
        for spot in lane.spots:
            assert LEFT <= spot.x <= WIDTH
            assert lane.y <= spot.y <= bottom
    assert bottom <= drawing.height
    assert LEFT <= drawing.now <= WIDTH
    places = [x for x, _ in drawing.years]
    assert all(after - before >= 44 for before, after in pairwise(places))
    assert lifeline(LANE_NAMES, lasted, happened, TODAY) == drawing


def test_what_ends_after_today_goes_on():
    today = Stretch("a", date(2020, 1, 1), TODAY, "", "")
    tomorrow = Stretch("b", date(2020, 1, 1), TODAY + timedelta(days=1), "", "")
    drawing = lifeline(LANE_NAMES, [today, tomorrow], [], TODAY)
    assert [lane.bars[0].goes_on for lane in drawing.lanes] == [False, True]


@pytest.fixture(scope="module")
def around(database):
    made = an_ecosystem(database, 2)
    with database.write() as uow:
        uow.enter(made.home.id)
        same = {"cooperative_id": uow.tenant, "member_id": made.structures[0]}
        by = made.home.secretary.account
        uow.session.add(
            MandateRow(
                holder="Rémi Relais", capacity="power", since=date(2021, 5, 1), until=date(2023, 4, 30),
                decision="Gérance", recorded_at=uow.now, recorded_by=by, **same,
            )
        )  # fmt: skip
        uow.session.add(
            AgreementRow(
                title="Accompagnement", text="Texte", starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31),
                renewal="none", signed_on=date(2021, 12, 1), sha256="0" * 64, signed_at=uow.now, signed_by=by,
                created_at=uow.now, created_by=by, **same,
            )
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def representative(database, around):
    with database.write() as uow:
        uow.enter(around.home.id)
        account = add_account(uow, "Rémi Relais")
        row = uow.session.get(MemberRow, around.structures[0])
        link(uow, account, row)
        return as_member(around.home, account, row)


def test_a_life_has_its_days_included_or_excluded_as_each_text_says(database, around):
    with database.read() as uow:
        uow.enter(around.home.id)
        life = life_of(uow, around.structures[0])
    assert [(one.lane, one.since, one.until) for one in life.spans] == [
        ("hosted", date(2018, 1, 1), date(2021, 5, 1)),
        ("member", date(2021, 5, 1), None),
        ("holding", date(2021, 5, 1), date(2024, 1, 1)),
        ("control", date(2021, 5, 1), date(2024, 1, 1)),
        ("service", date(2021, 5, 1), None),
        ("mandate", date(2021, 5, 1), date(2023, 5, 1)),
        ("agreement", date(2022, 1, 1), date(2023, 1, 1)),
    ]
    kinds = [one.kind for one in life.events]
    assert {"hosted", "left", "founded", "admitted", "shares_in", "mandate", "agreement", "service"} <= set(
        kinds
    )
    assert [one.on for one in life.events] == sorted(one.on for one in life.events)


def test_every_kind_of_event_and_lane_has_its_words(database, around):
    with database.read() as uow:
        uow.enter(around.home.id)
        life = life_of(uow, around.structures[0])
    assert {one.kind for one in life.events} <= set(LIFE)
    for language, name in (("fr", "Activité hébergée"), ("en", "Hosted activity")):
        with speaking(language):
            view = life_view(life)
        assert view.drawing.lanes[0].name == name
    assert len(view.drawing.lanes) == len(LANES) - 2  # no contribution, no meeting


def test_the_secretary_sees_the_lanes_and_the_list(site, around):
    path = f"/coop/{around.home.slug}/societaires/{around.structures[0]}/liens"
    text = unescape(browse_as(site, around.home.secretary).get(path).text)
    assert '<figure class="lanes">' in text
    assert '<ol class="lifeline">' in text
    for words in ("Mandat de représentation\u00a0: Rémi Relais.", "Convention signée\u00a0: Accompagnement."):
        assert words in text
    assert "Contrôle\u00a0: du 01/05/2021 au 01/01/2024" in text


def test_who_represents_a_structure_reads_its_own_history_and_no_other(
    site, database, around, representative
):
    path = f"/coop/{around.home.slug}/ecosysteme/notre-histoire"
    text = unescape(browse_as(site, representative).get(path).text)
    assert "Partir n’a pas défait ce lien" in text
    assert "Structure 000" in text
    assert "Structure 001" not in text
    refused = browse_as(site, around.home.secretary).get(path)
    assert refused.status_code == 403
    assert "raconte à une structure son histoire" in unescape(refused.text)
    with database.write() as uow:
        uow.enter(around.home.id)
        account = add_account(uow, "Max Membre")
        person = as_member(around.home, account, add_member(uow, 777, "Membre"))
        with pytest.raises(NotAStructure, match="Vous agissez comme « Alix Membre »") as refusal:
            own_life(uow, person)
        assert "Changez" not in refusal.value.remedy
        both = replace(person, hats=(person.hat, replace(representative.hat, represents=True)))
        with pytest.raises(StructureOfAnotherHat) as refusal:
            own_life(uow, both)
        assert refusal.value.structure == representative.hat.label
