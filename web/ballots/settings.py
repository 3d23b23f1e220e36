"""The settings of a way to vote as a form: what is asked, what was typed, and how it is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from governance.units import parse_part, part_text
from governance.units import percent as exact_percent
from governance.vote.elections.contest import Setting, SettingKind, SettingValue
from governance.vote.methods import ELECTIONS
from web.i18n import gettext as _
from web.i18n import language, percent

_PREFIX = "set_"
_BY_THE_SESSION = frozenset({"round", "phase"})
"""Settings that the conduct of the session gives, round after round: no form asks for them."""
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%?")


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting to ask for. `value` is what is shown in its field: what was typed, or what is kept."""

    setting: Setting
    value: str

    @property
    def name(self) -> str:
        """Give the name of its field."""
        return f"{_PREFIX}{self.setting.name}"

    @property
    def kind(self) -> str:
        """Give the kind of its field."""
        return self.setting.kind.value

    @property
    def words(self) -> list[tuple[str, str]]:
        """Give the words that may be chosen, in the language in use."""
        return [(word, _(label)) for word, label in self.setting.words.items()]


def setting_fields(
    method: str, kept: Mapping[str, SettingValue], typed: Mapping[str, str] | None = None
) -> tuple[SettingField, ...]:
    """Give the fields of a way to vote: with what was typed when there is, else with what is kept."""
    return tuple(
        SettingField(
            one,
            typed.get(f"{_PREFIX}{one.name}", "")
            if typed is not None
            else shown(one, kept.get(one.name, one.default)),
        )
        for one in asked(method)
    )


def asked(method: str) -> tuple[Setting, ...]:
    """Give the settings that a form asks for."""
    return tuple(one for one in ELECTIONS[method].settings if one.name not in _BY_THE_SESSION)


def shown(setting: Setting, value: SettingValue) -> str:
    """Write a value as its field shows it: a part as a percentage, a flag as « yes » or nothing."""
    if setting.kind is SettingKind.FLAG:
        return "yes" if value else ""
    if setting.kind is not SettingKind.PART:
        return str(value)
    part = parse_part(str(value))
    text = exact_percent(part)
    if Fraction(text) != part * 100:
        return part_text(part)
    text = text.rstrip("0").rstrip(".")
    return f"{text}%" if language() == "en" else f"{text.replace('.', ',')} %"


def read_settings(method: str, typed: Mapping[str, str]) -> tuple[dict[str, SettingValue], dict[str, str]]:
    """Read what was typed: the settings that differ from the defaults, and faults by field."""
    found: dict[str, SettingValue] = {}
    faults: dict[str, str] = {}
    for one in asked(method):
        name = f"{_PREFIX}{one.name}"
        value = _read(one, typed.get(name, "").strip())
        if value is None or not one.fits(value):
            faults[name] = _fault(one)
        elif value != one.default:
            found[one.name] = value
    return found, faults


def _read(setting: Setting, text: str) -> SettingValue | None:
    """Read one field; None when it cannot be read. An empty number or part is the default."""
    if setting.kind is SettingKind.FLAG:
        return text == "yes"
    if setting.kind is SettingKind.WORD:
        return text or setting.default
    if not text:
        return setting.default
    if setting.kind is SettingKind.WHOLE:
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
    return _part(text)


def _part(text: str) -> str | None:
    """Read « 5 % », « 5 » or « 1/20 » as an exact part; None when it is none of them."""
    match = _PERCENT.fullmatch(text)
    try:
        part = parse_part(match[1].replace(",", ".")) / 100 if match else parse_part(text.replace(" ", ""))
    except ValueError:
        return None
    return part_text(part)


def _fault(setting: Setting) -> str:
    if setting.kind is SettingKind.WHOLE:
        return _("Écrivez un nombre entier de %(least)d à %(most)d.") % {
            "least": setting.least,
            "most": setting.most,
        }
    if setting.kind is SettingKind.PART:
        return _("Écrivez un pourcentage de %(least)s à %(most)s, ou une fraction comme 1/20.") % {
            "least": percent(setting.least),
            "most": percent(setting.most),
        }
    return _("Choisissez une des réponses proposées.")


def settings_said(method: str, kept: Mapping[str, SettingValue]) -> list[tuple[str, str]]:
    """Say each setting in force, for reading: its label, and its value in words."""
    said = []
    for one in ELECTIONS[method].settings:
        value = kept.get(one.name, one.default)
        if one.kind is SettingKind.FLAG:
            words = _("oui") if value else _("non")
        elif one.kind is SettingKind.WORD:
            words = _(one.words[str(value)])
        elif one.kind is SettingKind.PART:
            words = percent(parse_part(str(value)))
        else:
            words = str(value)
        said.append((_(one.label), words))
    return said
