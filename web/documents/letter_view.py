"""What a letter to one person prints."""

from typing import Any

from governance.assembly.papers import CooperativeIdentity
from governance.register.letters import LetterChannel, paragraphs
from governance.store.letters import LetterRow, written_on
from web.documents.french import spaced
from web.documents.views import identity_view
from web.i18n import day


def letter_view(row: LetterRow, cooperative: CooperativeIdentity) -> dict[str, Any]:
    """Give the words of one letter; a mail is printed with its electronic address, as a copy."""
    return {
        "cooperative": identity_view(cooperative),
        "title": spaced(row.subject),
        "recipient": row.recipient,
        "lines": row.address.splitlines() if row.channel == LetterChannel.LETTER else [row.address],
        "dated": spaced(f"Le {day(written_on(row))}"),
        "paragraphs": [spaced(one) for one in paragraphs(row.body)],
    }
