"""Markdown written by people, read into a small tree of data that a paper can print safely.

Nothing of the text is ever interpreted by the page engine: the tree holds plain strings.
"""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = dict[str, Any]

_READER = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["strikethrough", "table"])
_BLOCKS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "thead_open": "rows",
    "tbody_open": "rows",
    "tr_open": "row",
    "th_open": "heading cell",
    "td_open": "cell",
}
_SPANS = {"em_open": "emphasis", "strong_open": "strong", "s_open": "struck"}


def markdown_tree(text: str) -> list[Node]:
    """Read Markdown into nodes: paragraph, heading, list, steps, item, quote, rule, table
    (rows, row, heading cell, cell), and spans inside.

    Raw HTML is shown as text; a link is shown as its words followed by its address; an image as
    its description; code as text. Never raises on any text.
    """
    root: list[Node] = []
    stack = [root]
    for token in _READER.parse(text):
        if token.nesting == -1:
            stack.pop()
        elif token.nesting == 1:
            node = _opened(token)
            stack[-1].append(node)
            stack.append(node["children"])
        elif token.type == "inline":
            stack[-1].extend(_spans(token.children or []))
        elif token.type == "hr":
            stack[-1].append({"kind": "rule"})
        else:
            stack[-1].append({"kind": "paragraph", "children": _lines(token.content.rstrip("\n"))})
    return root


def markdown_words(text: str) -> str:
    """Give the words of Markdown alone, on one line, for a mail in plain text."""
    return " ".join(_words(markdown_tree(text)).split())


def _words(nodes: list[Node]) -> str:
    shown = ""
    for node in nodes:
        inside = node.get("text", "") + _words(node.get("children", []))
        shown += inside if node["kind"] in {"text", "span", *_SPANS.values()} else f"{inside} "
    return shown


def _opened(token: Token) -> Node:
    if token.type == "ordered_list_open":
        return {"kind": "steps", "start": int(token.attrGet("start") or 1), "children": []}
    return {"kind": _BLOCKS.get(token.type, "paragraph"), "children": []}


def _spans(tokens: list[Token]) -> list[Node]:
    root: list[Node] = []
    stack = [root]
    links: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            stack[-1].extend(_address(links.pop(), stack[-1]))
        elif token.nesting == 1:
            node: Node = {"kind": _SPANS.get(token.type, "span"), "children": []}
            stack[-1].append(node)
            stack.append(node["children"])
        elif token.nesting == -1:
            stack.pop()
        elif token.type == "hardbreak":
            stack[-1].append({"kind": "break"})
        else:
            stack[-1].append(_text(" " if token.type == "softbreak" else token.content))
    return root


def _address(href: str, siblings: list[Node]) -> list[Node]:
    """Print the address after the words of a link, unless the words already are the address."""
    shown = siblings[-1].get("text", "") if siblings else ""
    address = href.removeprefix("mailto:")
    return [] if not address or shown in {href, address} else [_text(f" ({address})")]


def _lines(text: str) -> list[Node]:
    nodes: list[Node] = []
    for line in text.split("\n"):
        nodes += [_text(line), {"kind": "break"}]
    return nodes[:-1]


def _text(text: str) -> Node:
    return {"kind": "text", "text": text}
