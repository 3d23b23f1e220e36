"""Agreements as the secretary writes them: templates, drafts, signature, scans, amendments, the end."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.papers_required import LARGEST
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import agreements as queries
from governance.queries.agreement_followup import agreement_facts
from governance.register.agreement_reading import NoSuchTemplate, read_terms
from governance.register.agreement_templates import FIELDS
from governance.usecases import agreements as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.agreements import filling, starting_text
from web.i18n import gettext as _
from web.pages.agreements.forms import (
    EndForm,
    NewForm,
    SignForm,
    TemplateForm,
    TextForm,
    Typed,
    renewals,
    terms_typed,
    told,
    uuid_of,
)
from web.pages.agreements.show import edited, shown
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}")


@router.get("/conventions/modeles", name="agreements:templates")
def show_templates(
    request: Request, uow: Read, actor: CurrentActor, depuis: UUID | None = None, langue: str = "fr"
) -> Response:
    """Show the versions of each template, and the form of the next one."""
    form = TemplateForm(name=_("Convention d’accompagnement"), language=langue, text=starting_text(langue))
    if depuis is not None:
        known = queries.template(uow, depuis, actor)
        form = TemplateForm(name=known.name, language=known.language, text=known.text)
    return _templates_page(request, uow, actor, form)


@router.post("/conventions/modeles", name="agreements:keep_template")
def keep_template(
    request: Request, form: Annotated[TemplateForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Keep one more version of a template."""
    try:
        usecases.keep_template(uow, usecases.KeepTemplate(form.model_dump()), by=actor)
    except Malformed as error:
        return _templates_page(request, uow, actor, form, error)
    tell(request, uow, _("La version du modèle est gardée."))
    return redirect(request, path_of(request, "agreements:templates", slug=actor.slug))


