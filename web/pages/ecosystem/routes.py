"""The ecosystem around the cooperative: a drawing, its table, a map; the filters are in the address."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.queries import ecosystem as queries
from governance.queries import lives as queries_of_lives
from governance.register.ecosystem import BOND_NAMES, Bond, EcosystemAsked, Order
from web.deps import CurrentActor, Read, path_of
from web.drawings import lifeline
from web.drawings.lives import life_view
from web.drawings.tiles import SIDE, tile_map
from web.drawings.wings import one_trunk, two_wings
from web.i18n import gettext as _
from web.pages.ecosystem import words
from web.pages.ecosystem.drawn import GLYPHS, sectors_of
from web.render import page

router = APIRouter(prefix="/coop/{slug}/ecosysteme")
LEADS = {
    "member": ("ties:show", "member"),
    "exit": ("activities:left", "left"),
    "group": ("groups:show", "group"),
}
"""The route a node of the drawing leads to, and what it names."""
LONGEST = 80  # characters of a filter; no trade nor territory is longer


@router.get("", name="ecosystem:show")
def show(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    territoire: str = "",
    metier: str = "",
    lien: str = "",
    college: str = "",
    annee: str = "",
    tri: str = "",
    numero: str = "",
) -> Response:
    """Show who is tied to whom, on the day and with the filters of the address."""
    asked = EcosystemAsked(
        territory=territoire.strip()[:LONGEST],
        trade=metier.strip()[:LONGEST],
        link=Bond(lien) if lien in set(Bond) else None,
        order=Order(tri) if tri in set(Order) else Order.NAME,
        college=college.strip()[:LONGEST],
    )
    year = _number(annee)
    view = queries.ecosystem(uow, actor, asked, year=year, page=_number(numero) or 1)
    year = view.day.year if view.day != uow.today else None
    here = path_of(request, "ecosystem:show", slug=actor.slug)

    def query(**changes: object) -> str:
        return here + words.query(view.asked, year, **changes)

    def path(**to: UUID) -> str:
        ((kind, value),) = to.items()
        name, key = LEADS[kind]
        return path_of(request, name, slug=actor.slug, **{key: value})

    sectors = sectors_of(view, query, path)
    return page(
        request,
        "ecosystem/show.html",
        view=view,
        year=year,
        map=tile_map(view.by_department, view.asked.territory),
        side=SIDE,
        words=words,
        query=query,
        webs=(two_wings(actor.cooperative_name, sectors), one_trunk(actor.cooperative_name, sectors)),
        glyphs=[(link.value, GLYPHS[link], _(BOND_NAMES[link])) for link in view.choices.links],
        shapes={link.value: shape for link, shape in GLYPHS.items()},
        orders=[(order, _(name)) for order, name in words.ORDER_NAMES.items()],
    )


@router.get("/notre-histoire", name="ecosystem:own")
def show_own_life(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Tell who represents a structure its whole life with the cooperative."""
    name, life = queries_of_lives.own_life(uow, actor)
    left = any(one.kind == "left" for one in life.events)
    return page(request, "ecosystem/own.html", name=name, left=left, life=life_view(life), frame=lifeline)


def _number(text: str) -> int | None:
    """Read a year or a page; anything else asks for nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
