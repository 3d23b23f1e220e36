"""The demonstration's auditor and works council, and what members ask to put on this year's agenda."""

from collections.abc import Sequence
from datetime import timedelta

from governance.actors import Actor
from governance.assembly.non_voters import NonVoterKind
from governance.assembly.requests import RequestKind
from governance.register.letters import LetterChannel
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.non_voters import RegisterNonVoter, register_non_voter
from governance.usecases.requests import RequestFields, open_request, support_request

KITCHEN = RequestFields(
    RequestKind.DRAFT,
    "Ouvrir la cuisine partagée un soir par semaine",
    "L’assemblée **demande** au conseil d’ouvrir la cuisine partagée à tous les sociétaires, un soir par "
    "semaine, à partir du mois suivant.",
    "Beaucoup d’entre nous ne se croisent qu’à l’assemblée. Un repas commun par semaine coûte peu et "
    "nous lierait.",
)


def call_beside(uow: UnitOfWork, secretary: Actor) -> None:
    """Register the auditor and one delegate of the works council, in office for a year."""
    since = uow.today - timedelta(days=400)
    for command in (
        RegisterNonVoter(
            NonVoterKind.AUDITOR, "Cabinet Aubépine Audit", "Solène Marquet", "",
            "8 rue des Comptes\n69003 Lyon", LetterChannel.LETTER, since,
        ),
        RegisterNonVoter(
            NonVoterKind.COUNCIL, "Yanis Ferrand", "", "cse@courriel.example", "", LetterChannel.EMAIL, since,
        ),
    ):  # fmt: skip
        register_non_voter(uow, command, by=secretary)


def ask(uow: UnitOfWork, members: Sequence[Actor]) -> None:
    """Let one member ask for a resolution, and some others support it."""
    author, *others = members
    request = open_request(uow, KITCHEN, by=author)
    for other in others:
        support_request(uow, request, by=other)
