"""Two versions compared: what was added, removed, changed, and in which words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.amendment import OPENING, amendment_text
from governance.bylaws.chapters import (
    CHAPTER_TITLES,
    chapter_of,
    chapter_part,
    chapter_sentences,
    fields_of,
    with_chapter,
)
from governance.bylaws.clauses import Bylaws, MajorityClause, QuorumClause, QuorumOf
from governance.bylaws.differences import ChapterChange, How, SentenceChange, differences
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import MODELS, load_model
from governance.bylaws.plain import sentences
from governance.errors import NotFound


@pytest.fixture
def ours():
    return load_model("five_colleges_proportional")


def with_days(bylaws, days):
    return replace(bylaws, notice=replace(bylaws.notice, first_days=days))


def test_each_field_of_the_bylaws_is_in_one_titled_chapter():
    assert {chapter_of(name) for name in Bylaws.__dataclass_fields__} == set(CHAPTER_TITLES)
    assert fields_of("categories") == ("categories_article", "categories")
    with pytest.raises(NotFound):
        fields_of("nowhere")


def test_a_chapter_is_taken_out_of_a_document_as_it_stands(ours):
    document = {**bylaws_document(ours), "notice": {"first_days": "quinze"}}
    assert chapter_part(document, "notice") == {"notice": {"first_days": "quinze"}}


@pytest.mark.parametrize("model", MODELS)
def test_equal_bylaws_do_not_differ(model):
    assert differences(load_model(model), load_model(model)) == ()


def test_one_changed_number_is_one_field_and_one_sentence(ours):
    (change,) = differences(ours, with_days(ours, 21))
    (field,) = change.fields
    assert (change.chapter, field.key, field.how) == ("notice", "notice.first_days", How.CHANGED)
    assert (field.before, field.after) == (ours.notice.first_days, 21)
    (sentence,) = change.sentences
    assert sentence.how is How.CHANGED
    assert "21 jours" in str(sentence.after[1])
    assert sentence.before[0] == sentence.after[0] == ours.notice.article


def test_a_college_that_leaves_is_told_by_its_name_and_its_sentence(ours):
    fewer = replace(ours, colleges=replace(ours.colleges, items=ours.colleges.items[1:]))
    gone = ours.colleges.items[0]
    (change,) = differences(ours, fewer)
    assert {field.how for field in change.fields} == {How.REMOVED}
    assert {field.row for field in change.fields} == {(gone.name,)}
    assert any(gone.name in str(each.before[1]) for each in change.sentences if each.before)


def test_rows_are_compared_by_their_identifier_not_by_their_place(ours):
    turned = replace(ours, colleges=replace(ours.colleges, items=tuple(reversed(ours.colleges.items))))
    (change,) = differences(ours, turned)
    assert change.fields == ()
    assert change.sentences


def test_a_limit_that_appears_is_an_addition(ours):
    none = replace(ours, proxies=replace(ours.proxies, per_holder=None))
    some = replace(ours, proxies=replace(ours.proxies, per_holder=2))
    (field,) = differences(none, some)[0].fields
    assert (field.how, field.before, field.after) == (How.ADDED, None, 2)
    (field,) = differences(some, none)[0].fields
    assert (field.how, field.before, field.after) == (How.REMOVED, 2, None)


def test_the_chapters_replaced_one_after_the_other_lead_to_the_new_bylaws(ours):
    other = load_model("three_colleges_bloc")
    current = ours
    for change in differences(ours, other):
        current = with_chapter(current, other, change.chapter)
    assert current == other


def test_a_sentence_is_told_in_the_chapter_that_makes_it_differ(ours):
    half = replace(ours.colleges, bloc_part=Fraction(2, 3), max_college_part=Fraction(2, 5))
    changes = differences(ours, with_days(replace(ours, colleges=half), 30))
    assert [change.chapter for change in changes] == ["colleges", "notice"]
    assert all("jours" in str(each.after[1]) for each in changes[1].sentences)


@pytest.mark.parametrize("chapter", CHAPTER_TITLES)
def test_the_sentences_of_a_chapter_are_those_of_its_articles(ours, chapter):
    said = chapter_sentences(ours, chapter)
    assert said or (chapter in ("permanent", "delegates") and getattr(ours, chapter) is None)
    assert all(line in sentences(ours) for line in said)


@pytest.mark.parametrize(
    ("chapter", "articles"),
    [
        ("notice", {"19"}),
        ("categories", {"11", "11.1", "11.2", "11.3", "11.4", "11.5", "11.6"}),
        ("colleges", {"17", "17.1", "17.2", "17.3", "17.4", "17.5"}),
        ("board", {"26"}),
    ],
)
def test_a_chapter_says_all_the_rules_of_its_own_articles_and_those_of_its_rows(ours, chapter, articles):
    expected = [line for line in sentences(ours) if line[0] in articles]
    assert chapter_sentences(ours, chapter) == expected


FIRST_ORDINARY = "l’assemblée ordinaire, première convocation"


def by_meeting(bylaws, chapter, value):
    own = getattr(bylaws, chapter)
    changed = replace(own, by_meeting=replace(own.by_meeting, ordinary_first=value))
    return replace(bylaws, **{chapter: changed})


def test_a_majority_that_changes_names_its_meeting(ours):
    old, new = (MajorityClause(part, at_least=True) for part in (Fraction(2, 3), Fraction(3, 4)))
    (change,) = differences(by_meeting(ours, "majority", old), by_meeting(ours, "majority", new))
    (field,) = change.fields
    assert (field.key, [str(one) for one in field.row]) == ("majority.by_meeting.part", [FIRST_ORDINARY])
    assert (field.how, field.before, field.after) == (How.CHANGED, Fraction(2, 3), Fraction(3, 4))


def test_conditions_without_a_name_are_told_by_their_number_from_1(ours):
    first, old, new = (QuorumClause(QuorumOf.HEADS, Fraction(1, part)) for part in (4, 3, 2))
    (change,) = differences(
        by_meeting(ours, "quorum", (first, old)), by_meeting(ours, "quorum", (first, new))
    )
    (field,) = change.fields
    assert field.key == "quorum.by_meeting.part"
    assert [str(one) for one in field.row] == [FIRST_ORDINARY, "2"]


def test_a_points_row_is_told_by_the_name_of_its_college(ours):
    first, *others = ours.colleges.items
    more = replace(
        ours, colleges=replace(ours.colleges, items=(replace(first, points=Fraction(31)), *others))
    )
    field = differences(ours, more)[0].fields[0]
    assert (field.key, field.row, field.after) == ("colleges.items.points", (first.name,), Fraction(31))


def test_a_row_whose_name_was_left_empty_is_told_by_its_identifier(ours):
    first, *others = ours.categories
    bare = replace(ours, categories=(replace(first, name=""), *others))
    dearer = replace(ours, categories=(replace(first, name="", min_shares=9), *others))
    (field,) = differences(bare, dearer)[0].fields
    assert (field.key, field.row) == ("categories.min_shares", ("entrepreneurs",))


def test_a_rule_that_is_dropped_is_removed_and_one_that_comes_is_added(ours):
    without = replace(ours, remote=replace(ours.remote, postal_vote=False))
    rule = ("25", "On peut voter par correspondance.")
    (change,) = differences(ours, without)
    (told,) = change.sentences
    assert (told.how, told.before[0], str(told.before[1]), told.after) == (How.REMOVED, *rule, None)
    (change,) = differences(without, ours)
    (told,) = change.sentences
    assert (told.how, told.before, told.after[0], str(told.after[1])) == (How.ADDED, None, *rule)


def notice_of(days):
    return (
        f"La convocation part au moins {days} jours pleins avant l’assemblée, 10 pour une deuxième "
        "convocation, par\u00a0: lettre, courriel, avec l’accord du sociétaire."
    )


def test_the_resolution_says_each_change_the_day_and_the_print(ours):
    changes = differences(ours, with_days(ours, 21))
    text = amendment_text(changes, effect_on=date(2027, 7, 1), sha256="c0ffee")
    assert text.split("\n\n") == [
        OPENING,
        "**La convocation**",
        f"- Article {ours.notice.article}. Règle modifiée : {notice_of(21)} Jusqu’ici : {notice_of(15)}",
        "Cette modification prend effet le 01/07/2027. Les autres règles demeurent.",
        "Empreinte SHA-256 du projet de statuts soumis au vote : `c0ffee`.",
    ]


def line(how, before, after):
    change = ChapterChange(
        "notice", (), (SentenceChange(how, before, after), SentenceChange(how, before, after))
    )
    text = amendment_text((change,), effect_on=date(2027, 7, 1), sha256="a")
    first, second = text.split("\n\n")[2].split("\n")
    assert first == second
    return first


@pytest.mark.parametrize(
    ("how", "before", "after", "said"),
    [
        (How.REMOVED, ("14", "Une règle."), None, "- Article 14. Règle supprimée : Une règle."),
        (How.ADDED, None, ("15", "Une règle."), "- Article 15. Règle ajoutée : Une règle."),
        (How.ADDED, None, ("", "Une règle."), "- Sans numéro d’article. Règle ajoutée : Une règle."),
        (
            How.CHANGED,
            ("14", "Avant."),
            ("15", "Après."),
            "- Article 15 (auparavant article 14). Règle modifiée : Après. Jusqu’ici : Avant.",
        ),
    ],
)
def test_the_resolution_tells_each_kind_of_change_in_its_own_words(how, before, after, said):
    assert line(how, before, after) == said


def test_a_chapter_whose_sentences_stay_is_named_and_the_draft_referred_to():
    text = amendment_text((ChapterChange("notice", (), ()),), effect_on=date(2027, 7, 1), sha256="a")
    assert text.split("\n\n")[1:3] == [
        "**La convocation**",
        "Ce chapitre est modifié ainsi que le montre le projet de statuts.",
    ]
