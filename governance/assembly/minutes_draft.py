"""The secretary's draft of the minutes: her words over those proposed, never over a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from governance.assembly.agenda import blanks
from governance.assembly.minutes import MinutesFacts, MinutesProse, VotedResolution, missing
from governance.assembly.papers import AgendaItem, Officer
from governance.errors import Malformed, NotFound, Refused
from governance.law.legal_forms import CompanyForm
from governance.law.minutes import MinutesIncomplete
from governance.law.rule import RefusedByText
from governance.words import N_, of_name

MOST_LETTERS = 20_000
MOST_TELLERS = 12


@dataclass(eq=False)
class MinutesMoved(Refused):
    """The draft was saved elsewhere since this page was shown."""

    message = N_("Le procès-verbal a été enregistré ailleurs depuis l’ouverture de cette page.")
    remedy = N_(
        "Votre texte est encore dans les champs ci-dessous et n’a rien remplacé. Comparez-le avec le texte "
        "enregistré, montré à côté, puis enregistrez."
    )


@dataclass(eq=False)
class MinutesBeingSealed(Refused):
    """The draft was signed: it is being entered, or is, in the register."""

    message = N_("Ce procès-verbal est signé : son texte ne change plus.")
    remedy = N_("Corrigez par une mention au procès-verbal de la prochaine assemblée.")


@dataclass(eq=False)
class MinutesNotReady(RefusedByText):
    """Something the law asks for is missing, or a blank was left to fill."""

    items: tuple[str, ...]

    message = N_("Le procès-verbal ne peut pas encore être signé. Il manque : %(items)s.")
    remedy = N_("Complétez ces parties, enregistrez, puis signez.")


@dataclass(eq=False)
class TextTooLong(Malformed):
    """One part is longer than a page of minutes ever is, or holds a character that is no text."""

    most: int = MOST_LETTERS

    message = N_("Une partie du texte est trop longue, ou contient un caractère illisible.")
    remedy = N_("Gardez %(most)d signes au plus par partie.")


@dataclass(eq=False)
class NoMinutes(NotFound):
    """The register has no such entry."""

    message = N_("Ce procès-verbal ne figure pas au registre de cette coopérative.")
    remedy = N_("Revenez au registre des procès-verbaux.")


BLANK_LEFT = N_("un passage laissé « à compléter »")


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What the secretary typed; None (or no entry in `debates`) where the proposed text stands.

    `technical_incident` says that a technical incident disturbed the remote participation: the law
    then wants it told in `incidents`.
    """

    opening: str | None = None
    debates: Mapping[int, str] = field(default_factory=dict)
    incidents: str | None = None
    closing: str | None = None
    chair: str | None = None
    chair_quality: str | None = None
    secretary: str | None = None
    tellers: tuple[str, ...] | None = None
    technical_incident: bool = False


EMPTY = MinutesDraft()


def draft_document(draft: MinutesDraft) -> dict[str, Any]:
    """Give a draft as a JSON-able document, what was not typed left out."""
    document = {item.name: getattr(draft, item.name) for item in fields(draft)}
    document["debates"] = {str(point): text for point, text in draft.debates.items()}
    document["tellers"] = None if draft.tellers is None else list(draft.tellers)
    return {name: value for name, value in document.items() if value not in (None, {}, False)}


def read_draft(document: Mapping[str, Any]) -> MinutesDraft:
    """Read back what `draft_document` wrote."""
    tellers = document.get("tellers")
    return MinutesDraft(
        opening=document.get("opening"),
        debates={int(point): text for point, text in document.get("debates", {}).items()},
        incidents=document.get("incidents"),
        closing=document.get("closing"),
        chair=document.get("chair"),
        chair_quality=document.get("chair_quality"),
        secretary=document.get("secretary"),
        tellers=None if tellers is None else tuple(tellers),
        technical_incident=document.get("technical_incident", False),
    )


def tidied(draft: MinutesDraft) -> MinutesDraft:
    """Trim what was typed. Raises TextTooLong."""
    texts = (draft.opening, draft.incidents, draft.closing, draft.chair, draft.chair_quality, draft.secretary)
    every = [*filter(None, texts), *draft.debates.values(), *(draft.tellers or ())]
    too_many = len(draft.tellers or ()) > MOST_TELLERS
    if too_many or any(len(text) > MOST_LETTERS or "\x00" in text for text in every):
        raise TextTooLong
    return replace(
        draft,
        opening=_tidy(draft.opening),
        debates={point: _tidy(text) or "" for point, text in draft.debates.items()},
        incidents=_tidy(draft.incidents),
        closing=_tidy(draft.closing),
        chair=_tidy(draft.chair),
        chair_quality=_tidy(draft.chair_quality),
        secretary=_tidy(draft.secretary),
        tellers=None
        if draft.tellers is None
        else tuple(name.strip() for name in draft.tellers if name.strip()),
    )


def _tidy(text: str | None) -> str | None:
    return None if text is None else text.replace("\r\n", "\n").strip()


def differing(draft: MinutesDraft, facts: MinutesFacts) -> MinutesDraft:
    """Keep only what differs from what `facts` propose: a later fact still reaches the rest."""
    own = proposal(facts)
    names = tuple(teller.name for teller in facts.tellers)
    return replace(
        draft,
        opening=_unless(draft.opening, own.opening),
        debates={
            point: text
            for point, text in draft.debates.items()
            if point in own.debates and text != own.debates[point]
        },
        incidents=_unless(draft.incidents, own.incidents),
        closing=_unless(draft.closing, own.closing),
        chair=_unless(draft.chair, _name(facts.chair)),
        chair_quality=_unless(draft.chair_quality, facts.chair.quality if facts.chair else ""),
        secretary=_unless(draft.secretary, _name(facts.secretary)),
        tellers=None if draft.tellers == names else draft.tellers,
    )


