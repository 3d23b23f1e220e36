"""French sentences: marked for translation (the core itself never translates), spaces, agreements."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, ClassVar

_BEFORE_HIGH = re.compile(r" (?=[;!?](?:\s|$|[)»]))")
_BEFORE_WIDE = re.compile(r" (?=(?::(?:\s|$)|»))")
_AFTER_OPENING = re.compile(r"« ")


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a French sentence as a message of the catalogue and return it unchanged."""
    return sentence


@cache
def spaced(sentence: str) -> str:
    """Keep French punctuation with its word: narrow no-break before ; ! ?, no-break before : and in « »."""
    kept = _BEFORE_WIDE.sub("\u00a0", _BEFORE_HIGH.sub("\u202f", sentence))
    return _AFTER_OPENING.sub("«\u00a0", kept)


_PLURALS = (
    "abstentions|acceptées|ajoutées|années|ans|assemblées|atteints|bulletins|candidats|caractères|catégories"
    "|collèges|coopératives|décimales|demandes|derniers|détenteurs|documents|électeurs|entretiens|exercices|heures|jours|libres|lignes"
    "|membres|millions|minutes|nécessaires|noms|ordinaires|parts|personnes|places|pleins|points|pouvoirs"
    "|présents|réponses|représentés|secondes|sièges|signes|sociétaires|structures|tours|valables"
)
"""Words of sentences that follow a number in their plural; the singular has one letter less."""

_ARTICLE = re.compile(r"(Les?)[ \u00a0](?=\w)")
_CONTRACTED = {("de", "Le"): "du", ("de", "Les"): "des", ("à", "Le"): "au", ("à", "Les"): "aux"}
_SOUNDED = re.compile(r"(?:onz|oui|uhl|ouist|yaourt|un\b)")
_MUTE_H = re.compile(
    r"h(?:abit|abil|arm|el|enri|er[mv]|euri|eur[et]|i[ps]|omm|onn?e|onor|ori|ort|os[pt]|ot|ub|ug|ui[lt]|um|ydr|yg|yp)"
)


class Sentence(str):
    """A French sentence. Filled by `%`, what follows a number of 0 or 1 is singular: « 1 jour plein »."""

    __slots__ = ()

    ones: ClassVar[frozenset[str]] = frozenset("01")
    after_number: ClassVar[re.Pattern[str]] = re.compile(rf"%\((\w+)\)[ds][ \u00a0](?:(?:{_PLURALS})\b ?)+")

    def __mod__(self, facts: Any) -> str:  # noqa: ANN401 - as str does
        """Fill the sentence."""
        if not isinstance(facts, Mapping):
            return str.__mod__(self, facts)
        sentence, named = self.with_facts(facts)
        return str.__mod__(sentence, named)

    def with_facts(self, facts: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Give the sentence as these facts make it, and the facts as it takes them."""
        return self.agreeing(facts), facts

    def agreeing(self, facts: Mapping[str, Any]) -> str:
        """Give the sentence with what follows each number in the singular when the number wants it."""
        sentence = str(self)
        for counted, key in _counted(type(self), sentence):
            if str(facts.get(key)) in self.ones:
                sentence = sentence.replace(counted, self.singular(counted))
        return sentence

    @classmethod
    def singular(cls, counted: str) -> str:
        """Put the words after a number in the singular."""
        return re.sub(r"(?<=\w)s\b(?!\))", "", counted)


@lru_cache(maxsize=4096)
def _counted(kind: type[Sentence], sentence: str) -> tuple[tuple[str, str], ...]:
    return tuple((found[0], found[1]) for found in kind.after_number.finditer(sentence))


def of_name(name: str) -> str:
    """Write « de » before a name, in French: « des Passerelles », « du Fournil », « d’Alix »."""
    return "".join(before_name("de", name))


def to_name(name: str) -> str:
    """Write « à » before a name, in French: « aux Passerelles », « au Fournil », « à Alix »."""
    return "".join(before_name("à", name))


def before_name(preposition: str, name: str) -> tuple[str, str]:
    """Give « de » or « à » as it stands before a name, its space included, and what is left of the name."""
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
