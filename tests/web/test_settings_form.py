"""The settings of a way to vote are asked in a form made from them, and read back exactly."""

import re
from html import unescape
from types import SimpleNamespace

import pytest

from governance.vote.elections.contest import Setting, SettingKind
from governance.vote.methods import ELECTIONS
from web.ballots.settings import asked, read_settings, setting_fields, settings_said, shown
from web.i18n import speaking
from web.render import ENVIRONMENT, macros

EACH = pytest.mark.parametrize("method", ELECTIONS)
PART = Setting("threshold", SettingKind.PART, "1/20", "Seuil", most=1)
WHOLE = Setting("names", SettingKind.WHOLE, 3, "Noms", least=1, most=9)
FLAG = Setting("open", SettingKind.FLAG, False, "Ouvert")
WORD = Setting("kind", SettingKind.WORD, "a", "Sorte", words={"a": "Une", "b": "Deux"})


@pytest.fixture
def invented(monkeypatch):
    method = SimpleNamespace(settings=(PART, WHOLE, FLAG, WORD))
    monkeypatch.setattr("web.ballots.settings.ELECTIONS", {"invented": method})


def printed(fields, errors):
    around = {"request": None, "shell": None}
    ui = macros(**around)
    page = ENVIRONMENT.get_template("settings.html").render(settings=fields, errors=errors, ui=ui)
    return plain(unescape(page))


def plain(text):
    """Give a text with plain spaces, as it is written in the code."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def sent(fields):
    return {field.name: field.value for field in fields}


@EACH
def test_a_form_sent_as_it_is_shown_keeps_the_settings(method):
    assert read_settings(method, sent(setting_fields(method, {}))) == ({}, {})


@EACH
def test_each_setting_has_its_field_its_label_and_its_words(method):
    page = printed(setting_fields(method, {}), {})
    assert 'name="set_round"' not in page
    assert 'name="set_phase"' not in page
    for setting in asked(method):
        assert f'name="set_{setting.name}"' in page
        assert setting.label in page
        assert all(label in page for label in setting.words.values())


def test_what_is_typed_is_read_exactly(invented):
    typed = {"set_threshold": "12,5 %", "set_names": "9", "set_open": "yes", "set_kind": "b"}
    assert read_settings("invented", typed) == (
        {"threshold": "1/8", "names": 9, "open": True, "kind": "b"},
        {},
    )


@pytest.mark.parametrize(
    ("typed", "part"), [("5 %", {}), ("5", {}), ("1/20", {}), ("1/3", {"threshold": "1/3"}), ("", {})]
)
def test_a_part_is_read_as_a_percentage_or_a_fraction(invented, typed, part):
    assert read_settings("invented", {"set_threshold": typed}) == (part, {})


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("set_threshold", "101 %"),
        ("set_threshold", "beaucoup"),
        ("set_threshold", "1/0"),
        ("set_names", "0"),
        ("set_names", "10"),
        ("set_names", "-1"),
        ("set_names", "trois"),
        ("set_kind", "c"),
    ],
)
def test_what_is_out_of_bounds_is_refused_on_its_field_and_shown_again(invented, name, typed):
    _, faults = read_settings("invented", {name: typed})
    assert list(faults) == [name]
    page = printed(setting_fields("invented", {}, {name: typed}), faults)
    assert plain(faults[name]) in page
    if name != "set_kind":
        assert re.search(rf'name="{name}" value="{re.escape(typed)}"', page)


def test_a_part_is_shown_as_a_percentage_unless_it_is_not_one(invented):
    assert [shown(PART, value) for value in ("1/20", "1/8", "1/3", "1")] == ["5 %", "12,5 %", "1/3", "100 %"]
    with speaking("en"):
        assert shown(PART, "1/20") == "5%"


def test_settings_are_said_in_words(invented):
    said = settings_said("invented", {"open": True})
    assert [(label, plain(value)) for label, value in said] == [
        ("Seuil", "5 %"),
        ("Noms", "3"),
        ("Ouvert", "oui"),
        ("Sorte", "Une"),
    ]
