"""What the answer of the mail relay makes of one mail: sent, refused, or to try again."""

from dataclasses import dataclass

from governance.words import N_
from web.delivery.mail import Delivery, DeliveryStatus
from web.i18n import gettext

MOST_TRIES = 8
"""How often a mail is offered to a relay that says later, before it counts as refused."""

GIVEN_UP = N_("Le serveur de courrier a demandé d’attendre trop de fois. Sa réponse : %(answer)s")


@dataclass(frozen=True, slots=True)
class Concluded:
    """The outcome, what the relay said, and whether it could not be reached at all."""

    outcome: str
    said: str
    unreachable: bool = False


def concluded(answer: Delivery, tries: int) -> Concluded:
    """Read the answer to a mail offered for the `tries`-th time: `sent`, `refused` or `waiting`."""
    said = f"{answer.code} {answer.answer}".strip()[:500] if answer.code else answer.answer[:500]
    if answer.status is DeliveryStatus.ACCEPTED:
        return Concluded("sent", said)
    if answer.status is DeliveryStatus.REFUSED:
        return Concluded("refused", said)
    if answer.code is not None and tries >= MOST_TRIES:
        return Concluded("refused", gettext(GIVEN_UP) % {"answer": said})
    return Concluded("waiting", said, unreachable=answer.code is None)
