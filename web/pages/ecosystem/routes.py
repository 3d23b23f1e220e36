"""The ecosystem around the cooperative: a drawing, its table, a map; the filters are in the address."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.queries import ecosystem as queries
from governance.register.ecosystem import EcosystemAsked, Link, Order
from web.deps import CurrentActor, Read
from web.drawings.tiles import SIDE, tile_map
from web.i18n import gettext as _
from web.pages.ecosystem import words
from web.render import page

router = APIRouter(prefix="/coop/{slug}/ecosysteme")
LONGEST = 80  # characters of a filter; no trade nor territory is longer


@router.get("", name="ecosystem:show")
def show(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    territoire: str = "",
    metier: str = "",
    lien: str = "",
    annee: str = "",
    tri: str = "",
    numero: str = "",
) -> Response:
    """Show who is tied to whom, on the day and with the filters of the address."""
    asked = EcosystemAsked(
        territory=territoire.strip()[:LONGEST],
        trade=metier.strip()[:LONGEST],
        link=Link(lien) if lien in set(Link) else None,
        order=Order(tri) if tri in set(Order) else Order.NAME,
    )
    year = _number(annee)
    view = queries.ecosystem(uow, actor, asked, year=year, page=_number(numero) or 1)
    year = view.day.year if view.day != uow.today else None
    return page(
        request,
        "ecosystem/show.html",
        view=view,
        year=year,
        map=tile_map(view.by_department, view.asked.territory),
        side=SIDE,
        words=words,
        query=lambda **changes: words.query(view.asked, year, **changes),
        orders=[(order, _(name)) for order, name in words.ORDER_NAMES.items()],
    )


def _number(text: str) -> int | None:
    """Read a year or a page; anything else asks for nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