@router.get("/conventions/modeles/{template}", name="agreements:template")
def show_template(request: Request, template: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one version of a template, as it was kept."""
    view = queries.template(uow, template, actor)
    return page(request, "agreements/template.html", view=view, writes=actor.holds(Role.SECRETARY))


@router.get("/societaires/{member}/conventions/nouvelle", name="agreements:new")
def show_new(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the form of a new agreement."""
    return _new_page(request, uow, actor, member, NewForm(title=_("Convention d’accompagnement")))


@router.post("/societaires/{member}/conventions/nouvelle", name="agreements:draft")
def draft(
    request: Request, member: UUID, form: Annotated[NewForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write a draft from a template, filled from what the service knows."""
    try:
        known = queries.template(uow, uuid_of(form.template), actor)
        filled = filling(agreement_facts(uow, member, actor), read_terms(form.model_dump()), known.language)
        command = usecases.DraftAgreement(member, known.id, form.model_dump(), *filled)
        made = usecases.draft_agreement(uow, command, by=actor)
    except (Malformed, Refused, NoSuchTemplate) as error:
        return _new_page(request, uow, actor, member, form, error)
    tell(request, uow, _("Le projet est prêt : relisez-le et complétez-le."))
    return redirect(request, path_of(request, "agreements:edit", slug=actor.slug, agreement=made))


@router.get("/conventions/{agreement}/projet", name="agreements:edit")
def show_draft(request: Request, agreement: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the words of a draft, to edit."""
    return edited(request, uow, actor, agreement)


@router.post("/conventions/{agreement}/projet", name="agreements:save")
def save(
    request: Request, agreement: UUID, form: Annotated[TextForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Keep the words of a draft, or show them again with what is to be corrected."""
    try:
        command = usecases.EditDraft(agreement, form.model_dump(), form.revision)
        usecases.edit_draft(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return edited(request, uow, actor, agreement, typed=Typed("text", form), error=error)
    tell(request, uow, _("Le projet est enregistré."))
    return _back(request, uow, actor, agreement)


@router.post("/conventions/{agreement}/abandon", name="agreements:drop")
def drop(request: Request, agreement: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Throw a draft away."""
    member = usecases.drop_draft(uow, agreement, by=actor)
    tell(request, uow, _("Le projet est abandonné."))
    return redirect(request, path_of(request, "agreements:of", slug=actor.slug, member=member))


@router.post("/conventions/{agreement}/signature", name="agreements:sign")
def sign(
    request: Request, agreement: UUID, form: Annotated[SignForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write that the paper was signed by hand."""
    root = _root(uow, agreement, actor)
    try:
        command = usecases.SignAgreement(agreement, form.model_dump(), form.revision)
        usecases.sign_agreement(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return shown(request, uow, actor, root, typed=Typed("sign", form), error=error)
    tell(
        request,
        uow,
        _("La signature est inscrite : le texte ne change plus. Joignez le scan du papier signé."),
    )
    return _back(request, uow, actor, agreement)


@router.post("/conventions/{agreement}/scan", name="agreements:keep_scan")
def keep_scan(
    request: Request,
    agreement: UUID,
    uow: Uow,
    actor: CurrentActor,
    file: Annotated[UploadFile | None, File()] = None,
    link: Annotated[str, Form()] = "",
) -> Response:
    """Keep the scan of the signed paper, of the agreement or of the amendment that `link` names."""
    root = _root(uow, agreement, actor)
    signed = uuid_of(link) if link else agreement
    content = file.file.read(LARGEST + 1) if file else b""
    name = (file.filename or "") if file else ""
    try:
        usecases.keep_scan(uow, usecases.KeepScan(signed, name, content), by=actor)
    except (Malformed, Refused) as error:
        return shown(request, uow, actor, root, error=error)
    tell(request, uow, _("Le scan est gardé."))
    return _back(request, uow, actor, agreement)


@router.get("/conventions/{agreement}/avenant", name="agreements:amend")
def show_amend(request: Request, agreement: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the form of an amendment, with the terms in force."""
    line = queries.agreement_shown(uow, agreement, actor).line
    form = TextForm(text=_("Les autres articles ne changent pas.")).model_copy(update=terms_typed(line.terms))
    form.title = _("Avenant n° %(rank)s") % {"rank": line.amendments + 1}
    form.starts_on = ""
    return _amend_page(request, uow, actor, agreement, form)


@router.post("/conventions/{agreement}/avenant", name="agreements:draft_amendment")
def amend(
    request: Request, agreement: UUID, form: Annotated[TextForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the draft of an amendment."""
    try:
        command = usecases.AmendAgreement(agreement, form.model_dump())
        usecases.amend_agreement(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return _amend_page(request, uow, actor, agreement, form, error)
    tell(request, uow, _("L’avenant est en préparation."))
    return _back(request, uow, actor, agreement)


@router.post("/conventions/{agreement}/fin", name="agreements:end")
def end(
    request: Request, agreement: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the end of an agreement before its term."""
    try:
        usecases.end_agreement(uow, usecases.EndAgreement(agreement, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return shown(request, uow, actor, agreement, typed=Typed("end", form), error=error)
    tell(request, uow, _("La fin de la convention est inscrite."))
    return _back(request, uow, actor, agreement)


def _root(uow: Read, agreement: UUID, actor: Actor) -> UUID:
    return queries.agreement_paper(uow, agreement, actor).root


def _back(request: Request, uow: Read, actor: Actor, agreement: UUID) -> Response:
    root = _root(uow, agreement, actor)
    return redirect(request, path_of(request, "agreements:show", slug=actor.slug, agreement=root))


def _templates_page(
    request: Request, uow: Read, actor: Actor, form: TemplateForm, error: GovernanceError | None = None
) -> Response:
    return page(
        request,
        "agreements/templates.html",
        templates=queries.templates(uow, actor),
        fields=[(name, _(label)) for name, label in FIELDS.items()],
        form=form,
        writes=actor.holds(Role.SECRETARY),
        **told(error),
    )


def _new_page(
    request: Request,
    uow: Read,
    actor: Actor,
    member: UUID,
    form: NewForm,
    error: GovernanceError | None = None,
) -> Response:
    actor.ensure(Role.SECRETARY)
    known = queries.templates(uow, actor)
    return page(
        request,
        "agreements/new.html",
        view=queries.agreements_of(uow, member, actor),
        templates=[
            (str(one.id), _("%(name)s, version %(version)s") % {"name": one.name, "version": one.version})
            for one in known
        ],
        form=form,
        renewals=renewals(),
        **told(error),
    )


def _amend_page(
    request: Request,
    uow: Read,
    actor: Actor,
    agreement: UUID,
    form: TextForm,
    error: GovernanceError | None = None,
) -> Response:
    actor.ensure(Role.SECRETARY)
    view = queries.agreement_shown(uow, agreement, actor)
    return page(request, "agreements/amend.html", view=view, form=form, renewals=renewals(), **told(error))
