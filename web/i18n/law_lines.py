"""The law and its deadlines as lines of text, for the terminal."""

from collections.abc import Iterator
from datetime import date

from governance.law.calendar import deadlines
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawLine
from governance.law.status import SCIC_SOURCE, is_before_scic
from governance.law.table import law_topics, who_changes
from governance.sources import Confidence
from governance.words import N_
from web.i18n import gettext, short_day, source_text
from web.i18n.deadlines import deadline_words

INDENT = "    "
UNSURE = N_("à faire confirmer")
PROPOSED = N_("proposé : %(value)s")
SINCE = N_("depuis le %(since)s")
BEFORE_SCIC = N_("À cette date, la SCIC n’existait pas encore : ces règles valent pour elle depuis 2001.")


def calendar_lines(form: CompanyForm, assembly_on: date) -> Iterator[str]:
    """Say every deadline of an assembly, as its page does."""
    for one in map(deadline_words, deadlines(form, assembly_on, remote_only=True)):
        yield one.when
        yield INDENT + one.title
        if one.remark:
            yield INDENT + one.remark
        yield INDENT + one.source + (f" ({gettext(UNSURE)})" if one.unsure else "")


def law_lines(on: date, form: CompanyForm) -> Iterator[str]:
    """Say every rule in force on a day for one form, with all that its page says of it."""
    if is_before_scic(on):
        yield f"{gettext(BEFORE_SCIC)} ({source_text(SCIC_SOURCE)}, {SCIC_SOURCE.note})"
    for topic, lines in law_topics(on, form):
        yield f"\n# {gettext(topic.title)}\n"
        for line in lines:
            yield from _rule(line)


def _rule(line: LawLine) -> Iterator[str]:
    yield gettext(line.title)
    yield INDENT + line.value.text(gettext)
    if line.proposed:
        yield INDENT + gettext(PROPOSED) % {"value": line.proposed.text(gettext)}
    yield f"{INDENT}{source_text(line.source)} ({who_changes(line).text(gettext)})"
    said = [gettext(SINCE) % {"since": short_day(line.since)}] if line.since else []
    said += [line.source.note] if line.source.note else []
    said += [] if line.confidence is Confidence.CONFIRMED else [gettext(UNSURE)]
    if said:
        yield INDENT + " ; ".join(said)
