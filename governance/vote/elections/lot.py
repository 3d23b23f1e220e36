"""The seed of a lot, which nobody can choose: a secret pledged before the votes, told after them.

At the opening the service draws a secret and writes only its pledge in the act `poll.open`. At the
close the act `poll.close` tells the secret, and the leaf hash of the act just before it, the head of
the log, which every ballot cast has moved. To check by hand, with the lines of the log:

    pledge = SHA-256(secret)                     the « lot » of the act poll.open
    head   = SHA-256(0x00 ‖ line before)         the act just before poll.close
    seed   = SHA-256("secret:head")              the seed of the counting sheet
    key    = SHA-256("seed:option")              smallest first: `ties.lot_key`

all in lower-case hexadecimal. Voters and officers do not know the secret while they vote, and who
runs the service cannot change it once it is pledged.
"""

import hashlib
from dataclasses import dataclass

SECRET_BYTES = 32
"""How long a secret is; it is written in 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Lot:
    """What a lot was drawn from: all that a stranger needs to draw it again."""

    pledge: str
    secret: str
    head: str
    seed: str


def pledge_of(secret: str) -> str:
    """Hash a secret, to be written before the votes."""
    return hashlib.sha256(secret.encode()).hexdigest()


def drawn_from(secret: str, head: str) -> Lot:
    """Make the lot of a secret and of the head of the log at the close."""
    seed = hashlib.sha256(f"{secret}:{head}".encode()).hexdigest()
    return Lot(pledge_of(secret), secret, head, seed)
