"""Invented facts for the papers of an assembly: a small cooperative, three colleges, two votes."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from governance.assembly.attendance_sheet import AttendanceSheetFacts, Participation, SheetCollege, SheetLine
from governance.assembly.minutes import (
    CollegeAttendance,
    Convening,
    MinutesFacts,
    MinutesProse,
    QuorumCheck,
    VotedResolution,
)
from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.papers import AgendaItem, CooperativeIdentity, DraftResolution, Meeting, Officer
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.units import Cents

HELD_AT = datetime(2027, 6, 24, 16, 0, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") $x^2$ @ref \\ <b> [#eval("1")] *a* _b_ ` ‮evil‬ 😀 中文 עברית \x00 ﻿'

COOPERATIVE = CooperativeIdentity(
    name="Les Passerelles",
    form=CompanyForm.SA,
    capital=Cents(15_240_000),
    office=("12 quai des Tanneurs", "69007 Lyon"),
    registration="RCS Lyon 812 345 678",
    email="secretariat@passerelles.example",
    phone="04 72 00 00 00",
)
MEETING = Meeting(
    kind=AssemblyKind.ORDINARY,
    call=Call.FIRST,
    annual=True,
    held_at=HELD_AT,
    place="Salle des Tisserands, 3 rue de la Navette, 69004 Lyon",
    remote="par visioconférence, depuis la page de l’assemblée",
    fiscal_year="du 1er janvier au 31 décembre 2026",
)
AGENDA = (
    AgendaItem(1, "Rapport d’activité et rapport sur le projet coopératif"),
    AgendaItem(2, "Approbation des comptes de l’exercice 2026"),
    AgendaItem(3, "Affectation du résultat"),
    AgendaItem(4, "Ouverture du collège des anciens entrepreneurs", "douze sociétaires du collège Usagers"),
)
CHAIR = Officer("Claire Ozanne", "présidente du conseil d’administration")
TELLERS = (Officer("Malik Benhaddou", "sociétaire"), Officer("Yvonne Le Goff", "sociétaire"))
SECRETARY = Officer("Jeanne Roussel", "secrétaire générale, non sociétaire")

ACCOUNTS = (
    "L’assemblée, après avoir entendu le rapport de gestion et le rapport du commissaire aux comptes, "
    "**approuve les comptes** de l’exercice clos le 31 décembre 2026, qui font apparaître :\n\n"
    "- un chiffre d’affaires de 1 284 300 € ;\n- un résultat net de 41 870 €.\n\n"
    "Elle donne *quitus* aux administrateurs."
)
RESULT_TEXT = (
    "L’assemblée décide d’affecter le résultat de 41 870 € ainsi :\n\n"
    "1. 15 % à la réserve légale, soit 6 280,50 € ;\n"
    "2. le solde à la réserve statutaire impartageable, soit 35 589,50 €.\n\n"
    "Voir [le rapport de gestion](https://passerelles.example/rapport)."
)
RULE = (
    "Majorité : plus de la moitié des voix exprimées, chaque collège comptant pour ses points "
    "(article 17 de vos statuts)."
)


def a_notice(**changes):
    facts = {
        "cooperative": COOPERATIVE,
        "meeting": MEETING,
        "convened_by": CHAIR,
        "dated_on": date(2027, 6, 1),
        "agenda": AGENDA,
        "drafts": (
            DraftResolution(1, "Approbation des comptes", ACCOUNTS, "le conseil d’administration", RULE),
            DraftResolution(2, "Affectation du résultat", RESULT_TEXT, "le conseil d’administration", RULE),
        ),
        "ways_to_vote": (
            "**Venir** à l’assemblée : il suffit de signer la feuille de présence.",
            "**Donner pouvoir** à un autre sociétaire, jusqu’au mercredi 23 juin 2027 à 18 h.",
            "**Voter en ligne** pendant la séance, depuis la page de l’assemblée.",
        ),
        "papers": ("Comptes annuels 2026", "Rapport de gestion", "Rapport du commissaire aux comptes"),
        "papers_place": "Ces documents sont sur la page de l’assemblée et au siège, dès aujourd’hui.",
        "page": "https://votes.example/coop/les-passerelles/assemblees/2027-06",
        "town": "Lyon",
        "contact": "Jeanne Roussel, secretariat@passerelles.example, 04 72 00 00 00.",
        "questions": "Questions écrites : jusqu’au vendredi 18 juin 2027, par courriel ou par courrier.",
    }
    return NoticeFacts(**(facts | changes))


def a_recipient(**changes):
    facts = {
        "name": "Épicerie du Coin SARL",
        "address": ("28 rue des Frères-Lumière", "Bâtiment B", "69008 Lyon"),
        "representative": "Nadège Ferrand",
        "number": "0147",
        "college": "Anciens entrepreneurs",
    }
    return NoticeRecipient(**(facts | changes))


def a_line(index, **changes):
    facts = {
        "surname": [
            "Martin",
            "Benhaddou",
            "Le Goff",
            "Épicerie du Coin SARL",
            "Nguyễn",
            "De La Tour-Maubourg",
        ][index % 6],
        "first_name": ["Claire", "Malik", "Yvonne", "", "Thị Hà", "Marie-Caroline"][index % 6],
        "address": (f"{index + 1} rue des Lilas", "69007 Lyon"),
        "representative": "Nadège Ferrand" if index % 6 == 3 else "",
        "number": f"{index + 1:04d}",
        "shares": 1 + index * 7 % 40,
    }
    return SheetLine(**(facts | changes))


def a_sheet(size=24, *, blank=False, **changes):
    kinds = [Participation.PRESENT, Participation.REMOTE, Participation.REPRESENTED, Participation.ABSENT]
    lines = []
    for index in range(size):
        kind = Participation.EXPECTED if blank else kinds[index * 5 % 7 % 4]
        lines.append(
            a_line(
                index,
                participation=kind,
                holder="Malik Benhaddou" if kind is Participation.REPRESENTED else "",
                principals=("Yvonne Le Goff", "Anh Nguyễn") if index == 2 else (),
                signed_at=HELD_AT + timedelta(minutes=index % 9) if kind is Participation.REMOTE else None,
            )
        )
    third = max(size // 3, 1)
    facts = {
        "cooperative": COOPERATIVE,
        "meeting": MEETING,
        "colleges": (
            SheetCollege("A", "Salariés", tuple(lines[:third])),
            SheetCollege("B", "Usagers et bénéficiaires", tuple(lines[third : 2 * third])),
            SheetCollege("C", "Anciens entrepreneurs", tuple(lines[2 * third :])),
        ),
        "chair": CHAIR,
        "tellers": TELLERS,
        "secretary": SECRETARY,
        "proxies_annexed": 0 if blank else 4,
    }
    return AttendanceSheetFacts(**(facts | changes))


SHEET = {
    "rules": {
        "carry": "proportional",
        "reading": dict.fromkeys(("abstain", "blank", "spoiled", "silent", "absent"), "out"),
        "majority": {"part": "1/2"},
        "empty_college": "neutral",
        "absent_college": "neutral",
        "silent_college": "neutral",
    },
    "colleges": [
        {
            "id": "A",
            "name": "Salariés",
            "points": "40",
            "entitled": 24,
            "present": 22,
            "for": 10,
            "against": 9,
            "abstain": 2,
        },
        {
            "id": "B",
            "name": "Usagers et bénéficiaires",
            "points": "30",
            "entitled": 60,
            "present": 20,
            "for": 10,
            "against": 9,
        },
        {
            "id": "C",
            "name": "Anciens entrepreneurs",
            "points": "30",
            "entitled": 140,
            "present": 101,
            "against": 100,
            "blank": 1,
        },
    ],
}
RESULT = {
    "adopted": False,
    "for": "7/19",
    "base": "1",
    "part": "7/19",
    "weights": "in_force",
    "colleges_for": 2,
    "colleges_in_play": 3,
    "quorum": [],
    "colleges": [
        {"id": "A", "f": 10, "b": 19, "part": "2/5", "for": "4/19", "base": "2/5"},
        {"id": "B", "f": 10, "b": 19, "part": "3/10", "for": "3/19", "base": "3/10"},
        {"id": "C", "f": 0, "b": 100, "part": "3/10", "for": "0", "base": "3/10"},
    ],
    "views": {"votes_cast": False, "single_body": False, "proportional": False, "bloc": True},
    "warnings": ["views_disagree"],
    "flips": [{"college": "A", "votes": 7, "towards": "for"}],
    "explanation": [],
}
EXPLANATION = (
    "Collège Salariés : 10 voix pour sur 19 exprimées ; il apporte 4/19 (21,05 %) sur 2/5 (40 %).",
    "Il fallait plus de la moitié : 7/19 (36,84 %) ne suffit pas. La résolution est rejetée.",
)


def a_voted_resolution(number=1, **changes):
    facts = {
        "number": number,
        "title": "Approbation des comptes",
        "text": ACCOUNTS,
        "rule": RULE,
        "proposed_by": "le conseil d’administration",
        "sheet": SHEET,
        "result": RESULT,
        "explanation": EXPLANATION,
    }
    return VotedResolution(**(facts | changes))


def some_minutes(**changes):
    facts = {
        "cooperative": COOPERATIVE,
        "meeting": MEETING,
        "convening": Convening(
            "par courriel, ou par lettre pour qui n’a pas accepté le courriel",
            date(2027, 6, 1),
            "le conseil d’administration",
            {"courriel": 196, "lettre": 28},
        ),
        "opened_at": HELD_AT + timedelta(minutes=5),
        "closed_at": HELD_AT + timedelta(hours=2, minutes=40),
        "chair": CHAIR,
        "tellers": TELLERS,
        "secretary": SECRETARY,
        "attendance": (
            CollegeAttendance("A", "Salariés", 24, 18, 3, 1, points=Fraction(40)),
            CollegeAttendance("B", "Usagers et bénéficiaires", 60, 12, 6, 2, points=Fraction(30)),
            CollegeAttendance("C", "Anciens entrepreneurs", 140, 61, 28, 12, points=Fraction(30)),
        ),
        "quorum": (
            QuorumCheck(
                "heads",
                Fraction(1, 5),
                Fraction(143, 224),
                reached=True,
                source="code de commerce, art. L225-98",
            ),
        ),
        "papers": ("Feuille de présence et pouvoirs annexés", "Comptes annuels 2026", "Rapport de gestion"),
        "agenda": AGENDA,
        "resolutions": (
            a_voted_resolution(1),
            a_voted_resolution(2, title="Affectation du résultat", text=RESULT_TEXT, secret=True),
            a_voted_resolution(
                3,
                title="Ouverture du collège",
                sheet=None,
                result=None,
                explanation=(),
                outcome="Retirée de l’ordre du jour en séance.",
            ),
        ),
        "prose": MinutesProse(
            opening="La présidente remercie les sociétaires et rappelle l’ordre du jour.",
            debates={
                1: "Mme Ferrand demande pourquoi l’effectif baisse. Réponse : *deux départs en retraite*.",
                2: "Le commissaire aux comptes lit son rapport.\n\n- Aucune réserve.\n- Une observation.",
            },
            incidents="La connexion à distance a été coupée dix minutes ; aucun scrutin n’était ouvert.",
            closing="Plus personne ne demande la parole.",
        ),
        "register_number": 47,
        "members_listed": True,
    }
    return MinutesFacts(**(facts | changes))
