"""What a clause of the bylaws may not do with votes, members, the agenda or the meeting itself.

Each function reads what the bylaws say and names all that the text forbids, at once.
"""

from dataclasses import dataclass

from governance.errors import Refused
from governance.law.agenda import FORM_SOURCE, OFF_AGENDA
from governance.law.colleges import SOURCE as COLLEGES
from governance.law.legal_forms import CompanyForm
from governance.law.majority import FLOOR_SOURCE
from governance.law.notice import AGENDA_DAYS
from governance.law.postal import PAPER_DAYS
from governance.law.rule import RefusedByText
from governance.law.texts import civil, commerce, law_of_1947
from governance.words import N_

SOURCE = law_of_1947("1er", note="et art. 9 : une personne, une voix")
RIGHT_TO_VOTE = civil("1844")
JOINT_STOCK = (CompanyForm.SA, CompanyForm.SAS)
BY_LAW = (CompanyForm.SA, CompanyForm.SARL)
RECORD_DATE = commerce("R. 225-86")
UNPAID = commerce("L. 228-29", sure=False, note="seulement après mise en demeure, pour les sommes appelées")
REQUEST = {CompanyForm.SA: commerce("R. 225-74"), CompanyForm.SARL: FORM_SOURCE}
REQUEST_TERM = {form: AGENDA_DAYS[form].periods[-1].source for form in BY_LAW}
REQUEST_DAYS = 25
ANNUAL = {CompanyForm.SA: commerce("L. 225-100"), CompanyForm.SARL: commerce("L. 223-26")}
ANNUAL_MONTHS = 6
POSTAL = PAPER_DAYS[CompanyForm.SA].periods[-1].source
POSTAL_DAYS = 3
PROXIES_KEPT = {CompanyForm.SA: commerce("R. 225-79"), CompanyForm.SARL: commerce("R. 223-21")}


@dataclass(eq=False)
class SeveralVotes(Refused):
    """One person would vote in several colleges."""

    message = N_("Les statuts laissent une personne voter dans plusieurs collèges. Elle a une seule voix.")
    remedy = N_("Placez chaque sociétaire dans un seul collège, et dites qui choisit lequel.")
    source = SOURCE


@dataclass(eq=False)
class SilenceCounted(RefusedByText):
    """A college that says nothing would count as agreeing."""

    message = N_(
        "Les statuts comptent le silence d’un collège comme un accord. "
        "Une décision passerait sans la majorité des voix exprimées."
    )
    remedy = N_("Sortez du compte un collège qui ne vote pas, ou partagez ses points.")


@dataclass(eq=False)
class VoicesMultiplied(RefusedByText):
    """The part of a college would follow the number of its voters."""

    message = N_(
        "Les statuts multiplient les voix de chaque collège. Sa part suit alors le nombre des votants "
        "et peut sortir des bornes de la loi : de 1/10 à 1/2 des voix."
    )
    remedy = N_("Donnez à chaque collège un nombre fixe de points.")


@dataclass(eq=False)
class MembersWithoutVote(RefusedByText):
    """The members of a college that is too small would have no vote."""

    college: str

    message = N_("Sous son effectif minimum, le collège « %(college)s » laisse ses membres sans voix.")
    remedy = N_("Réunissez-le à un autre collège, où ses membres voteront.")


@dataclass(eq=False)
class OwnerExcluded(RefusedByText):
    """The usufructuary would not vote on profits, or one of the two could not attend."""

    message = N_(
        "Les statuts privent l’usufruitier du vote sur les bénéfices, "
        "ou l’un des deux titulaires de sa place à l’assemblée."
    )
    remedy = N_("Laissez l’usufruitier voter sur les bénéfices, et chacun assister à l’assemblée.")


@dataclass(eq=False)
class RecordDateTooEarly(RefusedByText):
    """One would have to be a member long before the assembly to vote."""

    message = N_("Les statuts arrêtent le droit de vote trop tôt avant l’assemblée.")
    remedy = N_("Retenez le jour de l’assemblée, ou le deuxième jour ouvré qui la précède.")


@dataclass(eq=False)
class VoteSuspended(RefusedByText):
    """A member whose shares are not paid up would lose the vote without formal notice."""

    message = N_("Les statuts privent de vote qui n’a pas payé ses parts, sans mise en demeure.")
    remedy = N_("Prévoyez une mise en demeure, et ne visez que les sommes appelées.")


@dataclass(eq=False)
class RequestRefusable(RefusedByText):
    """A lawful request to add an item could be turned down."""

    message = N_("Les statuts permettent de refuser un point demandé en règle par des sociétaires.")
    remedy = N_("Inscrivez à l’ordre du jour toute demande régulière.")


@dataclass(eq=False)
class RequestTermTooLong(RefusedByText):
    """Members would have to ask for an item earlier than the law says."""

    days: int

    message = N_("Un point devrait être demandé %(days)d jours avant l’assemblée. La loi s’arrête à 25.")
    remedy = N_("Ramenez ce délai à 25 jours ou moins.")


