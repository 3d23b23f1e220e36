"""The letters about assemblies missed, as they are proposed to the secretary, who may change them.

Always in French, as the other papers we write.
"""

from datetime import date

from governance.queries.missed import MissedOf
from governance.register.letters import paragraphs
from web.i18n import day, listing, speaking

DAY = "{jour}"
"""Stands, in the letter that summons, for the day chosen in its form."""

WARNING = """Bonjour,

Vous n’avez été ni présent ni représenté à nos {count} dernières assemblées générales ordinaires, celles
du {days}.

{article}

Rien n’est décidé. Pour que ce décompte s’arrête, il suffit de venir à la prochaine assemblée, ou de
donner pouvoir à un sociétaire.

Si quelque chose vous empêche de venir, dites-le-nous : nous chercherons avec vous comment faire. Votre
voix nous manque.

{cooperative}"""
MAY_END = (
    "L’article {article} de nos statuts prévoit que manquer {ends} assemblées ordinaires à la suite, sans "
    "être représenté, peut faire perdre la qualité de sociétaire."
)
ASKS = "L’article {article} de nos statuts demande de prévenir les sociétaires dans ce cas."
SUMMONS = """Bonjour,

Vous n’avez été ni présent ni représenté aux {count} assemblées générales ordinaires du {days}.

L’article {article} de nos statuts prévoit que manquer {ends} assemblées ordinaires à la suite, sans être
représenté, peut faire perdre la qualité de sociétaire. C’est le motif pour lequel nous vous écrivons.

Avant toute décision, vous pouvez vous expliquer, en venant nous voir ou en nous écrivant, jusqu’au
{jour} compris. Vous pouvez vous faire accompagner.

Nous préférons vous garder parmi nous : si vous souhaitez rester sociétaire, dites-le-nous.

{cooperative}"""
ENDING = """Bonjour,

Après vous avoir mis en mesure de vous expliquer, la décision a été prise : votre qualité de sociétaire
prend fin le {tomorrow}. Le motif est celui de notre lettre précédente : {count} assemblées générales
ordinaires manquées à la suite, sans être représenté (article {article} de nos statuts).

Vos parts vous seront remboursées comme nos statuts le prévoient. Vous pouvez contester cette décision
devant le tribunal.

Ce n’est pas un adieu : nos rencontres vous restent ouvertes, et vous pourrez demander à redevenir
sociétaire quand vous le souhaiterez.

{cooperative}"""
SUBJECTS = {
    "warn": "Vous nous avez manqué aux dernières assemblées",
    "summon": "Avant toute décision sur votre qualité de sociétaire, nous souhaitons vous entendre",
    "end": "Votre qualité de sociétaire prend fin",
}


def proposed(kind: str, found: MissedOf, cooperative: str, tomorrow: date) -> tuple[str, str]:
    """Give the subject and the text of a letter: "warn", "summon" or "end"."""
    clause = found.clause
    with speaking("fr"):
        facts = {
            "count": len(found.days),
            "days": listing([day(one) for one in found.days]),
            "ends": clause.ends,
            "cooperative": cooperative,
            "tomorrow": day(tomorrow),
            "jour": DAY,
        }
    told = (MAY_END if clause.ends else ASKS).format(article=clause.article, ends=clause.ends)
    text = {"warn": WARNING, "summon": SUMMONS, "end": ENDING}[kind]
    article = told if kind == "warn" else clause.article
    return SUBJECTS[kind], "\n\n".join(paragraphs(text.format(**facts, article=article)))


def with_day(body: str, on: date) -> str:
    """Write the day of the hearing in the letter that summons, even where its author took it out."""
    with speaking("fr"):
        written = day(on)
    if DAY in body:
        return body.replace(DAY, written)
    if written in body:
        return body
    return f"{body.rstrip()}\n\nVous pouvez vous expliquer jusqu’au {written} compris."
