"""What the simulator's form carries, and how the figures typed in it are read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from governance.assembly.refusals import NoSuchPoll
from governance.law.legal_forms import MEETINGS, AssemblyKind, Call
from governance.units import Votes, parse_part
from governance.vote.ballots import Counts
from governance.vote.carry import Bound
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.sheet import CountingSheet, Leaving, SheetCollege
from governance.vote.simulation import CHANGED, Variation
from governance.words import N_
from web.i18n import gettext as _

MOST = 9_999_999
ROLL = ("members", "entitled", "present")
SAID = ("for", "against", "abstain", "blank", "spoiled")
FIGURES = (*ROLL, *SAID)
MAJORITIES: Mapping[str, tuple[Bound, str]] = {
    "more-1/2": (Bound(Fraction(1, 2)), N_("plus de la moitié")),
    "at-3/5": (Bound(Fraction(3, 5), at_least=True), N_("au moins 60 %")),
    "at-2/3": (Bound(Fraction(2, 3), at_least=True), N_("au moins les deux tiers")),
    "more-2/3": (Bound(Fraction(2, 3)), N_("plus des deux tiers")),
    "at-3/4": (Bound(Fraction(3, 4), at_least=True), N_("au moins les trois quarts")),
    "at-1": (Bound(Fraction(1), at_least=True), N_("l’unanimité")),
}
LEAVINGS: Mapping[str, str] = {
    Leaving.SHARE_EQUALLY: N_("ses points vont aux autres, à parts égales"),
    Leaving.SHARE_PRO_RATA: N_("ses points vont aux autres, en proportion des leurs"),
    Leaving.NEUTRAL: N_("ses points sont retirés du total"),
    Leaving.STAYS: N_("ses points restent dans le total et pèsent contre"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks: where to start from, and every value typed, by its field."""

    rules: str
    meeting: str
    poll: UUID | None
    typed: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read the address. Raises NoSuchPoll for what is not the identifier of a vote."""
        poll = query.get("poll", "").strip()
        try:
            found = UUID(poll) if poll else None
        except ValueError:
            raise NoSuchPoll from None
        meeting = query.get("meeting", "")
        known = meeting if meeting in meetings() else next(iter(meetings()))
        return cls(query.get("rules", ""), known, found, query)

    @property
    def moved(self) -> bool:
        """Tell whether the figures on the page are of another vote, or of none: they start again."""
        return self.typed.get("shown") != (str(self.poll) if self.poll else "none")

    def value(self, name: str) -> str:
        """Give what was typed in a field, "" when nothing was."""
        return self.typed.get(name, "").strip()[:40]

    def kind_and_call(self) -> tuple[AssemblyKind, Call]:
        """Give the meeting whose rules apply."""
        return meetings()[self.meeting]


def meetings() -> dict[str, tuple[AssemblyKind, Call]]:
    """Give each kind of assembly and each call, by the name it has in the address."""
    return {f"{kind.value}-{call.value}": (kind, call) for kind, call in MEETINGS}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures as they stand in the form and the faults, by field; the sheet when there are none."""

    values: Mapping[str, str]
    errors: Mapping[str, str]
    sheet: CountingSheet
    changed: Variation

    @property
    def ready(self) -> bool:
        """Tell whether there is something to count."""
        return not self.errors and any(college.counts.said for college in self.sheet.colleges)


def read_figures(asked: Asked, start: CountingSheet) -> Figures:
    """Read what was typed over the figures of the start. Nothing typed is lost, faulty or not."""
    reader = _Reader({}, {})
    before = {asked.value(f"college-{rank}"): rank for rank in range(100) if f"college-{rank}" in asked.typed}
    colleges = []
    for rank, college in enumerate(start.colleges):
        old = None if asked.moved else before.get(college.id)
        typed = _prefilled(college) if old is None else {f: asked.value(f"{f}-{old}") for f in FIGURES}
        colleges.append(reader.college(rank, college, typed))
        points = "" if old is None else asked.value(f"points-{old}")
        reader.points(rank, college, points)
    changed = Variation(
        CHANGED,
        carry=reader.word(asked, "carry", COLLEGE_RULES),
        empty_college=_leaving(reader.word(asked, "empty", LEAVINGS)),
        absent_college=_leaving(reader.word(asked, "absent", LEAVINGS)),
        majority=MAJORITIES[chosen][0] if (chosen := reader.word(asked, "majority", MAJORITIES)) else None,
        points=dict(reader.other_points),
    )
    return Figures(reader.values, reader.errors, replace(start, colleges=tuple(colleges)), changed)


