"""The sentences of counting, in French and in English, side by side so that neither drifts."""

from collections.abc import Mapping
from types import MappingProxyType

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
    "entitled_above_members": (
        "%(place)s : %(entitled)s peuvent voter, mais il n’y a que %(members)s membres.",
        "%(place)s: %(entitled)s may vote, but there are only %(members)s members.",
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

COLLEGES: Mapping[str, tuple[str, str]] = {
    "carry single_body": (
        "Les voix de tous les collèges sont additionnées : chacune compte autant.",
        "The voices of all colleges are added up: each counts the same.",
    ),
    "carry proportional": (
        "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont voté.",
        "Each college brings its points in favour in proportion to what its members voted.",
    ),
    "carry bloc": (
        "Chaque collège apporte tous ses points au « pour », ou aucun, selon ce que ses membres ont voté.",
        "Each college brings all its points in favour, or none, by what its members voted.",
    ),
    "carry double_majority": (
        (
            "Chaque collège apporte ses points en proportion du vote de ses membres ; il faut aussi que la "
            "plupart des collèges soient favorables."
        ),
        (
            "Each college brings its points in proportion to the vote of its members; most colleges must "
            "also be in favour."
        ),
    ),
    "suspended": (
        (
            "Trop peu de collèges restent en jeu : les points de collège sont suspendus et les voix "
            "de tous les "
            "collèges sont additionnées."
        ),
        (
            "Too few colleges are left in play: the college points are suspended and the voices of "
            "all colleges "
            "are added up."
        ),
    ),
    "said": (
        (
            "« %(name)s » : pour %(for)s, contre %(against)s, abstentions %(abstain)s, blancs %(blank)s, "
            "nuls %(spoiled)s, sans réponse %(silent)s, absents %(absent)s."
        ),
        (
            "“%(name)s”: for %(for)s, against %(against)s, abstentions %(abstain)s, blank %(blank)s, "
            "spoiled %(spoiled)s, no answer %(silent)s, absent %(absent)s."
        ),
    ),
    "adds": (
        "« %(name)s » apporte %(f)s au « pour », sur %(b)s au total des voix comptées.",
        "“%(name)s” brings %(f)s in favour, out of %(b)s voices counted.",
    ),
    "adds nothing": (
        "« %(name)s » n’apporte aucune voix qui compte.",
        "“%(name)s” brings no voice that counts.",
    ),
    "brings": (
        (
            "« %(name)s » réunit %(f)s sur %(b)s au « pour », soit %(share)s : de ses %(part)s des "
            "points de collège, "
            "%(brought)s vont au « pour »."
        ),
        (
            "“%(name)s” has %(f)s of %(b)s in favour, that is %(share)s: of its %(part)s of the "
            "college points, "
            "%(brought)s go in favour."
        ),
    ),
    "bloc for": (
        (
            "« %(name)s » réunit %(f)s sur %(b)s au « pour », soit %(share)s, il faut %(bound)s : "
            "ses %(part)s des "
            "points de collège y vont tous."
        ),
        (
            "“%(name)s” has %(f)s of %(b)s in favour, that is %(share)s, %(bound)s is needed: its "
            "%(part)s of the "
            "college points all go with them."
        ),
    ),
    "bloc against": (
        (
            "« %(name)s » réunit %(f)s sur %(b)s au « pour », soit %(share)s, il faut %(bound)s : "
            "ses %(part)s des "
            "points de collège n’y vont pas."
        ),
        (
            "“%(name)s” has %(f)s of %(b)s in favour, that is %(share)s, %(bound)s is needed: its "
            "%(part)s of the "
            "college points do not go with them."
        ),
    ),
    "bloc split": (
        (
            "« %(name)s » est partagé en deux moitiés égales (%(f)s sur %(b)s) : de ses %(part)s "
            "des points de "
            "collège, la moitié va au « pour »."
        ),
        (
            "“%(name)s” is cut in two equal halves (%(f)s of %(b)s): of its %(part)s of the college points, "
            "half goes in favour."
        ),
    ),
    "bloc leaves_base": (
        (
            "« %(name)s » est partagé en deux moitiés égales (%(f)s sur %(b)s) : ses %(part)s des points de "
            "collège sont retirés du total."
        ),
        (
            "“%(name)s” is cut in two equal halves (%(f)s of %(b)s): its %(part)s of the college points are "
            "taken out of the total."
        ),
    ),
    "empty": ("« %(name)s » n’a aucun membre.", "“%(name)s” has no member."),
    "absent": (
        "Personne du collège « %(name)s » ne prend part à ce vote.",
        "Nobody of the college “%(name)s” takes part in this vote.",
    ),
    "silent": (
        "Aucune réponse du collège « %(name)s » ne compte.",
        "No answer of the college “%(name)s” counts.",
    ),
    "leaving neutral": (
        "Les points de « %(name)s » sont retirés du total.",
        "The points of “%(name)s” are taken out of the total.",
    ),
    "leaving stays": (
        "Les points de « %(name)s » restent dans le total et pèsent contre.",
        "The points of “%(name)s” stay in the total and weigh against.",
    ),
    "leaving share_equally": (
        (
            "Les points de « %(name)s » sont partagés à égalité entre les collèges en jeu, sans qu’aucun en "
            "reçoive au-delà de %(ceiling)s du total."
        ),
        (
            "The points of “%(name)s” are shared equally among the colleges in play, none receiving "
            "any above "
            "%(ceiling)s of the total."
        ),
    ),
    "leaving share_pro_rata": (
        (
            "Les points de « %(name)s » sont partagés entre les collèges en jeu en proportion des "
            "leurs, sans "
            "qu’aucun en reçoive au-delà de %(ceiling)s du total."
        ),
        (
            "The points of “%(name)s” are shared among the colleges in play in proportion to theirs, none "
            "receiving any above %(ceiling)s of the total."
        ),
    ),
}

RESULT: Mapping[str, tuple[str, str]] = {
    "sum of points": (
        "En tout, %(for)s des points de collège sont pour, sur %(base)s qui comptent : cela fait %(part)s.",
        "In all, %(for)s of the college points are in favour, out of %(base)s that count: that is %(part)s.",
    ),
    "sum of voices": (
        "En tout, le « pour » réunit %(for)s sur %(base)s au total des voix comptées : cela fait %(part)s.",
        "In all, %(for)s are in favour out of %(base)s voices counted: that is %(part)s.",
    ),
    "sum of nothing": (
        "Rien de ce qui a été dit ne compte : rien ne peut être adopté.",
        "Nothing that was said counts: nothing can be adopted.",
    ),
    "majority met": ("Il faut %(bound)s : c’est atteint.", "The bound is %(bound)s: it is met."),
    "majority missed": (
        "Il faut %(bound)s : ce n’est pas atteint.",
        "The bound is %(bound)s: it is not met.",
    ),
    "colleges met": (
        (
            "Il faut aussi que plus de la moitié des collèges en jeu soient favorables (%(for)s sur "
            "%(all)s) : "
            "c’est atteint."
        ),
        "More than half of the colleges in play must also be in favour (%(for)s of %(all)s): it is met.",
    ),
    "colleges missed": (
        (
            "Il faut aussi que plus de la moitié des collèges en jeu soient favorables (%(for)s sur "
            "%(all)s) : "
            "ce n’est pas atteint."
        ),
        (
            "More than half of the colleges in play must also be in favour (%(for)s of %(all)s): "
            "it is not met."
        ),
    ),
    "quorum heads reached": (
        "Quorum : %(got)s des électeurs sont présents ou représentés. Il faut %(bound)s : il est atteint.",
        "Quorum: %(got)s of those who may vote take part. The bound is %(bound)s: it is reached.",
    ),
    "quorum heads missed": (
        (
            "Quorum : %(got)s des électeurs sont présents ou représentés. Il faut %(bound)s : "
            "il n’est pas atteint."
        ),
        "Quorum: %(got)s of those who may vote take part. The bound is %(bound)s: it is not reached.",
    ),
    "quorum points reached": (
        "Quorum en points de collège : la présence vaut %(got)s. Il faut %(bound)s : il est atteint.",
        "Quorum in college points: presence is worth %(got)s. The bound is %(bound)s: it is reached.",
    ),
    "quorum points missed": (
        "Quorum en points de collège : la présence vaut %(got)s. Il faut %(bound)s : il n’est pas atteint.",
        "Quorum in college points: presence is worth %(got)s. The bound is %(bound)s: it is not reached.",
    ),
    "quorum each_college reached": (
        "Quorum dans chaque collège : présence d’au moins %(got)s. Il faut %(bound)s : il est atteint.",
        "Quorum in each college: presence of at least %(got)s. The bound is %(bound)s: it is reached.",
    ),
    "quorum each_college missed": (
        "Quorum dans chaque collège : présence d’au moins %(got)s. Il faut %(bound)s : il n’est pas atteint.",
        "Quorum in each college: presence of at least %(got)s. The bound is %(bound)s: it is not reached.",
    ),
    "adopted": ("La résolution est adoptée.", "The resolution is adopted."),
    "rejected": ("La résolution est rejetée.", "The resolution is rejected."),
    "undecided": (
        "Le quorum n’est pas atteint : rien n’est décidé, quel que soit le compte.",
        "The quorum is not reached: nothing is decided, whatever the count.",
    ),
    "flip one for": (
        "Une seule voix du collège « %(name)s », donnée pour au lieu de contre, aurait changé l’issue.",
        (
            "A single voice of the college “%(name)s”, given for instead of against, would have changed "
            "the outcome."
        ),
    ),
    "flip one against": (
        "Une seule voix du collège « %(name)s », donnée contre au lieu de pour, aurait changé l’issue.",
        (
            "A single voice of the college “%(name)s”, given against instead of for, would have changed "
            "the outcome."
        ),
    ),
    "flip many for": (
        (
            "Au plus près, %(votes)s voix du collège « %(name)s », données pour au lieu de contre, auraient "
            "changé l’issue."
        ),
        (
            "At the nearest, %(votes)s voices of the college “%(name)s”, given for instead of against, would "
            "have changed the outcome."
        ),
    ),
    "flip many against": (
        (
            "Au plus près, %(votes)s voix du collège « %(name)s », données contre au lieu de pour, auraient "
            "changé l’issue."
        ),
        (
            "At the nearest, %(votes)s voices of the college “%(name)s”, given against instead of for, would "
            "have changed the outcome."
        ),
    ),
    "no flip": (
        "Aucun collège, en donnant ses voix dans l’autre sens, n’aurait changé l’issue à lui seul.",
        "No college, by giving its voices the other way, would have changed the outcome alone.",
    ),
}

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({**FAULTS, **FIGURES, **COLLEGES, **RESULT})


def say(lang: str, key: str, **facts: object) -> str:
    """Give the sentence `key` in `lang`, filled with `facts`. Raises ValueError for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no sentences in {lang!r}; languages are {LANGUAGES}")
    return SENTENCES[key][LANGUAGES.index(lang)] % facts
