"""The joint certificate of a shared resolution: what each assembly said, and how anybody checks it."""

from typing import Any

from governance.assembly.shared_resolutions import (
    STANDING_NAMES,
    WHOLE_RULE_NAMES,
    Standing,
    Whole,
    WholeRule,
)
from governance.queries.shared_resolutions import AskedCooperative, SharedLine, SharedShown
from governance.vote.published import PublishedFigures
from web.documents.french import counted, spaced
from web.documents.markdown_tree import markdown_tree
from web.drawings import QUORUM_NAMES
from web.i18n import day as written_day
from web.i18n import gettext, number, percent

VERDICTS = {
    Whole.MET: "La règle du groupe est remplie : la résolution est adoptée par le groupe.",
    Whole.FAILED: "La règle du groupe ne peut plus être remplie : le groupe n’a pas adopté la résolution.",
    Whole.SETTLED: "Chaque coopérative a répondu, pour elle-même.",
}


def certificate_view(found: SharedShown) -> dict[str, Any]:
    """Give the words and figures of a certificate. The same for every cooperative of the group."""
    line = found.line
    return {
        "title": "Attestation commune",
        "group": spaced(f"Groupe « {line.group_name} »"),
        "resolution": line.title,
        "text": markdown_tree(found.text),
        "proposed": spaced(
            f"Résolution proposée par « {line.author} » le {written_day(line.proposed_on)}, "
            f"mise aux voix dans {counted(len(line.asked), 'coopérative', 'coopératives')}."
        ),
        "rule": spaced(f"Règle du groupe : {_rule(line)}."),
        "verdict": spaced(VERDICTS[line.whole]),
        "met": line.whole is not Whole.FAILED,
        "count": spaced(f"{number(line.adopted)} sur {number(len(line.asked))} l’ont adoptée."),
        "sha256": found.sha256,
        "version": spaced(f"Version {line.version} du texte commun. Empreinte SHA-256 :"),
        "cooperatives": [_cooperative(one) for one in line.asked],
        "made": spaced(
            f"État des publications au {written_day(found.last_at)}. Les chiffres viennent des résultats "
            "déclarés, ils ne sont jamais saisis."
        ),
    }


def _rule(line: SharedLine) -> str:
    if line.rule is WholeRule.AT_LEAST:
        return (
            f"au moins {counted(line.wanted, 'coopérative doit l’adopter', 'coopératives doivent l’adopter')}"
        )
    return gettext(WHOLE_RULE_NAMES[line.rule])


def _cooperative(one: AskedCooperative) -> dict[str, Any]:
    standing = gettext(STANDING_NAMES[one.position.standing])
    if one.position.standing in {Standing.ADOPTED, Standing.REJECTED} and not one.position.settled:
        standing += ", séance en cours"
    held = spaced(f"Assemblée du {written_day(one.held_on)}") if one.held_on else ""
    minutes = f"procès-verbal n° {number(one.minutes_number)} au registre" if one.minutes_number else ""
    return {
        "name": one.name,
        "standing": spaced(standing),
        "kind": {Standing.ADOPTED: "for", Standing.REJECTED: "against"}.get(one.position.standing, "none"),
        "held": ", ".join(word for word in (held, spaced(minutes)) if word),
        "reason": spaced(f"Motif : {one.reason}") if one.reason else "",
        "sheet": one.sheet_sha256,
        "figures": _figures(one.figures) if one.figures else [],
        "colleges": _colleges(one.figures) if one.figures else [],
    }


def _figures(figures: PublishedFigures) -> list[str]:
    if figures.in_favour is None or figures.against is None:
        said = ["Moins de cinq votants : les chiffres diraient qui a voté quoi, ils ne sont pas publiés."]
    else:
        said = [f"Pour : {number(figures.in_favour)}. Contre : {number(figures.against)}."]
    if figures.others:
        said.append(f"Abstentions, blancs et nuls : {number(figures.others)}.")
    if figures.part is not None:
        said.append(f"Part en faveur, exacte : {figures.part} ({percent(figures.part)}).")
    if not figures.quorum:
        said.append("Quorum : les règles de cette assemblée n’en demandent pas.")
    said += [
        f"Quorum ({gettext(QUORUM_NAMES[one.of])}) : {one.got}, demandé {one.part} : "
        f"{'atteint' if one.reached else 'non atteint'}."
        for one in figures.quorum
    ]
    return [spaced(line) for line in said]


def _colleges(figures: PublishedFigures) -> list[list[str]]:
    return [
        [
            one.name,
            number(one.in_favour),
            number(one.against),
            "" if one.part is None else str(one.part),
            "" if one.brought is None else str(one.brought),
        ]
        for one in figures.colleges
    ]
