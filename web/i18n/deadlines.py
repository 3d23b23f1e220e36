"""A deadline in words: the same on the pages and in the terminal."""

from dataclasses import dataclass

from governance.law.calendar import Deadline, SetBy
from governance.sources import Confidence
from governance.words import N_
from web.i18n import day, gettext, moment, source_text

ALLOWED = N_("par prudence ; le texte permet jusqu’au %(last)s")
REMARKS = {
    SetBy.LAW: "",
    SetBy.BYLAWS: N_("délai de vos statuts, plus long que celui de la loi"),
    SetBy.PROPOSED: N_("délai proposé : la loi laisse vos statuts le fixer"),
}


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """What to do, by when, under which text. `remark` is empty when the text alone sets the day.

    `unsure` is true when counsel has to confirm the text.
    """

    title: str
    when: str
    remark: str
    source: str
    unsure: bool


def deadline_words(one: Deadline) -> DeadlineWords:
    """Say a deadline in the reader's language, with the later day where the text allows one."""
    allowed = gettext(ALLOWED) % {"last": day(one.day)} if one.safe_day else ""
    remark = gettext(REMARKS[one.set_by]) if REMARKS[one.set_by] else ""
    return DeadlineWords(
        title=gettext(one.title),
        when=moment(one.moment) if one.moment else day(one.advised),
        remark=" ; ".join(words for words in (allowed, remark) if words),
        source=source_text(one.source),
        unsure=one.source.confidence is not Confidence.CONFIRMED,
    )
