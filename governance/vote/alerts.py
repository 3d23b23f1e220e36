"""What a reader should be told beside a result: where the rules, or their effect, deserve a look."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from governance.vote.carry import HALF
from governance.vote.parts import Standing, Weighing
from governance.vote.result import Views, WeightsState
from governance.vote.sheet import CountingSheet, Reading
from governance.words import N_

FEW_VOTERS = 5  # under this many present in a college, its count says who voted what

WARNINGS: Mapping[str, str] = MappingProxyType(
    {
        "views_disagree": N_("Les mêmes bulletins, comptés autrement, donnent un autre résultat."),
        "college_empty": N_("Un collège n’a aucun membre."),
        "college_absent": N_("Personne d’un collège n’a pris part à ce vote."),
        "college_silent": N_("Aucune réponse d’un collège ne compte."),
        "weights_suspended": N_("Trop peu de collèges en jeu : les points de collège sont suspendus."),
        "counts_for": N_("Des réponses qui ne sont pas « pour » comptent pour, d’après ces règles."),
        "stays_weighs_against": N_(
            "Les points d’un collège qui ne vote pas pèsent contre, d’après ces règles."
        ),
        "college_out_of_bounds": N_("Un collège pèse trop ou trop peu, ou trop peu de collèges sont en jeu."),
        "small_college": N_("Moins de cinq votants dans un collège : le secret du vote n’y est pas assuré."),
        "one_voter_carries_college": N_("Une seule voix décide pour tout un collège."),
        "several_votes": N_("Une même personne vote dans plusieurs collèges, ce que la loi ne permet pas."),
        "majority_under_half": N_("Une égalité, ou moins, suffirait à adopter, d’après ces règles."),
    }
)


@dataclass(frozen=True, slots=True)
class Observed:
    """What warnings are judged on. `passed` is the verdict before quorum, `again` who votes again."""

    sheet: CountingSheet
    heard: tuple[tuple[int, int], ...]
    weighing: Weighing
    weights: WeightsState
    passed: bool
    views: Views
    again: tuple[str, ...] = ()


def warnings(observed: Observed) -> tuple[str, ...]:
    """Give the warnings that apply, in the order of WARNINGS."""
    standings = observed.weighing.standings
    final = observed.weighing.final
    heard = observed.heard
    in_force = observed.weights is WeightsState.IN_FORCE
    majority = observed.sheet.rules.majority
    applies = {
        "views_disagree": not observed.again
        and any(view is not observed.passed for view in observed.views.known()),
        "college_empty": Standing.EMPTY in standings,
        "college_absent": Standing.ABSENT in standings,
        "college_silent": Standing.SILENT in standings,
        "weights_suspended": observed.weights is WeightsState.SUSPENDED,
        "counts_for": _counts_for(observed.sheet),
        "stays_weighs_against": in_force and final.base > final.held,
        "college_out_of_bounds": in_force and _out_of_bounds(observed),
        "small_college": any(
            b > 0 and college.present < FEW_VOTERS
            for college, (_, b) in zip(observed.sheet.colleges, heard, strict=True)
        ),
        "one_voter_carries_college": in_force and any(heard[rank][1] == 1 for rank in final.parts),
        "several_votes": any(college.again for college in observed.sheet.colleges),
        "majority_under_half": majority.part < HALF or (majority.part == HALF and majority.at_least),
    }
    return tuple(name for name in WARNINGS if applies[name])


def _counts_for(sheet: CountingSheet) -> bool:
    """Tell whether an answer that was given counts in favour without being « for »."""
    readings = sheet.rules.reading.by_answer()
    favourable = [answer for answer, reading in readings.items() if reading is Reading.FOR]
    return any(college.answers()[answer] for college in sheet.colleges for answer in favourable)


def _out_of_bounds(observed: Observed) -> bool:
    """Tell whether the colleges in play are too few, or one of them too strong or too weak."""
    rules = observed.sheet.rules
    final = observed.weighing.final
    if len(final.parts) < rules.min_colleges:
        return True
    most, least = rules.max_college_part * final.base, rules.min_college_part * final.base
    return any(not least <= part <= most for part in final.parts.values())
