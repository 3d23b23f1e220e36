"""The form by which a member votes by post, or gives a proxy, as facts to print."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.bylaws.choices import BlankProxy


@dataclass(frozen=True, slots=True)
class PostalTerms:
    """What the form of one meeting says of its own rules.

    `paper_by` is the last day on which a paper form is received, `electronic_by` the last moment of an
    electronic one (None: same day). `proxies` tells that a proxy may be given on the same form,
    `same_college` that its holder is of the same college, and `blank` what a proxy that names nobody becomes.
    `again` tells that the form also holds for the next meeting on the same agenda.

    Law: code de commerce, art. R. 225-76 to R. 225-78 and R. 225-81 (SA).
    """

    paper_by: date
    electronic_by: datetime | None
    proxies: bool
    same_college: bool
    blank: BlankProxy
    again: bool = False
