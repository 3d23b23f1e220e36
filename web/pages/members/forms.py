"""What people type about a member, and what the files of members say in their columns."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from governance.queries.exits import Founding
from governance.queries.members import Newcomer
from governance.register.description import MEMBER_FIELDS
from governance.register.members import FIELD_NAMES, KIND_NAMES, Member
from governance.usecases.exit_ties import AdmitFounded
from governance.usecases.members import AddMember, ChangeMember
from governance.usecases.shares import RecordMovement
from web.i18n import gettext as _
from web.i18n import short_day

FILE_FIELDS = (
    "number", "kind", "name", "first_name", "category", "college", "email", "email_notice_since", "address",
    "postcode", "city", "shares", "admitted_on", "left_on", "siren", "representative",
    "representative_email",
)  # fmt: skip
HEADERS = tuple(FIELD_NAMES[field] for field in FILE_FIELDS)
"""The headers of the files we write, always in French: they are read back by them."""
EXIT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class MemberForm(BaseModel):
    """Every field of a member, as typed."""

    number: str = ""
    kind: str = ""
    name: str = ""
    first_name: str = ""
    siren: str = ""
    category: str = ""
    college: str = ""
    email: str = ""
    email_notice_since: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    admitted_on: str = ""
    left_on: str = ""
    representative: str = ""
    representative_email: str = ""

    def command(self, member: Any) -> ChangeMember:  # noqa: ANN401 - an identifier
        """Give what the use case reads."""
        return ChangeMember(member, self.model_dump())


class AddForm(MemberForm):
    """Every field of a new member, the shares subscribed, and whether doubts were looked at.

    `sortie` is the exit that founded it, with its `legal_form` and the `organ` that admitted it.
    """

    shares: str = ""
    sure: str = ""
    sortie: str = ""
    legal_form: str = ""
    organ: str = ""

    @property
    def exit(self) -> UUID | None:
        """Give the exit that founded this member, None when it came otherwise."""
        return UUID(self.sortie) if EXIT.fullmatch(self.sortie) else None

    def addition(self) -> AddMember:
        """Give what the use case reads."""
        return AddMember(
            self.model_dump(exclude={"sure", "sortie", "legal_form", "organ"}), sure=self.sure == "yes"
        )

    def founded(self, left: UUID) -> AdmitFounded:
        """Give what the use case of a company founded by an exit reads."""
        return AdmitFounded(left, self.addition(), self.legal_form, self.organ)


class MovementForm(BaseModel):
    """A movement of shares, as typed."""

    movement: str = "subscription"
    shares: str = ""
    moved_on: str = ""

    def command(self, member: UUID) -> RecordMovement:
        """Give what the use case reads."""
        return RecordMovement(member, self.movement, self.shares, self.moved_on)


def founded_form(newcomer: Newcomer, proposed: Founding) -> AddForm:
    """Fill the form with what an exit knows of the company it founded."""
    return AddForm(
        number=str(newcomer.number),
        kind="organisation",
        name=proposed.name,
        category=proposed.category,
        representative=proposed.representative,
        representative_email=proposed.representative_email,
        sortie=str(proposed.exit),
        legal_form=proposed.form,
        organ=_(proposed.by.label),
    )


def typed(member: Member) -> MemberForm:
    """Fill the form with what the register holds; dates as 24/06/2027."""
    values = {name: _written(value) for name, value in asdict(member).items() if name in MEMBER_FIELDS}
    return MemberForm.model_validate(values)


def _written(value: object) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def file_row(member: Member, category: str, college: str, shares: int) -> list[str | int | date]:
    """Write a member as one row of a file."""
    values: Mapping[str, Any] = {
        **asdict(member),
        "kind": KIND_NAMES[member.kind],
        "category": category,
        "college": college,
        "shares": shares,
    }
    return ["" if values[field] is None else values[field] for field in FILE_FIELDS]


def shown_text(value: str | date) -> str:
    """Write an old or a new value of a preview: a date as 24/06/2027, a word in the reader's language."""
    return short_day(value) if isinstance(value, date) else _(value) if value else ""
