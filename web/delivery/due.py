"""One reminder to send, whatever it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """One mail: its words are in the language of who reads it.

    `key` names what it is about, the day it counts to, how long before, and to whom: the same key
    never leaves twice. `path` is the page in the service, from its root.
    """

    key: str
    name: str
    address: str
    language: str
    subject: str
    paragraphs: tuple[str, ...]
    path: str
    button: str
