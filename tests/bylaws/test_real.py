"""The rules read of thirty-two real cooperatives: each can be written, said, and judged."""

import json
from collections import Counter
from datetime import date

import pytest

from governance.bylaws.check import breaches
from governance.bylaws.document import bylaws_document, read_bylaws
from governance.bylaws.plain import sentences
from governance.bylaws.rules import read_rules, rules_document, rules_for
from governance.law.legal_forms import MEETINGS
from tests.bylaws.cooperatives import KEYS, bylaws_of, overlay
from web.i18n.language import translations

TODAY = date(2026, 11, 24)


def test_all_thirty_two_are_there():
    assert len(KEYS) == 32


@pytest.mark.parametrize("key", KEYS)
def test_a_real_cooperative_goes_through_its_document_and_back(key):
    bylaws = bylaws_of(key)
    document = json.loads(json.dumps(bylaws_document(bylaws)))
    assert read_bylaws(document) == bylaws
    assert bylaws.identity.name == overlay(key)["name"]


@pytest.mark.parametrize("key", KEYS)
def test_the_law_finds_in_a_real_cooperative_what_is_expected_and_nothing_else(key):
    found = Counter(
        f"{type(each).__name__} {_article(each.source)}" for each in breaches(bylaws_of(key), TODAY)
    )
    assert found == Counter(overlay(key)["breaches"])


def _article(source):
    return source.article or ("assemblée plénière" if "plénière" in source.text else source.text)


@pytest.mark.parametrize("key", KEYS)
def test_a_real_cooperative_says_its_rules_in_french_and_in_english(key):
    translate = translations("en").gettext
    for article, sentence in sentences(bylaws_of(key)):
        assert article
        assert str(sentence).endswith(".")
        assert "%(" not in str(sentence)
        assert translate(sentence.message) != sentence.message
        assert "%(" not in sentence.text(translate)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("meeting", MEETINGS)
def test_a_real_cooperative_has_rules_for_every_meeting(key, meeting):
    rules = rules_for(bylaws_of(key), *meeting, TODAY)
    assert rules.colleges
    assert read_rules(json.loads(json.dumps(rules_document(rules)))) == rules
