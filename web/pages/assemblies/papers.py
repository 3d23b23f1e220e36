"""The papers of an assembly: attach, take away, download."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from governance.actors import Actor
from governance.assembly.papers_required import LARGEST, NATURES
from governance.errors import GovernanceError
from governance.queries import papers as queries
from governance.usecases import papers as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.files import received
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/pieces")


@router.get("", name="assemblies:papers")
def show(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """List the papers, and those the law still wants."""
    return _papers_page(request, assembly, uow, actor)


@router.post("", name="assemblies:add_paper")
def add(
    request: Request,
    assembly: UUID,
    uow: Uow,
    actor: CurrentActor,
    file: Annotated[UploadFile | None, File()] = None,
    title: Annotated[str, Form()] = "",
    nature: Annotated[str, Form()] = "other",
    item: Annotated[str, Form()] = "",
) -> Response:
    """Attach a paper."""
    content = file.file.read(LARGEST + 1) if file else b""
    name = (file.filename or "") if file else ""
    try:
        command = usecases.AddPaper(assembly, title, name, content, nature, UUID(item) if item else None)
        usecases.add_paper(uow, command, by=actor)
    except GovernanceError as error:
        return _papers_page(request, assembly, uow, actor, translate_error(error))
    tell(request, uow, _("Le document est joint à l’assemblée."))
    return _back(request, actor, assembly)


@router.get("/{paper}", name="assemblies:paper")
def download(assembly: UUID, paper: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give a paper as received; a browser never shows it inside this site."""
    return received(queries.paper_content(uow, assembly, paper, actor))


@router.post("/{paper}/retirer", name="assemblies:remove_paper")
def remove(request: Request, assembly: UUID, paper: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Take a paper away."""
    usecases.remove_paper(uow, usecases.RemovePaper(assembly, paper), by=actor)
    tell(request, uow, _("Le document est retiré."))
    return _back(request, actor, assembly)


def _papers_page(
    request: Request, assembly: UUID, uow: Read, actor: Actor, refusal: ErrorText | None = None
) -> Response:
    return page(
        request,
        "assemblies/papers.html",
        view=queries.papers(uow, assembly, actor),
        natures=[(key, _(name)) for key, name in NATURES.items()],
        nature_names={key: _(name) for key, name in NATURES.items()},
        refusal=refusal,
        status=422 if refusal else 200,
    )


def _back(request: Request, actor: Actor, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "assemblies:papers", slug=actor.slug, assembly=assembly))
