"""French alphabetical order and search without the help of the database's collations."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Write a text in small letters without accents: "Œuvre d’Été" becomes "oeuvre d ete"."""
    expanded = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    decomposed = unicodedata.normalize("NFKD", expanded.casefold())
    return " ".join(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def same_person(told: str, known: str) -> bool:
    """Tell whether two names may be of one person: every word of the shorter stands in the longer.

    "Belkacem Denis", "M. Denis Belkacem" and "Belkacem" may be Denis Belkacem; Paul Durand is not.
    """
    one, other = set(plain(told).split()), set(plain(known).split())
    return bool(one and other) and (one <= other or other <= one)


def sort_key(name: str, first_name: str = "") -> str:
    """Give the key that orders members as a French list: name, then first name.

    "Le Goff" and "Legoff" are next to each other; accents only break a tie.
    """
    letters = plain(name).replace(" ", "")
    return f"{letters}|{plain(first_name)}|{name}|{first_name}"


def search_key(*texts: str) -> str:
    """Give the text searched by beginnings of words: each word follows a space."""
    return " " + " ".join(plain(text) for text in texts if text)


def search_words(query: str) -> list[str]:
    """Split what a person typed into the words to look for, at most eight."""
    return plain(query).split()[:8]
