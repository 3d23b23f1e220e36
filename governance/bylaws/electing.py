"""Which majority an election asks for: said alike on the page of the bylaws and on that of the election."""

from governance.bylaws.choices import ElectionMethod
from governance.bylaws.member_clauses import Elections
from governance.law.legal_forms import CompanyForm
from governance.words import N_

RELATIVE = N_("Les mieux placés ont les sièges : il suffit d’arriver devant, sans majorité à réunir.")
EACH_ROUND = N_("À chaque tour, il faut la majorité de l’assemblée ordinaire pour être élu.")
FIRST_ROUND = N_(
    "Au premier tour, il faut la majorité de l’assemblée ordinaire ; au second, les mieux placés sont élus."
)
SA_CAUTION = N_(
    "Dans une SA, la loi demande la majorité des voix exprimées pour élire (code de commerce, "
    "article L. 225-98). Élire sans elle est à faire confirmer par un conseil."
)


def majority_of_bylaws(own: Elections, form: CompanyForm) -> tuple[str, ...]:
    """Say which majority the bylaws ask for by naming a way to elect, and what the law says of it.

    Law: code de commerce, L. 225-98 (SA), to be confirmed by counsel for ways without majority.
    """
    if own.method is ElectionMethod.TWO_ROUNDS:
        return (EACH_ROUND,)
    by_names = own.method is ElectionMethod.PLURALITY
    relative = (FIRST_ROUND if own.rounds > 1 else RELATIVE,) if by_names else ()
    return (*relative, SA_CAUTION) if form is CompanyForm.SA else relative
