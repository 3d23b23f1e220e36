"""Written questions of an assembly: asked by members, answered by the office."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries.questions import questions_page
from governance.usecases import questions as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/questions")


class QuestionForm(BaseModel):
    """A question, as typed."""

    text: str = ""


class AnswerForm(BaseModel):
    """An answer, as typed."""

    answer: str = ""


@router.get("", name="questions:show")
def show(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the questions, and the form to ask one."""
    return _shown(request, uow, actor, assembly)


@router.post("", name="questions:ask")
def ask(
    request: Request, assembly: UUID, form: Annotated[QuestionForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Ask a question."""
    try:
        usecases.ask_question(uow, usecases.AskQuestion(assembly, form.text), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, assembly, form.text, error)
    tell(request, uow, _("Votre question est reçue."))
    return redirect(request, path_of(request, "questions:show", slug=actor.slug, assembly=assembly))


@router.post("/{question}", name="questions:answer")
def answer(
    request: Request,
    assembly: UUID,
    question: UUID,
    form: Annotated[AnswerForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Answer one."""
    try:
        usecases.answer_question(uow, usecases.AnswerQuestion(assembly, question, form.answer), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, assembly, "", error)
    tell(request, uow, _("La réponse est écrite : les sociétaires la lisent."))
    return redirect(request, path_of(request, "questions:show", slug=actor.slug, assembly=assembly))


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    assembly: UUID,
    typed: str = "",
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "questions/show.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=questions_page(uow, assembly, actor),
        typed=typed,
        refusal=translate_error(error) if error is not None else None,
        member=actor.holds(Role.MEMBER),
        writes=actor.holds(Role.SECRETARY),
    )
