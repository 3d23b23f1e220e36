"""Ready-made bylaws to start from; each is a document like any other, in YAML for people to read."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import read_bylaws
from governance.errors import NotFound
from governance.words import N_

FOLDER = Path(__file__).with_name("models")

MODELS: Mapping[str, str] = MappingProxyType(
    {
        "five_colleges_proportional": N_("SCIC SA, cinq collèges, report proportionnel"),
        "three_colleges_bloc": N_("SCIC SARL, trois collèges, report en bloc"),
        "no_college": N_("SCIC SAS, sans collège"),
        "four_colleges_bloc": N_("SCIC SAS, quatre collèges, report en bloc"),
        "five_equal_colleges_seats": N_("SCIC SA, cinq collèges égaux, des sièges pour chacun"),
    }
)
"""Key of each model, and its French title."""

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "five_colleges_proportional": N_(
            "Pour une coopérative d’activité qui garde le lien avec ceux qui en sont partis. "
            "Chaque voix compte dans la part de son collège, même minoritaire."
        ),
        "three_colleges_bloc": N_(
            "Pour un petit lieu partagé, avec un gérant et peu de formalités. "
            "Chaque collège parle d’une seule voix, celle de sa majorité."
        ),
        "no_college": N_(
            "Pour une petite équipe qui se connaît, sans groupe à protéger des autres. "
            "Un sociétaire, une voix, comptées ensemble."
        ),
        "four_colleges_bloc": N_(
            "Pour un tiers-lieu ouvert au public, où beaucoup de soutiens prennent une part. "
            "Les soutiens pèsent peu ; qui manque trois assemblées n’est plus sociétaire."
        ),
        "five_equal_colleges_seats": N_(
            "Pour une coopérative de territoire : citoyens, producteurs, usagers, collectivités. "
            "Cinq collèges à égalité, et chacun élit ses membres du conseil."
        ),
    }
)
"""Key of each model, and whom it suits, in two sentences."""


def load_model(key: str) -> Bylaws:
    """Give one of the ready-made bylaws. Raises NotFound for an unknown key."""
    if key not in MODELS:
        raise NotFound
    return read_bylaws(yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8")))
