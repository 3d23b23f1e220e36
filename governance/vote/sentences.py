"""The sentences of counting, in French and in English, side by side so that neither drifts."""

from collections.abc import Mapping
from types import MappingProxyType

from governance.vote.caution_sentences import CAUTIONS
from governance.vote.result_sentences import ANSWERS_TOLD, COLLEGES, RESULT
from governance.vote.second_round_sentences import SECOND_ROUND
from governance.words import spaced

LANGUAGES = ("fr", "en")

FAULTS: Mapping[str, tuple[str, str]] = {
    "not_utf8": ("Le document n’est pas un texte en UTF-8.", "The document is not UTF-8 text."),
    "not_json": (
        "Le document n’est pas du JSON : ligne %(line)s, colonne %(column)s.",
        "The document is not JSON: line %(line)s, column %(column)s.",
    ),
    "too_deep": (
        "Le document contient trop d’objets ou de listes les uns dans les autres.",
        "The document holds too many objects or lists inside one another.",
    ),
    "whole_document": ("document", "document"),
    "not_object": (
        "%(place)s : il faut un objet, pas « %(value)s ».",
        "%(place)s: an object is needed, not “%(value)s”.",
    ),
    "not_list": (
        "%(place)s : il faut une liste, pas « %(value)s ».",
        "%(place)s: a list is needed, not “%(value)s”.",
    ),
    "unknown_key": ("%(place)s : cette clé n’existe pas.", "%(place)s: there is no such key."),
    "repeated_key": (
        "%(place)s : cette clé est écrite plusieurs fois.",
        "%(place)s: this key is written more than once.",
    ),
    "missing_key": ("%(place)s : cette clé est obligatoire.", "%(place)s: this key is required."),
    "not_text": (
        "%(place)s : il faut un texte, pas « %(value)s ».",
        "%(place)s: a text is needed, not “%(value)s”.",
    ),
    "not_one_of": (
        "%(place)s : « %(value)s » n’est pas un de ces mots : %(options)s.",
        "%(place)s: “%(value)s” is not one of these words: %(options)s.",
    ),
    "same_ballot": (
        "%(place)s : ces bulletins sont déjà comptés plus haut.",
        "%(place)s: these ballots are already counted above.",
    ),
    "same_option": (
        "%(place)s : plusieurs choix ont l’identifiant « %(value)s ».",
        "%(place)s: several options have the identifier “%(value)s”.",
    ),
    "said_twice": (
        "%(place)s : « %(value)s » y est deux fois.",
        "%(place)s: “%(value)s” is there twice.",
    ),
    "unknown_option": (
        "%(place)s : « %(value)s » n’est pas un choix de cette élection.",
        "%(place)s: “%(value)s” is not an option of this election.",
    ),
    "not_a_ballot": (
        "%(place)s : ce bulletin n’est pas valable (%(why)s)",
        "%(place)s: this ballot is not valid (%(why)s)",
    ),
    "not_flag": (
        "%(place)s : il faut true ou false, pas « %(value)s ».",
        "%(place)s: true or false is needed, not “%(value)s”.",
    ),
    "not_count": (
        "%(place)s : il faut un nombre entier d’au moins %(least)s, pas « %(value)s ».",
        "%(place)s: a whole number of at least %(least)s is needed, not “%(value)s”.",
    ),
    "not_exact": (
        '%(place)s : il faut un nombre exact comme "40", "33.5" ou "100/3", pas « %(value)s ».',
        '%(place)s: an exact number such as "40", "33.5" or "100/3" is needed, not “%(value)s”.',
    ),
    "zero": (
        "%(place)s : il faut plus que zéro, pas « %(value)s ».",
        "%(place)s: more than zero is needed, not “%(value)s”.",
    ),
    "above_one": (
        "%(place)s : une part ne dépasse pas 1, « %(value)s » le dépasse.",
        "%(place)s: a part is at most 1, “%(value)s” is more.",
    ),
    "no_college": ("%(place)s : il faut au moins un collège.", "%(place)s: at least one college is needed."),
    "empty_id": ("%(place)s : l’identifiant est vide.", "%(place)s: the identifier is empty."),
    "same_id": (
        "%(place)s : plusieurs collèges ont l’identifiant « %(value)s ».",
        "%(place)s: several colleges have the identifier “%(value)s”.",
    ),
    "left_out": (
        "La feuille ne donne pas %(place)s : ce compte est fait sans, ce qui est à vérifier.",
        "The sheet does not give %(place)s: this count is made without it, which is to be checked.",
    ),
    "unknown_college": (
        "%(place)s : seul le quorum d’un collège nomme l’un de ceux de la feuille ; reçu « %(value)s ».",
        "%(place)s: only the quorum of one college names one of those of the sheet; got “%(value)s”.",
    ),
    "entitled_above_members": (
        "%(place)s : %(entitled)s peuvent voter, mais il n’y a que %(members)s membres.",
        "%(place)s: %(entitled)s may vote, but there are only %(members)s members.",
    ),
    "again_above_entitled": (
        "%(place)s : plus de personnes sont comptées ailleurs qu’il n’y en a ici.",
        "%(place)s: more persons are counted elsewhere than there are here.",
    ),
    "interested_above_members": (
        "%(place)s : il y a plus de sociétaires intéressés que de membres.",
        "%(place)s: there are more interested members than members.",
    ),
    "everybody_again": (
        "%(place)s : chaque personne y est comptée dans un autre collège, aucune dans le sien.",
        "%(place)s: every person is counted in another college, none in their own.",
    ),
    "present_above_entitled": (
        "%(place)s : %(present)s sont présents, mais seuls %(entitled)s peuvent voter.",
        "%(place)s: %(present)s are present, but only %(entitled)s may vote.",
    ),
    "said_above_present": (
        "%(place)s : %(said)s réponses pour %(present)s présents.",
        "%(place)s: %(said)s answers from %(present)s present.",
    ),
}

