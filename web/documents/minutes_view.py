"""What the minutes print: every figure from the counting sheets and results, every sentence in words."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from governance.assembly.minutes import (
    COUNTED,
    CollegeAttendance,
    MinutesFacts,
    QuorumCheck,
    VotedResolution,
    counts,
    minutes_document,
)
from governance.store.journal import canonical
from governance.units import percent
from web.documents.election_view import election_part
from web.documents.french import counted, spaced
from web.documents.views import (
    agenda_view,
    bureau_view,
    identity_view,
    meeting_name,
    meeting_view,
    of_the_day,
    prose,
)
from web.i18n import day, listing, moment, number, of_name
from web.i18n import percent as shown_percent

QUORUM_WORDS = {
    "heads": "Sociétaires prenant part à l’assemblée",
    "points": "Points de collège des sociétaires prenant part",
    "college": "Sociétaires prenant part, dans le collège nommé par les statuts",
    "each_college": "Sociétaires prenant part, dans chaque collège",
}
HEADS = ("registered", "present", "remote", "represented", "postal", "taking_part")
COLUMNS = ("present", *COUNTED, "silent")


def minutes_view(facts: MinutesFacts) -> dict[str, Any]:
    """Give the minutes as printed, without the annexed attendance sheet."""
    kind = "Procès-verbal de carence" if facts.lacks_quorum else "Procès-verbal"
    entered = facts.register_number
    closed = facts.closed_at
    return {
        "cooperative": identity_view(facts.cooperative),
        "meeting": meeting_view(facts.meeting),
        "title": f"{kind} de l’{meeting_name(facts.meeting)}{of_the_day(facts.meeting)}",
        "register": spaced(
            f"Registre des délibérations n° {entered}" if entered else "Projet non inscrit au registre"
        ),
        "draft": entered is None,
        "opening": [spaced(sentence) for sentence in _opening(facts)],
        "opening_prose": prose(facts.prose.opening),
        "officers": bureau_view(facts.chair, facts.tellers, facts.secretary),
        "attendance": [_attendance_row(college) for college in facts.attendance],
        "attendance_total": _attendance_total(facts.attendance),
        "with_points": any(college.points is not None for college in facts.attendance),
        "with_postal": any(college.postal for college in facts.attendance),
        "quorum": [_quorum_view(condition) for condition in facts.quorum],
        "quorum_verdict": _quorum_verdict(facts),
        "remarks": [spaced(remark) for remark in facts.remarks],
        "papers": [spaced(paper) for paper in facts.papers],
        "agenda": agenda_view(facts.agenda),
        "debates": _debates(facts),
        "resolutions": [_resolution_view(resolution) for resolution in facts.resolutions],
        "incidents": prose(facts.prose.incidents),
        "closing": f"La séance est levée le {moment(closed)}." if closed else "",
        "closing_prose": prose(facts.prose.closing),
        "attachments": [
            {"name": name, "about": about, "sha256": hashlib.sha256(text.encode()).hexdigest()}
            for name, about, text in attachments(facts)
        ],
    }


def attachments(facts: MinutesFacts) -> list[tuple[str, str, str]]:
    """Give the files joined to the PDF: name, what it is, and its exact text (UTF-8 JSON).

    The minutes as data, then for each voted resolution its counting sheet and its result: with
    the sheet alone, anyone can count again.
    """
    files = [("proces-verbal.json", "Le procès-verbal en données", _text(minutes_document(facts)))]
    for resolution in facts.resolutions:
        name = f"resolution-{resolution.number:02d}"
        if any(found[0].startswith(f"{name}-") for found in files):
            name = f"{name}-suite-{sum(found[0].startswith(name) for found in files)}"
        if resolution.sheet is not None:
            about = f"Feuille de comptage de la résolution {resolution.number}"
            files.append((f"{name}-comptage.json", about, canonical(resolution.sheet)))
        if resolution.result is not None:
            about = f"Résultat de la résolution {resolution.number}"
            files.append((f"{name}-resultat.json", about, _text(resolution.result)))
    return files


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _opening(facts: MinutesFacts) -> list[str]:
    meeting, convening = meeting_view(facts.meeting), facts.convening
    began = facts.opened_at or facts.meeting.held_at
    when = f"Le {moment(began)}, les" if began else "Les"
    name, call = meeting_name(facts.meeting), meeting["call"].lower()
    sentences = [
        f"{when} sociétaires {of_name(facts.cooperative.name)} se sont réunis en {name}, sur {call}."
    ]
    if facts.on_another_day and facts.meeting.held_at:
        planned = moment(facts.meeting.held_at)
        sentences.append(f"L’assemblée était convoquée pour le {planned} : elle s’est tenue un autre jour.")
    if meeting["place"]:
        sentences.append(f"Lieu : {meeting['place']}.")
    if meeting["remote"]:
        sentences.append(f"À distance : {meeting['remote']}.")
    if facts.meeting.fiscal_year:
        sentences.append(f"Exercice : {facts.meeting.fiscal_year}.")
    if convening.way:
        by = f" par {convening.by}" if convening.by else ""
        sent = f" le {day(convening.sent_on)}" if convening.sent_on else ""
        sentences.append(f"Les sociétaires ont été convoqués{by}{sent}, {convening.way}.")
    if convening.beside:
        sentences.append(f"Ont aussi été convoqués, sans voter : {' ; '.join(convening.beside)}.")
    if convening.channels:
        sent_by = [f"{channel} : {number(count)}" for channel, count in convening.channels.items()]
        sentences.append(f"Nombre de convocations – {', '.join(sent_by)}.")
    since = []
    if convening.joined:
        since.append(counted(convening.joined, "sociétaire admis", "sociétaires admis"))
    if convening.gone:
        since.append(counted(convening.gone, "sociétaire sorti", "sociétaires sortis"))
    if since:
        sentences.append(f"Entre l’envoi des convocations et l’assemblée : {listing(since)}.")
    return sentences


def _attendance_row(college: CollegeAttendance) -> dict[str, str]:
    points = "" if college.points is None else _points(college.points)
    return {"name": college.name, "points": points} | {key: number(getattr(college, key)) for key in HEADS}


def _attendance_total(colleges: tuple[CollegeAttendance, ...]) -> dict[str, str]:
    points = sum((college.points for college in colleges if college.points is not None), Fraction(0))
    sums = {key: number(sum(getattr(college, key) for college in colleges)) for key in HEADS}
    return {"name": "Ensemble", "points": _points(points), **sums}


def _points(points: Fraction) -> str:
    return number(points.numerator) if points.denominator == 1 else str(points)


def _exact(part: Fraction) -> str:
    """Write a part exactly and as a percentage: « 1/5 (20 %) »; only the percentage when it is whole."""
    if part.denominator == 1:
        return shown_percent(part)
    return f"{part} ({shown_percent(part)})"


def _quorum_view(condition: QuorumCheck) -> dict[str, Any]:
    return {
        "of": QUORUM_WORDS.get(condition.of, condition.of),
        "part": _exact(condition.part),
        "got": _exact(condition.got),
        "verdict": "Atteint" if condition.reached else "Non atteint",
        "source": spaced(condition.source),
    }


def _quorum_verdict(facts: MinutesFacts) -> str:
    if not facts.attendance:
        return ""
    if not facts.quorum:
        return "Aucun quorum n’est exigé pour cette assemblée."
    if all(condition.reached for condition in facts.quorum):
        return "L’assemblée peut valablement délibérer."
    return spaced("L’assemblée ne peut pas délibérer : le quorum n’est pas atteint.")


def _debates(facts: MinutesFacts) -> list[dict[str, Any]]:
    titles = {item.number: item.title for item in facts.agenda}
    return [
        {
            "heading": spaced(f"Point {point} – {titles[point]}" if point in titles else f"Point {point}"),
            "text": prose(text),
        }
        for point, text in sorted(facts.prose.debates.items())
        if text.strip()
    ]


def _resolution_view(resolution: VotedResolution) -> dict[str, Any]:
    sheet, result, election = resolution.sheet, resolution.result, resolution.election
    rows = counts(sheet) if sheet is not None and election is None else []
    view: dict[str, Any] = {
        "heading": spaced(f"Résolution {resolution.number} – {resolution.title}"),
        "text": prose(resolution.text),
        "by": spaced(resolution.proposed_by),
        "rule": spaced(resolution.rule),
        "ballot": "Scrutin secret." if resolution.secret else "Scrutin public.",
        "rows": [{"name": row["name"]} | {key: number(row[key]) for key in COLUMNS} for row in rows],
        "total": {"name": "Ensemble"} | {key: number(sum(row[key] for row in rows)) for key in COLUMNS},
        "bars": [],
        "whole": None,
        "explanation": [spaced(sentence) for sentence in resolution.explanation],
        "verdict": _verdict(resolution),
        "outcome": spaced(resolution.outcome),
        "election": None,
    }
    if sheet is not None and result is not None and election is not None:
        view["election"] = election_part(resolution, election)
    elif sheet is not None and result is not None:
        view["bars"] = _bars(rows, result) if len(rows) > 1 else []
        view["whole"] = _whole(sheet, result)
        view["alternative"] = _alternative(view["bars"], view["whole"])
    return view


def _verdict(resolution: VotedResolution) -> str:
    if resolution.result is None:
        return "Non mise aux voix"
    if resolution.result.get("again"):
        return spaced("Rien de décidé à ce tour : un second tour est à tenir")
    if resolution.adopted is None:
        return spaced("Sans décision : quorum non atteint")
    return "Adoptée" if resolution.adopted else "Rejetée"


def _bars(rows: list[dict[str, Any]], result: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_bar(row["name"], college) for row, college in zip(rows, result["colleges"], strict=True)]


def _bar(name: str, college: Mapping[str, Any]) -> dict[str, Any]:
    favourable, base = college["f"], college["b"]
    brings = ""
    if college["part"] is not None:
        got, part = Fraction(college["for"]), Fraction(college["part"])
        brings = f"apporte {_exact(got)} sur {_exact(part)}" if part else "hors du calcul"
    return {
        "name": name,
        "said": f"{number(favourable)} pour sur {number(base)}" if base else "aucune voix comptée",
        "brings": brings,
        "filled": percent(Fraction(favourable, base)) if base else "0",
        "counted": bool(base),
    }


def _whole(sheet: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any]:
    part = None if result["part"] is None else Fraction(result["part"])
    majority = sheet["rules"]["majority"]
    bound = Fraction(majority["part"])
    least = "au moins" if majority.get("at_least", False) else "plus de"
    return {
        "name": "Assemblée",
        "said": "aucune voix comptée" if part is None else f"{_exact(part)} pour",
        "brings": f"il faut {least} {_exact(bound)}",
        "filled": percent(part or Fraction(0)),
        "bound": percent(bound),
        "counted": part is not None,
    }


def _alternative(bars: list[dict[str, Any]], whole: Mapping[str, Any]) -> str:
    """Say the drawing in one sentence, for whoever does not see it."""
    total = f"Assemblée : {whole['said']}, {whole['brings']}."
    colleges = listing(f"{bar['name']}, {bar['said']}" for bar in bars)
    return spaced(f"Part des voix pour : {colleges}. {total}" if bars else total)
