"""Every French sentence has its English, with the same facts in it."""

import io
from importlib import import_module

from babel.messages.pofile import read_po

from tests.house.tree import ROOT
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


def test_the_sentences_that_lack_are_added_empty_and_nothing_else_moves(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    begin = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "oui"\nmsgstr "yes"\n'
    (folder / "messages.po").write_text(begin, encoding="utf-8")
    for module in ("web.i18n.language", "web.i18n.catalogue"):
        monkeypatch.setattr(import_module(module), "CATALOGUES", tmp_path)
    added = catalogue.update("en")
    written = (folder / "messages.po").read_text(encoding="utf-8")
    assert added > 50
    assert written.startswith(begin)
    assert 'msgid "non"\nmsgstr ""' in written
    assert len(catalogue.missing("en")) == added
    assert catalogue.update("en") == 0


def test_each_sentence_is_translated_in_one_file_only():
    where = {}
    for path in sorted((ROOT / "web" / "locale" / "en" / "LC_MESSAGES").glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes())):
            if message.id:
                first = message.id if isinstance(message.id, str) else message.id[0]
                where.setdefault(first, []).append(path.name)
    assert {sentence: files for sentence, files in where.items() if len(files) > 1} == {}
