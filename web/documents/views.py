"""What the notice and the attendance sheet print: facts turned into the words of the page.

The page engine lays out; every sentence and every figure is made here.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from governance.assembly.attendance_sheet import (
    AttendanceSheetFacts,
    Participation,
    SheetLine,
    SheetTotals,
    college_totals,
    sheet_totals,
    without_addresses,
    without_holdings,
)
from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.papers import AgendaItem, CooperativeIdentity, Meeting, Officer
from governance.assembly.second_call import Missed
from governance.law.legal_forms import Call, CompanyForm
from web.ballots.told import heading_of, vote_lines, ways_address
from web.documents.french import NO_BREAK, counted, euros, spaced
from web.documents.markdown_tree import Node, markdown_tree
from web.i18n import day, hour, listing, moment, number, of_name

FORMS = {
    CompanyForm.SA: "société anonyme",
    CompanyForm.SARL: "société à responsabilité limitée",
    CompanyForm.SAS: "société par actions simplifiée",
}
PARTICIPATIONS = {
    Participation.EXPECTED: "",
    Participation.PRESENT: "Présent",
    Participation.REMOTE: "À distance",
    Participation.REPRESENTED: "Représenté",
    Participation.POSTAL: "Par correspondance",
    Participation.ABSENT: "Absent",
}
BY_HAND = frozenset({Participation.EXPECTED, Participation.PRESENT})


def identity_view(cooperative: CooperativeIdentity) -> dict[str, Any]:
    """Give the name and the lines that every paper of the company carries."""
    lines = [f"Société coopérative d’intérêt collectif, {FORMS[cooperative.form]} à capital variable"]
    if cooperative.office:
        lines.append(f"Siège : {', '.join(cooperative.office)}")
    if cooperative.capital is not None:
        lines.append(f"Capital : {euros(cooperative.capital)}")
    lines.append(cooperative.registration)
    lines.append(" · ".join(way for way in (cooperative.email, cooperative.phone) if way))
    return {"name": cooperative.name, "lines": [spaced(line) for line in lines if line]}


def meeting_name(meeting: Meeting) -> str:
    """Give the name of the meeting inside a sentence: « assemblée générale ordinaire »."""
    return meeting.name[0].lower() + meeting.name[1:]


def of_the_day(meeting: Meeting) -> str:
    """Write « du jeudi 24 juin 2027 » after a space, or nothing while the day is not settled."""
    return f" du {day(meeting.held_at)}" if meeting.held_at else ""


def meeting_view(meeting: Meeting) -> dict[str, Any]:
    """Give day, hour, place, call and fiscal year in words."""
    return {
        "name": meeting.name,
        "moment": moment(meeting.held_at) if meeting.held_at else "jour et heure à fixer",
        "place": spaced(meeting.place),
        "remote": spaced(meeting.remote),
        "call": "Deuxième convocation" if meeting.call is Call.SECOND else "Première convocation",
        "second_call": meeting.call is Call.SECOND,
        "fiscal_year": meeting.fiscal_year,
    }


def agenda_view(agenda: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    """Give the agenda: title and who asked for it."""
    return [{"title": spaced(item.title), "by": spaced(item.submitted_by)} for item in agenda]


def officer_view(officer: Officer | None, role: str = "") -> dict[str, str]:
    """Give a name and a quality, both empty for a place not yet filled."""
    name, quality = (officer.name, officer.quality) if officer else ("", "")
    return {"role": role, "name": name, "quality": quality}


def bureau_view(
    chair: Officer | None, tellers: Iterable[Officer], secretary: Officer | None
) -> list[dict[str, str]]:
    """Give the bureau of the meeting in the order in which it signs."""
    return [
        officer_view(chair, "Présidence de séance"),
        *(officer_view(teller, "Scrutateur") for teller in tellers),
        officer_view(secretary, "Secrétariat de séance"),
    ]


def prose(text: str) -> list[Node]:
    """Read Markdown written by a person, with French spacing."""
    return markdown_tree(spaced(text))


def recipient_view(recipient: NoticeRecipient) -> dict[str, Any]:
    """Give what the address window and the reminder of rights of one letter show."""
    lines = [recipient.name]
    if recipient.representative:
        lines.append(f"À l’attention {of_name(recipient.representative)}")
    rights = []
    if recipient.number:
        rights.append(f"Sociétaire n° {recipient.number}")
    if recipient.college:
        rights.append(f"Collège « {recipient.college} »")
    rights.append(counted(recipient.votes, "voix", "voix"))
    return {"lines": [*lines, *recipient.address], "rights": [spaced(right) for right in rights]}


def notice_view(facts: NoticeFacts, recipients: Iterable[NoticeRecipient]) -> dict[str, Any]:
    """Give the letters: the common part once, then one entry a recipient."""
    dated = day(facts.dated_on)
    return {
        "cooperative": identity_view(facts.cooperative),
        "meeting": meeting_view(facts.meeting),
        "title": f"Convocation à l’{meeting_name(facts.meeting)}{of_the_day(facts.meeting)}",
        "dated": f"{facts.town}, le {dated}" if facts.town else f"Le {dated}",
        "opening": [spaced(sentence) for sentence in _opening(facts)],
        "agenda": agenda_view(facts.agenda),
        "drafts": [
            {
                "heading": spaced(f"Résolution {draft.number} – {draft.title}"),
                "text": prose(draft.text),
                "by": spaced(draft.proposed_by),
                "rule": spaced(draft.rule),
                "way": [spaced(line) for line in vote_lines(draft.way)] if draft.way else [],
                "standing": heading_of(draft.way),
                "candidates": [
                    {
                        "name": spaced(one.name),
                        "words": spaced(one.words),
                        "persons": spaced(", ".join(one.persons)),
                        "presentation": prose(one.presentation),
                    }
                    for one in draft.candidates
                ],
            }
            for draft in facts.drafts
        ],
        "ways": [prose(way) for way in facts.ways_to_vote],
        "papers": [spaced(paper) for paper in facts.papers],
        "papers_place": spaced(facts.papers_place),
        "page": facts.page,
        "ways_page": ways_address(facts.page) if any(draft.way for draft in facts.drafts) else "",
        "contact": spaced(facts.contact),
        "questions": spaced(facts.questions),
        "signatory": officer_view(facts.convened_by),
        "recipients": [recipient_view(recipient) for recipient in recipients],
    }


def _opening(facts: NoticeFacts) -> list[str]:
    held, name = facts.meeting.held_at, meeting_name(facts.meeting)
    when = f", le {moment(held)}" if held else ""
    sentences = [f"{facts.cooperative.name} vous convoque à son {name}{when}."]
    if facts.first_held_at is not None:
        sentences.append(_recall(facts.first_held_at, facts.first_missed))
    if facts.remote_only:
        sentences.append("Cette assemblée se tient uniquement à distance.")
    return sentences


def _recall(first: datetime, missed: Missed) -> str:
    sentence = f"La première assemblée, convoquée pour le {moment(first)}, n’a pas réuni "
    if missed is Missed.QUORUM:
        return f"{sentence}le quorum. Cette deuxième convocation porte sur le même ordre du jour."
    return (
        f"{sentence}la majorité de tous les sociétaires. Cette deuxième convocation porte sur ce qui reste "
        "à décider ; la majorité des votes émis y suffit, sauf si vos statuts demandent davantage."
    )


def line_view(line: SheetLine) -> dict[str, Any]:
    """Give one line of the sheet as printed."""
    below = [f"par {line.representative}"] if line.representative else []
    if line.principals:
        word = "Pouvoir reçu" if len(line.principals) == 1 else "Pouvoirs reçus"
        below.append(f"{word} {of_name(listing(line.principals))}")
    if line.suspended:
        below.append(f"Voix suspendues ({line.suspended})")
    words = PARTICIPATIONS[line.participation]
    if line.participation is Participation.REPRESENTED and line.holder:
        words = f"{words} par {line.holder}"
    return {
        "number": f"n°{NO_BREAK}{line.number}" if line.number else "",
        "surname": line.surname,
        "first_name": line.first_name,
        "below": below,
        "address": list(line.address),
        "shares": number(line.shares),
        "votes": number(line.votes),
        "participation": words,
        "by_hand": line.participation in BY_HAND and line.signed_at is None,
        "signed": f"Signé à l’écran à {hour(line.signed_at)}" if line.signed_at else "",
    }


def totals_view(total: SheetTotals) -> dict[str, str]:
    """Give each count of a group of lines as text."""
    return {name: number(getattr(total, name)) for name in SheetTotals.__slots__}


def attendance_view(facts: AttendanceSheetFacts, *, legal_copy: bool) -> dict[str, Any]:
    """Give the sheet as printed; addresses only on the legal copy."""
    shown = facts if legal_copy else without_addresses(facts)
    total = sheet_totals(facts)
    return {
        "cooperative": identity_view(facts.cooperative),
        "meeting": meeting_view(facts.meeting),
        "title": f"Feuille de présence de l’{meeting_name(facts.meeting)}{of_the_day(facts.meeting)}",
        "legal_copy": legal_copy,
        "with_holdings": True,
        "copy": "Exemplaire légal, avec adresses" if legal_copy else "Exemplaire de salle, sans adresses",
        "colleges": [
            {
                "name": college.name,
                "lines": [line_view(line) for line in college.lines],
                "totals": totals_view(college_totals(college)),
                "members": counted(college_totals(college).members, "inscrit", "inscrits"),
            }
            for college in shown.colleges
        ],
        "totals": totals_view(total),
        "blank": total.expected == total.members,
        "with_postal": total.postal > 0,
        "certification": [spaced(sentence) for sentence in _certification(facts, total)],
        "beside": [{"name": one.name, "quality": one.quality} for one in facts.beside],
        "officers": bureau_view(facts.chair, facts.tellers, facts.secretary),
    }


def members_annex(facts: AttendanceSheetFacts) -> dict[str, Any]:
    """Give the sheet annexed to the copy for members: names, how each takes part, a mark for a signature."""
    view = attendance_view(without_holdings(facts), legal_copy=False)
    certified = f", le {moment(facts.certified_at)}" if facts.certified_at else ""
    for college in view["colleges"]:
        for line in college["lines"]:
            line["signed"] = "Signé à l’écran" if line["signed"] else "Sur papier" if line["by_hand"] else ""
            line["by_hand"] = False
    return view | {
        "with_holdings": False,
        "copy": "Exemplaire des sociétaires, sans adresses, parts ni voix",
        "certification": [spaced(f"Feuille de présence certifiée exacte par le bureau{certified}.")],
    }


def _certification(facts: AttendanceSheetFacts, total: SheetTotals) -> list[str]:
    papers = []
    if facts.proxies_annexed:
        papers.append(counted(facts.proxies_annexed, "pouvoir", "pouvoirs"))
    if facts.postal_forms_annexed:
        forms = ("formulaire de vote par correspondance", "formulaires de vote par correspondance")
        papers.append(counted(facts.postal_forms_annexed, *forms))
    sentences = [f"Annexés à cette feuille : {listing(papers)}."] if papers else []
    if total.expected < total.members:
        sentences.append(
            f"{counted(total.taking_part, 'sociétaire prend', 'sociétaires prennent')} part à l’assemblée, "
            f"sur {counted(total.members, 'inscrit', 'inscrits')}, avec "
            f"{counted(total.votes_taking_part, 'voix', 'voix')} et "
            f"{counted(total.shares_taking_part, 'part sociale', 'parts sociales')}."
        )
    certified = f", le {moment(facts.certified_at)}" if facts.certified_at else ""
    return [*sentences, f"Feuille de présence certifiée exacte par le bureau{certified}."]
