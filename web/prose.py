"""Text written by people, in Markdown, made safe for a page."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "hr", "code", "pre"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
ADDRESSES = {"https", "http", "mailto"}
DEMOTED = {"h1": "h3", "h2": "h4", "h3": "h4", "h5": "h4", "h6": "h4"}

_reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(text: str) -> Markup:
    """Turn Markdown into HTML that can do nothing.

    Raw HTML is shown as text, images are refused, a link keeps its address only (https, http,
    mailto) and gives the other site no hold on this one. Titles start at level 3, below those of
    the page.
    """
    tokens = _reader.parse(text)
    for token in tokens:
        token.tag = DEMOTED.get(token.tag, token.tag)
    rendered = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        rendered,
        tags=TAGS | TABLE_TAGS,
        attributes=ATTRIBUTES,
        url_schemes=ADDRESSES,
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean)  # noqa: S704 - cleaned by an allow list
