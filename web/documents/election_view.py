"""An election as the minutes print it: who stood, how it was counted, every figure, who is elected."""

from dataclasses import replace
from typing import Any

from governance.assembly.minutes import VALID, ElectionNames, VotedResolution, counts
from governance.vote.elections.contest import TieRule
from governance.vote.elections.outcome import ElectionResult, ElectionState, read_election
from governance.vote.elections.sheet import ElectionSheet, read_election_sheet
from governance.vote.methods import ELECTIONS
from web.ballots.settings import settings_said
from web.ballots.ways import WAYS
from web.documents.french import counted, spaced
from web.drawings.artist import Artist
from web.drawings.elections import ElectionView, election_view
from web.drawings.rounds import Grid
from web.i18n import gettext, listing, number, of_name

COLUMNS = ("present", *VALID, "silent")
UNDECIDED = {
    ElectionState.NO_QUORUM: "Sans décision : quorum non atteint",
    ElectionState.ADVICE: "Avis, sans décision",
}
GOING_ON = {ElectionState.SECOND_ROUND: "nouveau tour à tenir", ElectionState.TIED: "à égalité"}
YEARS = ("", "un an", "deux ans", "trois ans", "quatre ans", "cinq ans", "six ans")


def election_part(voted: VotedResolution, election: ElectionNames) -> dict[str, Any]:
    """Give what the minutes print of an election that was counted. Documents are in French."""
    if voted.sheet is None or voted.result is None:
        raise ValueError("this election was not counted")
    sheet = read_election_sheet(voted.sheet, ELECTIONS)
    result = read_election(voted.result)
    view = election_view(sheet, result, election.names, election.persons, whole=True)
    rows = counts(voted.sheet)
    return {
        "method": spaced(_method(sheet)),
        "settings": [spaced(f"{label} : {value}.") for label, value in _settings(sheet)],
        "candidates": [spaced(line) for line in _candidates(sheet, election)],
        "rows": [{"name": row["name"]} | {key: number(row[key]) for key in COLUMNS} for row in rows],
        "total": {"name": "Ensemble"} | {key: number(sum(row[key] for row in rows)) for key in COLUMNS},
        "weighed": [
            [name, number(valid), number(counting), part] for name, valid, counting, part in view.colleges
        ]
        if view.in_points
        else [],
        "tables": [_table(grid) for grid in _grids(view, Artist(sheet, result, election.names))],
        "elected": [spaced(line) for line in _elected(view, result, election)],
        "ties": [spaced(line) for line in (*_pledged(sheet, election), *_ties(view, sheet))],
        "verdict": spaced(_verdict(result)),
    }


def _verdict(result: ElectionResult) -> str:
    """Say what the pages say: how many are elected, then what remains to be done."""
    if result.state in UNDECIDED:
        return UNDECIDED[result.state]
    held, vacant = sum(result.count.seats_of.values()), result.count.vacant
    said = [counted(held, "élu", "élus")] if held else []
    if result.state in GOING_ON:
        said.append(GOING_ON[result.state])
    elif vacant:
        said.append(counted(vacant, "siège vacant", "sièges vacants"))
    told = ", ".join(said)
    return told[:1].upper() + told[1:]


def _method(sheet: ElectionSheet) -> str:
    way, contest = WAYS[sheet.contest.method], sheet.contest
    name = gettext(way.name)
    seats = f", pour {counted(contest.seats, 'siège', 'sièges')} à pourvoir" if contest.seats else ""
    return f"Mode de scrutin : {name[0].lower()}{name[1:]}{seats}. {gettext(way.counted)}"


def _settings(sheet: ElectionSheet) -> list[tuple[str, str]]:
    return settings_said(sheet.contest.method, sheet.contest.settings)


def _candidates(sheet: ElectionSheet, election: ElectionNames) -> list[str]:
    """Name the candidates by name, lists with their persons, and say who withdrew."""
    found = [(_named(option.id, election), option.withdrawn) for option in sheet.contest.options]
    word = "réponse retirée" if not sheet.contest.seats else "candidature retirée"
    return [f"{name} ({word})" if withdrawn else name for name, withdrawn in sorted(found)]


def _named(option: str, election: ElectionNames) -> str:
    name, persons = election.names.get(option, option), election.persons.get(option, ())
    return f"{name} : {', '.join(persons)}" if persons else name


