"""The figures of the ecosystem in words, and as a workbook: numbers as numbers, nothing when unknown."""

import io

import xlsxwriter

from governance.queries.ecosystem_figures import EcosystemFigures
from governance.register.ecosystem_figures import MEASURE_NAMES, RATIOS, Figure, Measure
from web.drawings.artist import voices
from web.i18n import gettext as _
from web.i18n import money, ngettext, number, percent

MONEY = frozenset({Measure.INVESTED, Measure.CONTRIBUTION})


def short(measure: Measure, figure: Figure) -> str:
    """Say a figure in a few signs: « 31 », « 84,50 », « 1 200,00 € », « 38,71 % »; « – » when unknown."""
    if figure.value is None:
        return "–"
    if measure in MONEY:
        return money(int(figure.value))
    if measure in RATIOS:
        return percent(figure.part or 0)
    return voices(figure.value)


def said(measure: Measure, figure: Figure) -> str:
    """Say a figure with what it is out of, exactly; or that nothing tells it."""
    if figure.value is None:
        return _("sans donnée")
    facts = {"value": short(measure, figure), "of": number(figure.of or 0), "told": number(figure.told or 0)}
    if measure is Measure.CONTRIBUTION:
        owing = ngettext("%(num)d structure", "%(num)d structures", figure.told or 0)
        return _("%(value)s, par %(owing)s") % {**facts, "owing": owing % {"num": figure.told or 0}}
    if measure is Measure.JOBS:
        return _("%(value)s, selon %(told)s structures sur %(of)s") % facts
    if measure is Measure.SHARES:
        part = percent(figure.part or 0)
        return _("%(value)s parts sur %(of)s, soit %(part)s") % {**facts, "part": part}
    if measure is Measure.INVESTED:
        words = ngettext("%(num)d participation", "%(num)d participations", figure.of or 0)
        held = words % {"num": figure.of or 0}
        if figure.told == figure.of:
            return f"{facts['value']}, {held}"
        return _("%(value)s, %(held)s dont %(told)s au prix connu") % {**facts, "held": held}
    if measure in RATIOS:
        return _("%(count)s sur %(of)s, soit %(value)s") % {**facts, "count": number(int(figure.value))}
    return facts["value"]


HEADERS = ("Année", "Au", "Mesure", "Valeur", "Sur", "Structures qui l’ont dit")
MEETING_HEADERS = ("Assemblée ou rencontre", "Le", "Présentes", "Sur", "Bulletins", "Droits de vote")
"""Always in French, as the other files we write."""


def workbook(view: EcosystemFigures) -> bytes:
    """Write the figures shown: one line a year and measure, one line a meeting. Amounts are in euros."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        euros = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("Années")
        sheet.write_row(0, 0, HEADERS, bold)
        lines = [(year, one) for year in view.years for one in view.measures]
        for row, (year, one) in enumerate(lines, start=1):
            figure = year.figures[one]
            sheet.write_number(row, 0, year.year)
            sheet.write_datetime(row, 1, year.on, days)
            sheet.write_string(row, 2, MEASURE_NAMES[one] + (" (euros)" if one in MONEY else ""))
            for column, value in ((3, figure.value), (4, figure.of), (5, figure.told)):
                if value is None:
                    continue
                if column == 3 and one in MONEY:
                    sheet.write_number(row, column, int(value) / 100, euros)
                else:
                    sheet.write_number(row, column, float(value))
        _meetings(book.add_worksheet("Assemblées et rencontres"), view, bold, days)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def _meetings(
    sheet: xlsxwriter.workbook.Worksheet,
    view: EcosystemFigures,
    bold: xlsxwriter.format.Format,
    days: xlsxwriter.format.Format,
) -> None:
    sheet.write_row(0, 0, MEETING_HEADERS, bold)
    for row, one in enumerate((*view.assemblies, *view.events), start=1):
        sheet.write_string(row, 0, one.title)
        sheet.write_datetime(row, 1, one.on, days)
        for column, figure in ((2, one.presence), (4, one.turnout)):
            if figure and figure.value is not None and figure.of is not None:
                sheet.write_number(row, column, int(figure.value))
                sheet.write_number(row, column + 1, figure.of)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
