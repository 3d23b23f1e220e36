"""Ready-made bylaws with one thing changed: the shortest way to bylaws that are wrong."""

from copy import deepcopy
from typing import Any

from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import bylaws_document, read_bylaws
from governance.bylaws.models import load_model

SA, SARL, SAS = "five_colleges_proportional", "three_colleges_bloc", "no_college"


def a_document(model: str = SA) -> dict[str, Any]:
    """Give the document of a model, free to be changed."""
    return deepcopy(bylaws_document(load_model(model)))


def with_change(path: str, value: object, model: str = SA) -> dict[str, Any]:
    """Change one value of a document; `path` is dotted, list items count from 0."""
    document = a_document(model)
    *way, last = path.split(".")
    place: Any = document
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = value
    return document


def bylaws_with(path: str, value: object, model: str = SA) -> Bylaws:
    """Give bylaws with one value changed."""
    return read_bylaws(with_change(path, value, model))
