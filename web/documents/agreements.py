"""Agreements in words: what fills a template, the paper that is signed, the workbook of all of them."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from governance.queries.agreement_followup import AgreementFacts
from governance.queries.agreements import AgreementLine, AgreementPaper
from governance.register.agreement_templates import FIELDS, TO_COMPLETE
from governance.register.agreements import RENEWAL_NAMES, STATE_NAMES, AgreementTerms, Renewal
from governance.register.contributions import BASE_NAMES
from governance.register.ties import STRUCTURE_FORM_NAMES
from governance.words import N_
from web.documents.french import spaced
from web.documents.markdown_tree import markdown_tree
from web.documents.views import identity_view
from web.i18n import day, gettext, ngettext, number, percent, speaking

HERE = Path(__file__).parent
OPEN_ENDED = N_("sans terme fixé")
HEADERS = (
    "Numéro", "Structure", "Convention", "État", "Signée le", "Premier jour", "Dernier jour",
    "Renouvellement", "Dernier jour pour le préavis", "Finie avant terme le", "Avenants signés",
)  # fmt: skip
"""Always in French, as the other files we write."""

Known = Mapping[str, str | tuple[str, ...]]


def starting_text(language: str) -> str:
    """Give the template that a cooperative starts from, in French or in English."""
    return (HERE / f"convention.{'en' if language == 'en' else 'fr'}.md").read_text(encoding="utf-8")


def months(many: int) -> str:
    """Say a number of months."""
    return ngettext("%(num)s mois", "%(num)s mois", many) % {"num": number(many)}


def renewal_words(terms: AgreementTerms) -> str:
    """Say how an agreement renews: « tacite, par périodes de 12 mois »."""
    if terms.renewal is Renewal.TACIT:
        return gettext(N_("tacite, par périodes de %(months)s")) % {"months": months(terms.renewal_months)}
    if terms.renewal is Renewal.EXPRESS:
        return gettext(N_("exprès, par un avenant signé"))
    return gettext(N_("aucun"))


def notice_words(terms: AgreementTerms) -> str:
    """Say the notice that stops a tacit renewal."""
    if terms.renewal is not Renewal.TACIT:
        return gettext(N_("sans objet"))
    if not terms.notice_months:
        return gettext(N_("aucun : il suffit de le dire avant le terme"))
    said = gettext(N_("%(months)s avant le dernier jour, par lettre reçue"))
    return said % {"months": months(terms.notice_months)}


def fillings(facts: AgreementFacts, terms: AgreementTerms) -> dict[str, str | tuple[str, ...]]:
    """Say what the service knows, field by field, in the language spoken; what it does not know is empty."""
    rate = facts.rate
    return {
        "cooperative": facts.cooperative.name,
        "siege_cooperative": ", ".join(facts.cooperative.office),
        "immatriculation_cooperative": facts.cooperative.registration,
        "structure": facts.structure,
        "forme": gettext(STRUCTURE_FORM_NAMES[facts.form]) if facts.form else "",
        "siren": facts.siren,
        "siege": facts.office,
        "representant": facts.representative,
        "metier": facts.trade,
        "college": facts.college,
        "parts": ngettext("%(num)s part", "%(num)s parts", facts.shares) % {"num": number(facts.shares)},
        "participation": percent(facts.holding),
        "services": tuple(_service(name, since) for name, since in facts.services),
        "taux": percent(rate.part) if rate else "",
        "assiette": gettext(BASE_NAMES[rate.base]) if rate else "",
        "taux_depuis": day(rate.since) if rate else "",
        "debut": day(terms.starts_on),
        "fin": day(terms.ends_on) if terms.ends_on else gettext(OPEN_ENDED),
        "renouvellement": renewal_words(terms),
        "preavis": notice_words(terms),
        "date": day(facts.today),
    }


def _service(name: str, since: date) -> str:
    return gettext(N_("%(service)s, depuis le %(day)s")) % {"service": name, "day": day(since)}


def filling(facts: AgreementFacts, terms: AgreementTerms, language: str) -> tuple[Known, str, dict[str, str]]:
    """Give what fills a template in its own language, and the words for what lacks."""
    with speaking(language):
        labels = {name: gettext(label) for name, label in FIELDS.items()}
        return fillings(facts, terms), gettext(TO_COMPLETE), labels


def agreement_view(paper: AgreementPaper) -> dict[str, Any]:
    """Give the words of the paper: the text as it was frozen, the dates, the places to sign."""
    link = paper.link
    signed = link.signed_on
    return {
        "cooperative": identity_view(paper.cooperative),
        "title": link.title,
        "structure": spaced(f"{paper.structure} – sociétaire n° {number(paper.number)}"),
        "state": spaced(
            f"Signée à la main le {day(signed)}. Empreinte SHA-256 du texte : {link.sha256}"
            if signed
            else "Projet : rien n’est signé, le texte peut encore changer."
        ),
        "language": paper.language,
        "body": markdown_tree(link.text),
        "signatures": [
            {"role": "Pour la coopérative", "name": link.for_cooperative, "quality": ""},
            {"role": "Pour la structure", "name": link.for_structure, "quality": ""},
        ],
        "hand": "Signature manuscrite : le service garde le scan du papier signé. Il ne signe rien par voie"
        " électronique.",
    }


def workbook(lines: tuple[AgreementLine, ...]) -> bytes:
    """Write every agreement with its dates, dates as dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Conventions")
        sheet.write_row(0, 0, HEADERS, book.add_format({"bold": True}))
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, line in enumerate(lines, start=1):
            sheet.write_number(row, 0, line.number)
            sheet.write_string(row, 1, line.name)
            sheet.write_string(row, 2, line.title)
            sheet.write_string(row, 3, STATE_NAMES[line.state])
            sheet.write_string(row, 7, RENEWAL_NAMES[line.terms.renewal])
            sheet.write_number(row, 10, line.amendments)
            dated = {
                4: line.signed_on,
                5: line.terms.starts_on,
                6: line.dates.ends_on or line.terms.ends_on,
                8: line.dates.notice_by,
                9: line.ended_on,
            }
            for column, value in dated.items():
                if value is not None:
                    sheet.write_datetime(row, column, value, days)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


__all__ = ["agreement_view", "filling", "notice_words", "renewal_words", "starting_text", "workbook"]
