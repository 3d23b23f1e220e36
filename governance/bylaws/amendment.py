"""The resolution that changes the bylaws, as a text to be edited: each rule that changes, in plain words.

The service holds rules and not the words of the articles: the resolution refers to the draft of the
bylaws laid before the meeting, and never quotes as theirs what the service says in its own words.
"""

from collections.abc import Iterator
from datetime import date

from governance.bylaws.chapters import CHAPTER_TITLES
from governance.bylaws.differences import ChapterChange, SentenceChange

TITLE = "Modification des statuts"
OPENING = (
    "L’assemblée générale, après avoir pris connaissance du projet de statuts joint, décide de modifier les "
    "statuts selon ce projet. Les règles qui changent sont dites ici en clair ; le texte des articles est "
    "celui du projet."
)


def amendment_text(changes: tuple[ChapterChange, ...], *, effect_on: date, sha256: str) -> str:
    """Write the resolution in Markdown, in French, the language in which it is voted.

    `sha256` is the print of the whole draft: the version put in force must have the same. A chapter
    whose fields differ while its sentences do not is named, and the whole draft is referred to.
    """
    return "\n\n".join(
        [
            OPENING,
            *(paragraph for change in changes for paragraph in _chapter(change)),
            f"Cette modification prend effet le {effect_on:%d/%m/%Y}. Les autres règles demeurent.",
            f"Empreinte SHA-256 du projet de statuts soumis au vote : `{sha256}`.",
        ]
    )


def _chapter(change: ChapterChange) -> Iterator[str]:
    yield f"**{CHAPTER_TITLES[change.chapter]}**"
    if change.sentences:
        yield "\n".join(f"- {_line(sentence)}" for sentence in change.sentences)
    else:
        yield "Ce chapitre est modifié ainsi que le montre le projet de statuts."


def _line(change: SentenceChange) -> str:
    before, after = change.before, change.after
    if after is None:
        article, sentence = before or ("", "")
        return f"{_article(article)}. Règle supprimée : {sentence}"
    article, sentence = after
    if before is None:
        return f"{_article(article)}. Règle ajoutée : {sentence}"
    moved = f" (auparavant {_article(before[0]).lower()})" if before[0] != article else ""
    return f"{_article(article)}{moved}. Règle modifiée : {sentence} Jusqu’ici : {before[1]}"


def _article(number: str) -> str:
    return f"Article {number}" if number else "Sans numéro d’article"
