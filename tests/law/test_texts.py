"""How texts are cited."""

from governance.law.texts import civil, commerce, law_of_1947, other
from governance.sources import Confidence


def test_an_article_is_cited_with_its_text():
    assert str(commerce("R. 225-69")) == "Code de commerce, art. R. 225-69"
    assert str(civil("1844")) == "Code civil, art. 1844"
    assert str(law_of_1947("19 octies")).endswith("47-1775 du 10 septembre 1947, art. 19 octies")


def test_a_text_without_article_is_cited_alone():
    assert str(other("décret du 29 octobre 2015")) == "décret du 29 octobre 2015"


def test_what_was_not_read_in_its_present_wording_is_left_to_counsel():
    assert commerce("L. 223-27").confidence is Confidence.CONFIRMED
    assert commerce("L. 223-27", sure=False).confidence is Confidence.COUNSEL
