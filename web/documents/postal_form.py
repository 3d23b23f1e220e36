"""What the form of a postal vote or proxy prints: facts turned into words."""

from typing import Any

from governance.assembly.notice import NoticeFacts
from governance.assembly.papers import DraftResolution, WayOfVoting
from governance.assembly.postal_form import PostalTerms
from governance.bylaws.choices import BlankProxy
from web.ballots.told import heading_of, vote_lines
from web.documents.french import spaced
from web.documents.views import of_the_day
from web.i18n import day, moment
from web.i18n import gettext as _

BLANKS = {
    BlankProxy.FOLLOWS_BOARD: (
        "Je donne pouvoir sans désigner personne : le président de l’assemblée vote alors pour les projets "
        "présentés ou agréés par l’organe qui convoque, et contre les autres."
    ),
    BlankProxy.SPLIT: (
        "Je donne pouvoir sans désigner personne : les statuts disent qui, du président ou d’un membre du "
        "conseil présent, vote alors à ma place."
    ),
}
ONE_WAY = "Choisissez une seule façon. Ne renvoyez jamais à la fois un pouvoir et un vote par correspondance."
NOTHING_TICKED = (
    "Cochez une case par ligne. Une ligne sans case cochée n’exprime aucun vote. Ce formulaire ne vote que "
    "sur les textes ci-dessous."
)
AGAIN = (
    "Ce formulaire vaut aussi pour l’assemblée suivante, si elle est convoquée avec le même ordre du jour."
)


RANKED = (
    "Écrivez 1 devant votre premier choix, 2 devant le deuxième, et ainsi de suite, autant que vous voulez."
)
FILLED = {
    "consultation": "Mettez une croix devant votre réponse.",
    "plurality": "Mettez une croix devant chaque nom que vous choisissez, pas plus qu’il n’y a de sièges.",
    "approval": "Mettez une croix devant chaque nom que vous approuvez.",
    "cumulative": "Écrivez devant chaque nom le nombre de voix que vous lui donnez, zéro compris.",
    "lists": "Mettez une croix devant une seule liste.",
    "instant_runoff": RANKED,
    "schulze": RANKED,
    "stv": RANKED,
    "majority_judgment": "Écrivez devant chaque nom une de ces mentions : %(grades)s. Rien vaut la dernière.",
    "without_candidate": "Écrivez le nom de la personne que vous proposez.",
}
"""How the boxes of each election are filled on paper."""


def form_view(facts: NoticeFacts) -> dict[str, Any] | None:
    """Give the form, the same for every member; None when nobody votes by post."""
    terms = facts.postal
    if terms is None:
        return None
    office = ", ".join(facts.cooperative.office)
    return {
        "title": "Formulaire de vote par correspondance" + (" ou de pouvoir" if terms.proxies else ""),
        "meeting": spaced(f"{facts.meeting.name}{of_the_day(facts.meeting)} – {facts.cooperative.name}"),
        "return_to": spaced(f"{facts.cooperative.name}, {office}" if office else facts.cooperative.name),
        "limits": [spaced(sentence) for sentence in _limits(terms)],
        "choices": [spaced(sentence) for sentence in _choices(terms)],
        "one_way": spaced(ONE_WAY) if terms.proxies else "",
        "hint": spaced(NOTHING_TICKED),
        "lines": [_line(draft) for draft in facts.drafts if draft.way is None],
        "elections": [_election(draft) for draft in facts.drafts if draft.way is not None],
        "again": spaced(AGAIN) if terms.again else "",
    }


def _limits(terms: PostalTerms) -> list[str]:
    limits = [f"Sur papier, il doit être reçu le {day(terms.paper_by)} au plus tard."]
    if terms.electronic_by is not None:
        limits.append(f"Par voie électronique, il doit être reçu avant le {moment(terms.electronic_by)}.")
    return [*limits, "Reçu plus tard, il n’est pas compté."]


def _choices(terms: PostalTerms) -> list[str]:
    if not terms.proxies:
        return ["Je vote par correspondance, comme je l’indique ci-dessous."]
    member = "un sociétaire de mon collège" if terms.same_college else "un sociétaire"
    blank = BLANKS.get(terms.blank)
    return [
        "Je vote par correspondance, comme je l’indique ci-dessous.",
        f"Je donne pouvoir, pour cette assemblée, à {member} (nom et prénom) :",
        *([blank] if blank else []),
    ]


def _line(draft: DraftResolution) -> dict[str, str]:
    return {"number": str(draft.number), "title": spaced(draft.title)}


def _election(draft: DraftResolution) -> dict[str, Any]:
    way = draft.way
    return {
        "heading": spaced(f"Résolution {draft.number} – {draft.title}"),
        "standing": heading_of(way),
        "way": [spaced(line) for line in vote_lines(way)] if way else [],
        "fill": spaced(_filled(way)) if way else "",
        "names": []
        if way and way.method == "without_candidate"
        else [spaced(one.name) for one in draft.candidates],
    }


def _filled(way: WayOfVoting) -> str:
    return FILLED[way.method] % {"grades": ", ".join(f"« {_(word)} »" for word in way.grades)}
