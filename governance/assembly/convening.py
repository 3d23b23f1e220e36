"""Before an assembly is convened: what is missing, what the law wants, what is only advised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from governance.assembly import papers_required
from governance.assembly.agenda import blanks
from governance.assembly.non_voters import (
    NON_VOTER_SOURCES,
    NonVoter,
    NonVoterKind,
    too_many_delegates,
)
from governance.assembly.refusals import EXCLUSIVE_AGENDA
from governance.bylaws.rules import Rules
from governance.errors import Malformed, Refused
from governance.law import annual as annual_law
from governance.law import notice as notice_law
from governance.law.clauses import REQUEST
from governance.law.rule import RefusedByText
from governance.sources import LegalSource
from governance.words import N_


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list. `state` is ok, advice, or missing (which forbids to convene).

    `message` is a French sentence filled with `facts`; `page` names where to mend it (assembly,
    agenda, papers, members, ties, mandates, bylaws, requests, nonvoters, or "" for nowhere); `source` is
    the text, as an error's.
    """

    key: str
    state: str
    message: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    page: str = ""
    source: object = None


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """One item as the check list reads it."""

    title: str
    text: str
    voted: bool


@dataclass(frozen=True, slots=True)
class MembersFacts:
    """How the members of the day can be reached, in numbers of members."""

    total: int
    by_email: int
    by_letter: int
    without_address: int


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known of an assembly before its notice leaves on `today`.

    `impossible` are the elections nobody could vote on: the item, and the sentence that says why.
    `by_hand` is how many clauses of the bylaws people apply themselves. `requested` are the lawful
    requests of members not on any agenda yet; `only_one` says no other assembly is in preparation.
    `unrepresented` are the structures nobody speaks for, and whether they had a mandate; `without_mandate`
    is how many have none, and speak by who their record names.
    `beside` are called without a vote on the day; `has_employees` tells that a works council may exist.
    """

    today: date
    held_on: date
    place: str
    annual: bool
    year_closed_on: date | None
    items: Sequence[AgendaFacts]
    natures: Sequence[str]
    members: MembersFacts
    rules: Rules
    suspended: Sequence[tuple[str, Refused]] = ()
    unrepresented: Sequence[tuple[str, bool]] = ()
    without_mandate: int = 0
    two_votes: Sequence[tuple[str, str]] = ()
    impossible: Sequence[tuple[str, str]] = ()
    by_hand: int = 0
    requested: Sequence[str] = ()
    only_one: bool = True
    beside: Sequence[NonVoter] = ()
    has_employees: bool = False


@dataclass(eq=False)
class NotReady(Refused):
    """Something the notice needs is missing."""

    count: int

    message = N_("L’assemblée n’est pas prête à être convoquée : points à régler, %(count)d.")
    remedy = N_("Réglez les points signalés dans la liste « Avant de convoquer », puis convoquez.")


@dataclass(eq=False)
class AgendaLocked(Refused):
    """The agenda was sent to the members: it no longer changes."""

    message = N_("L’assemblée est convoquée : son ordre du jour ne change plus.")
    remedy = N_("Pour mettre autre chose aux voix, convoquez une autre assemblée.")
    source: ClassVar[LegalSource | None] = EXCLUSIVE_AGENDA


@dataclass(eq=False)
class HeldInThePast(Malformed):
    """The day chosen for the assembly is over."""

    message = N_("Cette date est déjà passée.")
    remedy = N_("Choisissez un jour à venir.")


@dataclass(eq=False)
class RemoteForbidden(RefusedByText):
    """The bylaws, or the law for the accounts, want everybody in the room."""

    message = N_("Pour cette assemblée, la participation à distance n’est pas permise.")
    remedy = N_(
        "Retirez la participation à distance. Si c’est un article de vos statuts qui l’exclut, "
        "ils peuvent d’abord être modifiés."
    )


@dataclass(eq=False)
class MissingField(Malformed):
    """Something required was left empty or is too long."""

    label: str

    message = N_("« %(label)s » est vide ou trop long.")
    remedy = N_("Complétez ce champ, puis enregistrez.")


def ensure_remote(rules: Rules, *, remote: bool, annual: bool) -> None:
    """Raise RemoteForbidden when members may not take part at a distance."""
    if remote and not rules.remote_allowed:
        raise RemoteForbidden(source=rules.sources.get("remote_allowed"))
    if remote and annual and not rules.remote_for_accounts:
        raise RemoteForbidden(source=rules.sources.get("remote_for_accounts"))


def ensure_in_time(preparation: Preparation) -> None:
    """Raise NoticeTooLate when fewer full days than the rules want are left before the assembly."""
    for refusal in _too_late(preparation):
        raise refusal


def ensure_ready(preparation: Preparation) -> None:
    """Raise NoticeTooLate, else NotReady with the number of points that forbid to convene."""
    ensure_in_time(preparation)
    count = sum(check.state == "missing" for check in checklist(preparation))
    if count:
        raise NotReady(count)


def _too_late(p: Preparation) -> list[notice_law.NoticeTooLate]:
    return notice_law.breaches(
        p.today, p.held_on, full_days=p.rules.notice_days, text=p.rules.sources.get("notice_days")
    )


def checklist(p: Preparation) -> tuple[Check, ...]:
    """List what to look at before convening: date, agenda, texts, papers, members."""
    return (
        *_dates(p),
        *_agenda(p),
        *_requested(p),
        *_elections(p),
        *_papers(p),
        *_members(p),
        *_beside(p),
        *_suspended(p),
        *_mandates(p),
        *_ways(p),
    )


def _beside(p: Preparation) -> list[Check]:
    """Say who is called with the members and does not vote, or ask who they are."""
    found = [_called(kind, [one for one in p.beside if one.kind is kind]) for kind in NonVoterKind]
    shown = [one for one in found if one.state != "advice" or one.key != "council" or p.has_employees]
    without = tuple(one.to.name for one in p.beside if not one.reachable)
    if without:
        sentence = N_("L’adresse manque pour convoquer : %(names)s.")
        shown.append(Check("beside", "missing", sentence, {"names": without}, "nonvoters"))
    return shown


def _called(kind: NonVoterKind, people: Sequence[NonVoter]) -> Check:
    source, names = NON_VOTER_SOURCES[kind], tuple(one.to.name for one in people)
    auditor = kind is NonVoterKind.AUDITOR
    if not people:
        nobody = (
            N_("Aucun commissaire aux comptes n’est inscrit. Si vous en avez un, il doit être convoqué.")
            if auditor
            else N_("Aucun représentant du comité social et économique n’est inscrit. En avez-vous un ?")
        )
        return Check(kind.value, "advice", nobody, {}, "nonvoters", source)
    sentence = (
        N_("Commissaire aux comptes à convoquer avec les sociétaires : %(names)s.")
        if auditor
        else N_("Représentants du comité social et économique, appelés avec les sociétaires : %(names)s.")
    )
    state = "advice" if too_many_delegates(people) else "ok"
    return Check(kind.value, state, sentence, {"names": names}, "nonvoters", source)


def _suspended(p: Preparation) -> list[Check]:
    """Say, before anybody is convened, whose votes the law suspends on the day."""
    sentence = N_(
        "Convoqué, « %(name)s » ne votera pas et ne comptera pas dans le quorum : ses liens de capital avec "
        "la coopérative suspendent ses voix."
    )
    return [
        Check("suspended", "advice", sentence, {"name": name}, "ties", why.source)
        for name, why in p.suspended
    ]


def _mandates(p: Preparation) -> list[Check]:
    """Say, before anybody is convened, which structures nobody speaks for, and who will have two votes."""
    nobody = N_(
        "Le jour de l’assemblée, personne ne représentera « %(name)s » : son mandat sera terminé. Sa voix "
        "compte parmi les inscrits."
    )
    never = N_(
        "Le jour de l’assemblée, personne ne représentera « %(name)s » : aucun mandat n’est inscrit. Sa voix "
        "compte parmi les inscrits."
    )
    by_record = N_(
        "Structures sans mandat inscrit le jour de l’assemblée : %(count)d. Le nom de leur fiche en tient "
        "lieu ; demandez-leur qui elles désignent."
    )
    twice = N_(
        "%(person)s aura deux votes : le sien, et celui de « %(name)s ». C’est permis : chacun est un "
        "sociétaire."
    )
    return [
        *(
            Check("unrepresented", "advice", nobody if over else never, {"name": name}, "mandates")
            for name, over in p.unrepresented
        ),
        *(
            [Check("without_mandate", "advice", by_record, {"count": p.without_mandate}, "mandates")]
            if p.without_mandate
            else []
        ),
        *(
            Check("two_votes", "advice", twice, {"person": person, "name": name}, "mandates")
            for person, name in p.two_votes
        ),
    ]


def _ways(p: Preparation) -> list[Check]:
    """Say what the secretary will have to do: a form that is not entered is not counted."""
    left = N_("Clauses de vos statuts que vous appliquez vous-même : %(count)d. Leur page en donne la liste.")
    found = [Check("by_hand", "advice", left, {"count": p.by_hand}, "bylaws")] if p.by_hand else []
    if not p.rules.postal_allowed:
        return found
    sentence = N_(
        "Le vote par correspondance est ouvert aux sociétaires : enregistrez chaque formulaire reçu, depuis "
        "la page de l’assemblée, avant d’ouvrir la séance."
    )
    return [*found, Check("postal", "advice", sentence, {}, "", p.rules.sources.get("postal_allowed"))]


def _dates(p: Preparation) -> list[Check]:
    days, source = p.rules.notice_days, p.rules.sources.get("notice_days")
    last = notice_law.last_sending_day(p.held_on, days)
    facts = {"last_day": last, "days": days}
    if _too_late(p):
        first = notice_law.first_assembly_day(p.today, days)
        sentence = N_(
            "La convocation devait partir le %(last_day)s au plus tard (%(days)d jours pleins avant "
            "l’assemblée). Partie aujourd’hui, elle permet une assemblée à partir du %(first)s."
        )
        found = [Check("time", "missing", sentence, {**facts, "first": first}, "assembly", source)]
    else:
        sentence = N_(
            "La convocation part le %(last_day)s au plus tard : %(days)d jours pleins avant l’assemblée."
        )
        found = [Check("time", "ok", sentence, facts, "", source)]
    if p.annual and p.year_closed_on:
        late = annual_law.breaches(p.rules.form, p.year_closed_on, p.held_on)
        found += [Check("annual", "advice", e.message, e.facts(), "assembly", e.source) for e in late]
    if not p.place.strip():
        found.append(Check("place", "missing", N_("Le lieu de l’assemblée n’est pas dit."), {}, "assembly"))
    return found


def _agenda(p: Preparation) -> list[Check]:
    voted = [item for item in p.items if item.voted]
    if not voted:
        return [
            Check(
                "agenda",
                "missing",
                N_("L’ordre du jour ne met rien aux voix."),
                {},
                "agenda",
                EXCLUSIVE_AGENDA,
            )
        ]
    found = []
    without = tuple(item.title for item in voted if not item.text.strip())
    if without:
        sentence = N_("Résolutions dont le texte manque : %(titles)s.")
        found.append(Check("texts", "missing", sentence, {"titles": without}, "agenda"))
    unfinished = tuple(item.title for item in p.items if blanks(item.text))
    if unfinished:
        sentence = N_("Textes où un passage reste « à compléter » : %(titles)s.")
        found.append(Check("blanks", "missing", sentence, {"titles": unfinished}, "agenda"))
    if found:
        return found
    sentence = N_("Chaque résolution a son texte. Résolutions mises aux voix : %(count)d.")
    return [Check("agenda", "ok", sentence, {"count": len(voted)}, "agenda")]


def _requested(p: Preparation) -> list[Check]:
    """Name the requests that the law, or the bylaws, put on an agenda, and that are on none."""
    sentence = N_("Demande régulière de sociétaires, pas encore inscrite à un ordre du jour : « %(title)s ».")
    state = "missing" if p.only_one else "advice"
    source = REQUEST.get(p.rules.form)
    return [
        Check("requested", state, sentence, {"title": title}, "requests", source) for title in p.requested
    ]


def _elections(p: Preparation) -> list[Check]:
    """Say which elections nobody could vote on, while the agenda can still be mended."""
    sentence = N_("« %(title)s » : %(fault)s")
    return [
        Check("election", "missing", sentence, {"title": title, "fault": fault}, "agenda")
        for title, fault in p.impossible
    ]


def _papers(p: Preparation) -> list[Check]:
    wanted = papers_required.missing(p.rules.form, annual=p.annual, natures=p.natures)
    if not wanted:
        sentence = N_("Documents joints : %(count)d. Aucun document exigé ne manque.")
        return [Check("papers", "ok", sentence, {"count": len(p.natures)}, "papers")]
    always = N_("Document à joindre ou à tenir à la disposition des sociétaires : %(paper)s.")
    sometimes = N_("Document à joindre, %(only_if)s : %(paper)s.")
    return [
        Check(
            f"paper-{paper.nature}",
            "advice",
            sometimes if paper.only_if else always,
            {"paper": papers_required.NATURES[paper.nature], "only_if": paper.only_if},
            "papers",
            paper.source,
        )
        for paper in wanted
    ]


def _members(p: Preparation) -> list[Check]:
    members = p.members
    if not members.total:
        return [
            Check("members", "missing", N_("La coopérative n’a aucun sociétaire à convoquer."), {}, "members")
        ]
    sentence = N_("Sociétaires à convoquer : %(total)d, par courriel %(by_email)d, par lettre %(by_letter)d.")
    facts = {"total": members.total, "by_email": members.by_email, "by_letter": members.by_letter}
    cutoff = notice_law.email_consent_by(p.rules.form, p.held_on)
    found = [Check("members", "ok", sentence, facts, "members")]
    if members.by_letter and cutoff:
        sentence = N_(
            "Reçoivent une lettre ceux qui n’ont pas accepté la convocation par courriel, ou l’ont "
            "acceptée après le %(cutoff)s."
        )
        source = notice_law.EMAIL_CONSENT_DAYS[p.rules.form].period(p.held_on).source
        found.append(Check("consent", "ok", sentence, {"cutoff": cutoff}, "members", source))
    if members.without_address:
        sentence = N_(
            "Sociétaires à convoquer par lettre sans adresse postale complète : %(count)d. "
            "Complétez leur fiche, ou remettez-leur la lettre en main propre."
        )
        found.append(Check("addresses", "advice", sentence, {"count": members.without_address}, "members"))
    return found
