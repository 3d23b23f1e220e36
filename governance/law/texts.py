"""The texts the rules cite: one builder each, so that a text is named the same way everywhere.

Addresses lead to the whole text on Légifrance; the article is in the source itself.
"""

from typing import Final

from governance.sources import Confidence, LegalSource

COMMERCE_URL: Final = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000005634379"
CIVIL_URL: Final = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070721"
LAW_OF_1947_URL: Final = "https://www.legifrance.gouv.fr/loda/id/LEGISCTA000006084030"

_CONFIDENCE = {True: Confidence.CONFIRMED, False: Confidence.COUNSEL}


def commerce(article: str, *, sure: bool = True, note: str = "") -> LegalSource:
    """Cite an article of the Code de commerce ("R. 225-69")."""
    return LegalSource("Code de commerce", article, COMMERCE_URL, _CONFIDENCE[sure], note)


def civil(article: str, *, sure: bool = True, note: str = "") -> LegalSource:
    """Cite an article of the Code civil ("1844")."""
    return LegalSource("Code civil", article, CIVIL_URL, _CONFIDENCE[sure], note)


def law_of_1947(article: str, *, sure: bool = True, note: str = "") -> LegalSource:
    """Cite an article of the law on cooperation ("19 octies")."""
    text = "loi n° 47-1775 du 10 septembre 1947"
    return LegalSource(text, article, LAW_OF_1947_URL, _CONFIDENCE[sure], note)


def other(text: str, article: str = "", *, sure: bool = True, note: str = "") -> LegalSource:
    """Cite another text, or a decision of a court."""
    return LegalSource(text, article, "", _CONFIDENCE[sure], note)
