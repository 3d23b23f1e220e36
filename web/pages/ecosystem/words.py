"""What the pages of the ecosystem say of a structure, and where they lead."""

from urllib.parse import urlencode

from governance.queries.ecosystem import Ecosystem
from governance.register.departments import REGIONS
from governance.register.ecosystem import BOND_NAMES, Bond, EcosystemAsked, Neighbour, Order
from governance.words import N_
from web.i18n import gettext as _
from web.i18n import listing, ngettext, percent

ORDER_NAMES = {
    Order.NAME: N_("nom de la structure"),
    Order.TERRITORY: N_("territoire"),
    Order.TRADE: N_("métier"),
    Order.SINCE: N_("date d’entrée"),
}


def told(one: Neighbour, link: Bond, *, office: bool) -> str:
    """Say one tie of a structure: with its figures and names for the office, its kind alone for a member."""
    if not office:
        return _(BOND_NAMES[link])
    if link is Bond.SHARES:
        words = ngettext("%(num)d part de la coopérative", "%(num)d parts de la coopérative", one.shares)
        return words % {"num": one.shares}
    if link is Bond.HELD:
        return _("la coopérative détient %(part)s de son capital") % {"part": percent(one.held)}
    if link is Bond.SERVICES:
        return _("prend : %(services)s") % {"services": listing(one.services)}
    if link is Bond.BORN:
        return _("née de l’activité %(activity)s") % {"activity": one.activity}
    if link is Bond.FOUNDED:
        return _("fondée par %(people)s") % {"people": listing(one.founders)}
    if link is Bond.REPRESENTED:
        return _("représentée par %(people)s") % {"people": listing(one.representatives)}
    if link is Bond.AGREEMENT:
        return _("convention : %(agreements)s") % {"agreements": listing(one.agreements)}
    return _(BOND_NAMES[link])


def query(asked: EcosystemAsked, year: int | None, **changes: object) -> str:
    """Write what is asked for an address, with some changes; "" when all is asked."""
    values = {
        "territoire": asked.territory,
        "metier": asked.trade,
        "lien": asked.link.value if asked.link else "",
        "college": asked.college,
        "annee": year or "",
        "tri": asked.order.value if asked.order is not Order.NAME else "",
        **changes,
    }
    kept = {name: value for name, value in values.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def territories(view: Ecosystem) -> list[tuple[str, str]]:
    """List what can be asked: everything, regions, departments, elsewhere; what is asked is always there."""
    regions = sorted({one.region for one in view.choices.departments}, key=lambda code: REGIONS[code])
    options = [("", _("Partout"))]
    options += [(f"r-{code}", _("Région %(name)s") % {"name": REGIONS[code]}) for code in regions]
    options += [(one.code, f"{one.code} – {one.name}") for one in view.choices.departments]
    if view.choices.elsewhere:
        options.append(("?", _("Sans département français")))
    return _with(options, view.asked.territory)


def trades(view: Ecosystem) -> list[tuple[str, str]]:
    """List the trades that can be asked."""
    options = [("", _("Tous les métiers")), *((one, one) for one in view.choices.trades)]
    return _with(options, view.asked.trade)


def years(view: Ecosystem, year: int | None) -> list[tuple[str, str]]:
    """List the days that can be asked: today, or the last of a year."""
    past = [(str(one), _("31 décembre %(year)s") % {"year": one}) for one in view.choices.years]
    return _with([("", _("Aujourd’hui")), *past], str(year or ""))


def links(view: Ecosystem) -> list[tuple[str, str]]:
    """List the kinds of ties that can be asked."""
    return [
        ("", _("Tous les liens")),
        *((link.value, _(BOND_NAMES[link])) for link in view.choices.links),
    ]


def colleges(view: Ecosystem) -> list[tuple[str, str]]:
    """List the colleges that can be asked."""
    return _with([("", _("Tous les collèges")), *view.choices.colleges], view.asked.college)


def _with(options: list[tuple[str, str]], asked: str) -> list[tuple[str, str]]:
    return options if asked in dict(options) else [*options, (asked, asked)]


def counted(count: int) -> str:
    """Say a number of structures."""
    return ngettext("%(num)d structure", "%(num)d structures", count) % {"num": count}