@dataclass(eq=False)
class VotedOffAgenda(RefusedByText):
    """The assembly could vote on what nobody was told of."""

    message = N_("Les statuts permettent de voter sur un point qui n’est pas à l’ordre du jour.")
    remedy = N_("Reportez ce point à une assemblée prochaine ; seule une révocation peut se voter ainsi.")


@dataclass(eq=False)
class NoMeeting(RefusedByText):
    """The assembly would never meet."""

    message = N_(
        "Les statuts remplacent la réunion par un vote permanent. La loi demande une assemblée par an."
    )
    remedy = N_("Réunissez au moins l’assemblée qui approuve les comptes.")


@dataclass(eq=False)
class AnnualTermTooLong(RefusedByText):
    """The annual assembly could meet later than the law says."""

    months: int

    message = N_(
        "L’assemblée annuelle pourrait se tenir %(months)d mois après l’exercice. La loi en laisse six."
    )
    remedy = N_("Ramenez ce délai à six mois ou moins.")


@dataclass(eq=False)
class PostalTooEarly(RefusedByText):
    """Postal votes would be closed earlier than the law allows."""

    days: int

    message = N_(
        "Le vote par correspondance fermerait %(days)d jours avant l’assemblée. La loi permet trois."
    )
    remedy = N_("Recevez les formulaires jusqu’au troisième jour avant l’assemblée, ou après.")


@dataclass(eq=False)
class SentVotesLost(RefusedByText):
    """What was sent for the first meeting would not serve at the second, with the same agenda."""

    message = N_(
        "Les statuts annulent, à la deuxième assemblée, les pouvoirs ou les votes envoyés pour la première. "
        "Avec le même ordre du jour, ils restent valables."
    )
    remedy = N_("Gardez-les quand l’ordre du jour ne change pas.")


def vote_breaches(
    *, several_per_person: bool, silence_is_for: bool, multiplied: bool, voiceless: list[str]
) -> list[Refused]:
    """Find what gives a person several votes, or none. `voiceless` names colleges.

    Law: loi 47-1775, art. 1er and 19 octies; C. civ. 1844; Cass. ass. plén. 15 November 2024.
    """
    return [
        *([SeveralVotes()] if several_per_person else []),
        *([SilenceCounted(source=FLOOR_SOURCE)] if silence_is_for else []),
        *([VoicesMultiplied(source=COLLEGES)] if multiplied else []),
        *(MembersWithoutVote(name, source=RIGHT_TO_VOTE) for name in voiceless),
    ]


def member_breaches(
    form: CompanyForm, *, usufruct: str, both_owners_attend: bool, record_date: str, paid_up_to_vote: bool
) -> list[Refused]:
    """Find what keeps a member from voting or attending.

    `usufruct` and `record_date` are words of the bylaws. Law: C. civ. 1844, R. 225-86, L. 228-29.
    """
    early = form is CompanyForm.SA and record_date in ("list_day", "notice_day")
    return [
        *(
            [OwnerExcluded(source=RIGHT_TO_VOTE)]
            if usufruct == "bare_owner" or not both_owners_attend
            else []
        ),
        *([RecordDateTooEarly(source=RECORD_DATE)] if early else []),
        *([VoteSuspended(source=UNPAID)] if paid_up_to_vote and form in JOINT_STOCK else []),
    ]


def agenda_breaches(
    form: CompanyForm, *, may_refuse: bool, request_days: int | None, off_agenda: bool
) -> list[Refused]:
    """Find what takes the agenda away from the members. A SAS decides freely.

    In a SARL too nothing is voted off the agenda, which counsel is to confirm.
    Law: L. 225-105, R. 225-72, R. 225-74, R. 223-20, R. 223-20-3.
    """
    if form not in BY_LAW:
        return []
    late = request_days is not None and request_days > REQUEST_DAYS
    return [
        *([RequestRefusable(source=REQUEST[form])] if may_refuse else []),
        *([RequestTermTooLong(request_days or 0, source=REQUEST_TERM[form])] if late else []),
        *([VotedOffAgenda(source=OFF_AGENDA[form].periods[-1].source)] if off_agenda else []),
    ]


def meeting_breaches(
    form: CompanyForm,
    *,
    permanent: bool,
    annual_months: int | None,
    postal_days: int | None,
    votes_kept: bool,
    proxies_kept: bool,
) -> list[Refused]:
    """Find what the law of an SA or a SARL forbids about holding the assembly. A SAS decides freely.

    Law: L. 225-100, L. 223-26, R. 225-77, R. 225-79, R. 223-21.
    """
    if form not in BY_LAW:
        return []
    share = form is CompanyForm.SA
    long = annual_months is not None and annual_months > ANNUAL_MONTHS
    early = share and postal_days is not None and postal_days > POSTAL_DAYS
    lost = not proxies_kept or (share and not votes_kept)
    return [
        *([NoMeeting(source=ANNUAL[form])] if permanent else []),
        *([AnnualTermTooLong(annual_months or 0, source=ANNUAL[form])] if long else []),
        *([PostalTooEarly(postal_days or 0, source=POSTAL)] if early else []),
        *([SentVotesLost(source=PROXIES_KEPT[form])] if lost else []),
    ]
