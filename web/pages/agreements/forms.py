"""What the pages of agreements are sent, as typed, and what they show of a fault."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel

from governance.errors import GovernanceError, Malformed
from governance.queries.agreements import AgreementLink
from governance.register.agreement_reading import FaultyAgreement
from governance.register.agreement_templates import FaultyTemplate
from governance.register.agreements import RENEWAL_NAMES, AgreementTerms, ObjectiveState, Renewal, Side
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _


class TermsForm(BaseModel):
    """A title, dates and a renewal."""

    title: str = ""
    starts_on: str = ""
    ends_on: str = ""
    renewal: str = Renewal.TACIT.value
    renewal_months: str = "12"
    notice_months: str = "3"
    tells_structure: str = ""


class NewForm(TermsForm):
    """An agreement to draft from a template."""

    template: str = ""


class TextForm(TermsForm):
    """A draft, with its words; `revision` is the one it was read at."""

    text: str = ""
    revision: int = 0


class TemplateForm(BaseModel):
    """A version of a template."""

    name: str = ""
    language: str = "fr"
    text: str = ""


class SignForm(BaseModel):
    """The signature of the paper."""

    signed_on: str = ""
    for_cooperative: str = ""
    for_structure: str = ""
    revision: int = 0


class EndForm(BaseModel):
    """The end of an agreement."""

    ended_on: str = ""
    reason: str = ""


class ObjectiveForm(BaseModel):
    """An objective."""

    what: str = ""
    side: str = Side.STRUCTURE.value
    due_on: str = ""


class OutcomeForm(BaseModel):
    """What became of an objective."""

    objective: str = ""
    state: str = ObjectiveState.REACHED.value
    settled_on: str = ""
    why: str = ""


class MeetingForm(BaseModel):
    """A meeting held."""

    held_on: str = ""
    people: str = ""
    notes: str = ""
    next_on: str = ""
    shared: str = ""


class Typed(NamedTuple):
    """Which form of a page was sent, and what it held."""

    where: str
    form: BaseModel


def written(day: date | None) -> str:
    """Write a day as a form takes it."""
    return f"{day:%d/%m/%Y}" if day else ""


def terms_typed(terms: AgreementTerms) -> dict[str, str]:
    """Write terms as a form takes them."""
    tacit = terms.renewal is Renewal.TACIT
    return {
        "starts_on": written(terms.starts_on),
        "ends_on": written(terms.ends_on),
        "renewal": terms.renewal.value,
        "renewal_months": str(terms.renewal_months) if tacit else "12",
        "notice_months": str(terms.notice_months) if tacit else "3",
    }


def draft_typed(link: AgreementLink, *, tells: bool) -> TextForm:
    """Write a draft as its form takes it."""
    return TextForm(
        title=link.title,
        text=link.text,
        revision=link.revision,
        tells_structure="yes" if tells else "",
        **terms_typed(link.terms),
    )


def renewals() -> list[tuple[str, str]]:
    """Give the choices of a renewal."""
    return [(one.value, _(name)) for one, name in RENEWAL_NAMES.items()]


def uuid_of(text: str) -> UUID:
    """Read an identifier chosen in a list; one that nothing has when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def told(error: GovernanceError | None) -> dict[str, Any]:
    """Give the status, the faults by field, every faulty line, and the refusal of an answer."""
    known = error.faults if isinstance(error, (FaultyAgreement, FaultyTemplate)) else ()
    faults = fault_sentences(known)
    lines = [sentence for one in known for sentence in fault_sentences((one,)).values()]
    return {
        "status": 200 if error is None else 422 if isinstance(error, Malformed) else 409,
        "errors": faults,
        "lines": lines if isinstance(error, FaultyTemplate) and len(lines) > 1 else [],
        "refusal": translate_error(error) if error is not None and not faults else None,
    }
