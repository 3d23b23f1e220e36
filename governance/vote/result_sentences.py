"""The sentences of the result of a resolution, in French and in English, side by side."""

from collections.abc import Mapping

ANSWERS_TOLD: Mapping[str, tuple[str, str]] = {
    "for": ("%(number)s pour", "%(number)s for"),
    "against": ("%(number)s contre", "%(number)s against"),
    "abstain one": ("1 abstention", "1 abstention"),
    "abstain many": ("%(number)s abstentions", "%(number)s abstentions"),
    "blank one": ("1 blanc", "1 blank"),
    "blank many": ("%(number)s blancs", "%(number)s blank"),
    "spoiled one": ("1 nul", "1 spoiled"),
    "spoiled many": ("%(number)s nuls", "%(number)s spoiled"),
    "silent one": ("1 présent sans réponse", "1 present without an answer"),
    "silent many": ("%(number)s présents sans réponse", "%(number)s present without an answer"),
    "absent one": ("1 absent", "1 absent"),
    "absent many": ("%(number)s absents", "%(number)s absent"),
    "reads out": (
        "Ne comptent ni pour ni contre, d’après les règles : %(answers)s.",
        "By the rules, these count neither for nor against: %(answers)s.",
    ),
    "reads base": (
        (
            "Comptent dans le total sans être pour, d’après les règles : %(answers)s. Ces voix "
            "pèsent donc contre."
        ),
        "By the rules, these count in the total without being in favour: %(answers)s. So they weigh against.",
    ),
    "reads for": (
        "Comptent comme des voix pour, d’après les règles : %(answers)s.",
        "By the rules, these count as voices in favour: %(answers)s.",
    ),
}

