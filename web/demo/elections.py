"""The demonstration's elections: who stands, and how the members rank them. Invented people."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor
from governance.register.members import label
from governance.register.names import plain, search_key, sort_key
from governance.store.elections import contest_row
from governance.store.members import MemberRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.elections import (
    AddCandidate,
    CandidateFields,
    ChooseWay,
    SetContest,
    add_candidate,
    choose_way,
    set_contest,
)
from governance.vote.elections.marks import BLANK, marks_text

BLANKS = 0.03
"""The part of blank ballots in an election."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An election of the story: the start of its item's title, the way to vote, who stands.

    Its settings and its years are those of the bylaws. Who stands for an organisation gives the birth
    date of its representative.
    """

    title: str
    method: str
    seats: int
    candidates: tuple[CandidateFields, ...]
    office: str = ""


LAST_YEAR = (
    Standing(
        "Élection des administrateurs",
        "stv",
        3,
        (
            CandidateFields(
                "Sylvain Chabert",
                "Salariés-entrepreneurs, charpentier",
                "Tenir les comptes *clairs*.",
                date(1971, 3, 9),
            ),
            CandidateFields(
                "Judith Rivoire",
                "Équipe permanente",
                "Que chaque collège soit entendu.",
                date(1984, 11, 21),
            ),
            CandidateFields(
                "Commune de Montbrisac",
                "Représentée par son maire",
                "Un atelier au village.",
                date(1962, 5, 2),
            ),
            CandidateFields(
                "Basile Ormond",
                "Bénéficiaires, cuisinier amateur",
                "Ouvrir le samedi.",
                date(1990, 8, 30),
            ),
        ),
        "administrateur",
    ),
)

THIS_YEAR = (
    Standing(
        "Élection des administrateurs",
        "stv",
        3,
        (
            CandidateFields(
                "Oriane Valadier",
                "Bénéficiaires",
                "Présente aux Passerelles depuis six ans, je veux que les tarifs restent **lisibles**.",
                date(1978, 2, 12),
            ),
            CandidateFields(
                "La Huche Voyageuse",
                "Structures essaimées, représentée par Salomé Vidal",
                "Notre boulangerie a grandi ici : elle veut rendre ce qu’elle a reçu.",
                date(1986, 7, 4),
            ),
            CandidateFields(
                "Théodore Maurel",
                "Salariés-entrepreneurs, paysagiste",
                "Je propose une soirée d’échange **chaque trimestre** entre entrepreneurs.",
                date(1993, 12, 19),
            ),
            CandidateFields(
                "Inès Kaboré",
                "Équipe permanente, comptable",
                "Des comptes expliqués avec des dessins, deux fois l’an.",
                date(1988, 1, 27),
            ),
            CandidateFields(
                "Caisse Solidaire des Deux Fleuves",
                "Partenaires, représentée par Bruno Salvan",
                "Financer le second laboratoire sans alourdir la dette.",
                date(1967, 10, 15),
            ),
        ),
        "administrateur",
    ),
    Standing(
        "Consultation",
        "consultation",
        0,
        (
            CandidateFields("Le samedi matin"),
            CandidateFields("Le mercredi soir"),
            CandidateFields("Le dimanche matin"),
        ),
    ),
)


PERSONS = {
    "Sylvain Chabert": "entrepreneurs",
    "Judith Rivoire": "team",
    "Basile Ormond": "beneficiaries",
    "Oriane Valadier": "beneficiaries",
    "Théodore Maurel": "entrepreneurs",
    "Inès Kaboré": "team",
}
"""The college of each person who stands; organisations are members by their own name."""
LONG_ENOUGH = timedelta(days=1_200)


def cast(members: Sequence[MemberRow], known: Container[UUID], today: date) -> None:
    """Give the names of those who stand to members of their college, there for long and without account."""
    for name, college in PERSONS.items():
        one = next(
            one
            for one in members
            if (one.college, one.kind, one.left_on) == (college, "person", None)
            and one.id not in known
            and one.admitted_on <= today - LONG_ENOUGH
            and f"{one.first_name} {one.name}" not in PERSONS
        )
        one.first_name, one.name = name.split(" ", 1)
        mailbox = ".".join(plain(part) for part in (one.first_name, one.name))
        one.email = f"{mailbox}@{one.email.partition('@')[2]}"
        one.sort_key, one.search_key = (
            sort_key(one.name, one.first_name),
            search_key(one.name, one.first_name),
        )


def stand(uow: UnitOfWork, secretary: Actor, assembly: UUID, item: UUID, told: Standing) -> None:
    """Prepare an election on an item of the agenda, as the secretary does: candidates from the register."""
    choose_way(uow, ChooseWay(assembly, item, told.method), by=secretary)
    uow.session.flush()  # its row is found again below
    begun = contest_row(uow.session, item)
    command = SetContest(
        assembly, item, told.seats, office=told.office, settings=begun.settings if begun else {}
    )
    set_contest(uow, replace(command, years=begun.years if begun else None), by=secretary)
    names = {label(one.name, one.first_name): one.id for one in uow.session.exec(select(MemberRow))}
    for fields in told.candidates:
        add_candidate(uow, AddCandidate(assembly, item, fields, names.get(fields.name)), by=secretary)
        uow.session.flush()  # the next name is compared with it


def drawn(uow: UnitOfWork, poll: UUID, many: int) -> list[str]:
    """Draw ranked ballots: everybody leans to the first options, and ranks from one to all of them."""
    random = Random(many)
    contest = uow.session.get_one(PollRow, poll).contest or {"options": []}
    options = [one["id"] for one in contest["options"]]
    ballots = []
    for _ in range(many):
        if random.random() < BLANKS:
            ballots.append(BLANK)
            continue
        ranked = sorted(options, key=lambda one: random.random() * (len(options) + options.index(one)))
        kept = ranked[: random.randint(1, len(ranked))]
        ballots.append(marks_text({one: rank for rank, one in enumerate(kept, start=1)}))
    return ballots