def _prefilled(college: SheetCollege) -> dict[str, str]:
    """Write the figures of a past vote; of an imagined one, only how many members there are."""
    counts = college.counts
    if not college.present:
        return dict.fromkeys(FIGURES, "") | {"members": str(college.members) if college.members else ""}
    said = (counts.in_favour, counts.against, counts.abstain, counts.blank, counts.spoiled)
    numbers = (college.members, college.entitled, college.present, *said)
    return {name: str(number) for name, number in zip(FIGURES, numbers, strict=True)}


def _leaving(word: str | None) -> Leaving | None:
    return Leaving(word) if word else None


class _Reader:
    """Reads field after field; keeps what was typed and says what is wrong with it."""

    def __init__(self, values: dict[str, str], errors: dict[str, str]) -> None:
        self.values, self.errors = values, errors
        self.other_points: dict[str, Fraction] = {}

    def word(self, asked: Asked, name: str, words: Mapping[str, object]) -> str | None:
        """Read one choice of a list, None for none."""
        value = self.values[name] = asked.value(name)
        if value and value not in words:
            self.errors[name] = _("Choisissez une des réponses de la liste.")
            return None
        return value or None

    def points(self, rank: int, college: SheetCollege, typed: str) -> None:
        """Read other points for a college, when some are typed."""
        name = f"points-{rank}"
        self.values[name] = typed
        if not typed:
            return
        try:
            points = parse_part(typed.replace(",", ".").replace(" ", "")) if len(typed) <= 20 else None
        except ValueError:
            points = None
        if not points:
            sentence = _(
                "« %(college)s » : écrivez des points plus grands que zéro, comme 40, 33,5 ou 100/3."
            )
            self.errors[name] = sentence % {"college": college.name}
        elif points != college.points:
            self.other_points[college.id] = points

    def college(self, rank: int, college: SheetCollege, typed: Mapping[str, str]) -> SheetCollege:
        """Read the figures of a college: what is left empty is no more than the rest makes it."""
        self.values.update({f"{name}-{rank}": value for name, value in typed.items()})
        read = {name: self._number(f"{name}-{rank}", college.name, value) for name, value in typed.items()}
        said = {name: read[name] or 0 for name in SAID}
        present = _or(read["present"], sum(said.values()))
        entitled = _or(read["entitled"], _or(read["members"], present))
        members = _or(read["members"], entitled)
        voices = sum(said.values())
        roll = {"present": present, "entitled": entitled, "members": members}
        facts = {"college": college.name, "said": voices, **roll}
        checks = (
            ("present", voices > present, _(SAID_ABOVE)),
            ("present", present > entitled, _(PRESENT_ABOVE)),
            ("entitled", entitled > members, _(ENTITLED_ABOVE)),
        )
        for name, wrong, sentence in checks:
            if wrong:
                self.errors.setdefault(f"{name}-{rank}", sentence % facts)
        counts = Counts(*(Votes(said[name]) for name in SAID))
        return replace(college, members=members, entitled=entitled, present=present, counts=counts)

    def _number(self, name: str, college: str, value: str) -> int | None:
        """Read a whole number, None for none."""
        digits = "".join(value.split())
        if not digits:
            return None
        if digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits) <= MOST:
            return int(digits)
        self.errors[name] = _(NOT_A_NUMBER) % {"college": college, "value": value}
        return None


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number


NOT_A_NUMBER = N_("« %(college)s » : écrivez un nombre entier, de 0 à 9 999 999, au lieu de « %(value)s ».")
SAID_ABOVE = N_("« %(college)s » : vous comptez %(said)d réponses pour %(present)d présents ou représentés.")
PRESENT_ABOVE = N_("« %(college)s » : %(present)d présents ou représentés, mais %(entitled)d peuvent voter.")
ENTITLED_ABOVE = N_("« %(college)s » : %(entitled)d peuvent voter, mais il n’y a que %(members)d membres.")
