"""A file of members: sent, looked at line by line, then applied or dropped."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.errors import Malformed
from governance.queries import member_imports as queries
from governance.queries.member_imports import ImportShown
from governance.register.import_file import understand
from governance.register.import_plan import Verdict
from governance.register.refusals import RegisterMoved
from governance.usecases import member_imports as usecases
from governance.usecases.member_imports import ReceiveFile
from governance.words import N_
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.member_files import read_table
from web.files import attached
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.pages.members.forms import shown_text
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/societaires/importer")

VERDICTS: Final = (
    (Verdict.ADD.value, N_("Ajouts")),
    (Verdict.CHANGE.value, N_("Modifications")),
    (Verdict.SAME.value, N_("Sans changement")),
    (Verdict.REFUSE.value, N_("Refusées")),
)


@router.get("", name="members:import")
def ask(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Ask for a file."""
    actor.ensure(Role.SECRETARY)
    return _form(request)


@router.post("", name="members:upload")
def upload(
    request: Request,
    uow: Uow,
    actor: CurrentActor,
    file: Annotated[UploadFile | str | None, File()] = None,
    adjust_shares: Annotated[str, Form()] = "",
) -> Response:
    """Keep a file; read it at once when it is small, else leave it to the worker."""
    if file is None or isinstance(file, str) or not file.filename:
        return _form(request, {"file": _("Choisissez un fichier.")})
    content = file.file.read()
    command = ReceiveFile(
        file.filename or "", file.content_type or "", content, adjust_shares=adjust_shares == "yes"
    )
    try:
        table = read_table(content, most=usecases.SMALL)
        if table is not None:
            understand(table)  # what cannot be read is told before anything is kept
        found = usecases.receive_file(uow, command, by=actor)
        if table is None:
            usecases.read_later(uow, found, by=actor)
        else:
            usecases.preview(uow, found, table, by=actor)
    except Malformed as error:
        text = translate_error(error)
        return _form(request, {"file": f"{text.message} {text.remedy}"})
    return redirect(request, _path(request, actor, found))


@router.get("/{import_id}", name="members:preview")
def preview(
    request: Request, import_id: UUID, uow: Read, actor: CurrentActor, quoi: str = "", apres: int = 0
) -> Response:
    """Show what the file would do, or what became of it."""
    view = queries.import_shown(uow, import_id, by=actor, verdict=_verdict(quoi), after=max(apres, 0))
    return _preview(request, view, apres=max(apres, 0))


@router.get("/{import_id}/avancement", name="members:progress")
def progress(request: Request, import_id: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Say how far the worker is."""
    view = queries.import_shown(uow, import_id, by=actor)
    return _preview(request, view, fragment="progress")


@router.post("/{import_id}/appliquer", name="members:apply")
def apply(request: Request, import_id: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Apply the file; when the register has changed since, read it again and show it anew."""
    try:
        applied = usecases.confirm_import(uow, import_id, by=actor)
    except RegisterMoved as error:
        _read_again(uow, import_id, actor)
        view = queries.import_shown(uow, import_id, by=actor)
        return _preview(request, view, refusal=translate_error(error), status=409)
    if applied:
        tell(request, uow, _("Le fichier est appliqué : le registre est à jour."))
    return redirect(request, _path(request, actor, import_id))


@router.post("/{import_id}/abandonner", name="members:abandon")
def abandon(request: Request, import_id: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Drop the file."""
    usecases.abandon_import(uow, import_id, by=actor)
    tell(request, uow, _("L’import est abandonné : rien n’a été changé."))
    return redirect(request, path_of(request, "members:list", slug=actor.slug))


@router.get("/{import_id}/fichier", name="members:original")
def original(import_id: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the file back as it was sent."""
    found = queries.original(uow, import_id, by=actor)
    return attached(found.content, "application/octet-stream", found.filename)


def _verdict(asked: str) -> str:
    return asked if asked in {verdict for verdict, _name in VERDICTS} else ""


def _path(request: Request, actor: Actor, import_id: UUID) -> str:
    return path_of(request, "members:preview", slug=actor.slug, import_id=import_id)


def _read_again(uow: Uow, import_id: UUID, actor: Actor) -> None:
    """Read a file anew in the same request; a large one is read by the worker."""
    table = read_table(queries.file_of(uow, import_id).content, most=usecases.SMALL)
    if table is None:
        usecases.read_again_later(uow, import_id, by=actor)
    else:
        usecases.preview(uow, import_id, table, by=actor)


def _form(request: Request, errors: dict[str, str] | None = None) -> Response:
    return page(
        request, "members/import.html", fragment="form", status=422 if errors else 200, errors=errors or {}
    )


def _preview(
    request: Request,
    view: ImportShown,
    *,
    apres: int = 0,
    fragment: str = "preview",
    refusal: ErrorText | None = None,
    status: int = 200,
) -> Response:
    return page(
        request,
        "members/preview.html",
        fragment=fragment,
        status=status,
        view=view,
        verdicts=VERDICTS,
        apres=apres,
        refusal=refusal,
        shown_text=shown_text,
        just_read=fragment == "progress",
    )
