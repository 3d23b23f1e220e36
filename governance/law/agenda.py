"""What may be put to the vote: requests by members, what is voted off the agenda, what is locked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.days import paris_moment
from governance.law.legal_forms import Call, CompanyForm
from governance.law.notice import (
    FROM_CONVENING,
    REQUESTS_DAY,
    agenda_request,
    agenda_request_cutoff,
    convened_by,
)
from governance.law.public_holidays import Territory, business_day_before
from governance.law.rule import Direction, LawRule, RefusedByText, Said, always, said, say_part, told
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated, LegalSource, Since
from governance.units import Cents
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
SCALE_SOURCE = commerce("R. 225-71")
BEFORE_2018 = other("textes antérieurs au 1er avril 2018", sure=False)
SARL_SOURCE = commerce("L. 223-27", note=FROM_CONVENING)
HELD_SOURCE = commerce(
    "R. 225-71",
    sure=False,
    note="décret n° 2014-1466 du 8 décembre 2014 : deux jours au lieu de trois ; premier jour à confirmer",
)
FORM_SOURCE = commerce("R. 223-20-3", note=FROM_CONVENING)

SCALE_FROM = Cents(750_000_00)
"""Up to this capital, included, the threshold is a twentieth; above, it is read slice by slice."""
SCALE: tuple[tuple[Cents | None, Fraction], ...] = (
    (Cents(750_000_00), Fraction(4, 100)),
    (Cents(7_500_000_00), Fraction(25, 1000)),
    (Cents(15_000_000_00), Fraction(1, 100)),
    (None, Fraction(5, 1000)),
)
"""Upper bound of each slice of capital, and the part of that slice. Law: R. 225-71."""
TWENTIETH = Fraction(1, 20)

REQUEST_PART: dict[CompanyForm, Dated[Fraction | None]] = {
    CompanyForm.SA: always(TWENTIETH, SCALE_SOURCE),
    CompanyForm.SARL: Dated(
        (Since(date.min, None, BEFORE_2018), Since(REQUESTS_DAY, TWENTIETH, SARL_SOURCE))
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
ANSWER_DAYS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(5, commerce("R. 225-74")),
    CompanyForm.SARL: always(None, commerce("R. 223-20-3", sure=False, note="aucun délai n’y est lu")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


STILL_HELD_DAYS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: Dated(
        (Since(date.min, 3, SCALE_SOURCE), Since(date(2015, 1, 1), 2, HELD_SOURCE)),
    ),
    CompanyForm.SARL: always(
        None, commerce("R. 223-20-3", sure=False, note="aucune attestation n’y est lue")
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def still_held_at(
    form: CompanyForm, assembly_on: date, territory: Territory = Territory.MAINLAND
) -> datetime | None:
    """Give when those who asked for an item must still hold their part: a business day, 0:00 in Paris.

    The second business day before the assembly of an SA, the third before 2015. Law: R. 225-71.
    """
    days = STILL_HELD_DAYS[form].on(assembly_on)
    return None if days is None else paris_moment(business_day_before(assembly_on, days, territory))


def request_part(form: CompanyForm, assembly_on: date) -> Since[Fraction | None]:
    """Give the part of the capital that asks for an item of this assembly, with the text.

    Law: L. 225-105, R. 225-71; L. 223-27, al. 5.
    """
    return REQUEST_PART[form].period(convened_by(form, assembly_on))


def capital_needed(form: CompanyForm, capital: Cents, day: date) -> Fraction | None:
    """Give the capital, in cents, that those who ask for an item must hold together.

    A twentieth; in an SA above €750,000 of capital, 4 % of the first 750,000, 2.5 % up to
    7,500,000, 1 % up to 15,000,000 and 0.5 % of the rest. An exact fraction of a cent is not
    rounded. `day` is that of the assembly. None where the bylaws decide.
    Law: L. 225-105, R. 225-71; L. 223-27, al. 5.
    """
    part = request_part(form, day).value
    if part is None:
        return None
    if form is not CompanyForm.SA or capital <= SCALE_FROM:
        return part * capital
    needed, reached = Fraction(0), 0
    for bound, slice_part in SCALE:
        top = capital if bound is None else min(capital, bound)
        needed += slice_part * max(0, top - reached)
        reached = top
    return needed


@dataclass(eq=False)
class RequestTooWeak(RefusedByText):
    """Those who ask for an item do not hold enough of the capital together; both are parts of it."""

    held: Fraction
    needed: Fraction

    message = N_(
        "Les demandeurs détiennent ensemble %(held)s du capital. "
        "Il en faut au moins %(needed)s pour inscrire un point à l’ordre du jour."
    )
    remedy = N_("Joignez d’autres sociétaires à la demande, ou adressez-la au conseil.")


@dataclass(eq=False)
class RequestTooLate(RefusedByText):
    """The request reached the cooperative too near the assembly."""

    received_on: date
    last_day: date

    message = N_(
        "La demande est arrivée le %(received_on)s. Elle devait arriver le %(last_day)s au plus tard."
    )
    remedy = N_("Demandez au conseil d’inscrire ce point, ou gardez la demande pour l’assemblée suivante.")


def request_breaches(
    form: CompanyForm, capital: Cents, held: Cents, received_on: date, assembly_on: date
) -> list[Refused]:
    """Find why a request for an item may be refused: too little capital, too late.

    Law: L. 225-105, R. 225-71, R. 225-72; L. 223-27, al. 5, R. 223-20-3.
    """
    found: list[Refused] = []
    needed, last_day = capital_needed(form, capital, assembly_on), agenda_request_cutoff(form, assembly_on)
    if needed is not None and held < needed:
        text = request_part(form, assembly_on).source
        found.append(RequestTooWeak(Fraction(held, capital), needed / capital, source=text))
    if last_day is not None and received_on > last_day:
        text = agenda_request(form, assembly_on).source
        found.append(RequestTooLate(received_on, last_day, source=text))
    return found


def answer_by(form: CompanyForm, received_on: date) -> date | None:
    """Give the last day to acknowledge a request (SA: five days). Law: R. 225-74."""
    days = ANSWER_DAYS[form].on(received_on)
    return None if days is None else received_on + timedelta(days=days)


OFF_AGENDA: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("directors", commerce("L. 225-105")),
    CompanyForm.SARL: always("nothing", commerce("R. 223-20", sure=False, note="révocation discutée")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
DIRECTORS = N_("la révocation d’administrateurs et leur remplacement, toujours")
NOTHING = N_("rien")
_OFF = {"directors": DIRECTORS, "nothing": NOTHING}


def may_vote_off_agenda(form: CompanyForm, day: date, *, removes_directors: bool) -> bool | None:
    """Tell whether something that is not on the agenda may be voted; None: the bylaws say.

    In an SA the assembly may always remove directors and replace them. Law: L. 225-105, al. 3.
    """
    allowed = OFF_AGENDA[form].on(day)
    return None if allowed is None else removes_directors and allowed == "directors"


def may_change_agenda(call: Call, *, sent: bool) -> bool:
    """Tell whether items may still be added: never once sent, never at a second call.

    Law: L. 225-105.
    """
    return not sent and call is Call.FIRST


_USAGE = "même principe, selon l’usage"
SECOND_AGENDA: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always(
        "same", commerce("L. 225-105", note="R. 225-70 : elle rappelle la date de la première")
    ),
    CompanyForm.SARL: always("same", commerce("L. 223-29", sure=False, note=_USAGE)),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def second_keeps_agenda(form: CompanyForm, day: date) -> bool | None:
    """Tell whether a second call keeps the agenda of the first; None: the bylaws say (SAS).

    Law: L. 225-105, al. 4.
    """
    kept = SECOND_AGENDA[form].on(day)
    return None if kept is None else kept == "same"


OF_CAPITAL = N_("au moins %(part)s du capital")
STILL_HELD = N_("une nouvelle attestation le prouve le %(days)de jour ouvré avant l’assemblée, à zéro heure")
WITHIN_DAYS = N_("un accusé de réception dans les %(days)d jours")


def _say_part(part: Fraction) -> Said:
    return said(OF_CAPITAL, part=say_part(part))


def _say_days(days: int) -> Said:
    return said(WITHIN_DAYS, days=days)


def _say_second(_key: str) -> Said:
    return Said(_SAME)


def _say_off(key: str) -> Said:
    return Said(_OFF[key])


def _say_held(days: int) -> Said:
    return said(STILL_HELD, days=days)


def _sarl(words: str, source: LegalSource) -> Dated[str | Said | None]:
    return Dated((Since(date.min, None, BEFORE_2018), Since(REQUESTS_DAY, words, source)))


_TOLD = N_("la coopérative en avise d’avance qui le demande")
_EXCLUSIVE = N_("l’assemblée ne vote que sur les points de son ordre du jour")
_SAME = N_("l’ordre du jour ne change pas")
_CLEAR = N_("chaque point se comprend sans autre document ; « questions diverses » : rien d’important")
_SCALE = N_(
    "au-delà de 750 000 € de capital : 4 % de cette somme, 2,5 % de la suite jusqu’à 7 500 000 €, "
    "1 % jusqu’à 15 000 000 €, 0,5 % du reste"
)
_AMEND = N_(
    "dans les limites du point inscrit ; les votes par correspondance déjà reçus restent sur le premier texte"
)
_REASONS = N_("par lettre recommandée ou par voie électronique, avec les motifs ou le texte proposé")

RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "agenda_request_part",
        N_("Qui peut demander l’inscription d’un point"),
        REQUEST_PART,
        _say_part,
        ChangedBy.BYLAWS,
        Direction.EASIER,
        dict.fromkeys([CompanyForm.SAS], TWENTIETH),
    ),
    told(
        "agenda_request_scale",
        N_("Demande d’un point dans une coopérative au capital plus élevé"),
        ChangedBy.BYLAWS,
        sa=(_SCALE, SCALE_SOURCE),
        sarl=_sarl(N_("le même vingtième des parts"), SARL_SOURCE),
        sas=(None, SAS_SOURCE),
        direction=Direction.EASIER,
    ),
    told(
        "agenda_request_date",
        N_("Date de l’assemblée, pour qui veut demander un point"),
        ChangedBy.LAW,
        sa=(_TOLD, commerce("R. 225-72")),
        sarl=_sarl(_TOLD, commerce("R. 223-20-2", note=FROM_CONVENING)),
        sas=(None, SAS_SOURCE),
    ),
    LawRule(
        "agenda_request_held",
        N_("Part détenue par les demandeurs jusqu’à l’assemblée"),
        STILL_HELD_DAYS,
        _say_held,
        ChangedBy.LAW,
    ),
    told(
        "agenda_request_form",
        N_("Forme de la demande d’un point"),
        ChangedBy.LAW,
        sa=(_REASONS, SCALE_SOURCE),
        sarl=_sarl(_REASONS, FORM_SOURCE),
        sas=(None, SAS_SOURCE),
    ),
    LawRule(
        "agenda_request_answer",
        N_("Réponse à la demande d’un point"),
        ANSWER_DAYS,
        _say_days,
        ChangedBy.LAW,
    ),
    told(
        "agenda_exclusive",
        N_("Ce qui peut être mis aux voix"),
        ChangedBy.LAW,
        sa=(_EXCLUSIVE, commerce("L. 225-105")),
        sarl=(_EXCLUSIVE, commerce("R. 223-20", sure=False, note=_USAGE)),
        sas=(None, SAS_SOURCE),
        proposed=_EXCLUSIVE,
    ),
    LawRule("off_agenda", N_("Ce qui se vote hors de l’ordre du jour"), OFF_AGENDA, _say_off, ChangedBy.LAW),
    LawRule(
        "agenda_second_call",
        N_("Ordre du jour de la deuxième convocation"),
        SECOND_AGENDA,
        _say_second,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: "same"},
    ),
    told(
        "agenda_items_clear",
        N_("Rédaction de l’ordre du jour"),
        ChangedBy.LAW,
        sa=(_CLEAR, commerce("R. 225-66")),
        sarl=(_CLEAR, commerce("R. 223-20")),
        sas=(None, SAS_SOURCE),
        proposed=_CLEAR,
    ),
    told(
        "amendments",
        N_("Amendement en séance"),
        ChangedBy.BYLAWS,
        all_forms=(_AMEND, commerce("L. 225-105", sure=False, note="usage ; le texte n’en dit rien")),
    ),
)