def _grids(view: ElectionView, artist: Artist) -> list[Grid]:
    """Give the tables of figures: all rounds side by side, or grades, or duels."""
    if view.profiles:
        columns = ("Mention majoritaire", *(word for _grade, word in view.grades))
        rows = tuple(
            (one.name, ((one.word, False), *((piece.figure, False) for piece in one.pieces)))
            for one in view.profiles
        )
        return [Grid("grades", "Mentions données à chacun", columns, rows)]
    if view.story is not None:
        return [replace(view.story, caption=_with_bound(view.story.caption, view)), *view.grids]
    single = [
        Grid(
            "round",
            _with_bound(one.title, view),
            ("Obtenu",),
            tuple((bar.name, ((bar.figure, False),)) for bar in one.bars),
        )
        for one in view.rounds
    ]
    return [*single, *view.grids]


def _with_bound(caption: str, view: ElectionView) -> str:
    """Say under a table the bound of its rounds when it is the same in all, and that figures are rounded."""
    bounds = {one.needed for one in view.rounds}
    if len(bounds) != 1 or "" in bounds:
        said = ""
    else:
        said = f" {'À dépasser' if view.rounds[0].exceed else 'À atteindre'} : {bounds.pop()}."
    return f"{caption}.{said} {view.rounded}".strip() if said or view.rounded else caption


def _table(grid: Grid) -> dict[str, Any]:
    return {
        "caption": spaced(grid.caption),
        "columns": list(grid.columns),
        "rows": [[name, *(figure for figure, _higher in cells)] for name, cells in grid.rows],
    }


def _elected(view: ElectionView, result: ElectionResult, election: ElectionNames) -> list[str]:
    """Say who is elected to what and for how long; what stays vacant; what remains to be held."""
    if result.state is ElectionState.NO_QUORUM:
        return [
            "Le quorum n’est pas atteint : personne n’est élu. Les chiffres sont donnés pour information."
        ]
    if result.state is ElectionState.ADVICE:
        return ["Cette consultation donne un avis : elle ne décide rien."]
    office = f" {election.office}" if election.office else ""
    said = []
    for name, seats in view.winners:
        if view.chambers:
            said.append(f"La liste « {name} » obtient {counted(seats, 'siège', 'sièges')}.")
            if name in view.seated:
                held = f"{office}{_for_years(election.years)}"
                said.append(f"Élu(e)s{held}, dans l’ordre de cette liste : {listing(view.seated[name])}.")
        else:
            said.append(f"{name} a été élu(e){office}{_for_years(election.years)}.")
    if result.state is ElectionState.SECOND_ROUND:
        said.append(f"Un second tour est à tenir entre {listing(view.runoff)}.")
    if view.vacant and result.state is not ElectionState.TIED:
        said.append(f"Il reste {counted(view.vacant, 'siège à pourvoir', 'sièges à pourvoir')}.")
    return said


def _for_years(years: int | None) -> str:
    if not years:
        return ""
    return f" pour {YEARS[years] if years < len(YEARS) else f'{years} ans'}"


def _pledged(sheet: ElectionSheet, election: ElectionNames) -> list[str]:
    """Say what was pledged before the votes, where the bylaws let a lot settle a tie."""
    if TieRule.LOT not in sheet.contest.ties or not election.pledge:
        return []
    possible = "Le sort pouvait départager une égalité : avant le vote, son secret a été engagé au journal"
    return [f"{possible}, sous l’empreinte SHA-256 {election.pledge}."]


def _ties(view: ElectionView, sheet: ElectionSheet) -> list[str]:
    said = []
    for tie in view.ties:
        among = listing(tie.names)
        if not tie.settled:
            said.append(_unsettled(among, tie.undated))
            continue
        drawn = f" (graine « {sheet.contest.seed} »)" if tie.draw else ""
        said.append(
            f"Égalité entre {among}, départagée {tie.settled}{drawn} "
            f"au profit {of_name(listing(tie.winners))}."
        )
    return said


def _unsettled(among: str, undated: tuple[str, ...]) -> str:
    if not undated:
        return f"Égalité entre {among} : aucune règle des statuts ne les départage."
    rules = listing(undated)
    return f"Égalité entre {among} : les statuts les départagent {rules}, mais une date manque."
