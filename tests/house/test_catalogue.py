"""Every French sentence has its English, with the same facts in it."""

from importlib import import_module

from web.i18n import catalogue


def test_every_sentence_has_an_english_translation():
    missing = catalogue.missing("en")
    assert not missing, f"{len(missing)} sentences to translate: " + " | ".join(missing[:20])


def test_every_translation_names_the_facts_of_its_sentence():
    assert not catalogue.wrong_placeholders("en")


def test_a_translation_that_loses_or_invents_a_fact_is_found(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    lost = 'msgid "Part : %(part)s"\nmsgstr "Part"\n\n'
    invented = 'msgid "Rien"\nmsgstr "Nothing %(more)s"\n'
    (folder / "messages.po").write_text(header + lost + invented, encoding="utf-8")
    monkeypatch.setattr(import_module("web.i18n.language"), "CATALOGUES", tmp_path)
    assert catalogue.wrong_placeholders("en") == ["Part : %(part)s", "Rien"]
