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
    }
)
"""Key of each model, and its French title."""


def load_model(key: str) -> Bylaws:
    """Give one of the ready-made bylaws. Raises NotFound for an unknown key."""
    if key not in MODELS:
        raise NotFound
    return read_bylaws(yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8")))
