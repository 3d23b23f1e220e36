"""What the drawing of ties is made of: territories, structures and the marks on their lines."""

from collections.abc import Callable

from governance.queries.ecosystem import PAGE, Ecosystem
from governance.queries.groups import GroupTie
from governance.register.departments import REGIONS, Department
from governance.register.ecosystem import Bond, Cluster, Neighbour
from web.drawings.wings import Leaf, Mark, Sector
from web.i18n import gettext as _
from web.i18n import listing
from web.pages.ecosystem import words

LAST = 99  # a place on the map east of everything: what has no department
CAPITAL = frozenset({Bond.SHARES, Bond.HELD, Bond.CONTROL})
GLYPHS = {
    Bond.SHARES: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0",
    Bond.HELD: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0",
    Bond.CONTROL: "M0-8L8 6H-8Z",
    Bond.SERVICES: "M-2-7H2V-2H7V2H2V7H-2V2H-7V-2H-2Z",
    Bond.BORN: "M-6-6H6V6H-6Z",
    Bond.FOUNDED: "M0-8L8 0L0 8L-8 0Z",
    Bond.REPRESENTED: "M0-8L8 0L0 8L-8 0Z",
    Bond.AGREEMENT: "M-7-6H7V-1H-7ZM-7 1H7V6H-7Z",
}
"""The shape of each kind of tie, around its own middle."""

SLOTS = (
    Bond.FOUNDED, Bond.BORN, Bond.SERVICES, Bond.AGREEMENT, Bond.REPRESENTED, Bond.SHARES, Bond.HELD,
    Bond.CONTROL,
)  # fmt: skip
"""The place of each kind of tie on a line, from the cooperative to the structure."""

Address = Callable[..., str]


def sectors_of(view: Ecosystem, query: Address, path: Address) -> list[Sector]:
    """Give the territories to draw. `query` writes a filter, `path` the page of a structure or of an exit."""
    groups = [_group_of(one, path) for one in view.groups]
    if view.clusters:
        return [*_grouped(view, query), *groups]
    places: dict[str, tuple[Department | None, list[Leaf]]] = {}
    pages = {one.member: at // PAGE + 1 for at, one in enumerate(view.drawn)}
    for one in sorted(view.drawn, key=lambda one: (one.sort_key, str(one.member))):
        code = one.department.code if one.department else "?"
        line = f"{query(numero=pages[one.member])}#s-{one.member}"
        places.setdefault(code, (one.department, []))[1].append(
            _leaf(one, line, path if view.office else None)
        )
    return [
        _sector(department, _of(department), query(territoire=code), leaves)
        for code, (department, leaves) in places.items()
    ] + groups


def _group_of(tie: GroupTie, path: Address) -> Sector:
    """Draw a group: the other cooperatives in it today, without any sign on their line."""
    there = path(group=tie.id)
    others = [one.name for one in tie.others if one.until is None]
    title = _("Groupe %(name)s : %(others)s") % {"name": tie.name, "others": listing(others) or "–"}
    leaves = tuple(
        Leaf(
            one,
            there,
            _("%(cooperative)s, dans le groupe %(name)s") % {"cooperative": one, "name": tie.name},
            capital=False,
        )
        for one in others
    )
    return Sector(tie.name, there, title, LAST, LAST, leaves)


def _grouped(view: Ecosystem, query: Address) -> list[Sector]:
    """Draw groups: departments by region, or the trades of one department."""
    places: dict[str, list[Cluster]] = {}
    for one in view.clusters:
        places.setdefault(one.department.region if one.department else "?", []).append(one)
    return [
        _sector(
            found[0].department,
            REGIONS[region] if region in REGIONS else _of(None),
            query(territoire=f"r-{region}" if region in REGIONS else "?"),
            [_group(one, query) for one in found],
            sum(one.count for one in found),
        )
        for region, found in places.items()
    ]


def _group(one: Cluster, query: Address) -> Leaf:
    name = (one.trade or _("métier à préciser")) if one.by_trade else _of(one.department)
    count = words.counted(one.count)
    title = _("%(group)s : %(structures)s") % {"group": name, "structures": count}
    return Leaf(name, query(territoire=one.territory, metier=one.trade), title, detail=count)


def _sector(
    department: Department | None, name: str, href: str, leaves: list[Leaf], count: int | None = None
) -> Sector:
    counted = words.counted(len(leaves) if count is None else count)
    title = _("%(group)s : %(structures)s") % {"group": name, "structures": counted}
    column, row = (department.column, department.row) if department else (LAST, LAST)
    return Sector(name, href, title, column, row, tuple(leaves))


def _of(department: Department | None) -> str:
    return f"{department.name} ({department.code})" if department else _("Sans département français")


def _leaf(one: Neighbour, line: str, path: Address | None) -> Leaf:
    """Draw one structure: it leads to its line of the list; for the office, to its page as its marks do."""
    office = path is not None
    said = [words.told(one, link, office=office) for link in one.links]
    leaving = path(exit=one.exit) if path and one.exit else ""
    leads = {Bond.BORN: leaving, Bond.FOUNDED: leaving}
    return Leaf(
        name=one.name,
        href=path(member=one.member) if path else line,
        title=_("%(structure)s : %(links)s") % {"structure": one.name, "links": " ; ".join(said) or "–"},
        marks=tuple(
            Mark(link.value, SLOTS.index(link), sentence, leads.get(link, ""))
            for link, sentence in zip(one.links, said, strict=True)
        ),
        capital=bool(CAPITAL & set(one.links)),
    )
