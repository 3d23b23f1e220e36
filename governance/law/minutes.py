"""What the minutes of an assembly must contain, who signs them, and minutes when the quorum fails."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, said
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9", sure=False, note="selon les statuts ; liste de la SA proposée")

SA_CONTENT = (
    "date",
    "place",
    "convening",
    "agenda",
    "officers",
    "votes_taking_part",
    "quorum",
    "documents",
    "debates",
    "resolutions",
    "results",
)
SARL_CONTENT = (
    "date",
    "place",
    "chair",
    "members_and_shares",
    "documents",
    "debates",
    "resolutions",
    "results",
)
CONTENT: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(SA_CONTENT, commerce("R. 225-106")),
    CompanyForm.SARL: always(SARL_CONTENT, commerce("R. 223-24")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
INCIDENT: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("incident", commerce("R. 225-99")),
    CompanyForm.SARL: always("incident", commerce("R. 223-24")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
SIGNERS: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(("officers",), commerce("R. 225-106")),
    CompanyForm.SARL: always(("managers", "chair"), commerce("R. 223-24")),
    CompanyForm.SAS: always(None, commerce("L. 227-9")),
}
NO_QUORUM_MINUTES: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("drawn_up", commerce("R. 225-107")),
    CompanyForm.SARL: always("drawn_up", commerce("R. 223-24", sure=False, note="par prudence, comme la SA")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


REGISTER_DAY = date(2019, 11, 4)
_IF_SILENT = "si les statuts permettent l’électronique sans dire comment : signature avancée et horodatage"


def _register(article: str) -> Dated[str | None]:
    before = commerce(article, note="rédaction antérieure au décret n° 2019-1118 du 31 octobre 2019")
    since = commerce(article, note="décret n° 2019-1118 du 31 octobre 2019, en vigueur le 4 novembre 2019")
    return Dated((Since(date.min, "paper", before), Since(REGISTER_DAY, "advanced", since)))


REGISTER: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: _register("R. 225-22"),
    CompanyForm.SARL: _register("R. 221-3"),
    CompanyForm.SAS: Dated(
        (
            Since(date.min, None, commerce("L. 227-9")),
            Since(REGISTER_DAY, None, commerce("R. 227-1-1", note=_IF_SILENT)),
        )
    ),
}

ITEM_NAMES = {
    "date": N_("la date"),
    "place": N_("le lieu"),
    "convening": N_("le mode de convocation"),
    "agenda": N_("l’ordre du jour"),
    "officers": N_("la composition du bureau"),
    "chair": N_("le nom et la qualité du président de séance"),
    "members_and_shares": N_("les sociétaires présents ou représentés, avec leurs parts"),
    "votes_taking_part": N_("le nombre de voix prenant part au vote"),
    "quorum": N_("le quorum atteint"),
    "documents": N_("les documents et rapports présentés"),
    "debates": N_("un résumé des débats"),
    "resolutions": N_("le texte des résolutions"),
    "results": N_("le résultat des votes"),
    "incident": N_("l’incident technique qui a troublé l’assemblée"),
}


@dataclass(frozen=True, slots=True)
class Checklist:
    """What minutes must contain, as keys of ITEM_NAMES, and the text that says so."""

    items: tuple[str, ...]
    source: object


def checklist(form: CompanyForm, day: date, *, incident: bool = False) -> Checklist:
    """Give what the minutes of an assembly held on `day` must contain.

    `incident` is true when a technical incident disturbed the remote participation.
    A SAS whose bylaws say nothing is held to what the service proposes, the list of an SA.
    Law: R. 225-106, R. 225-99, R. 223-24.
    """
    period = CONTENT[form].period(day)
    extra = ("incident",) if incident else ()
    return Checklist((*(period.value or SA_CONTENT), *extra), period.source)


@dataclass(eq=False)
class MinutesIncomplete(RefusedByText):
    """The minutes lack something the law asks for."""

    item: str
    label: str

    message = N_("Il manque au procès-verbal : %(label)s.")
    remedy = N_("Complétez le procès-verbal, puis demandez les signatures.")


def breaches(
    form: CompanyForm, given: Collection[str], day: date, *, incident: bool = False
) -> list[Refused]:
    """Find everything the minutes lack; `given` holds the keys of what they contain."""
    wanted = checklist(form, day, incident=incident)
    return [
        MinutesIncomplete(item, ITEM_NAMES[item], source=wanted.source)
        for item in wanted.items
        if item not in given
    ]


ITEMS = N_("%(items)s")
SIGNER_NAMES = {
    "officers": N_("les membres du bureau"),
    "managers": N_("les gérants"),
    "chair": N_("le président de séance"),
}
REGISTER_NAMES = {
    "paper": N_("sur papier, feuilles numérotées sans interruption et paraphées"),
    "advanced": N_("sur papier paraphé, ou électronique : signature avancée et horodatage probant"),
}
DRAWN_UP = N_("le bureau dresse un procès-verbal de carence")
MENTIONED = N_("l’incident technique qui trouble l’assemblée y est mentionné")


def _say_items(items: tuple[str, ...]) -> Said:
    return said(ITEMS, items=tuple(Said(ITEM_NAMES[item]) for item in items))


def _say_signers(signers: tuple[str, ...]) -> Said:
    return said(ITEMS, items=tuple(Said(SIGNER_NAMES[signer]) for signer in signers))


def _say_register(level: str) -> Said:
    return Said(REGISTER_NAMES[level])


def _say_no_quorum(_: str) -> Said:
    return Said(DRAWN_UP)


def _say_incident(_: str) -> Said:
    return Said(MENTIONED)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "minutes_content",
        N_("Contenu du procès-verbal"),
        CONTENT,
        _say_items,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: SA_CONTENT},
    ),
    LawRule(
        "minutes_incident",
        N_("Incident technique"),
        INCIDENT,
        _say_incident,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: "incident"},
    ),
    LawRule("minutes_signers", N_("Qui signe le procès-verbal"), SIGNERS, _say_signers, ChangedBy.LAW),
    LawRule(
        "minutes_register",
        N_("Registre des délibérations"),
        REGISTER,
        _say_register,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: "advanced"},
    ),
    LawRule(
        "no_quorum_minutes",
        N_("Faute de quorum"),
        NO_QUORUM_MINUTES,
        _say_no_quorum,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: "drawn_up"},
    ),
)
