"""The demonstration's elections: who stands, and how the members rank them. Invented people."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from governance.actors import Actor
from governance.store.elections import contest_row
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
                date(2018, 9, 3),
            ),
            CandidateFields(
                "Judith Rivoire",
                "Équipe permanente",
                "Que chaque collège soit entendu.",
                date(1984, 11, 21),
                date(2019, 1, 14),
            ),
            CandidateFields(
                "Commune de Montbrisac",
                "Représentée par son maire",
                "Un atelier au village.",
                date(1962, 5, 2),
                date(2021, 6, 17),
            ),
            CandidateFields(
                "Basile Ormond",
                "Bénéficiaires, cuisinier amateur",
                "Ouvrir le samedi.",
                date(1990, 8, 30),
                date(2020, 10, 5),
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
                date(2020, 9, 1),
            ),
            CandidateFields(
                "La Huche Voyageuse",
                "Structures essaimées, représentée par Salomé Vidal",
                "Partie l’an dernier, notre boulangerie veut rendre ce qu’elle a reçu.",
                date(1986, 7, 4),
                date(2019, 4, 8),
            ),
            CandidateFields(
                "Théodore Maurel",
                "Salariés-entrepreneurs, paysagiste",
                "Je propose une soirée d’échange **chaque trimestre** entre entrepreneurs.",
                date(1993, 12, 19),
                date(2022, 3, 21),
            ),
            CandidateFields(
                "Inès Kaboré",
                "Équipe permanente, comptable",
                "Des comptes expliqués avec des dessins, deux fois l’an.",
                date(1988, 1, 27),
                date(2021, 1, 11),
            ),
            CandidateFields(
                "Caisse des Deux Fleuves",
                "Partenaires, représentée par Bruno Salvan",
                "Financer le second laboratoire sans alourdir la dette.",
                date(1967, 10, 15),
                date(2018, 12, 4),
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


def stand(uow: UnitOfWork, secretary: Actor, assembly: UUID, item: UUID, told: Standing) -> None:
    """Prepare an election on an item of the agenda, as the secretary types it."""
    choose_way(uow, ChooseWay(assembly, item, told.method), by=secretary)
    uow.session.flush()  # its row is found again below
    begun = contest_row(uow.session, item)
    command = SetContest(
        assembly, item, told.seats, office=told.office, settings=begun.settings if begun else {}
    )
    set_contest(uow, replace(command, years=begun.years if begun else None), by=secretary)
    for fields in told.candidates:
        add_candidate(uow, AddCandidate(assembly, item, fields), by=secretary)
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
