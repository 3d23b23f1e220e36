"""Pages open to everybody: the law in force, accessibility, the source code, the licence."""

import gzip
import io
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from governance.law.calendar import deadlines
from governance.law.legal_forms import FORM_SHORT_NAMES, KIND_NAMES, AssemblyKind, CompanyForm
from governance.law.public_holidays import TERRITORY_NAMES, Territory
from governance.law.rule import LawLine
from governance.law.status import is_before_scic
from governance.law.table import law_topics, who_changes
from web.deps import Read
from web.i18n import gettext
from web.pages.about.reading import matching, reader_note
from web.render import page

router = APIRouter()

USUAL_NOTICE = timedelta(days=60)
"""How far away the calendar looks when no day is asked for: every deadline is still to come."""

ROOT = Path(__file__).parents[3]
LICENCE = ROOT / "LICENSE"
FOLDERS = ("governance", "web", "migrations", "tests")
FILES = (
    "ARCHITECTURE.md", "CHANGELOG.md", "DECISIONS.md", "Dockerfile", "LICENSE", "Makefile", "README.md",
    "compose.yaml", "pyproject.toml", "requirements.lock", "requirements-dev.lock",
)  # fmt: skip


@router.get("/droit", name="about:law")
def law(
    request: Request,
    uow: Read,
    le: Annotated[date | None, Query()] = None,
    forme: str = "",
    q: Annotated[str, Query(max_length=100)] = "",
    tout: str = "",
) -> Response:
    """Show the rules of law in force on a day, each with its article; `q` keeps those with these words."""
    form = CompanyForm(forme) if forme in set(CompanyForm) else None
    day = le or uow.today
    kept = [
        (topic, grouped(matching(lines, q, gettext(topic.title)))) for topic, lines in law_topics(day, form)
    ]
    topics = [(topic, rows) for topic, rows in kept if rows]
    asked = {"le": day.isoformat(), "forme": form or ""}
    return page(
        request,
        "about/law.html",
        day=day,
        form=form,
        query=q.strip(),
        topics=topics,
        found=sum(len(rows) for _topic, rows in topics),
        unfolded=bool(q.strip() or tout),
        everything=f"{request.url.path}?{urlencode(asked)}",
        unfold=f"{request.url.path}?{urlencode({**asked, 'tout': '1'})}",
        names=FORM_SHORT_NAMES,
        who_changes=who_changes,
        reader_note=reader_note,
        before_scic=is_before_scic(day),
    )


@router.get("/droit/calendrier", name="about:calendar")
def calendar(
    request: Request,
    uow: Read,
    le: Annotated[date | None, Query()] = None,
    forme: CompanyForm = CompanyForm.SA,
    nature: AssemblyKind = AssemblyKind.ORDINARY,
    lieu: Territory = Territory.MAINLAND,
) -> Response:
    """Show every deadline of an assembly held on a day, each with its article."""
    day = le or uow.today + USUAL_NOTICE
    return page(
        request,
        "about/calendar.html",
        day=day,
        form=forme,
        kind=nature,
        territory=lieu,
        forms=options(FORM_SHORT_NAMES),
        kinds=options(KIND_NAMES),
        territories=options(TERRITORY_NAMES),
        deadlines=deadlines(forme, day, kind=nature, territory=lieu, remote_only=True),
    )


def options(names: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Give the choices of a list, in the reader's language."""
    return [(key, gettext(name)) for key, name in names.items()]


@dataclass(frozen=True, slots=True)
class LawRow:
    """A rule and the forms that share it: « SA, SARL »."""

    line: LawLine
    forms: tuple[CompanyForm, ...]


def grouped(lines: Iterable[LawLine]) -> list[LawRow]:
    """Put the forms for which a rule says the same on one row."""
    rows: list[LawRow] = []
    for line in lines:
        same = rows and replace(rows[-1].line, form=line.form) == line
        if same:
            rows[-1] = LawRow(rows[-1].line, (*rows[-1].forms, line.form))
        else:
            rows.append(LawRow(line, (line.form,)))
    return rows


@router.get("/accessibilite", name="about:accessibility")
def accessibility(request: Request, uow: Read) -> Response:
    """Say what was done for everyone to use this service, and whom to tell about what fails."""
    return page(request, "about/accessibility.html")


@router.get("/code-source", name="about:source")
def source(request: Request, uow: Read) -> Response:
    """Say where the source code is and what may be done with it."""
    return page(request, "about/source.html")


@router.get("/code-source/collegial.tar.gz", name="about:archive")
def archive() -> Response:
    """Give the source code of this very service, as its licence promises."""
    return Response(
        source_archive(),
        media_type="application/gzip",
        headers={"Content-Disposition": 'attachment; filename="collegial.tar.gz"'},
    )


@cache
def source_archive() -> bytes:
    """Pack the files of the service as they run here, always in the same bytes."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as tar,
    ):
        for path in sorted(_sources()):
            entry = tarfile.TarInfo(f"collegial/{path.relative_to(ROOT)}")
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                tar.addfile(entry, content)
    return packed.getvalue()


def _sources() -> Iterator[Path]:
    for name in FILES:
        if (ROOT / name).is_file():
            yield ROOT / name
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@router.get("/licence", name="about:licence")
def licence() -> Response:
    """Give the licence of the service."""
    return PlainTextResponse(LICENCE.read_text(encoding="utf-8"))
