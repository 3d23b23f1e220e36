"""French sentences: their marking for translation (the core itself never translates), and their spaces."""

import re
from functools import cache

_BEFORE_HIGH = re.compile(r" (?=[;!?](?:\s|$|[)»]))")
_BEFORE_WIDE = re.compile(r" (?=(?::(?:\s|$)|»))")
_AFTER_OPENING = re.compile(r"« ")


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a French sentence as a message of the catalogue and return it unchanged."""
    return sentence


@cache
def spaced(sentence: str) -> str:
    """Keep French punctuation with its word: narrow no-break before ; ! ?, no-break before : and in « »."""
    kept = _BEFORE_WIDE.sub("\u00a0", _BEFORE_HIGH.sub("\u202f", sentence))
    return _AFTER_OPENING.sub("«\u00a0", kept)
