"""Templates of agreements: Markdown with named fields in double braces, filled from what is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from governance.errors import Malformed
from governance.register.faults import Fault
from governance.register.names import plain
from governance.words import N_

LONGEST_TEXT = 60_000

FIELDS: Mapping[str, str] = {
    "cooperative": N_("nom de la coopérative"),
    "siege_cooperative": N_("siège de la coopérative"),
    "immatriculation_cooperative": N_("immatriculation de la coopérative"),
    "structure": N_("nom de la structure"),
    "forme": N_("forme juridique de la structure"),
    "siren": N_("SIREN de la structure"),
    "siege": N_("siège de la structure"),
    "representant": N_("représentant de la structure"),
    "metier": N_("métier de la structure"),
    "college": N_("collège de la structure"),
    "parts": N_("parts que la structure détient"),
    "participation": N_("part du capital que la coopérative détient"),
    "services": N_("services pris"),
    "taux": N_("taux de la contribution"),
    "assiette": N_("base de la contribution"),
    "taux_depuis": N_("date d’effet du taux"),
    "debut": N_("premier jour en vigueur"),
    "fin": N_("dernier jour en vigueur"),
    "renouvellement": N_("renouvellement"),
    "preavis": N_("préavis"),
    "objectifs": N_("objectifs"),
    "date": N_("date du projet"),
}
"""Every field a template may name, and what it stands for."""

TO_COMPLETE = N_("[À COMPLÉTER : %(what)s]")
"""What a draft shows where the register knows nothing; nothing is signed while one is left."""

UNKNOWN = N_("Ligne %(line)s : le champ « %(name)s » n’existe pas.")
NEAR = N_("Ligne %(line)s : le champ « %(name)s » n’existe pas. Serait-ce « %(suggestion)s » ?")
BROKEN = N_("Ligne %(line)s : une accolade double n’est pas fermée, ou s’ouvre sans champ.")
EMPTY = N_("Le texte du modèle est vide.")
LONG = N_("Ce texte est trop long : %(most)s caractères au plus.")

_FIELD = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
_ALONE = re.compile(r"^[ \t]*\{\{\s*(\w+)\s*\}\}[ \t]*$")
_MARKS = re.compile(r"([\\`*_\[\]<>|~#])")
_LEFT = re.compile(r"\[(?:À COMPLÉTER|TO COMPLETE)\s?: [^\]\n]*\]")


@dataclass(eq=False)
class FaultyTemplate(Malformed):
    """A template cannot be kept. `faults` tells why, line by line."""

    faults: tuple[Fault, ...]

    message = N_("Le modèle n’a pas été enregistré : il est à corriger.")
    remedy = N_("Corrigez les lignes signalées, puis enregistrez à nouveau.")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What a template needs and how it reads: its Markdown, and the names of its fields in order."""

    text: str
    fields: tuple[str, ...]


def lines_of(text: str) -> str:
    """Write a text with plain line ends and no other control character."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if c in "\n\t" or ord(c) >= 32).strip("\n")


def read_template(text: str) -> TemplateText:
    """Read a template, every fault at its line. Raises FaultyTemplate."""
    tidied = lines_of(text)
    if not tidied.strip():
        raise FaultyTemplate((Fault("text", EMPTY),))
    if len(tidied) > LONGEST_TEXT:
        raise FaultyTemplate((Fault("text", LONG, {"most": LONGEST_TEXT}),))
    found: list[str] = []
    faults: list[Fault] = []
    for line, words in enumerate(tidied.split("\n"), start=1):
        for name in _FIELD.findall(words):
            found.append(name)
            if name and name not in FIELDS:
                faults.append(_unknown(line, name))
        if "{{" in _FIELD.sub("", words) or "}}" in _FIELD.sub("", words) or "" in _FIELD.findall(words):
            faults.append(Fault("text", BROKEN, {"line": line}))
    if faults:
        raise FaultyTemplate(tuple(faults))
    return TemplateText(tidied, tuple(dict.fromkeys(found)))


def _unknown(line: int, name: str) -> Fault:
    near = get_close_matches(plain(name), FIELDS, n=1)
    if near:
        return Fault("text", NEAR, {"line": line, "name": name, "suggestion": near[0]})
    return Fault("text", UNKNOWN, {"line": line, "name": name})


def fill(
    template: TemplateText,
    known: Mapping[str, str | tuple[str, ...]],
    *,
    blank: str = TO_COMPLETE,
    labels: Mapping[str, str] = FIELDS,
) -> str:
    """Fill a template. What lacks is left to complete; several values make a list on a line of their own.

    What the register knows is written as plain words: it can bring no Markdown of its own.
    """

    def said(name: str) -> str:
        value = known.get(name, "")
        words = ", ".join(value) if isinstance(value, tuple) else value
        return _plain(words) if words else blank % {"what": labels[name]}

    filled = []
    for words in template.text.split("\n"):
        alone = _ALONE.match(words)
        value = known.get(alone[1]) if alone else None
        if isinstance(value, tuple) and value:
            filled += [f"- {_plain(one)}" for one in value]
        else:
            filled.append(_FIELD.sub(lambda found: said(found[1]), words))
    return "\n".join(filled)


def _plain(said: str) -> str:
    return _MARKS.sub(r"\\\1", said)


def left_to_complete(text: str) -> tuple[str, ...]:
    """List what a draft still leaves to complete, each once, and any field left in braces."""
    return tuple(dict.fromkeys([*_LEFT.findall(text), *(f"{{{{{name}}}}}" for name in _FIELD.findall(text))]))
