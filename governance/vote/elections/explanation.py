"""The result of an election in words: what it was counted on, what each round gave, what remains to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from governance.vote.elections.contest import Contest
from governance.vote.elections.method import ElectionMethod, Sentences, Told
from governance.vote.elections.outcome import ElectionResult, ElectionState
from governance.vote.elections.preparing import seated_names
from governance.vote.elections.reading import in_reading_order
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.elections.ties import TiedOptions, undated
from governance.vote.explanation import Teller
from governance.vote.figures import score_text
from governance.vote.result import WeightsState
from governance.vote.sentences import LANGUAGES

COMMON: Sentences = MappingProxyType(
    {
        "and": (" et ", " and "),
        "voices": ("Chaque voix compte autant.", "Every voice counts alike."),
        "points": (
            "Chaque collège pèse ses points : ils se partagent également entre ses bulletins qui comptent.",
            "Each college weighs its points: they are shared alike by its ballots that count.",
        ),
        "suspended": (
            "Trop peu de collèges sont en jeu : leurs points sont suspendus et chaque voix compte autant.",
            "Too few colleges are in play: their points are suspended and every voice counts alike.",
        ),
        "college": (
            "Collège « %(name)s » : %(valid)s bulletins valables, %(part)s du total.",
            "College “%(name)s”: %(valid)s valid ballots, %(part)s of the total.",
        ),
        "tied": (
            "À égalité : %(options)s. Sièges en jeu : %(places)s. Aucune règle des statuts ne départage.",
            "Tied: %(options)s. Seats for them: %(places)s. No rule of the bylaws tells them apart.",
        ),
        "undated": (
            (
                "À égalité : %(options)s. Sièges en jeu : %(places)s. Les statuts départagent %(rules)s, "
                "mais une date manque pour l’un d’eux au moins."
            ),
            (
                "Tied: %(options)s. Seats for them: %(places)s. The bylaws tell them apart %(rules)s, "
                "but a date is missing for one of them at least."
            ),
        ),
        "rule eldest": ("au bénéfice de l’âge", "by age, the elder first"),
        "rule youngest": ("au bénéfice de la jeunesse", "by age, the younger first"),
        "rule seniority": ("par l’ancienneté dans la coopérative", "by length of membership"),
        "settled eldest": (
            "Égalité entre %(options)s. Au bénéfice de l’âge, préférence à %(winners)s.",
            "Tie between %(options)s. By age, the elder first, preference goes to %(winners)s.",
        ),
        "settled youngest": (
            "Égalité entre %(options)s. Au bénéfice de la jeunesse, préférence à %(winners)s.",
            "Tie between %(options)s. By age, the younger first, preference goes to %(winners)s.",
        ),
        "settled seniority": (
            "Égalité entre %(options)s. Par l’ancienneté dans la coopérative, préférence à %(winners)s.",
            "Tie between %(options)s. By length of membership, preference goes to %(winners)s.",
        ),
        "settled lot": (
            "Égalité entre %(options)s. Par tirage au sort (graine : %(seed)s), préférence à %(winners)s.",
            "Tie between %(options)s. By lot (seed: %(seed)s), preference goes to %(winners)s.",
        ),
        "seated": (
            "Les sièges de « %(name)s » vont aux premiers noms de la liste, dans son ordre : %(persons)s.",
            "The seats of “%(name)s” go to the first names of the list, in its order: %(persons)s.",
        ),
        "no_quorum": (
            "Le quorum n’est pas atteint : personne n’est élu, ces chiffres sont donnés pour information.",
            "The quorum is missed: nobody is elected, these figures are for information.",
        ),
        "complete": ("Élus : %(elected)s.", "Elected: %(elected)s."),
        "some": (
            "Élus : %(elected)s. Sièges restés vacants : %(vacant)s.",
            "Elected: %(elected)s. Seats left vacant: %(vacant)s.",
        ),
        "waiting": (
            "Sièges qui attendent que l’égalité soit départagée : %(vacant)s.",
            "Seats that wait for the tie to be settled: %(vacant)s.",
        ),
        "none": (
            "Personne n’est élu. Sièges vacants : %(vacant)s.",
            "Nobody is elected. Vacant seats: %(vacant)s.",
        ),
        "second_round": (
            "Un second tour est à tenir entre %(runoff)s. Sièges à pourvoir : %(vacant)s.",
            "A second round is to be held between %(runoff)s. Seats to fill: %(vacant)s.",
        ),
        "advice": (
            "Cette consultation donne un avis : elle ne décide rien.",
            "This consultation gives an opinion: it decides nothing.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the sentences of one method, then those of all elections, in one language."""

    teller: Teller
    sentences: Sentences
    labels: Mapping[str, str]
    in_points: bool

    def say(self, key: str, **facts: object) -> str:
        """Give one sentence of the method, or of all elections."""
        found = self.sentences[key] if key in self.sentences else COMMON[key]
        return found[LANGUAGES.index(self.teller.lang)] % facts

    def name(self, option: str) -> str:
        """Give the name of an option; its identifier when it has none."""
        return self.labels.get(option, option)

    def names(self, options: Sequence[str]) -> str:
        """Give several names as a list in words."""
        return self.listing([self.name(option) for option in options])

    def listing(self, told: Sequence[str]) -> str:
        """Give several words as a list in words."""
        *before, last = list(told) or [""]
        return self.say("and").join([", ".join(before), last]) if before else last

    def figure(self, figure: Fraction) -> str:
        """Write a score: voices as a number, points of colleges as a percentage of the whole."""
        whole, _, rest = score_text(figure, self.teller.decimals, in_points=self.in_points).partition(".")
        mark = "," if self.teller.lang == "fr" else "."
        number = self.teller.whole(int(whole)) + (f"{mark}{rest}" if rest else "")
        return self.teller.say("percent", number=number) if self.in_points else number

    def whole(self, number: int) -> str:
        """Write a whole number, thousands apart."""
        return self.teller.whole(number)