def _unless(text: str | None, proposed: str) -> str | None:
    return None if text == proposed else text


def _name(officer: Officer | None) -> str:
    return officer.name if officer else ""


def proposal(facts: MinutesFacts) -> MinutesProse:
    """Propose the words of the minutes from what happened: no figure, each sentence true of `facts`."""
    if facts.lacks_quorum:
        opening = (
            "Le quorum n’étant pas atteint, l’assemblée ne peut pas délibérer. "
            "Le bureau dresse le présent procès-verbal de carence."
        )
        closing = "Aucune résolution n’a été mise aux voix. Une nouvelle assemblée sera convoquée."
        return MinutesProse(opening, {item.number: "" for item in facts.agenda}, "", closing)
    chair, secretary = _name(facts.chair), _name(facts.secretary)
    sentences = ["La séance est ouverte"]
    if chair:
        sentences[0] += f" sous la présidence {of_name(chair)}"
    sentences[0] += "."
    if secretary:
        sentences.append(f"{secretary} assure le secrétariat.")
    kept = "Le bureau constate que la feuille de présence a été tenue"
    if len(facts.papers) > 1:
        kept += " et que les documents énumérés ci-dessous sont à la disposition des sociétaires"
    sentences.append(f"{kept}.")
    return MinutesProse(
        opening=" ".join(sentences),
        debates=_proposed_debates(facts),
        incidents="",
        closing=_proposed_closing(facts),
    )


def items_with_resolutions(facts: MinutesFacts) -> list[tuple[AgendaItem, VotedResolution | None]]:
    """Give each item of the agenda with its resolution; None for an item that is not put to the vote.

    Of an election of several rounds, the last one is given.
    """
    following = list(facts.resolutions)  # in the order of the agenda
    found: list[tuple[AgendaItem, VotedResolution | None]] = []
    for item in facts.agenda:
        own = following.pop(0) if following and following[0].title == item.title else None
        while own and following and following[0].number == own.number:
            own = following.pop(0)
        found.append((item, own))
    return found


def _proposed_closing(facts: MinutesFacts) -> str:
    """Say that the agenda is exhausted only when each of its resolutions was put to the vote."""
    left = [f"n° {voted.number}" for voted in facts.resolutions if voted.result is None]
    if not left:
        return "L’ordre du jour étant épuisé, la séance est levée."
    if len(left) == 1:
        return f"La résolution {left[0]} n’a pas été mise aux voix. La séance est levée."
    named = f"{', '.join(left[:-1])} et {left[-1]}"
    return f"Les résolutions {named} n’ont pas été mises aux voix. La séance est levée."


def _proposed_debates(facts: MinutesFacts) -> dict[int, str]:
    debates = {}
    for item, resolution in items_with_resolutions(facts):
        if resolution is None:
            debates[item.number] = "Ce point est présenté aux sociétaires."
        elif resolution.result is not None:
            debates[item.number] = "Le texte de la résolution est présenté, puis mis aux voix."
            if resolution.interested:
                debates[item.number] += " Les sociétaires intéressés ne prennent pas part au vote."
        else:
            debates[item.number] = ""
    return debates


def applied(facts: MinutesFacts, draft: MinutesDraft, *, register_number: int | None = None) -> MinutesFacts:
    """Put the words and the officers of a draft into the minutes; no figure can come from it.

    `register_number` is the place in the register of minutes being entered; None for a draft.
    """
    own = proposal(facts)
    chair = Officer(
        _name(facts.chair) if draft.chair is None else draft.chair,
        (facts.chair.quality if facts.chair else "") if draft.chair_quality is None else draft.chair_quality,
    )
    secretary = Officer(_name(facts.secretary) if draft.secretary is None else draft.secretary)
    tellers = facts.tellers if draft.tellers is None else tuple(Officer(name) for name in draft.tellers)
    known = {point: text for point, text in draft.debates.items() if point in own.debates}
    return replace(
        facts,
        chair=chair,
        secretary=secretary,
        tellers=tellers,
        register_number=register_number,
        prose=MinutesProse(
            opening=own.opening if draft.opening is None else draft.opening,
            debates={**own.debates, **known},
            incidents=own.incidents if draft.incidents is None else draft.incidents,
            closing=own.closing if draft.closing is None else draft.closing,
        ),
    )


def lacking(
    facts: MinutesFacts, draft: MinutesDraft, form: CompanyForm, *, quorum_asked: bool = True
) -> list[Refused]:
    """List what keeps these minutes from being signed, by what the law asks of this form.

    The debates are told once the secretary wrote of one item: the words proposed say none.
    `quorum_asked` is false when neither law nor bylaws want a quorum: the minutes then say so.
    """
    full = applied(facts, draft)
    told = {point: text for point, text in draft.debates.items() if text.strip()}
    judged = replace(full, prose=replace(full.prose, debates=told))
    faults = missing(judged, form, incident=draft.technical_incident)
    if not quorum_asked:
        faults = [f for f in faults if not (isinstance(f, MinutesIncomplete) and f.item == "quorum")]
    prose = full.prose
    if any(blanks(text) for text in (prose.opening, prose.incidents, prose.closing, *prose.debates.values())):
        faults.append(MinutesIncomplete("blank", BLANK_LEFT, source=None))
    return faults
