"""The page of one agreement, as it is read and as each of its forms shows it again."""

from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.errors import GovernanceError
from governance.queries import agreements as queries
from governance.register.agreements import OBJECTIVE_NAMES, SIDE_NAMES, STATE_NAMES, ObjectiveState, Side
from web.deps import Read
from web.documents.agreements import notice_words, renewal_words
from web.i18n import gettext as _
from web.pages.agreements.forms import (
    EndForm,
    MeetingForm,
    ObjectiveForm,
    OutcomeForm,
    SignForm,
    TextForm,
    Typed,
    draft_typed,
    renewals,
    told,
)
from web.render import page


def shown(
    request: Request,
    uow: Read,
    actor: Actor,
    agreement: UUID,
    *,
    typed: Typed | None = None,
    error: GovernanceError | None = None,
) -> Response:
    """Show one agreement. `typed` is the form that was refused, kept as it was."""
    view = queries.agreement_shown(uow, agreement, actor)
    return page(
        request,
        "agreements/show.html",
        view=view,
        states=STATE_NAMES,
        renewal=renewal_words,
        notice=notice_words,
        today=uow.today,
        writes=actor.holds(Role.SECRETARY),
        where=typed.where if typed else "",
        forms=_forms(view, typed),
        **told(error),
    )


def edited(
    request: Request,
    uow: Read,
    actor: Actor,
    agreement: UUID,
    *,
    typed: Typed | None = None,
    error: GovernanceError | None = None,
) -> Response:
    """Show a draft with its words to edit; a signed one is only read."""
    actor.ensure(Role.SECRETARY)
    paper = queries.agreement_paper(uow, agreement, actor)
    view = queries.agreement_shown(uow, paper.root, actor)
    known = draft_typed(paper.link, tells=view.line.tells_structure)
    form = typed.form if typed is not None and isinstance(typed.form, TextForm) else known
    return page(
        request,
        "agreements/edit.html",
        view=view,
        link=paper.link,
        form=form,
        saved=paper.link.revision,
        renewals=renewals(),
        **told(error),
    )


def _forms(view: queries.AgreementShown, typed: Typed | None) -> dict[str, Any]:
    """Give each form of the page, empty or as it was typed."""
    form = typed.form if typed else None
    draft = next((link for link in view.links if link.signed_on is None), None)
    return {
        "side_names": SIDE_NAMES,
        "objective_names": OBJECTIVE_NAMES,
        "sides": [(one.value, _(SIDE_NAMES[one])) for one in Side],
        "outcomes": [(one.value, _(OBJECTIVE_NAMES[one])) for one in ObjectiveState if one != "open"],
        "revision": draft.revision if draft else 0,
        "sign": form if isinstance(form, SignForm) else SignForm(),
        "objective": form if isinstance(form, ObjectiveForm) else ObjectiveForm(),
        "outcome": form if isinstance(form, OutcomeForm) else OutcomeForm(),
        "meeting": form if isinstance(form, MeetingForm) else MeetingForm(),
        "end": form if isinstance(form, EndForm) else EndForm(),
    }