def explain_election(
    sheet: ElectionSheet,
    result: ElectionResult,
    method: ElectionMethod,
    labels: Mapping[str, str],
    lang: str = "fr",
    decimals: int = 2,
    persons: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[str]:
    """Explain the result of an election to a member, in French ("fr") or English ("en").

    `labels` gives the names of the options, `persons` those of lists in their order; without a name, the
    identifier of the option is said. Figures have
    `decimals`, or as many more as it takes to tell each apart. Raises ValueError for another language.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no sentences in {lang!r}; languages are {LANGUAGES}")
    result = replace(result, count=in_reading_order(result.count, sheet.contest, method))
    in_points = result.weights is WeightsState.IN_FORCE
    teller = Teller(lang, result.count.decimals(in_points=in_points, least=decimals))
    speaker = Speaker(teller, method.sentences, labels, in_points)
    told = Told(sheet.contest, result.count, in_points)
    return [
        *_weights(sheet, result, speaker),
        *method.explain(told, speaker),
        *(_tie(tie, sheet.contest, speaker) for tie in result.count.ties),
        *_seated(result, persons, speaker),
        *_ending(result, persons, speaker),
    ]


def _seated(result: ElectionResult, persons: Mapping[str, Sequence[str]], speaker: Speaker) -> Iterator[str]:
    """Name the persons of each list who have its seats; nobody has one without a quorum."""
    count = result.count
    if result.state is ElectionState.NO_QUORUM:
        return
    for option in count.elected:
        if persons.get(option):
            seated = persons[option][: count.seats_of[option]]
            yield speaker.say("seated", name=speaker.name(option), persons=speaker.listing(seated))


def _weights(sheet: ElectionSheet, result: ElectionResult, speaker: Speaker) -> list[str]:
    key = {WeightsState.IN_FORCE: "points", WeightsState.SUSPENDED: "suspended", WeightsState.NONE: "voices"}
    said = [speaker.say(key[result.weights])]
    if result.weights is WeightsState.IN_FORCE:
        names = {college.id: college.name or college.id for college in sheet.poll.colleges}
        said += [
            speaker.say(
                "college",
                name=names[college.id],
                valid=speaker.whole(college.valid),
                part=speaker.figure(college.part or Fraction(0)),
            )
            for college in result.colleges
        ]
    return said


def _tie(tie: TiedOptions, contest: Contest, speaker: Speaker) -> str:
    options = speaker.names(tie.options)
    if tie.settled_by is None:
        places, unsaid = speaker.whole(tie.places), undated(contest, tie.options)
        if unsaid:
            rules = speaker.listing([speaker.say(f"rule {rule}") for rule in unsaid])
            return speaker.say("undated", places=places, options=options, rules=rules)
        return speaker.say("tied", places=places, options=options)
    return speaker.say(
        f"settled {tie.settled_by}",
        options=options,
        winners=speaker.names(tie.winners),
        seed=contest.seed,
    )


def _ending(result: ElectionResult, persons: Mapping[str, Sequence[str]], speaker: Speaker) -> list[str]:
    count, vacant = result.count, speaker.whole(result.count.vacant)
    if result.state is ElectionState.NO_QUORUM:
        return [speaker.say("no_quorum")]
    if result.state is ElectionState.ADVICE:
        return [speaker.say("advice")]
    elected = speaker.listing(seated_names(count.seats_of, count.elected, speaker.labels, persons))
    if result.state is ElectionState.TIED:
        seated = [speaker.say("complete", elected=elected)] if count.elected else []
        return [*seated, speaker.say("waiting", vacant=vacant)]
    if not count.elected:
        said = [speaker.say("none", vacant=vacant)]
    else:
        said = [speaker.say("some" if count.vacant else "complete", elected=elected, vacant=vacant)]
    if result.state is ElectionState.SECOND_ROUND:
        said.append(speaker.say("second_round", runoff=speaker.names(count.runoff), vacant=vacant))
    return said
