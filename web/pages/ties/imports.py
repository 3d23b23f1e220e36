"""Files of structures: all of them to take away, and one to send, look at row by row, then apply or drop."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.errors import Malformed, NotFound
from governance.queries import member_imports as imports
from governance.queries.member_imports import ImportShown
from governance.queries.structures import exported_structures
from governance.register.import_plan import Verdict
from governance.register.refusals import RegisterMoved
from governance.usecases.member_imports import abandon_import
from governance.usecases.structure_imports import (
    MOST,
    STRUCTURES,
    confirm_structures,
    preview_structures,
    receive_structures,
)
from governance.words import N_
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.structure_files import CSV_TYPE, JSON_TYPE, XLSX_TYPE, read_structures, write_structures
from web.files import attached
from web.i18n import gettext as _
from web.i18n import short_day, translate_error
from web.i18n.refusals import ErrorText
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/liens")

KINDS: Final = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE, "json": JSON_TYPE}
VERDICTS: Final = (
    (Verdict.ADD.value, N_("Descriptions nouvelles")),
    (Verdict.CHANGE.value, N_("Modifications")),
    (Verdict.SAME.value, N_("Sans changement")),
    (Verdict.REFUSE.value, N_("Refusées")),
)


@router.get("/structures.{kind}", name="ties:export")
def export(uow: Read, actor: CurrentActor, kind: str) -> Response:
    """Give every structure with its ties as a workbook, as CSV or as JSON."""
    if kind not in KINDS:
        raise NotFound
    content = write_structures(exported_structures(uow, actor), kind, uow.today)
    return attached(content, KINDS[kind], f"structures.{kind}")


@router.get("/importer", name="ties:import")
def ask(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Ask for a file."""
    actor.ensure(Role.SECRETARY)
    return _form(request)


@router.post("/importer", name="ties:upload")
def upload(
    request: Request, uow: Uow, actor: CurrentActor, file: Annotated[UploadFile | str | None, File()] = None
) -> Response:
    """Keep a file and show what it would do."""
    actor.ensure(Role.SECRETARY)
    if file is None or isinstance(file, str) or not file.filename:
        return _form(request, {"file": _("Choisissez un fichier.")})
    content = file.file.read()
    try:
        table = read_structures(content, most=MOST)
        found = receive_structures(uow, file.filename, content, table, by=actor)
    except Malformed as error:
        text = translate_error(error)
        return _form(request, {"file": f"{text.message} {text.remedy}"})
    return redirect(request, _path(request, actor, found))


@router.get("/importer/{import_id}", name="ties:preview")
def preview(
    request: Request, import_id: UUID, uow: Read, actor: CurrentActor, quoi: str = "", apres: int = 0
) -> Response:
    """Show what the file would do, or what became of it."""
    asked = quoi if quoi in {verdict for verdict, _name in VERDICTS} else ""
    after = max(apres, 0)
    view = imports.import_shown(uow, import_id, by=actor, verdict=asked, after=after, about=STRUCTURES)
    return _preview(request, view, apres=after)


@router.post("/importer/{import_id}/appliquer", name="ties:apply")
def apply(request: Request, import_id: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Apply the file; when the register has changed since, read it again and show it anew."""
    actor.ensure(Role.SECRETARY)
    table = read_structures(imports.file_of(uow, import_id).content, most=MOST)
    try:
        confirm_structures(uow, import_id, table, by=actor)
    except RegisterMoved as error:
        preview_structures(uow, import_id, table, by=actor, moved=True)
        view = imports.import_shown(uow, import_id, by=actor, about=STRUCTURES)
        return _preview(request, view, refusal=translate_error(error), status=409)
    tell(request, uow, _("Le fichier est appliqué : structures et liens sont à jour."))
    return redirect(request, _path(request, actor, import_id))


@router.post("/importer/{import_id}/abandonner", name="ties:abandon")
def abandon(request: Request, import_id: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Drop the file."""
    abandon_import(uow, import_id, by=actor)
    tell(request, uow, _("L’import est abandonné : rien n’a été changé."))
    return redirect(request, path_of(request, "ties:list", slug=actor.slug))


@router.get("/importer/{import_id}/fichier", name="ties:original")
def original(import_id: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the file back as it was sent."""
    found = imports.original(uow, import_id, by=actor)
    return attached(found.content, "application/octet-stream", found.filename)


def _path(request: Request, actor: Actor, import_id: UUID) -> str:
    return path_of(request, "ties:preview", slug=actor.slug, import_id=import_id)


def _form(request: Request, errors: dict[str, str] | None = None) -> Response:
    return page(request, "ties/import.html", status=422 if errors else 200, errors=errors or {}, most=MOST)


def _preview(
    request: Request,
    view: ImportShown,
    *,
    apres: int = 0,
    refusal: ErrorText | None = None,
    status: int = 200,
) -> Response:
    return page(
        request,
        "ties/preview.html",
        status=status,
        view=view,
        verdicts=VERDICTS,
        apres=apres,
        refusal=refusal,
        shown_text=lambda value: (
            short_day(value) if not isinstance(value, str) else _(value) if value else ""
        ),
    )
