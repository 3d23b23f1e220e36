"""Pages: a template and frozen values in, a full page or one block of it out.

The only reader of htmx request headers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2_fragments import render_block
from markupsafe import Markup, escape

from governance.actors import Actor
from governance.words import N_, Sentence
from web import i18n
from web.assets import static
from web.i18n.deadlines import deadline_words
from web.prose import to_html

HERE = Path(__file__).parent
FAULT_OF = N_("%(field)s : %(fault)s")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the navigation. `label` is a French sentence marked with N_()."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page: who is there, where they can go, what was just done.

    `language_links` holds the code, the name and the address of this page in each other language.
    """

    language: str
    language_links: tuple[tuple[str, str, str], ...]
    account_name: str
    actor: Actor | None
    csrf: str
    flash: tuple[str, ...]
    nav: tuple[NavItem, ...]


@pass_context
def _said(context: Context, sentence: str, /, **facts: object) -> str:
    """Say a sentence of a template with its facts, escaped where the template is HTML."""
    return _filled(context, i18n.gettext(sentence), facts)


@pass_context
def _said_of_many(context: Context, one: str, many: str, num: int, /, **facts: object) -> str:
    """Say one of two sentences, as `num` wants."""
    return _filled(context, i18n.ngettext(one, many, num), {"num": num, **facts})


def _filled(context: Context, sentence: str, facts: dict[str, object]) -> str:
    text, named = sentence.with_facts(facts) if isinstance(sentence, Sentence) else (sentence, facts)
    filled: str = (Markup(text) if context.eval_ctx.autoescape else str(text)) % named  # noqa: S704 - ours
    return filled


def install_words(environment: Environment) -> None:
    """Let templates speak: `_()`, `ngettext()` and `{% trans %}`, prepositions agreeing with names."""
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals |= {"gettext": _said, "ngettext": _said_of_many}


def create_environment(folders: Sequence[Path] = ()) -> Environment:
    """Build the environment of templates. `folders` are searched before web/pages and web/layout."""
    environment = Environment(
        loader=FileSystemLoader([*folders, HERE / "pages", HERE / "layout"]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["ext.i18n.trimmed"] = True
    install_words(environment)
    environment.globals["static"] = static
    environment.filters |= {
        "day": i18n.day,
        "short_day": i18n.short_day,
        "moment": i18n.moment,
        "hour": i18n.hour,
        "number": i18n.number,
        "money": i18n.money,
        "company_number": i18n.company_number,
        "hundredths": i18n.hundredths,
        "percent": i18n.percent,
        "fraction": i18n.fraction,
        "listing": i18n.listing,
        "source_text": i18n.source_text,
        "said": lambda value: value.text(i18n.gettext),
        "markdown": to_html,
        "deadline": deadline_words,
    }
    return environment


ENVIRONMENT = create_environment()


class FieldIds:
    """Identifiers of the fields of one page: two forms may ask for the same thing.

    The first field named "since" is "f-since", the second "f2-since": each label finds its own.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        self._faults: list[tuple[str, str]] = []

    def of(self, name: str) -> str:
        """Give the identifier of the field now drawn."""
        given = self.next(name)
        self._seen[name] = self._seen.get(name, 0) + 1
        return given

    def next(self, name: str) -> str:
        """Tell the identifier that the next field of this name will have."""
        seen = self._seen.get(name, 0)
        return f"f{seen + 1 if seen else ''}-{name}"

    def named(self, field: str, label: str) -> str:
        """Keep the label of a field as it is drawn. Gives nothing to show."""
        self._labels[field] = escape(label).striptags()
        return ""

    def fault(self, name: str, sentence: str) -> str:
        """Hold the place of a fault told above its form: the label of its field is known only afterwards."""
        self._faults.append((self.next(name) if name else "", sentence))
        return self._place(len(self._faults) - 1)

    def told(self, page: str) -> str:
        """Give the page with each fault in its place, after the label of its field."""
        for rank, (field, sentence) in enumerate(self._faults):
            label = self._labels.get(field)
            said = i18n.gettext(FAULT_OF) % {"field": label, "fault": sentence} if label else sentence
            page = page.replace(self._place(rank), escape(said))
        return page

    @staticmethod
    def _place(rank: int) -> str:
        return f"\ue000{rank}\ue001"  # private characters: nobody types them


def shell_of(request: Request) -> Shell:
    """Read what surrounds the page from `request.state`; what is absent is empty."""
    account = getattr(request.state, "account", None)
    return Shell(
        language=i18n.language(),
        language_links=language_links(request),
        account_name=account.name if account else "",
        actor=getattr(request.state, "actor", None),
        csrf=getattr(request.state, "csrf", ""),
        flash=tuple(getattr(request.state, "flash", ())),
        nav=tuple(getattr(request.state, "nav", ())),
    )


def language_links(request: Request) -> tuple[tuple[str, str, str], ...]:
    """Give, for each other language, its code, its name and this page's address in it.

    After a form, the page has no address of its own: the link leads home.
    """
    readable = request.method in {"GET", "HEAD"}
    path = request.url.path if readable else "/"
    query = parse_qsl(request.url.query, keep_blank_values=True) if readable else []
    kept = [(key, value) for key, value in query if key != "lang"]
    return tuple(
        (code, name, f"{path}?{urlencode([*kept, ('lang', code)])}")
        for code, name in i18n.LANGUAGE_NAMES.items()
        if code != i18n.language()
    )


def wants_fragment(request: Request) -> bool:
    """Tell whether htmx asks for one block: not for a boosted link, nor to restore a page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type", "partial") == "partial"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def macros(ids: FieldIds | None = None, **around: object) -> TemplateModule:
    """Give the macros of layout/ui.html for one page, whose fields they number."""
    return ENVIRONMENT.get_template("ui.html").make_module({**around, "ids": ids or FieldIds()})


def page(
    request: Request,
    template: str,
    /,
    *,
    fragment: str | None = None,
    status: int = 200,
    **values: object,
) -> HTMLResponse:
    """Answer with a template: the full page, or only its block `fragment` when htmx asks for it.

    `values` come from one query and are frozen. The template also finds `request`, `shell` (see
    Shell) and `ui` (the macros of layout/ui.html and layout/svg.html).
    """
    around = {"request": request, "shell": shell_of(request)}
    ids = FieldIds()
    ui = macros(ids, **around)
    context = {**values, **around, "ui": ui}
    if fragment and wants_fragment(request):
        body = render_block(ENVIRONMENT, template, fragment, context)
    else:
        body = ENVIRONMENT.get_template(template).render(context)
    return HTMLResponse(ids.told(body), status_code=status, headers={"Vary": "HX-Request"})


def redirect(request: Request, url: str) -> Response:
    """Send the reader to another page after a form: 303, or its htmx form for a fragment."""
    if wants_fragment(request):
        return Response(headers={"HX-Redirect": url, "Vary": "HX-Request"})
    return RedirectResponse(url, status_code=303, headers={"Vary": "HX-Request"})
