"""What the plain buttons of a form do to its rows: add, remove, up, down; no script is needed."""

from copy import deepcopy
from typing import Any

from web.pages.bylaws.outline import MOST_ROWS, Node, every_node


def rearranged(nodes: tuple[Node, ...], part: dict[str, Any], action: str) -> tuple[dict[str, Any], str]:
    """Do what a button says ("add:colleges.items", "up:colleges.items.2") to what was typed.

    Gives the part changed, and the name of the row to show next; an action of no row changes nothing.
    """
    verb, _colon, name = action.partition(":")
    by_name = {node.name: node for node in every_node(nodes)}
    changed = deepcopy(part)
    node = by_name.get(name)
    if node and verb == "add" and node.kind in ("rows", "option"):
        return changed, _added(changed, node)
    if node and verb == "drop" and node.kind == "option":
        holder, key = _reach(changed, name)
        holder[key] = None
        return changed, name
    rows, _dot, at = name.rpartition(".")
    if verb in ("drop", "up", "down") and by_name.get(rows) and by_name[rows].kind == "rows" and node:
        holder, key = _reach(changed, rows)
        return changed, _moved(holder[key], rows, int(at) - 1, verb)
    return part, ""


def _added(part: dict[str, Any], node: Node) -> str:
    holder, key = _reach(part, node.name)
    if node.kind == "option":
        holder[key] = deepcopy(node.blank)
        return node.name
    if len(holder[key]) < MOST_ROWS:
        holder[key].append(deepcopy(node.blank))
    return f"{node.name}.{len(holder[key])}"


def _moved(items: list[Any], rows: str, index: int, verb: str) -> str:
    if verb == "drop":
        items.pop(index)
        return f"{rows}.{min(index + 1, len(items))}" if items else rows
    other = index + (-1 if verb == "up" else 1)
    if 0 <= other < len(items):
        items[index], items[other] = items[other], items[index]
        index = other
    return f"{rows}.{index + 1}"


def _reach(part: dict[str, Any], name: str) -> tuple[Any, Any]:
    """Give the object or the list that holds a place, and its key there."""
    *steps, last = name.split(".")
    holder: Any = part
    for step in steps:
        holder = holder[int(step) - 1] if isinstance(holder, list) else holder[step]
    return holder, int(last) - 1 if isinstance(holder, list) else last
