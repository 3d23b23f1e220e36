"""The demonstration's elections: who stands, and how the members rank them. Invented people."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from governance.actors import Actor
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
    """An election of the story: the start of its item's title, the way to vote, who stands."""

    title: str
    method: str
    seats: int
    candidates: tuple[CandidateFields, ...]
    office: str = ""
    years: int | None = None


LAST_YEAR = (
    Standing(
        "Élection des administrateurs",
        "stv",
        3,
        (
            CandidateFields(
                "Sylvain Chabert", "Salariés-entrepreneurs, charpentier", "Tenir les comptes *clairs*."
            ),
            CandidateFields("Judith Rivoire", "Équipe permanente", "Que chaque collège soit entendu."),
            CandidateFields("Commune de Montbrisac", "Représentée par son maire", "Un atelier au village."),
            CandidateFields("Basile Ormond", "Bénéficiaires, cuisinier amateur", "Ouvrir le samedi."),
        ),
        "administrateur",
        4,
    ),
)

THIS_YEAR = (
    Standing(
        "Élection des administrateurs",
        "plurality",
        3,
        (
            CandidateFields(
                "Oriane Valadier",
                "Bénéficiaires",
                "Présente aux Passerelles depuis six ans, je veux que les tarifs restent **lisibles**.",
            ),
            CandidateFields(
                "La Huche Voyageuse",
                "Structures essaimées, représentée par Salomé Vidal",
                "Partie l’an dernier, notre boulangerie veut rendre ce qu’elle a reçu.",
            ),
            CandidateFields(
                "Théodore Maurel",
                "Salariés-entrepreneurs, paysagiste",
                "Je propose une soirée d’échange **chaque trimestre** entre entrepreneurs.",
            ),
            CandidateFields(
                "Inès Kaboré",
                "Équipe permanente, comptable",
                "Des comptes expliqués avec des dessins, deux fois l’an.",
            ),
            CandidateFields(
                "Caisse des Deux Fleuves",
                "Partenaires, représentée par Bruno Salvan",
                "Financer le second laboratoire sans alourdir la dette.",
            ),
        ),
        "administrateur",
        4,
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
    set_contest(uow, SetContest(assembly, item, told.seats, "", told.office, told.years), by=secretary)
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
