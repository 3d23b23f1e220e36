"""Convening: the check list, the previews, the confirmation, then what became of each notice."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.convening import Check
from governance.assembly.notice import NoticeRecipient
from governance.assembly.stages import Stage
from governance.errors import GovernanceError
from governance.queries import notices as queries
from governance.queries.non_voters import called_to
from governance.usecases import notices as usecases
from web.delivery.mail import Envelope, Mailbox, notice_mail
from web.delivery.pdf import notice_pdf
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.documents.non_voter_letters import calling_letters
from web.files import attached_pdf
from web.i18n import gettext as _
from web.i18n import ngettext, speaking, translate_error
from web.i18n.refusals import ErrorText, fact_text
from web.pages.assemblies.forms import ResendForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/convocation")

MEND = {
    "assembly": "assemblies:settings",
    "agenda": "assemblies:agenda",
    "papers": "assemblies:papers",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the check list, in the reader's language; `url` is where to mend it."""

    state: str
    sentence: str
    source: str
    page: str
    url: str


@router.get("", name="assemblies:notices")
def show(
    request: Request,
    assembly: UUID,
    uow: Read,
    actor: CurrentActor,
    etat: str = "",
    q: str = "",
    apres: UUID | None = None,
    part: str = "follow",
) -> Response:
    """Before convening, the check list; afterwards, what became of each notice."""
    view = queries.convening(uow, assembly, actor)
    if view.stage == Stage.DRAFT:
        return _prepare_page(request, view, actor, assembly, uow)
    if view.stage == Stage.CANCELLED:
        return redirect(request, path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly))
    follow = queries.follow_up(uow, assembly, actor, outcome=etat, search=q, after=apres)
    fragment = part if part in {"follow", "mails"} else "follow"
    return page(
        request,
        "assemblies/notices.html",
        fragment=fragment,
        view=follow,
        mail_detail=_detail(follow.mails),
        letter_detail=_detail(follow.letters),
        beside=called_to(uow, assembly),
        today=uow.today,
    )


