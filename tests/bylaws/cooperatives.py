"""Thirty-two real cooperatives: what was read of their rules, laid over one neutral document."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import read_bylaws
from tests.bylaws.changes import SAS, a_document

FOLDER = Path(__file__).parent / "real"
KEYS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
BY_FORM: dict[str, dict[str, Any]] = {
    "sas": {},
    "sa": {
        "proxies.blank": "follows_board",
        **dict.fromkeys(
            f"{chapter}.by_meeting.{kind}_{call}"
            for chapter in ("majority", "reading")
            for kind in ("ordinary", "extraordinary")
            for call in ("first", "second")
        ),
    },
}
"""What the law of each form imposes on the neutral document."""


@cache
def overlay(key: str) -> dict[str, Any]:
    """Read what was written of one cooperative."""
    return yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))


def document_of(key: str) -> dict[str, Any]:
    """Lay one cooperative over the neutral document."""
    own, document = overlay(key), a_document(SAS)
    document["identity"] |= {"name": own["name"], "form": own["form"]}
    if "categories" in own:
        first = document["categories"][0]
        document["categories"] = [
            {**first, "id": name, "name": said, "kind": kind} for name, said, kind in own["categories"]
        ]
    if "colleges" in own:
        document["colleges"]["carry"] = "proportional"
        document["colleges"]["items"] = [
            {
                "id": name,
                "name": said,
                "points": points,
                "categories": categories,
                "article": "16",
                "min_members": 1,
                "below_min": "shared",
                "merged_into": "",
                "max_part": None,
            }
            for name, said, points, categories in own["colleges"]
        ]
    for path, value in {**BY_FORM[own["form"]], **own.get("set", {})}.items():
        _put(document, path, deepcopy(value))
    return document


def _put(document: Any, path: str, value: object) -> None:
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if last not in place:
        raise KeyError(path)
    place[last] = value


def bylaws_of(key: str) -> Bylaws:
    """Give the bylaws of one cooperative."""
    return read_bylaws(document_of(key))
