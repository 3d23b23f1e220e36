"""The sentences of a second round inside a bloc, in French and in English."""

from collections.abc import Mapping

SECOND_ROUND: Mapping[str, tuple[str, str]] = {
    "voted again": (
        "« %(name)s » a voté une seconde fois : ses chiffres sont ceux de ce second tour.",
        "“%(name)s” voted a second time: its figures are those of that second round.",
    ),
    "bloc again": (
        (
            "« %(name)s » a %(part)s des points de collège : %(f)s pour sur %(b)s (%(share)s). Ni le "
            "« pour » ni le « contre » n’atteint ce qu’il faut, %(bound)s : ce collège vote de nouveau."
        ),
        (
            "“%(name)s” has %(part)s of the college points: %(f)s for, of %(b)s (%(share)s). Neither side "
            "reaches what is needed, %(bound)s: this college votes again."
        ),
    ),
    "quoted": ("« %(name)s »", "“%(name)s”"),
    "and": (" et ", " and "),
    "to vote again": (
        (
            "Rien n’est décidé : un second tour est à tenir dans %(names)s. Il y faudra %(bound)s pour. Les "
            "voix des autres collèges restent comptées."
        ),
        (
            "Nothing is decided: a second round is to be held in %(names)s, where %(bound)s in favour "
            "will be needed. The votes of the other colleges stay counted."
        ),
    ),
    "second_round_without_bloc": (
        "%(place)s : un second tour ne va qu’avec des collèges qui votent d’un seul bloc.",
        "%(place)s: a second round only goes with colleges that vote as a bloc.",
    ),
    "second_round_unknown_college": (
        "%(place)s : « %(value)s » n’est pas un collège de la feuille.",
        "%(place)s: “%(value)s” is no college of the sheet.",
    ),
}
