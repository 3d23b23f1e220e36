"""The rounds of a count, drawn one after the other and put side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.outcome import Round
from web.drawings import length
from web.drawings.artist import Artist
from web.i18n import gettext as _

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One option in one round. `kept` was there before, `gained` came from others; `fate` is "",
    "elected", "out" (leaves the count) or "runoff".
    """

    name: str
    figure: str
    change: str
    kept: str
    gained: str
    gain_start: str
    fate: str


@dataclass(frozen=True, slots=True)
class RoundBars:
    """One round: its bars from the highest, the bound ("" for none), what nobody holds any more.

    `exceed` tells that the bound is to be exceeded rather than reached.
    """

    title: str
    bars: tuple[ScoreBar, ...]
    needed: str
    exceed: bool
    marker: str
    exhausted: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures: a caption, the columns, and rows that each begin with a name.

    Each cell says its figure and whether it is the higher of the two it compares.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]


def _titles(rounds: Sequence[Round], method: str, seats: int) -> list[str]:
    if len(rounds) > 1:
        word = _("Tour %(number)s") if method == "instant_runoff" else _("Décompte %(number)s")
        return [word % {"number": at} for at in range(1, len(rounds) + 1)]
    if not rounds:
        return []
    if rounds[0].name == "nomination":
        return [_("Nominations")]
    if rounds[0].name == "consent":
        return [_("Consentements")]
    return [_("Voix obtenues") if seats else _("Réponses")]


def rounds_of(rounds: Sequence[Round], artist: Artist) -> list[RoundBars]:
    """Draw each round to one scale: the highest score or bound of them all."""
    tops = [score.figure for one in rounds for score in one.scores] + [one.needed or ZERO for one in rounds]
    scale = max(tops, default=ZERO) or Fraction(1)
    titles = _titles(rounds, artist.sheet.contest.method, artist.sheet.contest.seats)
    before: Mapping[str, Fraction] | None = None
    found = []
    for at, (title, one) in enumerate(zip(titles, rounds, strict=True)):
        so_far = rounds[: at + 1]
        found.append(
            RoundBars(
                title=title,
                bars=tuple(_bars(so_far, before, scale, artist, last=at == len(rounds) - 1)),
                needed=artist.figure(one.needed) if one.needed is not None else "",
                exceed=artist.result.count.must_exceed,
                marker=length((one.needed or ZERO) / scale),
                exhausted=artist.figure(one.exhausted) if one.exhausted else "",
            )
        )
        before = {score.option: score.figure for score in one.scores}
    return found


def _bars(
    rounds: Sequence[Round],
    before: Mapping[str, Fraction] | None,
    scale: Fraction,
    artist: Artist,
    *,
    last: bool,
) -> list[ScoreBar]:
    """Draw the last of these rounds; what an option gained since the one before is drawn apart."""
    bars = []
    for score in rounds[-1].scores:
        gain = score.figure - before.get(score.option, ZERO) if before is not None else ZERO
        kept = score.figure - max(gain, ZERO)
        bars.append(
            ScoreBar(
                name=artist.name(score.option),
                figure=artist.figure(score.figure),
                change=_change(gain, artist),
                kept=length(kept / scale),
                gained=length(max(gain, ZERO) / scale) if gain > 0 else "",
                gain_start=length(kept / scale),
                fate=artist.fate(score.option, rounds, last=last),
            )
        )
    return bars


def rounded_in(rounds: Sequence[Round], artist: Artist) -> str:
    """Warn that figures are rounded when one of them is, so that nobody finds a sum wrong; "" otherwise."""
    figures = [score.figure for one in rounds for score in one.scores] + [one.exhausted for one in rounds]
    if not artist.rounds_off(figures):
        return ""
    said = _(
        "Chiffres arrondis à %(decimals)d décimales : une somme peut différer d’un rien. "
        "Le décompte, lui, est exact."
    )
    return said % {"decimals": artist.decimals}


def _change(gain: Fraction, artist: Artist) -> str:
    if not gain:
        return ""
    return f"{'+' if gain > 0 else '−'}{artist.figure(abs(gain))}"


def story_of(rounds: Sequence[Round], artist: Artist) -> Grid:
    """Put the rounds side by side: one row an option, its score at each round while it is counted."""
    held = [{score.option: score.figure for score in one.scores} for one in rounds]
    order = sorted(
        held[0], key=lambda option: (sum(option not in one for one in held), -held[0][option], option)
    )
    rows = tuple(
        (
            artist.name(option),
            tuple((artist.figure(one[option]) if option in one else "–", False) for one in held),
        )
        for option in order
    )
    if any(one.exhausted for one in rounds):
        lost = tuple((artist.figure(one.exhausted), False) for one in rounds)
        rows += ((_("Ne va plus à personne"), lost),)
    titles = _titles(rounds, artist.sheet.contest.method, artist.sheet.contest.seats)
    return Grid("story-grid", _("Décompte après décompte"), tuple(titles), rows)
