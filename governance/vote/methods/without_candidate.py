"""Election without candidate (élection sans candidat): nominations, then consent to one person proposed.

One poll is one round, facilitated in the room. Nomination: each names one eligible person, with
reasons; nobody stands, and nothing is decided. It is held again once reasons are heard, and people
may change. Then the facilitator proposes somebody and the consent round has that person alone:
each consents, or objects and says why. Without objection (or within the bound that the bylaws set)
the person is elected; otherwise the proposal is improved and another consent round is held.

Objections are counted by voices, whatever the colleges weigh: one is heard, never outweighed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_between, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import scores_of
from governance.words import N_

PHASE = Setting(
    "phase",
    SettingKind.WORD,
    "nomination",
    N_("Étape de l’élection sans candidat"),
    N_("Une mise aux voix est une étape : nommer, puis consentir à la personne proposée."),
    {
        "nomination": N_("Nomination : chacun nomme une personne"),
        "consent": N_("Consentement : chacun consent, ou objecte"),
    },
)
OBJECTIONS = Setting(
    "objections",
    SettingKind.WHOLE,
    0,
    N_("Objections admises au plus"),
    N_("0 est la règle de l’élection sans candidat : une seule objection arrête la proposition."),
)
CONSENT, OBJECTION = 1, 0
ONE_PERSON = N_("Un consentement porte sur une seule personne : gardez-la seule parmi les choix proposés.")
ONE_SEAT = N_("Un consentement pourvoit un seul siège : faites une étape pour chaque personne proposée.")
SENTENCES: Sentences = {
    "named": ("%(name)s, nominations : %(figure)s.", "%(name)s, nominations: %(figure)s."),
    "most": (
        "Le plus souvent nommé : %(names)s. Cela ne décide rien : on entend les raisons de chacun.",
        "Named most often: %(names)s. This decides nothing: everybody's reasons are heard.",
    ),
    "asked": (
        "Personne proposée : %(name)s. Consentements : %(consents)s ; objections : %(objections)s.",
        "Person proposed: %(name)s. Consents: %(consents)s; objections: %(objections)s.",
    ),
    "consented": (
        "Objections admises au plus : %(most)s. Le consentement est donné.",
        "Objections allowed at most: %(most)s. Consent is given.",
    ),
    "refused": (
        (
            "Objections admises au plus : %(most)s. Le consentement n’est pas donné : on améliore la "
            "proposition, puis une nouvelle étape de consentement est ouverte."
        ),
        (
            "Objections allowed at most: %(most)s. Consent is not given: the proposal is improved, "
            "then a new consent round is opened."
        ),
    ),
    "none": (
        "Personne n’est élu à cette étape. Sièges à pourvoir : %(vacant)s.",
        "Nobody is elected at this stage. Seats to fill: %(vacant)s.",
    ),
    "second_round": (
        "La suite : une nouvelle nomination, ou une proposition parmi %(runoff)s. Sièges : %(vacant)s.",
        "Next: a new nomination, or a proposal among %(runoff)s. Seats: %(vacant)s.",
    ),
    "advice": (
        "Ce décompte de nominations ne décide rien.",
        "This count of nominations decides nothing.",
    ),
}


@dataclass(frozen=True, slots=True)
class WithoutCandidate:
    """One round of an election without candidate: nominations, or consent to one person."""

    name: str = "without_candidate"
    shape: Shape = Shape.ONE
    settings: Sequence[Setting] = (PHASE, OBJECTIONS)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the round impossible: a consent is about one person and one seat."""
        found = contest_faults(self, contest, seats=_is_consent(contest))
        if _is_consent(contest):
            found += [ONE_PERSON] if len(contest.running) > 1 else []
            found += [ONE_SEAT] if contest.seats > 1 else []
        return found

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept one person named, or 1 to consent and 0 to object. Raises a Malformed."""
        ensure_numbers(marks, OBJECTION if _is_consent(contest) else CONSENT, CONSENT)
        ensure_between(len(marks), 1, 1)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count the nominations, or tell whether consent is given."""
        return _consent(contest, urn) if _is_consent(contest) else _nominations(contest, urn)

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say who was named, or who consents and who objects."""
        count = told.count
        if _is_consent(told.contest):
            person = told.contest.ids[0]
            facts = {name: teller.whole(int(count.figures[name])) for name in ("consents", "objections")}
            most = teller.whole(told.contest.whole(OBJECTIONS))
            return [
                teller.say("asked", name=teller.name(person), **facts),
                teller.say("consented" if count.elected else "refused", most=most),
            ]
        scores = [score for score in count.rounds[0].scores if score.figure]
        said = [
            teller.say("named", name=teller.name(score.option), figure=teller.figure(score.figure))
            for score in scores
        ]
        most_named = [score.option for score in scores if score.figure == scores[0].figure]
        return said + ([teller.say("most", names=teller.names(most_named))] if most_named else [])


def _is_consent(contest: Contest) -> bool:
    return contest.word(PHASE) == "consent"


def _nominations(contest: Contest, urn: Urn) -> ElectionCount:
    """Add up who is named. Those named are who may be proposed next; nobody is elected."""
    order = ranked(scores_of(contest, urn))
    named = tuple(score.option for score in order if score.figure)
    return ElectionCount(
        elected=(),
        rounds=(Round("nomination", order),),
        seats_of={},
        vacant=contest.seats,
        runoff=named if contest.seats else (),
    )


def _consent(contest: Contest, urn: Urn) -> ElectionCount:
    """Elect the person proposed when somebody consents and no more object than the bylaws allow."""
    voices = {CONSENT: 0, OBJECTION: 0}
    for ballot in urn.ballots:
        for _, mark in ballot.marks:
            voices[mark] += ballot.voices
    weight = sum((ballot.weight for ballot in urn.ballots if ballot.marks[0][1] == CONSENT), Fraction(0))
    given = voices[CONSENT] > 0 and voices[OBJECTION] <= contest.whole(OBJECTIONS)
    elected = contest.ids if given else ()
    return ElectionCount(
        elected=elected,
        rounds=(Round("consent", ranked({contest.ids[0]: weight}), elected),),
        seats_of=dict.fromkeys(elected, 1),
        vacant=1 - len(elected),
        figures={"consents": str(voices[CONSENT]), "objections": str(voices[OBJECTION])},
    )


WITHOUT_CANDIDATE = WithoutCandidate()
