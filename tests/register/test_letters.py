"""Letters to one person: what is refused before they are kept."""

import pytest

from governance.register.letters import Addressee, EmptyLetter, LetterChannel, NoAddress, Written, paragraphs

MAIL = LetterChannel.EMAIL


def test_a_letter_has_a_subject_and_a_text_within_bounds():
    assert Written(MAIL, "o" * 200, "t" * 10_000).paragraphs == ["t" * 10_000]
    for subject, body in (("", "t"), ("o", ""), ("o" * 201, "t"), ("o", "t" * 10_001), ("o", "\x00")):
        with pytest.raises(EmptyLetter):
            Written(MAIL, subject, body)


def test_empty_lines_separate_paragraphs():
    assert paragraphs("Bonjour,\r\n\r\nune\nphrase.\n\n\n\nFin.") == ["Bonjour,", "une phrase.", "Fin."]


def test_a_letter_goes_nowhere_without_an_address():
    known = Addressee("Lou", "lou@exemple.test", "")
    assert known.address(MAIL) == "lou@exemple.test"
    with pytest.raises(NoAddress, match="Lou"):
        known.address(LetterChannel.LETTER)