COLLEGES: Mapping[str, tuple[str, str]] = {
    "carry single_body": (
        "Les voix de tous les collèges sont additionnées : chacune compte autant.",
        "The voices of all colleges are added up: each counts the same.",
    ),
    "carry whole": (
        "Toutes les voix sont additionnées : chacune compte autant.",
        "All voices are added up: each counts the same.",
    ),
    "carry proportional": (
        "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont voté.",
        "Each college brings its points in favour in proportion to what its members voted.",
    ),
    "carry bloc": (
        "Chaque collège apporte tous ses points au « pour », ou aucun, selon ce que ses membres ont voté.",
        "Each college brings all its points in favour, or none, by what its members voted.",
    ),
    "carry double_majority": (
        (
            "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont "
            "voté. Il faut deux majorités : celle des points, et celle des collèges."
        ),
        (
            "Each college brings its points in favour in proportion to what its members voted. Two "
            "majorities are needed: that of the points, and that of the colleges."
        ),
    ),
    "suspended": (
        (
            "Il reste moins de %(least)s collèges en jeu : leurs points sont suspendus pour ce "
            "vote, et les voix de tous les collèges sont additionnées."
        ),
        (
            "Fewer than %(least)s colleges are left in play: their points are suspended for this "
            "vote, and the voices of all colleges are added up."
        ),
    ),
    "said": ("« %(name)s » : %(answers)s.", "“%(name)s”: %(answers)s."),
    "adds": (
        "« %(name)s » apporte ainsi %(f)s au « pour », sur %(b)s au total.",
        "So “%(name)s” brings %(f)s in favour, out of %(b)s in the total.",
    ),
    "brings": (
        (
            "« %(name)s » a %(part)s des points de collège : %(f)s pour sur %(b)s (%(share)s), il "
            "en apporte donc %(brought)s au « pour »."
        ),
        (
            "“%(name)s” has %(part)s of the college points: %(f)s for, of %(b)s (%(share)s), so it "
            "brings %(brought)s in favour."
        ),
    ),
    "bloc for": (
        (
            "« %(name)s » a %(part)s des points de collège : %(f)s pour sur %(b)s (%(share)s). Il "
            "faut %(bound)s pour emporter le collège : c’est atteint, tous ses points vont au « "
            "pour »."
        ),
        (
            "“%(name)s” has %(part)s of the college points: %(f)s for, of %(b)s (%(share)s). The "
            "bound to carry the college is %(bound)s: it is met, all its points go in favour."
        ),
    ),
    "bloc against": (
        (
            "« %(name)s » a %(part)s des points de collège : %(f)s pour sur %(b)s (%(share)s). Il "
            "faut %(bound)s pour emporter le collège : ce n’est pas atteint, aucun de ses points "
            "ne va au « pour »."
        ),
        (
            "“%(name)s” has %(part)s of the college points: %(f)s for, of %(b)s (%(share)s). The "
            "bound to carry the college is %(bound)s: it is not met, none of its points goes in "
            "favour."
        ),
    ),
    "bloc tie against": (
        (
            "« %(name)s » a %(part)s des points de collège, et se partage en deux moitiés égales "
            "(%(f)s sur %(b)s) : d’après les règles, aucun de ses points ne va au « pour »."
        ),
        (
            "“%(name)s” has %(part)s of the college points, and is cut in two equal halves (%(f)s "
            "of %(b)s): by the rules, none of its points goes in favour."
        ),
    ),
    "bloc tie split": (
        (
            "« %(name)s » a %(part)s des points de collège, et se partage en deux moitiés égales "
            "(%(f)s sur %(b)s) : d’après les règles, la moitié de ses points, %(brought)s, va au « "
            "pour »."
        ),
        (
            "“%(name)s” has %(part)s of the college points, and is cut in two equal halves (%(f)s "
            "of %(b)s): by the rules, half of its points, %(brought)s, goes in favour."
        ),
    ),
    "bloc tie leaves_base": (
        (
            "« %(name)s » a %(part)s des points de collège, et se partage en deux moitiés égales "
            "(%(f)s sur %(b)s) : d’après les règles, ses points sont retirés du total."
        ),
        (
            "“%(name)s” has %(part)s of the college points, and is cut in two equal halves (%(f)s "
            "of %(b)s): by the rules, its points are taken out of the total."
        ),
    ),
    "empty": ("« %(name)s » n’a aucun membre.", "“%(name)s” has no member."),
    "barred": (
        "Aucun membre de « %(name)s » ne peut voter sur cette résolution.",
        "No member of “%(name)s” may vote on this resolution.",
    ),
    "absent": (
        "Personne de « %(name)s » ne prend part à ce vote, ni présent ni représenté.",
        "Nobody of “%(name)s” takes part in this vote, in person or by proxy.",
    ),
    "silent": (
        "Aucune des réponses de « %(name)s » ne compte.",
        "None of the answers of “%(name)s” counts.",
    ),
    "leaving neutral": (
        "Ses points de collège (%(points)s du tout) sont retirés du total, qui en devient plus petit.",
        "Its college points (%(points)s of the whole) are taken out of the total, which is then smaller.",
    ),
    "leaving stays": (
        (
            "Ses points de collège (%(points)s du tout) restent dans le total, sans rien au « pour "
            "» : ils pèsent contre."
        ),
        (
            "Its college points (%(points)s of the whole) stay in the total, with nothing in "
            "favour: they weigh against."
        ),
    ),
    "leaving share_equally": (
        (
            "Ses points de collège (%(points)s du tout) sont partagés à égalité entre les collèges "
            "en jeu, sans qu’aucun en reçoive au-delà de %(ceiling)s du total."
        ),
        (
            "Its college points (%(points)s of the whole) are shared equally among the colleges in "
            "play, none receiving any above %(ceiling)s of the total."
        ),
    ),
    "leaving share_pro_rata": (
        (
            "Ses points de collège (%(points)s du tout) sont partagés entre les collèges en jeu en "
            "proportion des leurs, sans qu’aucun en reçoive au-delà de %(ceiling)s du total."
        ),
        (
            "Its college points (%(points)s of the whole) are shared among the colleges in play in "
            "proportion to theirs, none receiving any above %(ceiling)s of the total."
        ),
    ),
}