@router.get("/confirmer", name="assemblies:confirm")
def confirm(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Say what convening will do, before it is done."""
    actor.ensure(Role.SECRETARY)
    view = queries.convening(uow, assembly, actor)
    if not (view.ready and view.may_convene):
        return redirect(request, path_of(request, "assemblies:notices", slug=actor.slug, assembly=assembly))
    return page(request, "assemblies/confirm.html", view=view)


@router.post("/confirmer", name="assemblies:convene")
def convene(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Convene the members."""
    facts = queries.notice_of(uow, assembly, actor, page=_page_address(request, actor, assembly))
    beside = calling_letters(called_to(uow, assembly), facts)
    told = usecases.convene(uow, usecases.Convene(assembly, beside), by=actor)
    count = told.by_email + told.by_letter
    sentence = ngettext("%(num)d sociétaire est convoqué.", "%(num)d sociétaires sont convoqués.", count)
    tell(request, uow, sentence % {"num": count})
    return _back(request, actor, assembly)


@router.get("/lettre.pdf", name="assemblies:notice_pdf")
def letter(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the notice as a letter, in PDF, to the reader's name."""
    facts = queries.notice_of(uow, assembly, actor, page=_page_address(request, actor, assembly))
    name = actor.hat.label if actor.hat.member else actor.account_name
    return attached_pdf(notice_pdf(facts, NoticeRecipient(name)), "convocation.pdf")


@router.get("/lettres/{part}.pdf", name="assemblies:letters")
def letters(assembly: UUID, part: int, uow: Read, actor: CurrentActor) -> Response:
    """Give one file of letters to print."""
    return attached_pdf(queries.letter_file(uow, assembly, part, actor), f"lettres-{part}.pdf")


@router.post("/lettres", name="assemblies:print_letters")
def print_letters(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Make the letters again."""
    usecases.print_letters(uow, usecases.OfAssembly(assembly), by=actor)
    tell(request, uow, _("Les lettres sont en cours de fabrication."))
    return _back(request, actor, assembly)


@router.post("/postees", name="assemblies:posted")
def posted(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Note the letters as posted."""
    count = usecases.mark_posted(uow, usecases.OfAssembly(assembly), by=actor)
    sentence = ngettext("%(num)d lettre notée comme postée.", "%(num)d lettres notées comme postées.", count)
    tell(request, uow, sentence % {"num": count})
    return _back(request, actor, assembly)


@router.post("/autres", name="assemblies:convene_others")
def convene_others(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Convene the members admitted since the notice left."""
    count = usecases.convene_others(uow, usecases.OfAssembly(assembly), by=actor)
    sentence = ngettext("%(num)d sociétaire est convoqué.", "%(num)d sociétaires sont convoqués.", count)
    tell(request, uow, sentence % {"num": count})
    return _back(request, actor, assembly)


@router.post("/relancer", name="assemblies:send_again")
def send_again(request: Request, assembly: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Try the waiting mails now."""
    usecases.send_again(uow, usecases.OfAssembly(assembly), by=actor)
    tell(request, uow, _("L’envoi reprend."))
    return _back(request, actor, assembly)


@router.get("/{notice}", name="assemblies:one_notice")
def one(request: Request, assembly: UUID, notice: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one notice, to send it elsewhere."""
    line = queries.one_notice(uow, assembly, notice, actor)
    form = ResendForm(email=line.address if line.channel == "email" else "")
    return _resend_page(request, assembly, line, form, None)


@router.post("/{notice}", name="assemblies:resend")
def resend(
    request: Request,
    assembly: UUID,
    notice: UUID,
    form: Annotated[ResendForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Send one notice to another address, or as a letter."""
    line = queries.one_notice(uow, assembly, notice, actor)
    email = form.email if form.action == "email" else ""
    try:
        if form.action == "email" and not email.strip():
            raise usecases.NotAnEmail
        usecases.resend_notice(uow, usecases.Resend(assembly, notice, email), by=actor)
    except GovernanceError as error:
        return _resend_page(request, assembly, line, form, translate_error(error))
    tell(request, uow, _("La convocation repart.") if email else _("La convocation devient une lettre."))
    return _back(request, actor, assembly)


def check_lines(request: Request, checks: tuple[Check, ...], actor: Actor, assembly: UUID) -> list[CheckLine]:
    """Put the check list in the reader's language, with a link to mend each line."""
    lines = []
    for check in checks:
        facts = {name: fact_text(value) for name, value in check.facts.items()}
        url = ""
        if check.page in ("ties", "mandates", "requests", "nonvoters"):
            url = path_of(request, f"{check.page}:list", slug=actor.slug)
        elif check.page == "bylaws":
            url = path_of(request, "bylaws:show", slug=actor.slug)
        elif check.page == "members":
            url = f"/coop/{actor.slug}/societaires"
        elif check.page:
            url = path_of(request, MEND[check.page], slug=actor.slug, assembly=assembly)
        source = fact_text(check.source) if check.source else ""
        lines.append(CheckLine(check.state, _(check.message) % facts, str(source), check.page, url))
    return lines


def _detail(job: queries.Job | None) -> str:
    return _(job.detail) if job and job.detail else ""


def _prepare_page(
    request: Request, view: queries.ConveningView, actor: Actor, assembly: UUID, uow: Read
) -> Response:
    facts = queries.notice_of(uow, assembly, actor, page=_page_address(request, actor, assembly))
    sender = Mailbox(actor.cooperative_name, services_of(request).settings.mail_sender)
    recipient = Mailbox(actor.account_name, "vous@collegial.example")
    envelope = Envelope(sender, recipient, f"preview {assembly}", uow.now)
    with speaking("fr"):
        mail = notice_mail(facts, envelope)
    body = mail.get_body(("plain",))
    return page(
        request,
        "assemblies/prepare.html",
        view=view,
        lines=check_lines(request, view.checks, actor, assembly),
        subject=str(mail["Subject"]),
        mail=body.get_content() if body else "",
    )


def _resend_page(
    request: Request, assembly: UUID, line: queries.NoticeLine, form: ResendForm, refusal: ErrorText | None
) -> Response:
    return page(
        request,
        "assemblies/resend.html",
        assembly=assembly,
        line=line,
        form=form,
        refusal=refusal,
        status=422 if refusal else 200,
    )


def _page_address(request: Request, actor: Actor, assembly: UUID) -> str:
    here = path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly)
    return f"{services_of(request).settings.public_url}{here}"


def _back(request: Request, actor: Actor, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "assemblies:notices", slug=actor.slug, assembly=assembly))
