"""Marking of French sentences for translation; the core itself never translates."""


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a French sentence as a message of the catalogue and return it unchanged."""
    return sentence