RESULT: Mapping[str, tuple[str, str]] = {
    "sum of points": (
        "En tout, %(sum)s des points de collège vont au « pour ».",
        "In all, %(sum)s of the college points go in favour.",
    ),
    "added before rounding": (
        "Ces parts sont ajoutées avant d’être arrondies.",
        "These parts are added before they are rounded.",
    ),
    "base of points": (
        (
            "Les points qui comptent dans ce vote font %(base)s du tout : %(for)s sur %(base)s, "
            "cela fait %(part)s."
        ),
        "The points that count in this vote are %(base)s of the whole: %(for)s out of %(base)s is %(part)s.",
    ),
    "sum of voices": (
        "En tout, %(sum)s voix sont pour, sur %(base)s qui comptent : cela fait %(part)s.",
        "In all, %(sum)s voices are in favour, out of %(base)s that count: that is %(part)s.",
    ),
    "sum of nothing": (
        "Rien de ce qui a été dit ne compte : rien ne peut être adopté.",
        "Nothing that was said counts: nothing can be adopted.",
    ),
    "majority met": ("Il faut %(bound)s : c’est atteint.", "The bound is %(bound)s: it is met."),
    "majority missed": (
        "Il faut %(bound)s : ce n’est pas atteint.",
        "The bound is %(bound)s: it is not met.",
    ),
    "colleges met": (
        (
            "Il faut aussi que plus de la moitié des collèges en jeu soient favorables, chacun à "
            "plus de la moitié de ses voix : %(for)s sur %(all)s le sont, c’est atteint."
        ),
        (
            "More than half of the colleges in play must also be in favour, each by more than half "
            "of its voices: %(for)s of %(all)s are, it is met."
        ),
    ),
    "colleges missed": (
        (
            "Il faut aussi que plus de la moitié des collèges en jeu soient favorables, chacun à "
            "plus de la moitié de ses voix : %(for)s sur %(all)s le sont, ce n’est pas atteint."
        ),
        (
            "More than half of the colleges in play must also be in favour, each by more than half "
            "of its voices: %(for)s of %(all)s are, it is not met."
        ),
    ),
    "quorum heads reached": (
        (
            "Quorum, électeurs présents ou représentés : %(present)s sur %(entitled)s, soit "
            "%(got)s. Il faut %(bound)s : il est atteint."
        ),
        (
            "Quorum, electors present or represented: %(present)s of %(entitled)s, that is "
            "%(got)s. The bound is %(bound)s: it is reached."
        ),
    ),
    "quorum heads missed": (
        (
            "Quorum, électeurs présents ou représentés : %(present)s sur %(entitled)s, soit "
            "%(got)s. Il faut %(bound)s : il n’est pas atteint, il manque %(missing)s."
        ),
        (
            "Quorum, electors present or represented: %(present)s of %(entitled)s, that is "
            "%(got)s. The bound is %(bound)s: it is not reached, %(missing)s short."
        ),
    ),
    "missing one": ("une personne", "one person"),
    "missing many": ("%(number)s personnes", "%(number)s people"),
    "quorum nobody": (
        "Quorum : personne ne peut voter, il n’est pas atteint.",
        "Quorum: nobody may vote, it is not reached.",
    ),
    "quorum points reached": (
        (
            "Quorum en points de collège : chaque collège compte pour la part de ses électeurs "
            "présents ou représentés, ce qui fait %(got)s des points. Il faut %(bound)s : il est "
            "atteint."
        ),
        (
            "Quorum in college points: each college counts for the part of its electors present or "
            "represented, which makes %(got)s of the points. The bound is %(bound)s: it is reached."
        ),
    ),
    "quorum points missed": (
        (
            "Quorum en points de collège : chaque collège compte pour la part de ses électeurs "
            "présents ou représentés, ce qui fait %(got)s des points. Il faut %(bound)s : il n’est "
            "pas atteint."
        ),
        (
            "Quorum in college points: each college counts for the part of its electors present or "
            "represented, which makes %(got)s of the points. The bound is %(bound)s: it is not "
            "reached."
        ),
    ),
    "quorum each_college reached": (
        (
            "Quorum dans chaque collège : le moins présent est « %(name)s », avec %(got)s de ses "
            "électeurs. Il faut %(bound)s : il est atteint partout."
        ),
        (
            "Quorum in each college: the least present is “%(name)s”, with %(got)s of its "
            "electors. The bound is %(bound)s: it is reached everywhere."
        ),
    ),
    "quorum each_college missed": (
        (
            "Quorum dans chaque collège : le moins présent est « %(name)s », avec %(got)s de ses "
            "électeurs. Il faut %(bound)s : il n’est pas atteint."
        ),
        (
            "Quorum in each college: the least present is “%(name)s”, with %(got)s of its "
            "electors. The bound is %(bound)s: it is not reached."
        ),
    ),
    "quorum college reached": (
        (
            "Quorum du collège « %(name)s » : %(got)s de ses électeurs prennent part. "
            "Il faut %(bound)s : il est atteint."
        ),
        (
            "Quorum of the college “%(name)s”: %(got)s of its electors take part. "
            "The bound is %(bound)s: it is reached."
        ),
    ),
    "quorum college missed": (
        (
            "Quorum du collège « %(name)s » : %(got)s de ses électeurs prennent part. "
            "Il faut %(bound)s : il n’est pas atteint."
        ),
        (
            "Quorum of the college “%(name)s”: %(got)s of its electors take part. "
            "The bound is %(bound)s: it is not reached."
        ),
    ),
    "candidate without name": ("candidat n° %(rank)s", "candidate no. %(rank)s"),
    "list without name": ("liste n° %(rank)s", "list no. %(rank)s"),
    "answer without name": ("réponse n° %(rank)s", "answer no. %(rank)s"),
    "adopted": ("La résolution est adoptée.", "The resolution is adopted."),
    "rejected": ("La résolution est rejetée.", "The resolution is rejected."),
    "undecided": (
        (
            "Le quorum n’est pas atteint : l’assemblée ne décide rien sur cette résolution, ni "
            "pour ni contre. Ces chiffres sont donnés pour information. Elle ne peut être remise "
            "au vote que dans une assemblée convoquée de nouveau."
        ),
        (
            "The quorum is not reached: the assembly decides nothing on this resolution, neither "
            "for nor against. These figures are for information. It can only be put to the vote "
            "again in an assembly convened anew."
        ),
    ),
    "of college": (" du collège « %(name)s »", " of the college “%(name)s”"),
    "or college": (" ou du collège « %(name)s »", " or of the college “%(name)s”"),
    "flip one for": (
        "Une seule voix%(of)s, donnée pour au lieu de contre, aurait changé l’issue de ce compte.",
        "A single voice%(of)s, given for instead of against, would have changed the outcome of this count.",
    ),
    "flip one against": (
        "Une seule voix%(of)s, donnée contre au lieu de pour, aurait changé l’issue de ce compte.",
        "A single voice%(of)s, given against instead of for, would have changed the outcome of this count.",
    ),
    "flip many for": (
        (
            "Au plus près, %(votes)s voix%(of)s, données pour au lieu de contre, auraient changé "
            "l’issue de ce compte."
        ),
        (
            "At the nearest, %(votes)s voices%(of)s, given for instead of against, would have "
            "changed the outcome of this count."
        ),
    ),
    "flip many against": (
        (
            "Au plus près, %(votes)s voix%(of)s, données contre au lieu de pour, auraient changé "
            "l’issue de ce compte."
        ),
        (
            "At the nearest, %(votes)s voices%(of)s, given against instead of for, would have "
            "changed the outcome of this count."
        ),
    ),
    "no flip": (
        (
            "Aucun collège, en donnant ses voix dans l’autre sens, n’aurait changé à lui seul "
            "l’issue de ce compte."
        ),
        "No college, by giving its voices the other way, would have changed the outcome of this count alone.",
    ),
    "no flip whole": (
        "Aucune voix donnée dans l’autre sens n’aurait changé l’issue de ce compte.",
        "No voice given the other way would have changed the outcome of this count.",
    ),
}
