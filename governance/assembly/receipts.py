"""The receipt of a ballot, in the short form a person can read aloud."""

import base64

LENGTH = 12
GROUP = 4


def short_receipt(leaf: bytes) -> str:
    """Write a leaf hash as three groups of four letters and digits: "K7QF-2M3A-ZZ7B".

    60 bits: enough to find a ballot among those of a poll, not to prove it alone.
    """
    letters = base64.b32encode(leaf).decode()[:LENGTH]
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))
