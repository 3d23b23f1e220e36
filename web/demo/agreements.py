"""Agreements of the demonstration: most structures have one, two to decide on soon, one is a draft."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor
from governance.law.annual import months_after
from governance.queries.agreement_followup import agreement_facts
from governance.queries.agreements import agreement_paper
from governance.register.agreement_reading import read_terms
from governance.register.agreement_templates import FIELDS, TO_COMPLETE
from governance.store.agreements import AgreementRow
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.agreement_followup import (
    NoteMeeting,
    SetObjective,
    SettleObjective,
    note_meeting,
    set_objective,
    settle_objective,
)
from governance.usecases.agreements import (
    AmendAgreement,
    DraftAgreement,
    EndAgreement,
    KeepScan,
    KeepTemplate,
    SignAgreement,
    amend_agreement,
    draft_agreement,
    end_agreement,
    keep_scan,
    keep_template,
    sign_agreement,
)
from governance.words import of_name
from web.delivery.pdf import agreement_pdf
from web.demo import accounts, events
from web.documents.agreements import filling, starting_text

NOTICE, EXPRESS, DRAFT, OVER, AMENDED, OPEN = range(6)  # ranks with a story of their own
WITHOUT = 7  # one structure in seven has no agreement yet
WORDS = {
    "representant": "la personne que ses statuts désignent",
    "siren": "en cours d’attribution",
    "siege": "son siège social",
    "metier": "son métier de bouche",
    "immatriculation_cooperative": "registre du commerce et des sociétés",
    "taux": "10 %",
    "assiette": "chiffre d’affaires",
    "taux_depuis": "premier jour de la convention",
    "college": "Structures",
    "forme": "société",
    "siege_cooperative": "son siège social",
}
"""What the demonstration says where its register knows nothing."""
OBJECTIVES = (
    ("Recruter une deuxième personne au fournil", "structure"),
    ("Former l’équipe au logiciel de caisse partagé", "cooperative"),
    ("Ouvrir un point de vente commun le samedi", "structure"),
    ("Trouver un local plus grand avec la mairie", "cooperative"),
)
PROGRESS = """Le chiffre d’affaires progresse, la trésorerie reste **courte en février**.

- Revoir les délais de paiement
- Préparer ensemble la demande de prêt"""
FIRST_YEAR = """Première année sans la coopérative comme employeur : les bulletins de paie partent à l’heure.

