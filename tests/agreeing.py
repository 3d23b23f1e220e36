"""An agreement with a structure, written and signed, committed."""

from datetime import timedelta

from governance.register.agreement_templates import FIELDS, TO_COMPLETE
from governance.usecases.agreements import (
    DraftAgreement,
    KeepTemplate,
    SignAgreement,
    draft_agreement,
    keep_template,
    sign_agreement,
)
from tests.builders import add_member

SIGNED = {"for_cooperative": "Claire Ozanne", "for_structure": "Malik Benhaddou"}
TEXT = "Entre {{ cooperative }} et {{ structure }}, SIREN {{ siren }}."


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def read(database, home, act):
    with database.read() as uow:
        uow.enter(home.id)
        return act(uow)


def template(database, home, words=TEXT, name="Accompagnement"):
    command = KeepTemplate({"name": name, "text": words})
    return write(database, home, lambda uow: keep_template(uow, command, by=home.secretary))


def said(day):
    return f"{day:%d/%m/%Y}"


def terms(today, **typed):
    return {
        "title": "Convention d’accompagnement",
        "starts_on": said(today - timedelta(days=30)),
        "ends_on": said(today + timedelta(days=335)),
        "renewal": "tacit",
        "renewal_months": "12",
        "notice_months": "3",
        **typed,
    }


def draft(database, home, company, today, **typed):
    known = {"cooperative": home.name, "structure": "Les Fours réunis", "siren": "732829320"}
    command = DraftAgreement(
        company,
        template(database, home, name=f"Modèle {len(typed)}"),
        terms(today, **typed),
        known,
        TO_COMPLETE,
        FIELDS,
    )
    return write(database, home, lambda uow: draft_agreement(uow, command, by=home.secretary))


def sign(database, home, agreement, today, revision=1, **typed):
    command = SignAgreement(agreement, {"signed_on": said(today), **SIGNED, **typed}, revision)
    write(database, home, lambda uow: sign_agreement(uow, command, by=home.secretary))


def a_company(database, home):
    """Add the structure that agreements are made with."""
    named = {"first_name": "", "college": "structures", "kind": "organisation"}
    return write(database, home, lambda uow: add_member(uow, 1, "Les Fours réunis", **named).id)
