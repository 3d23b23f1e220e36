"""The ballots given by hand, entered at the desk for members of the room without a phone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.errors import Malformed, Refused
from governance.queries import session as queries
from governance.usecases.casting import CastBallot, cast_ballot
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class PaperForm(BaseModel):
    """What the paper says, and whose it is."""

    member: UUID
    choice: str = Field(default="", max_length=40)


@router.get("/scrutins/{poll}/bulletin", name="polls:paper")
def paper(
    request: Request,
    assembly: UUID,
    poll: UUID,
    uow: Read,
    actor: CurrentActor,
    q: str = "",
    membre: UUID | None = None,
) -> Response:
    """Look for the member whose ballot was handed over, then ask what it says."""
    view = queries.paper_ballots(uow, poll, actor, q, membre)
    return page(request, "session/paper.html", view=view, refusal=None)


@router.post("/scrutins/{poll}/bulletin", name="polls:cast_paper")
def cast_paper(
    request: Request,
    assembly: UUID,
    poll: UUID,
    form: Annotated[PaperForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Put the ballot in the box, then be ready for the next one."""
    try:
        receipt = cast_ballot(uow, CastBallot(poll, form.choice, actor, form.member), by=actor)
    except (Refused, Malformed) as error:
        view = queries.paper_ballots(uow, poll, actor, member=form.member)
        return page(
            request,
            "session/paper.html",
            status=422 if isinstance(error, Malformed) else 409,
            view=view,
            refusal=translate_error(error),
        )
    tell(request, uow, _("Le bulletin est dans l’urne. Reçu : %(receipt)s.") % {"receipt": receipt.short})
    return redirect(request, path_of(request, "polls:paper", slug=actor.slug, assembly=assembly, poll=poll))
