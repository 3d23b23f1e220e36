"""The ballot paper of an election: what its booth shows, what was typed, and what a ballot said.

How many names, which ranks, which grades: all bounds are asked of the way to vote itself, by
offering it ballots. The page and the count can so never disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from governance.errors import Malformed
from governance.vote.elections.contest import Contest, Shape
from governance.vote.elections.marks import OFFERED_WORDS, WORDS, parse_marks
from governance.vote.elections.preparing import Candidate
from governance.vote.methods import ELECTIONS
from governance.vote.methods.cumulative import ALL, EACH, POINTS
from governance.vote.methods.majority_judgment import words_of
from governance.vote.methods.without_candidate import PHASE, WITHOUT_CANDIDATE
from governance.words import N_
from web.ballots.ways import WAYS, Way


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as a voter reads it: a name, a few words, a longer text in Markdown.

    `withdrawn` may no longer be chosen: it is shown, and said. `persons` are those of a list.
    """

    id: str
    name: str
    words: str = ""
    presentation: str = ""
    withdrawn: bool = False
    persons: tuple[str, ...] = ()


def choices_of(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    """Give those who stand as a ballot shows them."""
    return tuple(
        Choice(one.id, one.name, one.words, one.presentation, one.withdrawn, one.persons)
        for one in candidates
    )


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """One ballot to fill. `key` tells it from the others of the page; `typed` is what was sent.

    `contest` is what an election is about, None for a resolution. `typed` holds names of fields with
    their values, as a form posts them. At the desk a spoiled ballot may be entered too.
    """

    method: str
    contest: Contest | None = None
    choices: tuple[Choice, ...] = ()
    key: str = ""
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    at_desk: bool = False

    @property
    def about(self) -> Contest:
        """Give what the election is about. Raises ValueError for a resolution."""
        if self.contest is None:
            raise ValueError("a resolution has no options")
        return self.contest

    @property
    def way(self) -> Way:
        """Give the words of the way to vote."""
        return WAYS[self.method]

    @property
    def running(self) -> tuple[Choice, ...]:
        """Give the choices that may still be made."""
        return tuple(choice for choice in self.choices if not choice.withdrawn)

    @property
    def withdrawn(self) -> tuple[Choice, ...]:
        """Give those who withdrew."""
        return tuple(choice for choice in self.choices if choice.withdrawn)

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words this ballot may say instead of choosing."""
        return WORDS if self.at_desk else OFFERED_WORDS

    @property
    def word(self) -> str:
        """Give the word that was typed, "" for none."""
        found = (*self.typed.get("choice", ()), *self.typed.get("mark", ()))
        return next((value for value in found if value in WORDS or self.contest is None), "")

    def is_chosen(self, option: str) -> bool:
        """Tell whether an option was chosen in what was typed."""
        return option in self.typed.get("mark", ())

    def number(self, option: str) -> str:
        """Give the number that was typed for an option, "" for none."""
        return next(iter(self.typed.get(f"mark_{option}", ())), "")

    def id_of(self, *parts: object) -> str:
        """Give an identifier for the page, of this ballot alone."""
        return "-".join(str(part) for part in ("b", self.key, *parts) if part != "")

    @property
    def chosen(self) -> int:
        """Count the options chosen in what was typed."""
        return len([value for value in self.typed.get("mark", ()) if value not in WORDS])

    @property
    def bounds(self) -> tuple[int, int]:
        """Give the least and the most options that may be chosen; (0, 0) when none may."""
        ids = self.about.ids
        fits = [many for many in range(1, len(ids) + 1) if self.accepts((one, 1) for one in ids[:many])]
        return (fits[0], fits[-1]) if fits else (0, 0)

    @property
    def points(self) -> tuple[int, int]:
        """Give how many points there are in all, and the most that one option may get."""
        total = self.about.whole(POINTS) or self.about.seats
        return total, min(self.about.whole(EACH) or total, total)

    @property
    def all_points(self) -> bool:
        """Tell whether every point must be given."""
        return self.about.flag(ALL)

    @property
    def shares_rank(self) -> bool:
        """Tell whether two options may bear one rank."""
        return self.accepts((one, 1) for one in self.about.ids[:2])

    @property
    def grades(self) -> tuple[tuple[int, str], ...]:
        """Give the grades there are with their French words, the best first."""
        return tuple(reversed(tuple(enumerate(grade_words(self.about)))))

    @property
    def is_consent(self) -> bool:
        """Tell whether one person is proposed, to consent to."""
        return self.about.word(PHASE) == "consent"

    def accepts(self, marks: Iterable[tuple[str, int]]) -> bool:
        """Tell whether the way to vote takes a ballot that says this."""
        try:
            ELECTIONS[self.method].check(tuple(sorted(marks)), self.about)
        except Malformed:
            return False
        return True


def grade_words(contest: Contest) -> tuple[str, ...]:
    """Give the French words of the grades of an election, from the lowest."""
    return tuple(french for french, _ in words_of(contest))


CONSENTS = {1: N_("Je consens"), 0: N_("J’ai une objection")}
"""What is answered to a person proposed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a ballot said: a word (blank, abstain, spoiled), or names, each with its number.

    `labels` says numbers in French where they stand for words: a grade, a consent.
    """

    word: str
    shape: Shape
    lines: tuple[tuple[str, int], ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)


def said_on(text: str, paper: BallotPaper) -> Said:
    """Read the text of a ballot of the box for its voter: best choices first."""
    if paper.contest is None:
        return Said(text, Shape.ANSWER)
    shape = ELECTIONS[paper.method].shape
    if text in WORDS:
        return Said(text, shape)
    names = {choice.id: choice.name for choice in paper.choices}
    sign = 1 if shape is Shape.RANKS else -1
    ordered = sorted(parse_marks(text), key=lambda mark: (sign * mark[1], names.get(mark[0], mark[0])))
    labels: Mapping[int, str] = {}
    if shape is Shape.GRADES:
        labels = dict(enumerate(grade_words(paper.contest)))
    elif paper.method == WITHOUT_CANDIDATE.name and paper.is_consent:
        labels = CONSENTS
    return Said("", shape, tuple((names.get(option, option), number) for option, number in ordered), labels)
