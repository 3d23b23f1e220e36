"""The figures of the ecosystem through the years: small drawings, their tables, the workbook."""

from dataclasses import dataclass
from fractions import Fraction

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.queries import ecosystem_figures as queries
from governance.register.ecosystem_figures import MEASURE_NAMES, RATIOS, Measure
from web.deps import CurrentActor, Read
from web.documents.ecosystem import said, short, workbook
from web.documents.member_files import XLSX_TYPE
from web.drawings import bars
from web.files import attached
from web.i18n import gettext as _
from web.render import page

router = APIRouter(prefix="/coop/{slug}/ecosysteme/chiffres")


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure drawn: its name, what it is now, its bars; `known` is false when no year tells it."""

    name: str
    latest: str
    when: str
    bars: tuple[bars.Bar, ...]
    known: bool


@router.get("", name="ecosystem:figures")
def show(request: Request, uow: Read, actor: CurrentActor, college: str = "") -> Response:
    """Show the figures of the last years."""
    view = queries.ecosystem_figures(uow, actor, college)
    return page(
        request,
        "ecosystem/figures.html",
        view=view,
        charts=[_chart(view, one) for one in view.measures],
        names=[_(MEASURE_NAMES[one]) for one in view.measures],
        said=said,
        frame=bars,
        ratios=Measure,
    )


@router.get(".xlsx", name="ecosystem:workbook")
def take(uow: Read, actor: CurrentActor, college: str = "") -> Response:
    """Give the same figures as a workbook."""
    view = queries.ecosystem_figures(uow, actor, college)
    return attached(workbook(view), XLSX_TYPE, "ecosysteme.xlsx")


def _chart(view: queries.EcosystemFigures, measure: Measure) -> Chart:
    drawn = []
    for year in view.years:
        figure = year.figures[measure]
        words = _("%(year)s : %(figure)s") % {"year": year.year, "figure": said(measure, figure)}
        value = figure.part if measure in RATIOS else figure.value
        drawn.append((f"{year.year}", words, value))
    known = [year for year in view.years if year.figures[measure].value is not None]
    return Chart(
        name=_(MEASURE_NAMES[measure]),
        latest=short(measure, known[-1].figures[measure]) if known else "–",
        when=(_("à ce jour") if known[-1].running else str(known[-1].year)) if known else "",
        bars=bars.bars_of(drawn, Fraction(1) if measure in RATIOS else None),
        known=bool(known),
    )