Ce qui manque : *parler métier* avec les autres. Le séminaire d’automne est fait pour cela."""


def sign_up(uow: UnitOfWork, secretary: Actor, random: Random) -> None:
    """Keep a template, then write, sign and follow the agreements of the structures."""
    text = starting_text("fr").partition("\n\n")[2]  # without its note: counsel has read it
    kept = {"name": "Convention d’accompagnement", "language": "fr", "text": text}
    template = keep_template(uow, KeepTemplate(kept), by=secretary)
    uow.session.flush()  # drafts refer to it
    asked = (
        select(MemberRow)
        .join(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .where(col(MemberRow.left_on).is_(None))
        .order_by(col(MemberRow.name) != events.UNANSWERED, col(MemberRow.sort_key))
    )
    for rank, member in enumerate(uow.session.exec(asked).all()):
        if rank % WITHOUT != WITHOUT - 1:
            typed = _terms(uow.today, rank, member, random)
            root = _drafted(uow, secretary, member.id, template, typed)
            if rank != DRAFT:
                _signed(uow, secretary, member, (root, rank), typed)
                _followed(uow, secretary, root, rank, random)


def _terms(today: date, rank: int, member: MemberRow, random: Random) -> dict[str, str]:
    ends: date | None = today + timedelta(days=random.randint(200, 500))
    renewal = "tacit"
    if rank == NOTICE:
        ends = months_after(today + timedelta(days=40), 3)
    elif rank in (EXPRESS, AMENDED):
        ends, renewal = today + timedelta(days=75 if rank == EXPRESS else 20), "express"
    elif rank == OPEN:
        ends, renewal = None, "none"
    starts = max(member.admitted_on, today - timedelta(days=random.randint(300, 700)))
    return {
        "title": "Convention d’accompagnement",
        "starts_on": f"{starts:%d/%m/%Y}",
        "ends_on": f"{ends:%d/%m/%Y}" if ends else "",
        "renewal": renewal,
        "renewal_months": "12",
        "notice_months": "3",
        "tells_structure": "yes" if rank % 2 else "",
    }


def _drafted(
    uow: UnitOfWork, secretary: Actor, member: UUID, template: UUID, typed: Mapping[str, str]
) -> UUID:
    facts = agreement_facts(uow, member, secretary)
    terms = read_terms(typed)
    facts = replace(facts, today=min(facts.today, terms.starts_on))  # drafted on the day it was signed
    known, _, _ = filling(facts, terms, "fr")
    aims = tuple(what for what, _ in OBJECTIVES[:2])
    filled = {**WORDS, "objectifs": aims, **{name: said for name, said in known.items() if said}}
    if not filled.get("services"):
        filled["services"] = ("accompagnement",)
    command = DraftAgreement(member, template, typed, filled, TO_COMPLETE, FIELDS)
    root = draft_agreement(uow, command, by=secretary)
    uow.session.flush()  # what follows refers to it
    return root


def _signed(
    uow: UnitOfWork,
    secretary: Actor,
    member: MemberRow,
    which: tuple[UUID, int],
    typed: Mapping[str, str],
) -> None:
    root, rank = which
    hand = {
        "signed_on": typed["starts_on"],
        "for_cooperative": f"{accounts.CHAIR.name}, présidente",
        "for_structure": member.representative or f"La direction {of_name(member.name)}",
    }
    sign_agreement(uow, SignAgreement(root, hand, 1), by=secretary)
    uow.session.flush()  # the scan and the amendment come after the signature
    if rank in (NOTICE, AMENDED):
        paper = agreement_pdf(agreement_paper(uow, root, secretary))
        keep_scan(uow, KeepScan(root, "convention-signee.pdf", paper), by=secretary)
    today = f"{uow.today:%d/%m/%Y}"
    if rank == AMENDED:
        longer = {**typed, "title": "Avenant n° 1", "starts_on": today, "text": "La durée passe à trois ans."}
        longer["ends_on"] = f"{months_after(uow.today, 36):%d/%m/%Y}"
        amendment = amend_agreement(uow, AmendAgreement(root, longer), by=secretary)
        uow.session.flush()  # it is signed next
        sign_agreement(uow, SignAgreement(amendment, {**hand, "signed_on": today}, 1), by=secretary)
    elif rank == OVER:
        why = {
            "ended_on": f"{uow.today - timedelta(days=10):%d/%m/%Y}",
            "reason": "D’un commun accord : la structure gère maintenant seule sa comptabilité et sa paie.",
        }
        end_agreement(uow, EndAgreement(root, why), by=secretary)


def _followed(uow: UnitOfWork, secretary: Actor, root: UUID, rank: int, random: Random) -> None:
    first = uow.session.get_one(AgreementRow, root).starts_on
    for at in range((rank + 2) % 3):
        what, side = OBJECTIVES[(rank + at) % len(OBJECTIVES)]
        due = max(first, uow.today + timedelta(days=random.randint(-20, 180)))
        typed = {"what": what, "side": side, "due_on": f"{due:%d/%m/%Y}"}
        objective = set_objective(uow, SetObjective(root, typed), by=secretary)
        uow.session.flush()  # it is settled next
        if at:
            done = {"state": "reached", "settled_on": f"{uow.today:%d/%m/%Y}"}
            settle_objective(uow, SettleObjective(objective, done), by=secretary)
    if rank % 4 == 0:
        for at, notes in enumerate((PROGRESS, FIRST_YEAR)):
            held = uow.today - timedelta(days=30 + 90 * at)
            meeting = {
                "held_on": f"{held:%d/%m/%Y}",
                "people": f"la direction de la structure, {accounts.CHAIR.name}",
                "notes": notes,
                "next_on": "" if at else f"{held + timedelta(days=90):%d/%m/%Y}",
                "shared": "yes" if at else "",
            }
            note_meeting(uow, NoteMeeting(root, meeting), by=secretary)
