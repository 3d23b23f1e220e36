"""Languages: which one, translation, dates and numbers as people write them.

French is the language of the source; English is a catalogue. The core marks its sentences and
never translates; everything shown to somebody passes through here.
"""

from governance.words import of_name, to_name
from web.i18n.formats import (
    company_number,
    day,
    fraction,
    hour,
    hundredths,
    listing,
    moment,
    money,
    number,
    percent,
    short_day,
)
from web.i18n.language import (
    LANGUAGE_NAMES,
    LANGUAGES,
    gettext,
    language,
    ngettext,
    speaking,
    use_language,
)
from web.i18n.negotiation import LanguageMiddleware
from web.i18n.refusals import ErrorText, fault_sentences, source_text, translate_error

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "ErrorText",
    "LanguageMiddleware",
    "company_number",
    "day",
    "fault_sentences",
    "fraction",
    "gettext",
    "hour",
    "hundredths",
    "language",
    "listing",
    "moment",
    "money",
    "ngettext",
    "number",
    "of_name",
    "percent",
    "short_day",
    "source_text",
    "speaking",
    "to_name",
    "translate_error",
    "use_language",
]
