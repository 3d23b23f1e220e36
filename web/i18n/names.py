"""What agrees in a sentence once its facts are known: prepositions with names, nouns with numbers.

French prepositions before a name: « sociétaire du Fournil », « sociétaires des Passerelles », « d’Alix ».

Sentences are written « de %(name)s » and « à %(name)s »; the contraction is made where they are said,
with the name in hand. A name that begins with « La » or « L’ » stays as it is: « de La Huche ».
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from governance.words import Sentence, before_name

_SLOT = re.compile(r"(?<!\w)([Dd]e|[Àà])[ \u00a0]((?:<[a-z]+(?: [^>]*)?>)*)%\((\w+)\)s")
_PLURALS = (
    "abstentions|answers|assemblies|ballots|candidates|categories|characters|colleges|cooperatives|days|decimals"
    "|documents|holders|hours|items|lines|meetings|members|minutes|months|names|papers|people|places|points"
    "|proxies|rounds|rows|seats|seconds|shares|structures|times|voters|votes|years"
)
_IRREGULAR = {"people": "person", "proxies": "proxy", "categories": "category", "assemblies": "assembly"}
_JOINING = "of|in|to|the|by|for|from|and|or|at"


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
            before, rest = before_name(preposition, name)
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


@lru_cache(maxsize=4096)
def _slots(sentence: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((found[0], found[1], found[2], found[3]) for found in _SLOT.finditer(sentence))