FIGURES: Mapping[str, tuple[str, str]] = {
    "percent": ("%(number)s %%", "%(number)s%%"),
    "percent_exactly": ("%(number)s %% (exactement %(exact)s)", "%(number)s%% (exactly %(exact)s)"),
    "more_than": ("plus de %(number)s %% (%(exact)s)", "more than %(number)s%% (%(exact)s)"),
    "at_least": ("au moins %(number)s %% (%(exact)s)", "at least %(number)s%% (%(exact)s)"),
    "more_than 1/2": ("plus de la moitié", "more than half"),
    "more_than 1/3": ("plus du tiers", "more than one third"),
    "more_than 2/3": ("plus des deux tiers", "more than two thirds"),
    "more_than 1/4": ("plus du quart", "more than one quarter"),
    "more_than 3/4": ("plus des trois quarts", "more than three quarters"),
    "at_least 1/2": ("au moins la moitié", "at least half"),
    "at_least 1/3": ("au moins le tiers", "at least one third"),
    "at_least 2/3": ("au moins les deux tiers", "at least two thirds"),
    "at_least 1/4": ("au moins le quart", "at least one quarter"),
    "at_least 3/4": ("au moins les trois quarts", "at least three quarters"),
    "at_least 1/5": ("au moins le cinquième", "at least one fifth"),
    "at_least 1": ("la totalité", "all of it"),
}

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {**FAULTS, **FIGURES, **ANSWERS_TOLD, **COLLEGES, **RESULT, **SECOND_ROUND, **CAUTIONS}
)


def say(lang: str, key: str, **facts: object) -> str:
    """Give the sentence `key` in `lang`, filled with `facts`. Raises ValueError for another language."""
    return told(SENTENCES[key], lang) % facts


def told(sentence: tuple[str, str], lang: str) -> str:
    """Give a sentence in one of LANGUAGES, still to fill; in French, its punctuation stays with its words.

    Raises ValueError for another language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no sentences in {lang!r}; languages are {LANGUAGES}")
    return spaced(sentence[0]) if lang == "fr" else sentence[1]
