"""The sentences of what deserves a look beside a result, in French and in English, side by side."""

from collections.abc import Mapping

CAUTIONS: Mapping[str, tuple[str, str]] = {
    "view votes_cast": (
        "les pour et les contre de tous, additionnés",
        "the for and against of all, added up",
    ),
    "view single_body": ("une personne, une voix, sans collèges", "one person, one vote, without colleges"),
    "view proportional": (
        "chaque collège au prorata de ses voix",
        "each college in proportion to its voices",
    ),
    "view bloc": ("chaque collège d’un seul bloc", "each college as a bloc"),
    "view adopted": ("%(view)s : adoptée", "%(view)s: adopted"),
    "view rejected": ("%(view)s : rejetée", "%(view)s: rejected"),
    "views_disagree": (
        (
            "Comptés autrement, les mêmes bulletins ne donnent pas tous ce résultat (%(views)s). "
            "Seule la règle des statuts décide."
        ),
        (
            "Counted otherwise, the same ballots do not all give this result (%(views)s). Only the "
            "rule of the bylaws decides."
        ),
    ),
    "court adopted under": (
        (
            "Ce compte adopte sans plus de voix pour que de voix contre. La Cour de cassation "
            "exige, pour une décision collective, au moins la majorité des voix exprimées "
            "(assemblée plénière, 15 novembre 2024, n° 23-16.670, rendue pour une SAS). Son "
            "application après pondération par collèges n’est pas tranchée : demandez conseil "
            "avant d’appliquer cette décision."
        ),
        (
            "This count adopts without more voices for than against. The Cour de cassation "
            "requires, for a collective decision, at least the majority of the votes cast (full "
            "court, 15 November 2024, no. 23-16.670, given for an SAS). Whether it applies after "
            "weighing by colleges is not settled: take advice before you apply this decision."
        ),
    ),
    "court adopted": (
        (
            "Ce compte adopte avec plus de voix pour que de voix contre : la majorité des voix "
            "exprimées, que la Cour de cassation exige au moins (assemblée plénière, 15 novembre "
            "2024, n° 23-16.670, rendue pour une SAS), y est."
        ),
        (
            "This count adopts with more voices for than against: the majority of the votes cast, "
            "which the Cour de cassation requires at least (full court, 15 November 2024, no. "
            "23-16.670, given for an SAS), is there."
        ),
    ),
    "court rejected": (
        (
            "Ce compte rejette alors qu’il y a plus de voix pour que de voix contre. La Cour de "
            "cassation fait de la majorité des voix exprimées un minimum (assemblée plénière, 15 "
            "novembre 2024, n° 23-16.670, rendue pour une SAS) ; les statuts peuvent demander plus."
        ),
        (
            "This count rejects though there are more voices for than against. The Cour de "
            "cassation makes the majority of the votes cast a minimum (full court, 15 November "
            "2024, no. 23-16.670, given for an SAS); the bylaws may ask for more."
        ),
    ),
    "court rejected under": (
        (
            "Ce compte rejette, et il n’y a pas plus de voix pour que de voix contre : adopter "
            "aurait contredit le minimum de la Cour de cassation, la majorité des voix exprimées "
            "(assemblée plénière, 15 novembre 2024, n° 23-16.670, rendue pour une SAS)."
        ),
        (
            "This count rejects, and there are not more voices for than against: to adopt would "
            "have gone against the minimum of the Cour de cassation, the majority of the votes "
            "cast (full court, 15 November 2024, no. 23-16.670, given for an SAS)."
        ),
    ),
    "weights_suspended": (
        "Les points de collège sont suspendus : chaque collège ne compte plus que par le nombre de ses voix.",
        "The college points are suspended: each college counts only by the number of its voices.",
    ),
    "counts_for": (
        "Ces règles comptent comme « pour » des réponses qui ne le disent pas : %(answers)s.",
        "These rules count as “for” answers that do not say so: %(answers)s.",
    ),
    "stays_weighs_against": (
        (
            "%(part)s des points de collège restent dans le total alors qu’aucun collège en jeu ne "
            "les porte : ils pèsent contre la résolution."
        ),
        (
            "%(part)s of the college points stay in the total though no college in play holds "
            "them: they weigh against the resolution."
        ),
    ),
    "above bounds": (
        (
            "Dans ce vote, le collège « %(name)s » tient %(part)s du total, plus que les %(bound)s "
            "qu’un collège peut avoir."
        ),
        (
            "In this vote, the college “%(name)s” holds %(part)s of the total, more than the "
            "%(bound)s a college may have."
        ),
    ),
    "under bounds": (
        (
            "Dans ce vote, le collège « %(name)s » tient %(part)s du total, moins que les "
            "%(bound)s qu’un collège doit avoir."
        ),
        (
            "In this vote, the college “%(name)s” holds %(part)s of the total, less than the "
            "%(bound)s a college must have."
        ),
    ),
    "few colleges": (
        "Collèges en jeu dans ce vote : %(number)s. D’après les règles, il en faut au moins %(least)s.",
        "Colleges in play in this vote: %(number)s. By the rules, at least %(least)s are needed.",
    ),
    "several_votes one": (
        (
            "Une voix s’ajoute à celle d’une personne qui vote déjà dans un autre collège : ces statuts le "
            "permettent, mais la loi donne une seule voix à chacun "
            "(loi du 10 septembre 1947, articles 1er et 9)."
        ),
        (
            "One voice is added to that of a person who already votes in another college: these bylaws allow "
            "it, but the law gives each one a single vote (law of 10 September 1947, articles 1 and 9)."
        ),
    ),
    "several_votes many": (
        (
            "%(number)s voix s’ajoutent à celles de personnes qui votent déjà dans un autre collège : ces "
            "statuts le permettent, mais la loi donne une seule voix à chacun "
            "(loi du 10 septembre 1947, articles 1er et 9)."
        ),
        (
            "%(number)s voices are added to those of persons who already vote in another college: these "
            "bylaws allow it, but the law gives each one a single vote "
            "(law of 10 September 1947, articles 1 and 9)."
        ),
    ),
    "interested": (
        "N’ont pas pris part au vote, intéressés : %(number)s.",
        "Took no part in the vote, being interested in it: %(number)s.",
    ),
    "interested by": (
        "N’ont pas pris part au vote, intéressés : %(number)s (%(text)s).",
        "Took no part in the vote, being interested in it: %(number)s (%(text)s).",
    ),
    "small_college one": (
        (
            "Une seule personne du collège « %(name)s » prend part à ce vote : le détail de ce "
            "collège dit ce qu’elle a voté."
        ),
        (
            "Only one person of the college “%(name)s” takes part in this vote: the detail of this "
            "college says how they voted."
        ),
    ),
    "small_college many": (
        (
            "Seules %(number)s personnes du collège « %(name)s » prennent part à ce vote, moins de "
            "cinq : le détail de ce collège peut révéler ce que chacune a voté."
        ),
        (
            "Only %(number)s people of the college “%(name)s” take part in this vote, fewer than "
            "five: the detail of this college may reveal how each of them voted."
        ),
    ),
    "one_voter_carries_college": (
        (
            "Dans le collège « %(name)s », une seule voix compte : elle décide seule de %(part)s "
            "des points de collège."
        ),
        "In the college “%(name)s”, only one voice counts: it alone decides %(part)s of the college points.",
    ),
    "majority_under_half": (
        (
            "La majorité demandée par ces règles (%(bound)s) ne dépasse pas la moitié : une "
            "égalité, ou moins, suffit à adopter."
        ),
        "The majority these rules ask for (%(bound)s) is not above half: a tie, or less, is enough to adopt.",
    ),
}
