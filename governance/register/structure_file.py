"""The columns of a file of structures, as it is written and as it is read back."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from governance.register.import_file import Columns
from governance.register.names import plain
from governance.register.ties import ORIGIN_NAMES, STRUCTURE_FORM_NAMES, Origin, StructureForm
from governance.words import N_

STRUCTURE_COLUMN_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "number": N_("Numéro"),
        "name": N_("Dénomination"),
        "siren": N_("SIREN"),
        "siret": N_("SIRET"),
        "form": N_("Forme juridique"),
        "origin": N_("Origine"),
        "trade": N_("Métier"),
        "registration": N_("Immatriculation"),
        "founded_on": N_("Date de création"),
        "ceased_on": N_("Date de cessation"),
        "address": N_("Adresse"),
        "postcode": N_("Code postal"),
        "city": N_("Ville"),
        "admitted_on": N_("Date d’admission"),
        "left_on": N_("Date de sortie"),
        "shares": N_("Parts"),
        "member_holds": N_("Capital de la coopérative détenu par la structure"),
        "holding": N_("Capital de la structure détenu par la coopérative"),
        "holding_since": N_("Participation depuis le"),
        "holding_price": N_("Prix de la participation"),
        "holding_decision": N_("Décision de la participation"),
        "control": N_("Contrôle par la coopérative"),
        "control_since": N_("Contrôle depuis le"),
        "control_decision": N_("Décision du contrôle"),
        "suspended": N_("Voix suspendues"),
        "services": N_("Services pris"),
        "base": N_("Assiette de la contribution"),
        "rate": N_("Taux de contribution"),
    }
)
"""The columns of a file of structures, in order; one more follows for each year of declared jobs."""

TOLD: Final = ("name", "address", "postcode", "city")
"""What a file may tell of a structure, and the record of the member decides."""

COMPUTED: Final = ("admitted_on", "left_on", "member_holds", "suspended", "services", "base", "rate")
"""What a file shows and never brings back: it is decided or counted elsewhere."""

JOBS: Final = "jobs_"
YES: Final = N_("oui")

_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("n", "no", "num", "numero de societaire", "n de societaire", "n societaire"),
    "name": ("nom", "raison sociale", "structure", "societe", "organisation"),
    "siren": ("n siren", "numero siren"),
    "siret": ("n siret", "numero siret", "siret du siege"),
    "form": ("forme", "statut juridique"),
    "origin": ("d ou elle vient", "provenance"),
    "trade": ("activite", "secteur"),
    "registration": ("rcs", "registre"),
    "founded_on": ("creee le", "creation"),
    "ceased_on": ("a cesse le", "cessation"),
    "postcode": ("cp",),
    "city": ("commune",),
    "shares": ("nombre de parts", "parts sociales", "parts detenues"),
    "holding": ("part detenue par la cooperative",),
}
_FIELD_OF: Final = {
    **{plain(name): field for field, name in STRUCTURE_COLUMN_NAMES.items()},
    **{plain(field): field for field in STRUCTURE_COLUMN_NAMES},
    **{synonym: field for field, synonyms in _SYNONYMS.items() for synonym in synonyms},
}
_JOBS_OF = re.compile(r"(?:emplois|etp|equivalents temps plein|jobs) ([0-9]{4})", re.ASCII)


def _field(header: str) -> str:
    year = _JOBS_OF.fullmatch(header)
    return f"{JOBS}{year[1]}" if year else _FIELD_OF.get(header, "")


STRUCTURE_COLUMNS: Final = Columns(
    field_of=_field,
    needed={N_("Numéro ou SIREN"): ("number", "siren")},
    names=STRUCTURE_COLUMN_NAMES,
)


def _by_word(names: Mapping[StructureForm, str] | Mapping[Origin, str]) -> dict[str, str]:
    said = {plain(name): one.value for one, name in names.items()}
    return said | {plain(one.value): one.value for one in names}


FORM_WORDS: Final = _by_word(STRUCTURE_FORM_NAMES)
ORIGIN_WORDS: Final = _by_word(ORIGIN_NAMES)
"""How a file says a form or an origin: by its name in French, or by its identifier."""
