"""What agrees in a sentence once its facts are known: prepositions with names, nouns with numbers.

French prepositions before a name: « sociétaire du Fournil », « sociétaires des Passerelles », « d’Alix ».

Sentences are written « de %(name)s » and « à %(name)s »; the contraction is made where they are said,
with the name in hand. A name that begins with « La » or « L’ » stays as it is: « de La Huche ».
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from governance.words import Sentence

_SLOT = re.compile(r"(?<!\w)([Dd]e|[Àà])[ \u00a0]((?:<[a-z]+(?: [^>]*)?>)*)%\((\w+)\)s")
_PLURALS = (
    "abstentions|answers|assemblies|ballots|candidates|categories|characters|colleges|cooperatives|days|decimals"
    "|documents|holders|hours|items|lines|meetings|members|minutes|months|names|papers|people|places|points"
    "|proxies|rounds|rows|seats|seconds|shares|structures|times|voters|votes|years"
)
_IRREGULAR = {"people": "person", "proxies": "proxy", "categories": "category", "assemblies": "assembly"}
_JOINING = "of|in|to|the|by|for|from|and|or|at"
_ARTICLE = re.compile(r"(Les?)[ \u00a0](?=\w)")
_CONTRACTED = {("de", "Le"): "du", ("de", "Les"): "des", ("à", "Le"): "au", ("à", "Les"): "aux"}
_SOUNDED = re.compile(r"(?:onz|oui|uhl|ouist|yaourt|un\b)")
_MUTE_H = re.compile(
    r"h(?:abit|abil|arm|el|enri|er[mv]|euri|eur[et]|i[ps]|omm|onn?e|onor|ori|ort|os[pt]|ot|ub|ug|ui[lt]|um|ydr|yg|yp)"
)


class FrenchSentence(Sentence):
    """A French sentence; filled by `%`, its prepositions agree with the names, its nouns with the numbers."""

    __slots__ = ()

    def with_facts(self, facts: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Give the sentence and its facts with « de » and « à » contracted or elided before each name."""
        sentence = self.agreeing(facts)
        changed: dict[str, Any] = {}
        for slot, preposition, opening, key in _slots(sentence):
            name = facts.get(key)
            if not isinstance(name, str):
                continue
            before, rest = _before(preposition, name)
            if (before, rest) == (f"{preposition} ", name):
                continue
            sentence = sentence.replace(slot, f"{before}{opening}%({key} alone)s", 1)
            changed[f"{key} alone"] = type(name)(rest)
        return sentence, {**facts, **changed} if changed else facts


class EnglishSentence(Sentence):
    """An English sentence; filled by `%`, what follows a number of 1 is singular: "1 clear day"."""

    __slots__ = ()

    ones = frozenset("1")
    after_number = re.compile(
        rf"%\((\w+)\)[ds][ \u00a0](?:(?!(?:{_JOINING})\b)[a-z]+ ){{0,2}}?(?:{_PLURALS})\b"
    )

    @classmethod
    def singular(cls, counted: str) -> str:
        """Put the noun after a number in the singular."""
        words, _, noun = counted.rpartition(" ")
        return f"{words} {_IRREGULAR.get(noun, noun[:-1])}"


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
