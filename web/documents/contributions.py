"""The statement of a contribution, and the workbook of all of them for the accountant."""

import io
from datetime import date
from typing import Any

import xlsxwriter

from governance.queries.contributions import ContributionsOf, ContributionsYear, ServiceTaken
from governance.register.contributions import BASE_NAMES, ContributionRate
from web.documents.french import euros, spaced
from web.documents.views import identity_view
from web.i18n import day as written_day
from web.i18n import gettext, number, percent, short_day

HEADERS = ("Numéro", "Structure", "Base", "Taux", "Du", "Au", "Base déclarée (euros)", "Contribution (euros)")
"""Always in French, as the other files we write."""


def rate_text(rate: ContributionRate | None) -> str:
    """Say a rate: « 8,5 % du chiffre d’affaires »."""
    if rate is None:
        return ""
    return f"{percent(rate.part)}, {gettext(BASE_NAMES[rate.base])}"


def statement_view(found: ContributionsOf, on: date) -> dict[str, Any]:
    """Give the words and figures of one statement."""
    made = found.statement
    return {
        "cooperative": identity_view(found.cooperative),
        "title": f"Contribution coopérative {made.year}",
        "structure": f"{found.name} – sociétaire n° {number(found.number)}",
        "dated": spaced(f"Relevé établi le {written_day(on)}. Ce document n’est pas une facture."),
        "services": [_service(one) for one in found.services],
        "lines": [
            {
                "period": f"{short_day(line.declared.starts_on)} – {short_day(line.declared.ends_on)}",
                "rate": rate_text(line.rate) or "aucun taux en vigueur",
                "base": euros(line.declared.amount),
                "owed": "" if line.owed is None else euros(line.owed),
            }
            for line in made.lines
        ],
        "declared": euros(made.declared),
        "owed": euros(made.owed),
        "rounding": "Chaque ligne est arrondie au centime, le demi-centime vers le haut.",
    }


def _service(taken: ServiceTaken) -> str:
    until = f" jusqu’au {short_day(taken.until)}" if taken.until else ""
    return spaced(f"{taken.name} : depuis le {short_day(taken.since)}{until}")


def workbook(view: ContributionsYear) -> bytes:
    """Write every line of a year: numbers as numbers, exact to the cent."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(f"Contributions {view.year}")
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        days, part = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.00%"})
        sheet.write_row(0, 0, HEADERS, bold)
        row = 0
        for one in view.lines:
            for line in one.statement.lines:
                row += 1
                sheet.write_number(row, 0, one.number)
                sheet.write_string(row, 1, one.name)
                sheet.write_string(row, 2, BASE_NAMES[line.rate.base] if line.rate else "")
                if line.rate:
                    sheet.write_number(row, 3, line.rate.part.numerator / line.rate.part.denominator, part)
                sheet.write_datetime(row, 4, line.declared.starts_on, days)
                sheet.write_datetime(row, 5, line.declared.ends_on, days)
                sheet.write_number(row, 6, line.declared.amount / 100, money)
                if line.owed is not None:
                    sheet.write_number(row, 7, line.owed / 100, money)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()
