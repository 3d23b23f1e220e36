"""French typography and plurals of the papers: acts written in one language, whatever the reader's."""

import re

from governance.units import Cents
from web.i18n import number

NO_BREAK = "\u00a0"
THIN = "\u202f"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_BEFORE_HIGH_MARK = re.compile(r"[ \u00a0\u202f]+([;!?»%€])")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+:(?=\s|$)")
_AFTER_FIGURE = re.compile(rf"(?<=[0-9]) (?=[0-9])|(?<=n°) (?=[0-9])|(?<=[0-9]) (?=(?:{MONTHS})\b)")
_AFTER_QUOTE = re.compile(r"«[ \u00a0\u202f]+")


def spaced(text: str) -> str:
    """Put no-break spaces where French typography wants them, only where a space already stands."""
    text = _AFTER_FIGURE.sub(NO_BREAK, text)
    text = _BEFORE_HIGH_MARK.sub(lambda found: (THIN if found[1] in ";!?" else NO_BREAK) + found[1], text)
    return _AFTER_QUOTE.sub(f"«{NO_BREAK}", _BEFORE_COLON.sub(f"{NO_BREAK}:", text))


def euros(cents: Cents) -> str:
    """Write « 152 400 € », or « 152 400,50 € » when there are cents."""
    whole, rest = divmod(cents, 100)
    return f"{number(whole)}{f',{rest:02d}' if rest else ''}{NO_BREAK}€"


def counted(value: int, one: str, many: str) -> str:
    """Write « 1 inscrit », « 12 sociétaires »; zero is singular in French."""
    return f"{number(value)}{NO_BREAK}{one if value < 2 else many}"
