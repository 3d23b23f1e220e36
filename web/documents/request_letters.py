"""The letters that answer a request for the agenda. Always in French, as the other papers we write."""

from datetime import date

from governance.queries.requests import RequestShown
from governance.register.letters import LetterChannel, Written
from web.i18n import day, speaking

RECEIVED = """Bonjour,

Nous avons reçu le {today} votre demande « {title} » pour l’ordre du jour d’une assemblée.
Cette lettre en accuse réception.

{behind}

Vous recevrez la réponse ; vous pouvez aussi la suivre dans le service.

{cooperative}"""
ENOUGH = (
    "Elle est soutenue par {many} sociétaires, assez pour qu’elle soit inscrite si elle est arrivée à temps."
)
SHORT = (
    "Elle est soutenue par {many} sociétaires : c’est moins que ce que la loi ou nos statuts demandent pour "
    "une inscription de droit. Elle sera examinée."
)
TURNED_DOWN = """Bonjour,

Votre demande « {title} » n’est pas inscrite à l’ordre du jour. En voici le motif :

{reason}

{why}

{cooperative}"""
TOO_FEW = (
    "Elle n’avait pas réuni la part du capital, des sociétaires ou des voix qui donne droit à l’inscription. "
    "Vous pouvez chercher d’autres soutiens et la présenter de nouveau."
)
TOO_LATE = "Arrivée après la date limite, elle pourra être présentée pour une assemblée prochaine."


def acknowledgement(found: RequestShown, cooperative: str, today: date) -> Written | None:
    """Write the acknowledgement of a request, None when nothing is known of where to send it."""
    channel = _way(found)
    if channel is None:
        return None
    with speaking("fr"):
        written = day(today)
    behind = (ENOUGH if found.enough else SHORT).format(many=found.many)
    facts = {"today": written, "title": found.title, "behind": behind, "cooperative": cooperative}
    return Written(channel, "Votre demande pour l’ordre du jour est reçue", RECEIVED.format(**facts))


def refusal(found: RequestShown, reason: str, cooperative: str) -> Written | None:
    """Write why a request is not on the agenda, None when nothing is known of where to send it."""
    channel = _way(found)
    if channel is None:
        return None
    facts = {
        "title": found.title,
        "reason": reason.strip() or "…",
        "why": TOO_LATE if found.enough else TOO_FEW,
        "cooperative": cooperative,
    }
    return Written(channel, "Votre demande pour l’ordre du jour", TURNED_DOWN.format(**facts))


def _way(found: RequestShown) -> LetterChannel | None:
    """Give how a letter reaches the author; None for the works council, or without an address."""
    if found.reached is None:
        return None
    to, channel = found.reached.addressee, found.reached.channel
    return channel if (to.email if channel is LetterChannel.EMAIL else to.lines) else None
