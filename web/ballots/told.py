"""How an election will be held, in the words of the notice: page, letter and mail say the same."""

from governance.assembly.papers import WayOfVoting
from governance.words import N_
from web.ballots.ways import WAYS, Purpose
from web.i18n import gettext as _
from web.i18n import ngettext

ANSWERS = N_("Réponses proposées")
LISTS = N_("Listes")
CANDIDATES = N_("Candidatures")


def heading_of(one: WayOfVoting | None) -> str:
    """Name what one chooses among: answers, lists or candidates."""
    if one is None:
        return _(CANDIDATES)
    if WAYS[one.method].purpose is Purpose.ASK:
        return _(ANSWERS)
    return _(LISTS) if one.method == "lists" else _(CANDIDATES)


def vote_lines(one: WayOfVoting) -> list[str]:
    """Say how members will vote on one item: the way and its count, the seats, who votes, the rounds."""
    way = WAYS[one.method]
    counted = {"way": _(way.name), "counted": _(way.counted)}
    lines = [_("Mode de scrutin : %(way)s. %(counted)s") % counted]
    if one.seats:
        lines.append(" ".join(_seats(one)))
    if one.college:
        said = _("Qui vote : les sociétaires du collège « %(college)s », et eux seuls.")
        lines.append(said % {"college": one.college})
    elif one.weighed:
        lines.append(
            _("Qui vote : tous les sociétaires, chaque collège pesant la part que disent les statuts.")
        )
    else:
        lines.append(_("Qui vote : tous les sociétaires ensemble, chaque voix comptant autant."))
    if one.seats and one.method != "without_candidate":
        two = _("Deux tours au plus : le second pourvoit les sièges que le premier laisse.")
        lines.append(" ".join([two if one.rounds > 1 else _("Un seul tour."), *map(_, one.majority)]))
    return lines


def _seats(one: WayOfVoting) -> list[str]:
    said = [
        ngettext("%(num)d siège à pourvoir.", "%(num)d sièges à pourvoir.", one.seats) % {"num": one.seats}
    ]
    if one.office:
        said.append(_("Fonction : %(office)s.") % {"office": one.office})
    if one.years:
        years = ngettext("Mandat : %(num)d an.", "Mandat : %(num)d ans.", one.years)
        said.append(years % {"num": one.years})
    return said


def ways_address(page: str) -> str:
    """Give the address of the page that explains ways to vote, from that of an assembly's page."""
    site, found, _rest = page.partition("/coop/")
    return f"{site}/modes-de-scrutin" if found else ""
