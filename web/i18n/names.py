"""French prepositions before a name: « sociétaire du Fournil », « sociétaires des Passerelles », « d’Alix ».

Sentences are written « de %(name)s » and « à %(name)s »; the contraction is made where they are said,
with the name in hand. A name that begins with « La » or « L’ » stays as it is: « de La Huche ».
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_SLOT = re.compile(r"(?<!\w)([Dd]e|[Àà])[ \u00a0]((?:<[a-z]+(?: [^>]*)?>)*)%\((\w+)\)s")
_ARTICLE = re.compile(r"(Les?)[ \u00a0](?=\w)")
_CONTRACTED = {("de", "Le"): "du", ("de", "Les"): "des", ("à", "Le"): "au", ("à", "Les"): "aux"}
_SOUNDED = re.compile(r"(?:onz|oui|uhl|ouist|yaourt|un\b)")
_MUTE_H = re.compile(
    r"h(?:abit|abil|arm|el|enri|er[mv]|euri|eur[et]|i[ps]|omm|onn?e|onor|ori|ort|os[pt]|ot|ub|ug|ui[lt]|um|ydr|yg|yp)"
)


class Sentence(str):
    """A French sentence; filled with its facts by `%`, it makes its prepositions agree with the names."""

    __slots__ = ()

    def __mod__(self, facts: Any) -> str:  # noqa: ANN401 - as str does
        """Fill the sentence."""
        if not isinstance(facts, Mapping):
            return str.__mod__(self, facts)
        sentence, named = agreeing(self, facts)
        return str.__mod__(sentence, named)


def agreeing(sentence: str, facts: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give a French sentence and its facts with « de » and « à » contracted or elided before each name."""
    changed: dict[str, Any] = {}
    for slot, preposition, opening, key in _slots(str(sentence)):
        name = facts.get(key)
        if not isinstance(name, str):
            continue
        before, rest = _before(preposition, name)
        if (before, rest) == (f"{preposition} ", name):
            continue
        sentence = sentence.replace(slot, f"{before}{opening}%({key} alone)s", 1)
        changed[f"{key} alone"] = type(name)(rest)
    return sentence, {**facts, **changed} if changed else facts


def of_name(name: str) -> str:
    """Write « de » before a name, in French: « des Passerelles », « du Fournil », « d’Alix »."""
    return "".join(_before("de", name))


def to_name(name: str) -> str:
    """Write « à » before a name, in French: « aux Passerelles », « au Fournil », « à Alix »."""
    return "".join(_before("à", name))


@lru_cache(maxsize=4096)
def _slots(sentence: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((found[0], found[1], found[2], found[3]) for found in _SLOT.finditer(sentence))


def _before(preposition: str, name: str) -> tuple[str, str]:
    """Give the preposition as it stands before a name, its space included, and what is left of the name."""
    article = _ARTICLE.match(name)
    if article:
        word = _CONTRACTED[preposition.lower(), article[1]]
        return f"{_cased(word, preposition)} ", name[article.end() :]
    if preposition.lower() == "de" and "@" not in name and _elides(name):
        return f"{_cased('d', preposition)}’", name
    return f"{preposition} ", name


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def _elides(name: str) -> bool:
    """Tell whether « de » loses its vowel: before a vowel, a mute h, a y before a consonant (Yves)."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if len(plain) < 2 or not plain[1].isalpha():  # « de A », « de L’Atelier »
        return False
    if plain[0] == "h":
        return _MUTE_H.match(plain) is not None
    if plain[0] == "y":
        return plain[1] not in "aeiou"
    return plain[0] in "aeiou" and _SOUNDED.match(plain) is None
