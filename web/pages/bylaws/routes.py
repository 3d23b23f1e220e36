"""The bylaws in plain sentences, what the law forbids in them, and their versions."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.bylaws.chapters import CHAPTER_TITLES
from governance.bylaws.labels import FIELD_LABELS
from governance.queries import bylaws as queries
from web.deps import CurrentActor, Read
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page

router = APIRouter(prefix="/coop/{slug}/statuts")


@router.get("", name="bylaws:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show the bylaws in force."""
    return _bylaws_page(request, uow, None)


@router.get("/{number}", name="bylaws:version")
def version(request: Request, number: int, uow: Read, actor: CurrentActor) -> Response:
    """Show one version."""
    return _bylaws_page(request, uow, number)


def _bylaws_page(request: Request, uow: Read, number: int | None) -> Response:
    view = queries.bylaws_shown(uow, number)
    chapters = [
        (
            _(chapter.title),
            [(article.number, [each.text(_) for each in article.sentences]) for article in chapter.articles],
        )
        for chapter in view.chapters
    ]
    forbidden = [translate_error(breach) for breach in view.breaches]
    left = [(_name(one.field), one.article) for one in view.by_hand]
    return page(request, "bylaws/show.html", view=view, chapters=chapters, forbidden=forbidden, left=left)


def _name(field: str) -> str:
    """Name a clause as its form does; a whole chapter by its title."""
    return _(CHAPTER_TITLES[field]) if field in CHAPTER_TITLES else _(FIELD_LABELS[field][0])
